"""Limits of queries: what is stopped, what goes on beside it, and what the client sees of it."""

import asyncio
import csv
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pyoxigraph
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from app.api import create_app
from app.config import Settings
from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import NG
from app.query import AnswerTooLargeError, Asking, Dataset, GraphFormat, QuerySyntaxError, ResultFormat
from app.query.workers.copies import UNION, Copies
from app.query.workers.fence import data_bytes
from app.query.workers.mirror import KEPT
from app.query.workers.pool import QueryPool, Reply
from app.query.workers.process import Databases
from app.query.workers.run import Limits
from app.query.workers.union import follow, make_union
from app.query.workers.worker import QueryMemoryError, QueryTimeError, TooManyQueriesError, Worker
from tests.graph.examples import bokmaal, harbour
from tests.graph.test_store import KILLED

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
        async with pool_of(store, seconds=4, light_seconds=0.5, light=1, heavy=1, heavy_waiting=0) as pool:
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


def test_a_flood_of_heavy_queries_refuses_no_light_one(store: Store) -> None:
    async def found() -> tuple[list[object], int]:
        async with pool_of(
            store,
            seconds=120,
            light_seconds=0.4,
            light=2,
            heavy=1,
            heavy_waiting=2,
            waiting=20,
            waiting_seconds=60,
        ) as pool:
            await number(pool)

            async def flood(kind: int) -> object:
                try:
                    # No two look the same.
                    return await ask(pool, ENDLESS.replace("?n", f"?n{'x' * kind}"))
                except TooManyQueriesError as error:
                    return error

            floods = [asyncio.create_task(flood(kind)) for kind in range(10)]
            await asyncio.sleep(0)
            for _ in range(10):
                assert await number(pool)
            done = [task.result() for task in floods if task.done()]
            going_on = len(floods) - len(done)
            for task in floods:
                task.cancel()
            await asyncio.gather(*floods, return_exceptions=True)
            return done, going_on

    refused, going_on = asyncio.run(found())
    assert all(isinstance(one, TooManyQueriesError) for one in refused)
    assert going_on >= 3, "one runs and two are paused"


def test_a_paused_query_goes_on_when_there_is_a_place(store: Store) -> None:
    slow = f"{LONG} LIMIT 1500000".replace("SELECT ?a ?b ?c", "SELECT (COUNT(?c) AS ?n) { SELECT ?c") + " }"

    async def found() -> tuple[list[int], int]:
        async with pool_of(store, seconds=60, light_seconds=0.05, light=2, heavy=1, heavy_waiting=4) as pool:
            both = await asyncio.gather(*(number(pool, slow) for _ in range(3)))
            # Known by now: a place of the heavy ones at once, and none that a light one could have had.
            return both, await number(pool, slow)

    both, again = asyncio.run(found())
    assert both == [1_500_000] * 3
    assert again == 1_500_000


def test_a_heavy_query_that_is_known_waits_for_no_new_process(store: Store) -> None:
    slow = f"{LONG} LIMIT 300000".replace("SELECT ?a ?b ?c", "SELECT (COUNT(?c) AS ?n) { SELECT ?c") + " }"

    async def found() -> list[Worker]:
        async with pool_of(store, seconds=60, light_seconds=0.01, heavy=1) as pool:
            used = []
            for _ in range(3):
                assert await number(pool, slow) == 300_000
                used.extend(pool._idle_demoted)
            light = {id(worker) for worker in pool._idle}
            assert light.isdisjoint(map(id, used)), "others go before it for good"
            return used

    first, *others = asyncio.run(found())
    assert others == [first, first]


def test_a_process_that_holds_on_to_memory_is_not_asked_again() -> None:
    databases = Databases()
    assert not databases.spent
    databases._limited = data_bytes(), 400_000_000
    assert not databases.spent
    kept = bytearray(200_000_000)
    assert databases.spent
    del kept


def test_who_waits_for_a_heavy_place_may_go_away(store: Store) -> None:
    async def found() -> int:
        async with pool_of(store, seconds=30, light_seconds=0.05, light=1, heavy=1, heavy_waiting=1) as pool:
            await number(pool)
            # Long enough for both to be known as heavy where the machine has much else to do.
            first = asyncio.create_task(ask(pool, ENDLESS))
            await asyncio.sleep(1.5)
            known = asyncio.create_task(ask(pool, ENDLESS))
            await asyncio.sleep(1)
            with pytest.raises(TooManyQueriesError):
                await ask(pool, ENDLESS)
            for one in (known, first):
                one.cancel()
                await asyncio.gather(one, return_exceptions=True)
            return await number(pool, COUNT.replace("{ ?s", "{ VALUES ?one { 1 } ?s"))

    assert asyncio.run(found())


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


# The mirror, which has the union


def union_of(store: Store) -> set[tuple[object, ...]]:
    return {(q.subject, q.predicate, q.object) for q in store.database}


