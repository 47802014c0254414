"""`python -m tests.bench_endpoint`: the endpoint beside `oxigraph serve`, and beside asking in the process."""

import argparse
import random
import socket
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter, sleep
from urllib.parse import urlencode, urlsplit

import httpx
from pyoxigraph import RdfFormat, parse
from rich.console import Console
from rich.table import Table

from app.graph.store import Store
from app.graph.vocabulary import PREFIXES
from app.query import ResultFormat, serialise
from tests.api.test_serve import serving
from tests.bench_store import generated
from tests.graph.servers import oxigraph

LIMIT_SMALL, LIMIT_LARGE = 1.5, 1.1
CLIENTS = 64
LARGE_ROWS = 200_000
DECLARED = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
# In each article's graph, so that both servers do the same work.
QUERIES = {
    "point lookup": "SELECT * { GRAPH <%s> { ?article dcterms:identifier ?id } }",
    "three-hop join": (
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?e a ng:Meeting ; rdf:subject ?p ; ng:evidence ?s . "
        "?p skos:prefLabel ?name . ?s nif:anchorOf ?text } }"
    ),
    "grouping": "SELECT ?c (COUNT(*) AS ?n) { GRAPH ?g { ?e a ?c } } GROUP BY ?c ORDER BY DESC(?n)",
    "text filter": (
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s nif:anchorOf ?text FILTER(REGEX(?text, 'm.tte', 'i')) } }"
    ),
    "path": "SELECT DISTINCT ?b { GRAPH <%s> { ?a ng:met ?x . ?x (ng:met|^ng:met)+ ?b } }",
}
TEXT = "SELECT ?text (COUNT(?e) AS ?n) { GRAPH <%s> { ?e ng:evidence/nif:anchorOf ?text } } GROUP BY ?text ORDER BY ?n"
LARGE = f"SELECT * {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {LARGE_ROWS}"
SOME = "SELECT * {{ GRAPH ?g {{ ?s nif:anchorOf ?o }} }} LIMIT {rows}"
CURVE = {1: 400, 10: 400, 100: 200, 1_000: 100, 10_000: 20, 50_000: 5}
"""Rows → how often they are asked for."""
REPEATED = {"point lookup": 200, "path": 200}


