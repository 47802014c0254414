"""Updates and the Graph Store Protocol: who may, what they do, and that queries see it at once."""

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from pyoxigraph import Literal, NamedNode, Quad

from app.api import create_app
from app.config import Settings
from app.graph.port import History
from app.graph.store import Store
from app.graph.vocabulary import NG, ONTOLOGY_GRAPH
from app.query import Asking, Dataset
from app.query.updates import DatasetConflictError, touched_graphs, update

TOKEN = "mellomlager-paa-kaia"
FORM, BODY = "application/x-www-form-urlencoded", "application/sparql-update"
G, H = "https://graphs.example/g", "https://graphs.example/h"
S, P = NamedNode("https://graphs.example/s"), NamedNode("https://graphs.example/p")
INSERT = f"INSERT DATA {{ GRAPH <{G}> {{ <{S.value}> <{P.value}> 1 }} }}"
AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}
TURTLE = {**AUTHORISED, "Content-Type": "text/turtle"}


@pytest.fixture(scope="module")
def application() -> Iterator[tuple[TestClient, Store]]:
    with (
        Store.memory() as store,
        TestClient(
            create_app(Settings(update_token=TOKEN), store, writable=True)  # type: ignore[arg-type]
        ) as client,
    ):
        yield client, store


@pytest.fixture
def store(application: tuple[TestClient, Store]) -> Store:
    """Without the ontology, which the tests of the specification do not expect."""
    filled = application[1]
    filled.database.clear()
    filled.update("")
    return filled


@pytest.fixture
def client(application: tuple[TestClient, Store], store: Store) -> TestClient:
    return application[0]


def send(client: TestClient, text: str, **parameters: str | list[str]) -> Response:
    headers = {**AUTHORISED, "Content-Type": BODY}
    return client.post("/update", params=parameters, content=text, headers=headers)


def asks(client: TestClient, pattern: str) -> bool:
    answer = client.get("/sparql", params={"query": f"ASK {{ {pattern} }}"}).json()["boolean"]
    assert isinstance(answer, bool)
    return answer


@pytest.mark.parametrize(
    "ask",
    [
        lambda c: c.post("/update", data={"update": INSERT}, headers=AUTHORISED),
        lambda c: send(c, INSERT),
        lambda c: c.post("/update", data={"update": INSERT, "nonsense": "1"}, headers=AUTHORISED),
    ],
    ids=["form", "body", "unknown parameters"],
)
def test_a_query_after_an_update_sees_it(client: TestClient, ask: Callable[[TestClient], Response]) -> None:
    assert not asks(client, "GRAPH ?g { ?s ?p 1 }")
    assert ask(client).status_code == 204
    assert asks(client, "GRAPH ?g { ?s ?p 1 }")
    assert asks(client, "?s ?p 1"), "the union has it too"


