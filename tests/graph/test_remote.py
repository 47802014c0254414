"""What a remote store says when it is not let in, not found, not there or busy; and who it tells what."""

import base64
import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.errors import RunError
from app.graph.mapping import article_quads
from app.graph.remote import client as client_module
from app.graph.remote.address import Endpoints, RemoteAddress
from app.graph.remote.client import SparqlClient
from app.graph.remote.language import declared, is_graph_query
from app.graph.remote.store import RemoteStore
from tests.graph.examples import harbour
from tests.graph.servers import free_port

PASSWORD, TOKEN = "eit-løyndord-med-æøå", "t0ken-som-ingen-skal-sjå"
YES = b'{"head":{},"boolean":true}'
NOTHING = b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[]}}'
"""As of the graph of decisions."""


@dataclass
class Server:
    """Answers in turn with what it is given, the last one for ever, and keeps what it was asked."""

    answers: list[tuple[int, dict[str, str], bytes]]
    address: str = ""
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def serving(*answers: tuple[int, dict[str, str], bytes]) -> Iterator[Server]:
    server = Server(list(answers))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            server.asked.append(
                (self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            )
            status, headers, content = server.answers[min(len(server.asked), len(server.answers)) - 1]
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_PUT = do_POST  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — the base class names it so
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        server.address = f"http://127.0.0.1:{listening.server_port}"
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "_PAUSE_SECONDS", 0.01)


def ask(address: RemoteAddress) -> bytes:
    client = SparqlClient(address)
    try:
        return client.query("ASK {}", "*/*").content
    finally:
        client.close()


def challenge(scheme: str) -> tuple[int, dict[str, str], bytes]:
    return 401, {"WWW-Authenticate": scheme}, b""


def test_basic_is_sent_only_when_it_is_asked_for() -> None:
    with serving(challenge('Basic realm="x"'), (200, {}, YES)) as server:
        assert ask(RemoteAddress(server.address, user="kari", password=PASSWORD)) == YES
    first, second = (headers for _, _, headers, _ in server.asked)
    assert "authorization" not in first
    assert base64.b64decode(second["authorization"].split()[1]).decode() == f"kari:{PASSWORD}"


def test_digest_is_computed_and_the_password_never_sent() -> None:
    demand = challenge('Digest realm="r", nonce="n1", qop="auth", algorithm="MD5"')
    with serving(demand, (200, {}, YES)) as server:
        assert ask(RemoteAddress(server.address, user="kari", password="p")) == YES
    sent = dict(re.findall(r'(\w+)="?([^",]+)"?', server.asked[1][2]["authorization"]))
    one, two = (hashlib.md5(t.encode()).hexdigest() for t in ("kari:r:p", "POST:/query"))
    expected = ":".join((one, "n1", sent["nc"], sent["cnonce"], "auth", two))
    assert sent["response"] == hashlib.md5(expected.encode()).hexdigest()


def test_digest_goes_before_basic() -> None:
    both = challenge('Basic realm="x"')[1] | {"www-authenticate": 'Digest realm="r", nonce="n", qop="auth"'}
    with serving((401, both, b""), (200, {}, YES)) as server:
        ask(RemoteAddress(server.address, user="kari", password="p"))
    assert server.asked[1][2]["authorization"].startswith("Digest ")


def test_a_token_is_sent_as_bearer() -> None:
    with serving((200, {}, YES)) as server:
        ask(RemoteAddress(server.address, token="abc"))
    assert server.asked[0][2]["authorization"] == "Bearer abc"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "does not let the user kari in .401.*Set NYHENDEGRAF_STORE_USER"),
        (403, "does not allow it .403.*right to do it"),
        (404, "no such endpoint as .*/query .404.*NYHENDEGRAF_STORE_QUERY_URL"),
        (302, "no such endpoint as .*/query .302"),
        (500, "failed .500.*fann ikkje.*See the log"),
        (503, "failed .503.*See the log"),
    ],
)
def test_errors_name_place_and_remedy_and_no_secret(status: int, words: str) -> None:
    told = f"fann ikkje {PASSWORD}".encode()
    with serving((status, {"Content-Type": "text/plain; charset=utf-8", "Location": "/"}, told)) as server:
        with pytest.raises(RunError, match=words) as caught:
            ask(RemoteAddress(server.address, user="kari", password=PASSWORD))
        assert server.address in str(caught.value)
    assert PASSWORD not in str(caught.value)