class Connection:
    """As little of a client as can be, kept open: what is measured is the server."""

    def __init__(self, address: str) -> None:
        self._address = urlsplit(address)
        self._connect()

    def _connect(self) -> None:
        assert self._address.hostname is not None
        self._socket = socket.create_connection((self._address.hostname, self._address.port or 80))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self._socket.makefile("rb")

    def ask(self, query: str) -> int:
        """The size of the answer."""
        body = urlencode({"query": DECLARED + query}).encode()
        head = (
            f"POST {self._address.path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/sparql-results+json\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            self._socket.sendall(head.encode() + body)
            status = self._file.readline()
        except OSError:
            status = b""
        if not status:
            # It was idle for longer than the server keeps it.
            self._connect()
            self._socket.sendall(head.encode() + body)
            status = self._file.readline()
        assert b" 200 " in status, status
        headers = dict(line.lower().split(b": ", 1) for line in iter(self._file.readline, b"\r\n"))
        if b"content-length" in headers:
            return len(self._file.read(int(headers[b"content-length"])))
        total = 0
        while size := int(self._file.readline(), 16):
            total += len(self._file.read(size))
            self._file.readline()
        self._file.readline()
        return total


@contextmanager
def bare() -> Iterator[str]:
    """The address of a server of the same make that answers with a row and asks nobody."""
    code = """
import socket, sys, uvicorn
from fastapi import FastAPI, Request, Response
application = FastAPI()
@application.post("/")
async def answer(request: Request) -> Response:
    await request.body()
    return Response(b"x" * 300, media_type="application/sparql-results+json")
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(application, log_level="error")).run(sockets=[listener])
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = f"http://127.0.0.1:{int(process.stdout.readline())}/"
        try:
            yield address
        finally:
            process.kill()


def ready(client: httpx.Client, address: str) -> float:
    """The seconds until the endpoint has its first copy of the store."""
    began = perf_counter()
    while client.post(address, data={"query": "ASK {}"}).status_code == 503:
        sleep(1)
    return perf_counter() - began


def milliseconds(
    query: str, articles: list[str], times: int, *asks: Callable[[str], object]
) -> tuple[float, ...]:
    """The median of each, by turns, after one that is not counted."""
    spent: list[list[float]] = [[] for _ in asks]
    for number in range(-1, times):
        text = query.replace("%s", articles[number % len(articles)])
        for ask, found in zip(asks, spent, strict=True):
            began = perf_counter()
            ask(text)
            if number >= 0:
                found.append(1000 * (perf_counter() - began))
    return tuple(map(median, spent))


def crowd(address: str, articles: list[str], seconds: float) -> Counter[str]:
    """What many clients with mixed queries get, by status or error."""
    found: Counter[str] = Counter()
    until = monotonic() + seconds

    def client(number: int) -> None:
        chance = random.Random(number)
        with httpx.Client(trust_env=False, timeout=90) as asking:
            while monotonic() < until:
                name = chance.choices(tuple(QUERIES), (60, 2, 2, 2, 34))[0]
                query = DECLARED + QUERIES[name].replace("%s", chance.choice(articles))
                try:
                    answer = asking.post(address, data={"query": query})
                    said = str(answer.status_code)
                    if answer.status_code == 200:
                        answer.json()
                    elif answer.status_code == 503 and "retry-after" not in answer.headers:
                        said = "503 without Retry-After"
                except (httpx.HTTPError, ValueError) as error:
                    said = type(error).__name__
                found[said] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000, help="how many are generated")
    parser.add_argument("--seconds", type=float, default=60, help=f"how long {CLIENTS} clients ask")
    parser.add_argument("--times", type=int, default=5, help="how often each slow query is asked")
    options = parser.parse_args()
    console = Console(width=110)
    with tempfile.TemporaryDirectory(prefix="nyhendegraf-bench-") as name:
        folder = Path(name)
        with (folder / "quads.nq").open("w", encoding="utf-8") as out:
            out.writelines(generated(options.quads))
        with Store.open(folder / "store") as store:
            store.load(parse(path=folder / "quads.nq", format=RdfFormat.N_QUADS))
            store.optimise()
            store.database.backup(folder / "bare")
            articles = [record.iri.value for record in store.articles()]
        random.Random(1).shuffle(articles)
        with (
            Store.snapshot(folder / "store") as inside,
            serving(folder, seconds=None) as server,
            oxigraph(folder / "bare") as other,
            httpx.Client(trust_env=False, timeout=600) as client,
        ):
            endpoint = f"{server.address}/sparql"
            console.print(f"first copy for readers: {ready(client, endpoint):.1f} s")
            ours = Connection(endpoint).ask
            process = partial(serialise, inside, results=ResultFormat.JSON)
            table(
                options.quads,
                options.times,
                articles,
                ours,
                Connection(f"{other}/query").ask,
                console,
            )
            with bare() as empty:
                overhead(articles, ours, process, Connection(empty).ask, console)
            curve(articles, ours, process, console)
            found = crowd(endpoint, articles, options.seconds)
        console.print(
            f"{CLIENTS} clients with mixed queries for {options.seconds:g} s: "
            + ", ".join(f"{count} × {said}" for said, count in sorted(found.items()))
        )


def table(
    quads: int,
    times: int,
    articles: list[str],
    ours: Callable[[str], object],
    theirs: Callable[[str], object],
    console: Console,
) -> None:
    shown = Table(title=f"Endpoint: {quads:,} quads, milliseconds (median)", title_justify="left")
    for column in ("", "the endpoint", "oxigraph serve", "ratio"):
        shown.add_column(column, justify="left" if not column else "right")
    for name, query in QUERIES.items():
        mine, other = milliseconds(query, articles, REPEATED.get(name, times), ours, theirs)
        shown.add_row(name, f"{mine:.2f}", f"{other:.2f}", f"{mine / other:.2f}")
    console.print(shown)


def overhead(
    articles: list[str],
    ours: Callable[[str], object],
    process: Callable[[str], object],
    empty: Callable[[str], object],
    console: Console,
) -> None:
    shown = Table(title="What HTTP adds, milliseconds (median)", title_justify="left")
    for column in ("", "the endpoint", "in the process", "ratio", "limit"):
        shown.add_column(column, justify="left" if not column else "right")
    for name, query, times, limit in (
        ("small: one row", QUERIES["point lookup"], 400, LIMIT_SMALL),
        ("small: text of an article", TEXT, 200, LIMIT_SMALL),
        ("small: three-hop join", QUERIES["three-hop join"], 7, LIMIT_SMALL),
        ("small: grouping", QUERIES["grouping"], 7, LIMIT_SMALL),
        # From the second on, its kind is known to be heavy, and a process that had such is there.
        (f"large: {LARGE_ROWS:,} rows", LARGE, 5, LIMIT_LARGE),
    ):
        mine, inside = milliseconds(query, articles, times, ours, process)
        shown.add_row(name, f"{mine:.2f}", f"{inside:.2f}", f"{mine / inside:.2f}", f"{limit}")
    (floor,) = milliseconds(QUERIES["point lookup"], articles, 400, empty)
    shown.caption = (
        f"both write JSON; a bare route of the same web framework, which asks nobody: {floor:.2f} ms"
    )
    console.print(shown)


def curve(
    articles: list[str], ours: Callable[[str], object], process: Callable[[str], object], console: Console
) -> None:
    """What HTTP adds is the same for each answer: from which size on it is within the limits."""
    shown = Table(
        title="What HTTP adds, by the size of the answer, milliseconds (median)", title_justify="left"
    )
    for column in ("rows", "the endpoint", "in the process", "added", "ratio", ""):
        shown.add_column(column, justify="right")
    for rows, times in CURVE.items():
        mine, inside = milliseconds(SOME.format(rows=rows), articles, times, ours, process)
        within = [str(limit) for limit in (LIMIT_LARGE, LIMIT_SMALL) if mine / inside <= limit]
        shown.add_row(
            f"{rows:,}",
            f"{mine:.2f}",
            f"{inside:.2f}",
            f"{mine - inside:.2f}",
            f"{mine / inside:.2f}",
            f"within {within[0]}" if within else "",
        )
    console.print(shown)


if __name__ == "__main__":
    main()