@pytest.mark.parametrize("method", ["update", "put", "post", "delete"])
@pytest.mark.parametrize("given", [None, "Basic Zm9vOmJhcg==", "Bearer wrong", "Bearer ", f"Bearer {TOKEN}x"])
def test_without_the_token_nothing_is_written(
    client: TestClient, store: Store, method: str, given: str | None
) -> None:
    headers = {"Content-Type": BODY, **({} if given is None else {"Authorization": given})}
    if method == "update":
        response = client.post("/update", content=INSERT, headers=headers)
    else:
        response = client.request(method, "/graphs", params={"graph": G}, content="", headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Bearer realm=")
    assert response.headers["content-type"] == "application/problem+json"
    assert TOKEN not in response.text
    assert len(store) == 0


@pytest.mark.parametrize(
    ("settings", "writable"),
    [(Settings(), True), (Settings(update_token=TOKEN), False)],  # type: ignore[arg-type]
)
def test_updates_are_off_by_default(store: Store, settings: Settings, writable: bool) -> None:
    with TestClient(create_app(settings, store, writable=writable)) as client:
        for response in (send(client, INSERT), client.put("/graphs?default", content="", headers=TURTLE)):
            assert response.status_code == 403
            assert "--writable" in response.json()["detail"]
    assert len(store) == 0


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda c: c.get("/update", params={"update": INSERT}, headers=AUTHORISED), 405),
        (lambda c: c.post("/update", data={"update": [INSERT, INSERT]}, headers=AUTHORISED), 400),
        (
            lambda c: c.post("/update", content=INSERT, headers={**AUTHORISED, "Content-Type": "text/plain"}),
            415,
        ),
        (lambda c: c.post("/update", content=INSERT, headers=AUTHORISED), 415),
        (
            lambda c: c.post("/update", content=b"update=%E5", headers={**AUTHORISED, "Content-Type": FORM}),
            400,
        ),
        (lambda c: send(c, "INSERT DATA {"), 400),
        (lambda c: send(c, "ASK {}"), 400),
        (lambda c: send(c, " "), 400),
        (
            lambda c: send(
                c, f"INSERT {{ ?s ?p 2 }} USING <{G}> WHERE {{ ?s ?p 1 }}", **{"using-graph-uri": G}
            ),
            400,
        ),
        (
            lambda c: send(c, f"WITH <{G}> DELETE {{ ?s ?p 2 }} WHERE {{ }}", **{"using-named-graph-uri": G}),
            400,
        ),
        (lambda c: send(c, INSERT, **{"using-graph-uri": "no iri"}), 400),
        (lambda c: send(c, "x" * 200_000), 413),
        (lambda c: send(c, "INSERT { <a> <b> ?x } WHERE { BIND(<urn:x:f>(1) AS ?x) }"), 400),
        (lambda c: send(c, "LOAD <http://127.0.0.1:9/>"), 403),
        (lambda c: send(c, "L\\u004FAD <http://127.0.0.1:9/>"), 403),
        (lambda c: send(c, "INSERT {} WHERE { SERVICE <http://127.0.0.1:9/> {} }"), 403),
    ],
)
def test_bad_updates(
    client: TestClient, store: Store, ask: Callable[[TestClient], Response], status: int
) -> None:
    response = ask(client)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert len(store) == 0


def test_a_syntax_error_has_its_place(client: TestClient) -> None:
    problem = send(client, "INSERT DATA {\n <a> <b> }").json()
    assert problem["line"] == 2
    assert "sparql11-update" in problem["detail"]


def test_relative_iris_are_relative_to_the_endpoint(client: TestClient) -> None:
    assert (
        send(client, f"INSERT DATA {{ GRAPH <{G}> {{ <{S.value}> <{P.value}> <that> }} }}").status_code == 204
    )
    assert asks(client, "?s ?p <http://testserver/that>")


def quads(*values: tuple[str, int]) -> set[Quad]:
    return {Quad(S, P, Literal(value), NamedNode(graph)) for graph, value in values}


@pytest.mark.parametrize(
    ("text", "dataset", "left"),
    [
        (
            f"INSERT {{ GRAPH <{H}> {{ ?s ?p 9 }} }} WHERE {{ ?s ?p 1 }}",
            Dataset((G,), ()),
            [(G, 1), (H, 2), (H, 9)],
        ),
        (f"INSERT {{ GRAPH <{H}> {{ ?s ?p 9 }} }} WHERE {{ ?s ?p 2 }}", Dataset((G,), ()), [(G, 1), (H, 2)]),
        (
            f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} ; {INSERT}",
            Dataset((), (H,)),
            [(G, 1)],
        ),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", Dataset((), (G,)), [(H, 2)]),
        (
            f"""# WHERE }}
            DELETE WHERE {{ GRAPH ?g {{ # a brace: }}
              ?s ?p 1 }} }} ;
            INSERT {{ GRAPH <{H}> {{ ?s ?p '}} WHERE' }} }} WHERE {{ ?s ?p 3 }}""",
            Dataset((), (G, H)),
            [(H, 2)],
        ),
    ],
)
def test_the_dataset_of_an_update(text: str, dataset: Dataset, left: list[tuple[str, int]]) -> None:
    with Store.memory() as store:
        store.database.clear()
        store.database.extend(quads((G, 1), (H, 2)))
        update(store, Asking(text, dataset=dataset))
        # The account of changes is written again, whatever was deleted.
        assert {q for q in store.database if q.graph_name != ONTOLOGY_GRAPH} == quads(*left)


