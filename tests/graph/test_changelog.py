"""What a store tells of its changes, to whoever keeps something made from its articles."""

import multiprocessing
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from app.graph.changelog import CHANGES
from app.graph.mapping import article_quads
from app.graph.port import Changes, State
from app.graph.store import Store
from app.graph.versions import ontology_quads
from app.graph.vocabulary import DCTERMS, ONTOLOGY_GRAPH, SCHEMA, TYPE
from tests.graph.examples import bokmaal, harbour

NYNORSK, BOKMAAL = article_quads(harbour()), article_quads(bokmaal())
HARBOUR = next(q.graph_name for q in NYNORSK if isinstance(q.graph_name, NamedNode))
OTHER = next(q.graph_name for q in BOKMAAL if isinstance(q.graph_name, NamedNode))
NOTE = NamedNode("https://example.org/note")
ARTICLES = tuple(NamedNode(f"https://example.org/article/{number}") for number in range(3))


def article(node: NamedNode, text: str) -> list[Quad]:
    return [
        Quad(node, TYPE, SCHEMA("NewsArticle"), node),
        Quad(node, DCTERMS("identifier"), Literal(node.value[-1]), node),
        Quad(node, NOTE, Literal(text), node),
    ]


@pytest.fixture(params=["memory", "folder"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with Store.memory() if request.param == "memory" else Store.open(tmp_path / "store") as store:
        yield store


def test_each_way_of_writing_tells_which_articles_it_touched(opened: Store) -> None:
    new = opened.state()
    assert opened.changes_since(new) == Changes(new)

    opened.replace_article(NYNORSK)
    one = opened.state()
    assert opened.changes_since(new) == Changes(one, (HARBOUR,))

    opened.load(BOKMAAL)
    two = opened.state()
    assert opened.changes_since(one) == Changes(two, (OTHER,))
    assert opened.changes_since(new) == Changes(two, tuple(sorted((HARBOUR, OTHER), key=str)))

    opened.remove_article(HARBOUR)
    three = opened.state()
    assert opened.changes_since(two) == Changes(three, (), (HARBOUR,))

    opened.update(f"INSERT DATA {{ GRAPH {OTHER} {{ {OTHER} {NOTE} 'x' }} }}", graphs=(OTHER,))
    assert opened.changes_since(three).changed == (OTHER,)
    assert [state.number for state in (new, one, two, three, opened.state())] == [0, 1, 2, 3, 4]


def test_what_changes_nothing_is_no_change(opened: Store) -> None:
    opened.replace_article(NYNORSK)
    before = opened.state()
    opened.replace_article(NYNORSK)
    assert not opened.remove_article(OTHER)
    assert opened.state() == before


@pytest.mark.parametrize(
    "update",
    [
        "DROP ALL",
        f"INSERT DATA {{ GRAPH {HARBOUR} {{ {HARBOUR} {NOTE} 'x' }} }} ;",
        "PREFIX a: <https://example.org/> # nothing but a prefix",
        "",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } } # a comment at the end",
    ],
)
def test_after_an_update_anything_may_have_changed(opened: Store, update: str) -> None:
    opened.replace_article(NYNORSK)
    before = opened.state()
    opened.update(update)
    after = opened.state()
    assert (after.store, after.number) == (before.store, before.number + 1)
    changes = opened.changes_since(before)
    assert changes.everything
    assert changes.changed == tuple(record.iri for record in opened.articles())


@pytest.mark.parametrize("update", ["DROP", "INSERT DATA { <a> <b>", "SELECT * {}", "INSERT", "; ;"])
def test_what_is_no_update_changes_nothing(opened: Store, update: str) -> None:
    opened.replace_article(NYNORSK)
    before, quads = opened.state(), set(opened.database)
    with pytest.raises(SyntaxError, match="error at 1:"):
        opened.update(update)
    assert opened.state() == before
    assert set(opened.database) == quads


def test_the_place_of_a_mistake_is_that_of_the_text(opened: Store) -> None:
    with pytest.raises(SyntaxError, match="error at 2:27"):
        opened.update("INSERT DATA {\n  <https://a> <https://b> }")


def test_of_another_store_everything_is_new(opened: Store) -> None:
    opened.replace_article(NYNORSK)
    for other in (None, State("another", 1), State(opened.state().store, 99)):
        assert opened.changes_since(other) == Changes(opened.state(), (HARBOUR,), everything=True)