def test_a_server_that_is_not_there() -> None:
    address = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(RunError, match=f"{address} cannot be reached: .*Start it"):
        RemoteStore.read(RemoteAddress(address))


def test_a_server_that_takes_too_long() -> None:
    release = threading.Event()
    with serving((200, {}, YES)) as server:
        server.asked = _Waiting(release)
        with pytest.raises(RunError, match=r"did not answer within 0\.1 seconds.*NYHENDEGRAF_STORE_TIMEOUT"):
            ask(RemoteAddress(server.address, timeout_seconds=0.1))
        release.set()


class _Waiting(list[tuple[str, str, dict[str, str], bytes]]):
    def __init__(self, release: threading.Event) -> None:
        super().__init__()
        self._release = release

    def append(self, item: tuple[str, str, dict[str, str], bytes]) -> None:
        self._release.wait(10)
        super().append(item)


def _update(client: SparqlClient) -> None:
    client.update("INSERT DATA { <x:a> <x:b> 1 }")


def _query(client: SparqlClient) -> None:
    client.query("ASK {}", "*/*")


def _put(client: SparqlClient) -> None:
    client.put_graph("http://example.org/æ", b"")


@pytest.mark.parametrize(("action", "times"), [(_update, 1), (_query, 3), (_put, 3)])
def test_only_what_can_be_done_twice_is_tried_again(
    action: Callable[[SparqlClient], None], times: int
) -> None:
    with serving((503, {"Retry-After": "0"}, b"")) as server:
        client = SparqlClient(RemoteAddress(server.address))
        with pytest.raises(RunError, match="503"):
            action(client)
        client.close()
    assert len(server.asked) == times


def test_a_busy_server_is_asked_again() -> None:
    with serving((503, {}, b""), (200, {}, YES)) as server:
        assert ask(RemoteAddress(server.address)) == YES


def test_what_is_no_sparql_server_is_told() -> None:
    with (
        serving((200, {"Content-Type": "text/html"}, b"<html>hei</html>")) as server,
        pytest.raises(RunError, match="no SPARQL result"),
    ):
        RemoteStore.read(RemoteAddress(server.address))


def test_a_server_that_does_not_understand_is_told_apart_from_a_wrong_query() -> None:
    with serving((400, {}, b"kva?")) as server:
        with pytest.raises(RunError, match=r"does not understand a query \(kva\?\)"):
            RemoteStore.read(RemoteAddress(server.address))
        store = RemoteStore(RemoteAddress(server.address))
        with pytest.raises(SyntaxError, match="kva"):
            store.query("SELEC")
        server.answers = [(200, {}, YES), (200, {}, NOTHING), (400, {}, b"for lang")]
        server.asked.clear()
        with pytest.raises(RunError, match=r"does not take the update .* NYHENDEGRAF_STORE_REPLACE=put"):
            store.replace_article(article_quads(harbour()))
        store.close()


def test_an_empty_server_is_no_store_to_read() -> None:
    nothing = b'{"head":{"vars":["o"]},"results":{"bindings":[]}}'
    with serving((200, {}, nothing)) as server, pytest.raises(RunError, match=r"is empty\. Build one"):
        RemoteStore.read(RemoteAddress(server.address))