@pytest.mark.parametrize(
    ("text", "graphs"),
    [
        (f"INSERT DATA {{ GRAPH <{G}> {{ <a> <b> 1 }} }}", [G]),
        (f"DELETE DATA {{ GRAPH<{G}>{{ <a> <b> 1 }} }} ; CLEAR SILENT GRAPH # that\n <{H}>", [G, H]),
        ("PREFIX x: <https://graphs.example/> DROP GRAPH x:g", [G]),
        ("BASE <https://graphs.example/> CREATE GRAPH <g>", [G]),
        ("INSERT DATA { GRAPH ng:x { <a> <b> 'GRAF' } }", [NG("x").value]),
        (
            f"WITH <{G}> DELETE {{ ?s ?p 2 }} INSERT {{ GRAPH <{H}> {{ ?s ?p 3 }} }} WHERE {{ ?s ?p 2 }}",
            [G, H],
        ),
        ("INSERT DATA { <a> <b> 1 } ; CLEAR DEFAULT", []),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", None),
        (f"INSERT {{ GRAPH <{G}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?any {{ ?s ?p ?o }} }}", None),
        ("DROP ALL", None),
        ("CLEAR NAMED", None),
        (f"COPY <{G}> TO <{H}>", None),
        (f"INSERT DATA {{ GRAPH <{G}> {{ <a> <b> 'a graph' }} }}", None),
        (f"INSERT DATA {{ <a> <b> 1 }} ; PREFIX x: <{G}> DROP GRAPH x:", None),
        ("INSERT { ?s ?p ?a } WHERE { ?s ?p ?a FILTER(?a<2)GRAPH?g{?s ?p ?o}FILTER(?o>2)}", None),
        ("DROP GRAPH nothing:known", None),
    ],
)
def test_the_graphs_that_an_update_touches(text: str, graphs: list[str] | None) -> None:
    found = touched_graphs(Asking(text))
    assert (None if found is None else [node.value for node in found]) == graphs


def test_two_datasets_are_a_conflict() -> None:
    with Store.memory() as store, pytest.raises(DatasetConflictError, match="USING"):
        update(store, Asking(f"DELETE {{}} USING <{G}> WHERE {{}}", dataset=Dataset((H,), ())))


# Graph Store Protocol


def test_a_graph_is_put_read_added_to_and_taken_away(client: TestClient, store: Store) -> None:
    one = {"graph": G}
    assert client.get("/graphs", params=one).status_code == 404
    assert client.delete("/graphs", params=one, headers=AUTHORISED).status_code == 404
    body = f"<{S.value}> <p> 1 . [] <p> 'høg' ."
    assert client.put("/graphs", params=one, content=body.encode(), headers=TURTLE).status_code == 201
    assert client.put("/graphs", params=one, content=body.encode(), headers=TURTLE).status_code == 204
    assert len(store) == 2
    added = client.post("/graphs", params=one, content=f"<{S.value}> <p> 2 .", headers=TURTLE)
    assert (added.status_code, len(store)) == (204, 3)
    read = client.get("/graphs", params=one, headers={"Accept": "application/n-triples"})
    assert read.headers["content-type"] == "application/n-triples"
    assert f'<{S.value}> <https://graphs.example/p> "2"' in read.text
    assert len(read.text.splitlines()) == 3
    assert client.head("/graphs", params=one).status_code == 200
    assert client.delete("/graphs", params=one, headers=AUTHORISED).status_code == 204
    assert len(store) == 0


def test_a_graph_without_triples_is_none(client: TestClient, store: Store) -> None:
    one = {"graph": G}
    assert client.put("/graphs", params=one, content="", headers=TURTLE).status_code == 204
    assert client.get("/graphs", params=one).status_code == 404
    nameless = client.post("/graphs", content="", headers=TURTLE)
    assert nameless.status_code == 204
    assert "location" not in nameless.headers
    body = f"<{S.value}> <{P.value}> 1 ."
    assert client.put("/graphs", params=one, content=body, headers=TURTLE).status_code == 201
    assert client.put("/graphs", params=one, content="", headers=TURTLE).status_code == 204
    assert client.get("/graphs", params=one).status_code == 404
    assert len(store) == 0