def test_a_snapshot_tells_of_what_it_has_and_not_of_what_came_later(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        new = store.state()
        store.replace_article(NYNORSK)
    with Store.snapshot(path) as snapshot:
        with Store.open(path) as store:
            store.replace_article(BOKMAAL)
        assert snapshot.changes_since(new) == Changes(State(new.store, 1), (HARBOUR,))
    with Store.read(path) as later:
        assert later.changes_since(snapshot_state := State(new.store, 1)).changed == (OTHER,)
        assert later.state().store == snapshot_state.store


def test_a_log_with_a_hole_tells_of_everything(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        new = store.state()
        store.replace_article(NYNORSK)
        store.replace_article(BOKMAAL)
        (path / CHANGES).write_text(f"2\t{OTHER.value}\n", encoding="utf-8")
        assert store.changes_since(new).everything
        assert not store.changes_since(State(new.store, 1)).everything


def test_a_line_that_was_not_finished_is_left_and_the_next_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        new = store.state()
        store.replace_article(NYNORSK)
        with (path / CHANGES).open("a", encoding="utf-8") as file:
            file.write("2\thttps://exam")
        store.replace_article(BOKMAAL)
        assert set(store.changes_since(new).changed) == {HARBOUR, OTHER}


def test_a_store_from_before_there_were_states_gets_one_when_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(NYNORSK)
        first = store.state()
        # As a program that knows of no states does.
        store.database.remove_graph(ONTOLOGY_GRAPH)
        store.database.extend(ontology_quads())
    with Store.read(path) as old:
        assert old.changes_since(first) == Changes(old.state(), (HARBOUR,), everything=True)
        assert old.changes_since(old.state()) == Changes(old.state())
    with Store.open(path) as store:
        assert store.state().store != first.store
        assert store.changes_since(first).everything


def test_a_long_log_is_shortened_and_still_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.graph.changelog._MOST_LINES", 6)
    monkeypatch.setattr("app.graph.changelog._KEPT_LINES", 4)
    path = tmp_path / "store"
    with Store.open(path) as store:
        new = store.state()
        store.load([*article(ARTICLES[0], "a"), *article(ARTICLES[1], "a")])
        for number in range(6):
            store.replace_article(article(ARTICLES[2], str(number)))
    with Store.open(path) as store:
        assert len((path / CHANGES).read_text().splitlines()) < 5
        assert store.changes_since(new).everything
        assert store.changes_since(State(new.store, 6)).changed == (ARTICLES[2],)


def test_long_logs_are_read_from_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.graph.changelog._TAIL_BYTES", 100)
    with Store.open(tmp_path / "store") as store:
        states = [store.state()]
        for number in range(12):
            store.replace_article(article(ARTICLES[number % 3], str(number)))
            states.append(store.state())
        for before, state in enumerate(states):
            expected = {ARTICLES[number % 3] for number in range(before, 12)}
            assert set(store.changes_since(state).changed) == expected


def test_a_change_of_very_many_articles_is_one_of_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.graph.changelog._MOST_NAMED", 1)
    with Store.open(tmp_path / "store") as store:
        new = store.state()
        store.load([*NYNORSK, *BOKMAAL])
        assert store.changes_since(new).everything


def _write_until_killed(path: Path, written: "multiprocessing.synchronize.Event") -> None:
    with Store.open(path) as store:
        for number in range(10_000):
            store.replace_article(article(ARTICLES[number % 3], str(number)))
            if number == 20:
                written.set()


def test_what_a_killed_writer_has_changed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        new = store.state()
    context = multiprocessing.get_context("spawn")
    written = context.Event()
    process = context.Process(target=_write_until_killed, args=(path, written))
    process.start()
    assert written.wait(60)
    process.kill()
    process.join()
    with Store.open(path) as store:
        assert store.state().number > 20
        changes = store.changes_since(new)
        assert not changes.everything
        assert set(changes.changed) == set(ARTICLES)


_Steps = st.lists(
    st.tuples(
        st.sampled_from(["replace", "remove", "insert", "clear", "follow"]),
        st.integers(0, 2),
        st.integers(0, 3),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=_Steps)
def test_who_reads_only_what_changed_has_what_the_store_has(steps: list[tuple[str, int, int]]) -> None:
    with Store.memory() as store:
        kept: dict[NamedNode, set[Quad]] = {}
        state: State | None = None

        def follow() -> None:
            nonlocal state
            changes = store.changes_since(state)
            if changes.everything:
                kept.clear()
            for node in changes.removed:
                kept.pop(node, None)
            for node in changes.changed:
                kept[node] = set(store.article_quads(node))
            state = changes.state

        does: dict[str, Callable[[NamedNode, int], object]] = {
            "replace": lambda node, text: store.replace_article(article(node, str(text))),
            "remove": lambda node, text: store.remove_article(node),
            "insert": lambda node, text: store.update(
                f"INSERT DATA {{ GRAPH {node} {{ {node} {NOTE} '{text}' }} }}", graphs=(node,)
            ),
            "clear": lambda node, text: store.update(f"CLEAR GRAPH {node}" if text else "CLEAR ALL"),
            "follow": lambda node, text: follow(),
        }
        for what, number, text in steps:
            if what == "clear" and not store.has_article(ARTICLES[number]):
                continue
            does[what](ARTICLES[number], text)
        follow()
        assert kept == {record.iri: set(store.article_quads(record.iri)) for record in store.articles()}