def test_virtuoso_gets_a_graph_with_put() -> None:
    yes = b'{"head":{"vars":["o"]},"results":{"bindings":[{"o":{"type":"literal","value":"1"}}]}}'
    with serving(*3 * [(200, {}, yes)], (200, {}, YES), (200, {}, NOTHING), (201, {}, b"")) as server:
        with RemoteStore.open(RemoteAddress(f"{server.address}/sparql")) as store:
            store.replace_article(article_quads(harbour("blå")))
        method, path, headers, body = server.asked[-1]
    assert (method, headers["content-type"]) == ("PUT", "application/n-triples")
    assert path.startswith("/sparql-graph-crud?graph=https%3A")
    assert path.endswith("bl%C3%A5")
    assert "Hamnerådet".encode() in body


def test_secrets_do_not_show() -> None:
    address = RemoteAddress("https://example.org/", user="kari", password=PASSWORD, token=TOKEN)
    for shown in (repr(address), str(address), f"{address}"):
        assert PASSWORD not in shown
        assert TOKEN not in shown
    with pytest.raises(RunError, match="NYHENDEGRAF_STORE_PASSWORD") as caught:
        RemoteAddress(f"https://kari:{PASSWORD}@example.org/")
    assert PASSWORD not in str(caught.value)


@pytest.mark.parametrize("url", ["ftp://example.org", "http://", "https:///sparql"])
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(RunError, match="is no address"):
        RemoteAddress(url)


H = "https://example.org"
OXIGRAPH = Endpoints(f"{H}/query", f"{H}/update", f"{H}/store", (("union-default-graph", ""),))
VIRTUOSO = Endpoints(f"{H}/sparql", f"{H}/sparql", f"{H}/sparql-graph-crud", replace_by_put=True)
VIRTUOSO_AUTH = Endpoints(
    f"{H}/sparql-auth", f"{H}/sparql-auth", f"{H}/sparql-graph-crud-auth", replace_by_put=True
)
GRAPHDB = Endpoints(
    f"{H}/repositories/n", f"{H}/repositories/n/statements", f"{H}/repositories/n/rdf-graphs/service"
)
FUSEKI = Endpoints(
    f"{H}/ds/query", f"{H}/ds/update", f"{H}/ds/data", (("default-graph-uri", "urn:x-arq:UnionGraph"),)
)


@pytest.mark.parametrize(
    ("address", "endpoints"),
    [
        (RemoteAddress(f"{H}/"), OXIGRAPH),
        (RemoteAddress(f"{H}/sparql"), VIRTUOSO),
        (RemoteAddress(f"{H}/sparql", user="dba"), VIRTUOSO_AUTH),
        (RemoteAddress(f"{H}/repositories/n"), GRAPHDB),
        (RemoteAddress(f"{H}/ds"), FUSEKI),
        (RemoteAddress(f"{H}/sparql", replace="update"), replace(VIRTUOSO, replace_by_put=False)),
        (RemoteAddress(H, f"{H}/q?x=1", f"{H}/u", f"{H}/g"), Endpoints(f"{H}/q?x=1", f"{H}/u", f"{H}/g")),
    ],
)
def test_endpoints_are_derived_from_the_address(address: RemoteAddress, endpoints: Endpoints) -> None:
    assert address.endpoints == endpoints


@pytest.mark.parametrize(
    ("query", "graph"),
    [
        ("select * { ?s ?p 'CONSTRUCT' }", False),
        ("# CONSTRUCT\nASK {}", False),
        ("PREFIX construct: <http://x/CONSTRUCT> SELECT * {}", False),
        ("PREFIX a: <http://x#SELECT>\nCONSTRUCT WHERE { ?s ?p ?o }", True),
        ("describe <http://x/SELECT>", True),
    ],
)
def test_kinds_of_queries(query: str, graph: bool) -> None:
    assert is_graph_query(query) is graph


def test_prefixes_are_declared_once_and_only_where_used() -> None:
    known = {"ng": "http://n#", "ngr": "http://r/", "skos": "http://s#"}
    query = "PREFIX skos: <http://other#>\nSELECT * { ?a ng:met ?b . ?b skos:note ?c }"
    assert declared(query, known) == "PREFIX ng: <http://n#> " + query
    assert declared(query, None) == query