@pytest.mark.parametrize(
    "withdraw",
    [
        lambda c: c.delete("/graphs", params={"graph": G}, headers=AUTHORISED),
        lambda c: send(c, f"DROP GRAPH <{G}>"),
    ],
)
def test_an_article_is_taken_away_with_its_past(
    client: TestClient, store: Store, withdraw: Callable[[TestClient], Response]
) -> None:
    for number in (1, 2):
        store.replace_article([Quad(S, P, Literal(number), NamedNode(G))])
    assert store.history(NamedNode(G)).earlier
    assert withdraw(client).status_code == 204
    assert store.history(NamedNode(G)) == History()


def test_a_graph_without_a_name_gets_one(client: TestClient, store: Store) -> None:
    body = f"<{S.value}> <{P.value}> 1 ."
    assert client.post("/graphs", content=body, headers={"Content-Type": "text/turtle"}).status_code == 401
    places = set()
    for _ in range(2):
        added = client.post("/graphs", content=body, headers=TURTLE)
        assert added.status_code == 201
        places.add(added.headers["location"])
    # Listed before it is looked at: a reader that lives on in a failure would keep writers waiting.
    graphs = {graph for graph in store.database.named_graphs() if graph != ONTOLOGY_GRAPH}
    assert len(places) == len(graphs) == 2
    for place in places:
        assert place.startswith("http://testserver/graphs?graph=urn%3Auuid%3A")
        assert S.value in client.get(place).text
        assert client.delete(place, headers=AUTHORISED).status_code == 204
    assert len(store) == 0


def test_the_default_graph(client: TestClient, store: Store) -> None:
    assert send(client, INSERT).status_code == 204
    body = f"<{S.value}> <{P.value}> 7 ."
    assert client.put("/graphs?default", content=body, headers=TURTLE).status_code == 204
    read = client.get("/graphs?default", headers={"Accept": "application/n-triples"})
    assert len(read.text.splitlines()) == 1, "without what named graphs have"
    assert asks(client, "?s ?p 1, 7")
    assert client.delete("/graphs?default", headers=AUTHORISED).status_code == 204
    assert len(store) == 1


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda c: c.get("/graphs"), 400),
        (lambda c: c.get("/graphs", params={"graph": G, "default": ""}), 400),
        (lambda c: c.get("/graphs", params={"graph": "relative"}), 400),
        (lambda c: c.get("/graphs?default", headers={"Accept": "image/png"}), 406),
        (lambda c: c.put("/graphs", params={"graph": G}, content="<a> <b>", headers=TURTLE), 400),
        (
            lambda c: c.put(
                "/graphs", params={"graph": G}, content="", headers={**AUTHORISED, "Content-Type": "text/csv"}
            ),
            415,
        ),
    ],
)
def test_bad_requests_for_graphs(
    client: TestClient, ask: Callable[[TestClient], Response], status: int
) -> None:
    response = ask(client)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_an_unreadable_graph_changes_nothing(client: TestClient, store: Store) -> None:
    assert send(client, INSERT).status_code == 204
    response = client.put("/graphs", params={"graph": G}, content="<a> <b> 1 .\n<a> <b>", headers=TURTLE)
    assert response.json()["line"] == 2
    assert len(store) == 1


@pytest.mark.parametrize("body", ["-220", '"x"', "", "null"])
def test_json_that_is_no_document_is_no_graph(client: TestClient, body: str) -> None:
    headers = {**AUTHORISED, "Content-Type": "application/ld+json"}
    response = client.post("/graphs", params={"graph": G}, content=body, headers=headers)
    assert (response.status_code, response.json()["title"]) == (400, "Unreadable graph")
    assert client.post("/graphs", params={"graph": G}, content=" {}", headers=headers).status_code == 204
