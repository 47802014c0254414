"""Limits of queries: what is stopped, what goes on beside it, and what the client sees of it."""

import asyncio
import csv
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from app.api import create_app
from app.config import Settings
from app.graph.mapping import article_quads
from app.graph.store import Store
from app.query import AnswerTooLargeError, Asking, Dataset, GraphFormat, QuerySyntaxError, ResultFormat
from app.query.workers.copies import Copies
from app.query.workers.pool import Limits, QueryPool, Reply
from app.query.workers.worker import QueryMemoryError, QueryTimeError, TooManyQueriesError
from tests.graph.examples import bokmaal, harbour

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"
LONG = "SELECT ?a ?b ?c { ?a ?b ?c . ?d ?e ?f }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SAME = NamedNode("https://example.org/same")
EXAMPLE = "PREFIX from: <https://example.org/graph/> BASE <https://example.org/>\n"
FROM_BOTH = "FROM <graph/0> # FROM <graph/2> \nFROM  from:1 FROM NAMED from:0 {"
GRAPHS = [NamedNode(f"https://example.org/graph/{n}") for n in range(3)]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Three graphs that say the same, each with a triple of its own; the ontology beside them."""
    with Store.memory() as filled:
        for number, graph in enumerate(GRAPHS):
            filled.database.add(Quad(SAME, SAME, SAME, graph))
            filled.database.add(Quad(SAME, SAME, Literal(number), graph))
        yield filled


@asynccontextmanager
async def pool_of(store: Store, *, union: bool = True, **limits: float) -> AsyncIterator[QueryPool]:
    pool = QueryPool(Copies(store, union=union), Limits(**limits))  # type: ignore[arg-type]
    try:
        yield pool
    finally:
        pool.close()


async def ask(pool: QueryPool, query: str, dataset: Dataset | None = None) -> Reply:
    return await pool.ask(Asking(query, dataset=dataset), ResultFormat.JSON, GraphFormat.NTRIPLES)


async def number(pool: QueryPool, query: str = COUNT, dataset: Dataset | None = None) -> int:
    (row,) = json.loads((await ask(pool, query, dataset)).first)["results"]["bindings"]
    return int(row["n"]["value"])


def test_the_union_is_a_set(store: Store) -> None:
    said = f"SELECT (COUNT(*) AS ?n) {{ <{SAME.value}> ?p ?o }}"
    everything = {(q.subject, q.predicate, q.object) for q in store.database}

    async def found() -> list[int]:
        async with pool_of(store) as pool:
            both = Dataset((GRAPHS[0].value, GRAPHS[1].value), ())
            in_graphs = said.replace("{ <", "{ GRAPH ?g { <").replace("}", "} }")
            return [
                await number(pool),
                await number(pool, said),
                await number(pool, in_graphs),
                await number(pool, said, both),
                await number(pool, f"{EXAMPLE}{said.replace('{', FROM_BOTH, 1)}"),
            ]

    assert asyncio.run(found()) == [len(everything), 4, 6, 3, 3]


def test_without_the_union_the_default_graph_is_what_is_in_no_graph(store: Store) -> None:
    with TestClient(create_app(Settings(union_default_graph=False), store)) as client:
        for pattern, count in ((f"<{SAME.value}> ?p ?o", "0"), (f"GRAPH ?g {{ <{SAME.value}> ?p 1 }}", "1")):
            query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
            response = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
            assert response.text.split() == ["n", count]


def test_a_query_is_stopped_and_others_are_answered_meanwhile(store: Store) -> None:
    async def found() -> list[float]:
        async with pool_of(store, seconds=4, light_seconds=0.5, light=1, heavy=1) as pool:
            await number(pool)
            began = time.monotonic()
            heavy = asyncio.create_task(ask(pool, ENDLESS))
            await asyncio.sleep(1)
            # The first heavy one has its place, the second has none, light ones have theirs.
            with pytest.raises(TooManyQueriesError):
                await ask(pool, ENDLESS)
            await number(pool)
            light = time.monotonic() - began
            with pytest.raises(QueryTimeError, match="4 seconds"):
                await heavy
            stopped = time.monotonic() - began
            await number(pool)
            return [light, stopped]

    light, stopped = asyncio.run(found())
    assert light < stopped
    assert 4 <= stopped < 30


def test_more_than_may_wait_are_sent_away(store: Store) -> None:
    async def found() -> list[object]:
        async with pool_of(
            store, seconds=5, light_seconds=5, light=1, waiting=1, waiting_seconds=0.2
        ) as pool:
            await number(pool)
            first = asyncio.create_task(ask(pool, ENDLESS))
            await asyncio.sleep(0.1)
            others = await asyncio.gather(ask(pool, COUNT), ask(pool, COUNT), return_exceptions=True)
            first.cancel()
            await asyncio.gather(first, return_exceptions=True)
            assert await number(pool)
            return list(others)

    assert all(isinstance(other, TooManyQueriesError) for other in asyncio.run(found()))


def test_memory_is_limited(store: Store) -> None:
    async def found() -> None:
        async with pool_of(store, seconds=60, light_seconds=60, max_memory=60_000_000) as pool:
            with pytest.raises(QueryMemoryError, match="60 MB"):
                await ask(pool, GREEDY)
            assert await number(pool)

    asyncio.run(found())


def test_mistakes_come_back_and_the_worker_goes_on(store: Store) -> None:
    async def found() -> None:
        async with pool_of(store, max_bytes=1_000) as pool:
            with pytest.raises(QuerySyntaxError) as error:
                await ask(pool, "ASK {\n ?a }")
            assert error.value.line == 2
            with pytest.raises(AnswerTooLargeError):
                await ask(pool, LONG)
            with pytest.raises(ValueError, match="IRI"):
                await ask(pool, COUNT, Dataset(("no iri",), ()))
            assert await number(pool)

    asyncio.run(found())


def test_a_long_answer_comes_in_parts_and_whole(store: Store) -> None:
    async def found() -> tuple[bytes, int]:
        async with pool_of(store) as pool:
            reply = await ask(pool, f"{LONG} LIMIT 20000")
            assert reply.rest is not None
            parts = [reply.first, *[part async for part in reply.rest]]
            assert await number(pool)
            return b"".join(parts), len(parts)

    content, parts = asyncio.run(found())
    assert parts > 3
    assert len(json.loads(content)["results"]["bindings"]) == 20_000


def test_an_answer_that_grows_too_large_on_the_way_is_broken_off(store: Store) -> None:
    with TestClient(create_app(Settings(max_answer_bytes=2_000_000), store)) as client:
        with pytest.raises(AnswerTooLargeError):
            client.get("/sparql", params={"query": LONG})
        assert client.get("/sparql", params={"query": COUNT}).status_code == 200


def test_who_stops_reading_leaves_a_place(store: Store) -> None:
    async def found() -> None:
        async with pool_of(store, light=1, waiting_seconds=0.1) as pool:
            reply = await ask(pool, LONG)
            reply.close()
            assert await number(pool)

    asyncio.run(found())


def test_long_graphs_are_streamed(store: Store) -> None:
    with TestClient(create_app(Settings(), store)) as client:
        query = "CONSTRUCT { ?a ?b [] } WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 21000"
        response = client.get("/sparql", params={"query": query}, headers={"Accept": "application/n-triples"})
    lines = response.text.splitlines()
    assert len(lines) == 21_000
    assert all(line.endswith(" .") for line in lines)


def test_what_is_built_meanwhile_shows_after_a_while(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    query = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?g a schema:NewsArticle } }"
    with Store.open(folder) as writing:
        writing.replace_article(article_quads(harbour()))
    with (
        Store.snapshot(folder) as snapshot,
        TestClient(create_app(Settings(store=folder), snapshot)) as client,
    ):

        def asked() -> tuple[str, str]:
            response = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
            ((_,), (count,)) = csv.reader(response.text.splitlines())
            return count, response.headers["last-modified"]

        assert asked()[0] == "1"
        with Store.open(folder) as writing:
            writing.replace_article(article_quads(bokmaal()))
        deadline = time.monotonic() + 60
        while asked()[0] == "1" and time.monotonic() < deadline:
            time.sleep(0.2)
        assert asked()[0] == "2"
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_store_of_this_process_shows_at_once() -> None:
    async def found() -> list[int]:
        with Store.memory() as own:
            async with pool_of(own) as pool:
                before = await number(pool)
                own.update("INSERT DATA { GRAPH <urn:x:g> { <urn:x:s> <urn:x:p> 1, 2 } }")
                return [await number(pool) - before]

    assert asyncio.run(found()) == [2]


def test_blank_nodes_are_the_same_in_the_union() -> None:
    async def found() -> int:
        with Store.memory() as own:
            node = BlankNode()
            own.database.add(Quad(node, SAME, Literal(1), GRAPHS[0]))
            own.database.add(Quad(node, SAME, Literal(2), GRAPHS[1]))
            async with pool_of(own) as pool:
                return await number(
                    pool, f"SELECT (COUNT(*) AS ?n) {{ ?s <{SAME.value}> 1 . ?s <{SAME.value}> 2 }}"
                )

    assert asyncio.run(found()) == 1
