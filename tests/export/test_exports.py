"""Exports are read back by other libraries than those that wrote them."""

import json
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset

from app.errors import RunError
from app.export import ExportFormat, export, exported, graphml, jsonld, write_whole
from app.export.graphml import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from app.graph.mapping import article_quads
from app.graph.serialisation import nquads
from app.graph.store import Store
from app.query import projection
from tests.graph.examples import bokmaal, harbour

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.memory() as filled:
        for linked in (harbour(), bokmaal()):
            filled.replace_article(article_quads(linked))
        yield filled


def read_graphml(content: bytes) -> tuple[dict[str, dict[str, str]], list[tuple[str, str, dict[str, str]]]]:
    """Nodes and edges of a GraphML file, read with lxml by the names of its keys."""
    root = etree.fromstring(content)
    names = [key.get("attr.name") + key.get("for") for key in root.iter(f"{GRAPHML}key")]
    assert len(names) == len(set(names))
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{GRAPHML}key")}

    def data(element: etree._Element) -> dict[str, str]:
        return {keys[d.get("key")]: d.text or "" for d in element.iter(f"{GRAPHML}data")}

    nodes = {node.get("id"): data(node) for node in root.iter(f"{GRAPHML}node")}
    edges = [(edge.get("source"), edge.get("target"), data(edge)) for edge in root.iter(f"{GRAPHML}edge")]
    return nodes, edges


def test_graphml_has_labels_types_and_numeric_weights(store: Store) -> None:
    content = exported(store, ExportFormat.GRAPHML)
    nodes, edges = read_graphml(content)
    graph = projection(store)
    assert {(n["label"], n["type"]) for n in nodes.values()} == {
        (d["label"], d["type"]) for _, d in graph.nodes(data=True)
    }
    assert sorted(
        (nodes[s]["iri"], e["iri"], nodes[t]["iri"], float(e["weight"])) for s, t, e in edges
    ) == sorted((s, key, t, float(d["weight"])) for s, t, key, d in graph.edges(keys=True, data=True))
    types = {
        (key.get("for"), key.get("attr.name")): key.get("attr.type")
        for key in etree.fromstring(content).iter(f"{GRAPHML}key")
    }
    assert types[("edge", "weight")] == "double"
    assert types[("edge", "articles")] in ("long", "int")
    assert types[("node", "label")] == "string"


def test_graphml_opens_in_another_graph_library(store: Store, tmp_path: Path) -> None:
    rustworkx = pytest.importorskip("rustworkx", reason="rustworkx is the second reader")
    export(store, ExportFormat.GRAPHML, tmp_path / "graph.graphml")
    (graph,) = rustworkx.read_graphml(str(tmp_path / "graph.graphml"))
    expected = projection(store)
    nodes = {index: graph[index] for index in graph.node_indices()}
    assert sorted((n["iri"], n["label"], n["type"]) for n in nodes.values()) == sorted(
        (name, d["label"], d["type"]) for name, d in expected.nodes(data=True)
    )
    edges = [(nodes[s]["iri"], nodes[t]["iri"], e) for s, t, e in graph.weighted_edge_list()]
    assert sorted((s, e["label"], e["type"], e["weight"], t) for s, t, e in edges) == sorted(
        (s, d["label"], d["type"], float(d["weight"]), t) for s, t, d in expected.edges(data=True)
    )
    assert {type(e["weight"]) for _, _, e in edges} == {float}
    assert {type(e["articles"]) for _, _, e in edges} == {int}


hostile = st.text(min_size=1, max_size=20)


@given(st.lists(st.tuples(hostile, hostile, hostile), max_size=5))
def test_graphml_is_well_formed_whatever_the_names(triples: list[tuple[str, str, str]]) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for subject, predicate, object_ in triples:
        for name in (subject, object_):
            graph.add_node(name, label=name, type="Person", iri=name)
        graph.add_edge(subject, object_, predicate, label=predicate, type="event", iri=predicate, weight=1)
    nodes, edges = read_graphml(graphml(graph))
    assert len(nodes) == len(graph)
    assert len(edges) == graph.number_of_edges()


def test_graphml_takes_no_attribute_without_a_type() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label="a", id="a")
    with pytest.raises(ValueError, match="attributes id"):
        graphml(graph)
    assert "id" not in {*NODE_ATTRIBUTES, *EDGE_ATTRIBUTES}


def test_rdf_formats_say_the_same(store: Store) -> None:
    quads = set(store.quads())
    assert set(parse(exported(store, ExportFormat.NQUADS), format=RdfFormat.N_QUADS)) == quads
    assert set(parse(exported(store, ExportFormat.TRIG), format=RdfFormat.TRIG)) == quads
    assert set(parse(exported(store, ExportFormat.JSONLD), format=RdfFormat.JSON_LD)) == quads
    triples = {(q.subject, q.predicate, q.object) for q in quads}
    turtle = parse(exported(store, ExportFormat.TURTLE), format=RdfFormat.TURTLE)
    assert {(q.subject, q.predicate, q.object) for q in turtle} == triples


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_jsonld_is_read_by_another_library(store: Store) -> None:
    content = exported(store, ExportFormat.JSONLD)
    dataset = Dataset()
    dataset.parse(data=content, format="json-ld")
    other = Dataset()
    other.parse(data=exported(store, ExportFormat.NQUADS), format="nquads")
    assert set(dataset.quads()) == set(other.quads())
    document = json.loads(content)
    assert document["@context"]["ng"] == "https://w3id.org/nyhendegraf/ontology#"
    assert jsonld(()) == jsonld(iter(()))


def test_order_of_articles_changes_no_byte(store: Store) -> None:
    with Store.memory() as other:
        for linked in (bokmaal(), harbour()):
            other.replace_article(article_quads(linked))
        for export_format in ExportFormat:
            assert exported(store, export_format) == exported(other, export_format)


def test_empty_store_exports_to_every_format(tmp_path: Path) -> None:
    with Store.memory() as empty:
        for export_format in ExportFormat:
            path = tmp_path / f"empty{export_format.suffix}"
            assert export(empty, export_format, path) == path.stat().st_size
            assert "/" in export_format.media_type


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
