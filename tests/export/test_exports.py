"""Exports of a store: what they hold, in which order, and that they appear whole."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset

from app.errors import RunError
from app.export import (
    ExportFormat,
    ExportOptions,
    export,
    exported,
    jsonld,
    whole_file,
    write_network,
    write_whole,
)
from app.export.quads import sorted_lines
from app.graph.mapping import article_quads
from app.graph.serialisation import nquads, trig, turtle
from app.graph.store import Store
from app.graph.vocabulary import NG
from app.query import EVERYTHING, fact_filter
from app.query.network import Network
from tests.graph.examples import bokmaal, harbour


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.memory() as filled:
        for linked in (harbour(), bokmaal()):
            filled.replace_article(article_quads(linked))
        yield filled


def test_rdf_written_piece_by_piece_is_what_is_written_at_once(store: Store) -> None:
    at_once = {
        ExportFormat.NQUADS: nquads(store.quads()),
        ExportFormat.TRIG: trig(store.quads()),
        ExportFormat.TURTLE: turtle(store.quads()),
        ExportFormat.JSONLD: jsonld(store.quads()),
    }
    assert set(at_once) == {form for form in ExportFormat if form.is_rdf}
    for form, content in at_once.items():
        assert exported(store, form) == content


def test_rdf_of_more_than_memory_holds_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.export.quads._LINES_AT_ONCE", 7)
    monkeypatch.setattr("app.export.rdf._TRIPLES_AT_ONCE", 20)
    assert exported(store, ExportFormat.NQUADS) == nquads(store.quads())
    assert exported(store, ExportFormat.TURTLE) == turtle(store.quads())


@given(st.lists(st.text("ab\x00é\u2028", max_size=4)))
@settings(deadline=None)
def test_lines_are_sorted_however_many_there_are(texts: list[str]) -> None:
    lines = [f"{text}\n" for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.export.quads._LINES_AT_ONCE", 3)
        assert list(sorted_lines(lines)) == sorted(set(lines))


def test_rdf_formats_say_the_same(store: Store) -> None:
    quads = set(store.quads())
    assert set(parse(exported(store, ExportFormat.NQUADS), format=RdfFormat.N_QUADS)) == quads
    assert set(parse(exported(store, ExportFormat.TRIG), format=RdfFormat.TRIG)) == quads
    assert set(parse(exported(store, ExportFormat.JSONLD), format=RdfFormat.JSON_LD)) == quads
    triples = {(q.subject, q.predicate, q.object) for q in quads}
    turtle_quads = parse(exported(store, ExportFormat.TURTLE), format=RdfFormat.TURTLE)
    assert {(q.subject, q.predicate, q.object) for q in turtle_quads} == triples


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("chosen", [None, fact_filter(classes=["Consultation"])])
def test_rdf_is_read_by_another_library(store: Store, chosen: object) -> None:
    options = ExportOptions(chosen=chosen)  # type: ignore[arg-type]
    read = []
    for form, name in (("nquads", "nquads"), ("jsonld", "json-ld"), ("trig", "trig")):
        dataset = Dataset()
        dataset.parse(data=exported(store, ExportFormat(form), options), format=name)
        read.append(set(dataset.quads()))
    assert read[0] == read[1] == read[2]
    assert len(read[0]) > 100
    content = exported(store, ExportFormat.JSONLD, options)
    assert json.loads(content)["@context"]["ng"] == "https://w3id.org/nyhendegraf/ontology#"
    assert jsonld(()) == jsonld(iter(()))
    union = Dataset()
    union.parse(data=exported(store, ExportFormat.TURTLE, options), format="turtle")
    assert {q[:3] for q in union.quads()} == {q[:3] for q in read[0]}


def test_a_filter_leaves_out_facts_and_their_triples_from_rdf(store: Store) -> None:
    whole = set(store.quads())
    meetings = ExportOptions(chosen=fact_filter(classes=["Meeting"]))
    left = set(parse(exported(store, ExportFormat.NQUADS, meetings), format=RdfFormat.N_QUADS))
    assert left < whole
    facts = {q.subject for q in left if q.predicate == NG("polarity")}
    assert {q.object for q in left if q.subject in facts and q.predicate.value.endswith("#type")} == {
        NG("Meeting")
    }
    direct = {
        q.predicate for q in left if q.predicate in {NG(n) for n in ("met", "passed", "locatedIn", "aged")}
    }
    assert direct == {NG("met")}
    # What the article is made of stays.
    assert {q for q in whole if q.predicate == NG("mentionKind")} <= left
    everything = ExportOptions(chosen=EVERYTHING)
    assert set(parse(exported(store, ExportFormat.NQUADS, everything), format=RdfFormat.N_QUADS)) == whole
    one = ExportOptions(chosen=fact_filter(articles=["havnen-2024"], status="all"))
    graphs = {q.graph_name for q in parse(exported(store, ExportFormat.TRIG, one), format=RdfFormat.TRIG)}
    assert [str(g) for g in graphs] == ["<https://w3id.org/nyhendegraf/id/article/havnen-2024>"]


def test_a_direct_triple_stays_while_a_fact_that_is_left_says_it() -> None:
    linked = harbour()
    quads = article_quads(linked)
    with Store.memory() as store:
        store.replace_article(quads)
        sure = ExportOptions(chosen=fact_filter(min_confidence=0.85))
        left = set(parse(exported(store, ExportFormat.NQUADS, sure), format=RdfFormat.N_QUADS))
    # The meeting is at 0.75, and nothing else says that they met.
    assert any(q.predicate == NG("met") for q in quads)
    assert not any(q.predicate == NG("met") for q in left)
    assert any(q.predicate == NG("passed") for q in left)


def test_order_of_articles_changes_no_byte(store: Store) -> None:
    with Store.memory() as other:
        for linked in (bokmaal(), harbour()):
            other.replace_article(article_quads(linked))
        for form in ExportFormat:
            assert exported(store, form) == exported(other, form)


def test_empty_store_exports_to_every_format(tmp_path: Path) -> None:
    with Store.memory() as empty:
        for form in ExportFormat:
            path = tmp_path / f"empty{form.suffix}"
            assert export(empty, form, path) == path.stat().st_size
            assert "/" in form.media_type


def test_rdf_is_no_form_of_the_network(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as out, pytest.raises(ValueError, match="made of the store's quads"):
        write_network(Network(), ExportFormat.TURTLE, out, ExportOptions())


def test_file_is_put_in_place_whole(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "new" / "graph.nq"
    path.parent.mkdir()
    path.write_text("old", encoding="utf-8")
    assert export(store, ExportFormat.NQUADS, path) == len(nquads(store.quads()))
    assert path.read_bytes() == nquads(store.quads())
    assert [p.name for p in path.parent.iterdir()] == ["graph.nq"]
    with pytest.raises(RunError, match="cannot be written"):
        write_whole(tmp_path / "new" / "graph.nq" / "below", b"")
    with pytest.raises(RunError, match="cannot be written"):
        write_whole(tmp_path / "new", b"")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new"]


def test_what_fails_on_the_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_bytes(b"old")

    def fails() -> None:
        with whole_file(path) as file:
            file.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["graph.nq"]


def test_tables_go_into_a_folder_where_the_path_has_no_suffix(store: Store, tmp_path: Path) -> None:
    size = export(store, ExportFormat.CSV, tmp_path / "graph")
    files = sorted((tmp_path / "graph").iterdir())
    assert [f.name for f in files] == ["edges.csv", "nodes.csv"]
    assert size == sum(f.stat().st_size for f in files)