def asked_of_the_copy(copies: Copies) -> tuple[set[tuple[object, ...]], set[Quad]]:
    """What the default graph of the copy has, and what its named graphs have; RuntimeError where one has it twice."""
    copy = copies.current()
    try:
        database = pyoxigraph.Store.read_only(str(copy.folder / UNION))
        rows = [(q.subject, q.predicate, q.object) for q in database if q.graph_name == DefaultGraph()]
        assert len(rows) == len(set(rows))
        return set(rows), {q for q in database if q.graph_name != DefaultGraph()}
    finally:
        copy.release()


OBJECTS = [Literal(1), Literal(2), NamedNode("urn:x:a")]
TRIPLES = [
    (subject, NamedNode("urn:x:p"), object_)
    for subject in (NamedNode("urn:x:a"), NamedNode("urn:x:b"), BlankNode("b"))
    for object_ in OBJECTS
]
CONTENTS = st.lists(st.sets(st.sampled_from(TRIPLES), max_size=6), min_size=4, max_size=4)


@given(st.lists(CONTENTS, min_size=2, max_size=5))
def test_the_union_follows_whatever_is_written(states: list[list[set[tuple[object, ...]]]]) -> None:
    """Of three graphs and of what is in none."""
    database = pyoxigraph.Store()
    before: set[Quad] = set()
    for contents in states:
        source = pyoxigraph.Store()
        for graph, triples in zip((*GRAPHS, DefaultGraph()), contents, strict=True):
            source.extend(Quad(*triple, graph) for triple in triples)  # type: ignore[call-arg, arg-type]
        in_none = {quad for quad in source if quad.graph_name == DefaultGraph()}
        follow(source, database, GRAPHS, before, in_none)
        before = in_none
        said = {Quad(q.subject, q.predicate, q.object) for q in source}
        assert set(database) == {*source, *said}
        assert set(database.named_graphs()) == set(source.named_graphs())


def test_the_union_has_what_is_in_no_graph() -> None:
    with Store.memory() as own:
        copies = Copies(own, union=True)
        try:
            for update in (
                "INSERT DATA { <urn:x:s> <urn:x:p> 1, 2 }",
                "DELETE DATA { <urn:x:s> <urn:x:p> 1 }",
                f"INSERT DATA {{ GRAPH {GRAPHS[0]} {{ <urn:x:s> <urn:x:p> 2 }} }}",
                "DELETE DATA { <urn:x:s> <urn:x:p> 2 }",
            ):
                own.update(update, graphs=(GRAPHS[0],))
                assert asked_of_the_copy(copies)[0] == union_of(own)
        finally:
            copies.close()


def test_the_union_stays_in_the_folder_and_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def making(folder: Path) -> None:
        made.append(folder)
        make_union(folder)

    monkeypatch.setattr("app.query.workers.mirror.make_union", making)
    folder = tmp_path / "store"
    with Store.open(folder) as writing:
        writing.replace_article(article_quads(harbour()))
    for number, article in enumerate((bokmaal(), harbour("hamna-2025"))):
        with Store.open(folder) as writing:
            writing.replace_article(article_quads(article))
        with Store.snapshot(folder) as snapshot:
            first, second = Copies(snapshot, union=True), Copies(snapshot, union=True)
            try:
                assert asked_of_the_copy(first)[0] == union_of(snapshot)
                # It is the first one's, so the second has one of its own.
                assert asked_of_the_copy(second)[0] == union_of(snapshot)
            finally:
                first.close()
                second.close()
        assert len(made) == 2 + number
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
    with Store.open(folder) as writing:
        writing.remove_article(article_quads(bokmaal())[0].graph_name)  # type: ignore[arg-type]
    assert folder / KEPT / "database" in made


def test_copies_have_what_a_killed_build_has_left_in_the_log(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    subprocess.run([sys.executable, "-c", KILLED, str(folder), "half"], check=False)
    with Store.snapshot(folder) as snapshot:
        copies = Copies(snapshot, union=True)
        try:
            said, in_graphs = asked_of_the_copy(copies)
        finally:
            copies.close()
        assert said == union_of(snapshot)
        assert {*article_quads(harbour()), *article_quads(bokmaal())} <= in_graphs


def test_a_union_that_was_left_half_done_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with Store.open(folder) as writing:
        writing.replace_article(article_quads(harbour()))
    for _ in range(2):
        with Store.snapshot(folder) as snapshot:
            copies = Copies(snapshot, union=True)
            try:
                assert asked_of_the_copy(copies)[0] == union_of(snapshot)
            finally:
                copies.close()
        # As a process that was killed leaves it.
        (folder / KEPT / "clean").unlink()
        database = pyoxigraph.Store(str(folder / KEPT / "database"))
        database.update("DELETE WHERE { ?s ng:met ?o }", prefixes={"ng": NG("").value})
        del database
