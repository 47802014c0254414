"""Files for graph tools, read back by other libraries than those that wrote them, also with hostile names."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.export import ExportFormat, ExportOptions, Profile, export, exported
from app.export.attributes import EDGE_TYPES, NODE_TYPES, clean, one_line, typed
from app.export.cytoscape import write_cytoscape
from app.export.gexf import write_gexf
from app.export.graphml import node_id, write_graphml
from app.export.tables import neo4j_tables, plain_tables, write_zip
from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import NG
from app.query import EVERYTHING, fact_filter, projection
from app.query.filters import ASSERTED
from app.query.network import GraphEdge, GraphNode, Projection, edges, nodes
from app.query.network.graphs import edge_attributes, node_attributes
from tests.graph.examples import bokmaal, harbour
from tests.query.network.examples import F, article, iri, network

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"
YED = "{http://www.yworks.com/xml/graphml}"
SCHEMAS = {
    name: etree.XMLSchema(etree.parse(str(Path(__file__).parent / "schemas" / f"{name}.xsd")))
    for name in ("graphml", "gexf")
}
_NAME_TOKEN = re.compile(r"[A-Za-z_][\w.-]*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.memory() as filled:
        for linked in (harbour(), bokmaal()):
            filled.replace_article(article_quads(linked))
        yield filled


# Hostile names

hostile = st.text(min_size=1, max_size=12) | st.sampled_from(
    [
        '"',
        "a,b",
        "a;b",
        "=1+1",
        "\r\n",
        "\x00\x1f",
        "]]>",
        "<!--",
        "&lt;",
        "\ud800",
        "\U0010ffff",
        "NaN",
        " x ",
        "\ufeff",
    ]
)
node_of = st.builds(
    GraphNode,
    iri=hostile,
    label=hostile,
    type=st.sampled_from(["Person", "Party", "Meeting", "Ukjend"]),
    is_event=st.booleans(),
    mentions=st.integers(0, 9),
    articles=st.integers(0, 9),
    positions=st.none() | hostile,
    age=st.none() | st.integers(0, 120),
    date=st.none() | st.sampled_from(["2024", "2024-03"]),
    first=st.none() | st.just("2024-01-01"),
    last=st.none() | st.just("2024-12-31"),
    confidence=st.none() | st.floats(0, 1),
)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[GraphNode], list[GraphEdge]]:
    found = draw(st.lists(node_of, max_size=4, unique_by=lambda n: clean(n.iri)))
    names = [n.iri for n in found] or ["ingen"]
    edge_of = st.builds(
        GraphEdge,
        source=st.sampled_from(names),
        predicate=hostile,
        target=st.sampled_from([*names, "utanfor"]),
        label=hostile,
        category=st.sampled_from(["Meeting", "memberOf"]),
        is_relation=st.booleans(),
        symmetric=st.booleans(),
        facts=st.integers(1, 5),
        events=st.integers(1, 5),
        articles=st.integers(1, 5),
        first=st.none() | st.just("2024-01-01"),
        last=st.none() | st.just("2024-03-31"),
        earliest=st.none() | st.just("2024"),
        latest=st.none() | st.just("2024-03"),
        confidence=st.floats(0, 1),
        asserted=st.integers(0, 5),
        planned=st.integers(0, 5),
        negative=st.integers(0, 5),
        evidence=st.sampled_from([(), ("https://a.example/fact/1", "https://a.example/fact/2")]),
        spans=st.sampled_from(
            [(), (("2024-01-01", "2024-03-31"),), (("2024-01-01", None), (None, "2025-12-31"))]
        ),
    )
    return found, draw(st.lists(edge_of, max_size=4, unique_by=lambda e: e.id))


def inside(found: tuple[list[GraphNode], list[GraphEdge]]) -> list[GraphEdge]:
    """The edges whose ends are both there."""
    return [e for e in found[1] if {e.source, e.target} <= {n.iri for n in found[0]}]


# GraphML


def read_graphml(content: bytes) -> tuple[dict[str, dict[str, Any]], list[tuple[str, str, dict[str, Any]]]]:
    """Nodes and edges, after what the schema of GraphML asks for, and more, has been checked."""
    root = etree.fromstring(content)
    SCHEMAS["graphml"].assertValid(root)
    assert root.tag == f"{GRAPHML}graphml"
    keys = {k.get("id"): k for k in root.iter(f"{GRAPHML}key")}
    named = [(k.get("for"), k.get("attr.name")) for k in keys.values() if k.get("attr.name")]
    assert len(named) == len(set(named))
    assert all(
        k.get("attr.type") in ("boolean", "int", "long", "float", "double", "string", None)
        for k in keys.values()
    )
    # The order of the schema: keys, then the graph.
    tags = [etree.QName(child).localname for child in root]
    assert tags == ["key"] * (len(tags) - 1) + ["graph"]
    (graph,) = root.iter(f"{GRAPHML}graph")
    assert graph.get("edgedefault") in ("directed", "undirected")
    convert: dict[str, Callable[[str], Any]] = {"int": int, "double": float, "string": str}
    convert["boolean"] = {"true": True, "false": False}.__getitem__

    def data(element: Any) -> dict[str, Any]:
        kind = etree.QName(element).localname
        found = {}
        for child in element:
            key = keys[child.get("key")]
            assert child.tag == f"{GRAPHML}data" and key.get("for") == kind
            if key.get("attr.name"):
                assert key.get("attr.name") not in found
                found[key.get("attr.name")] = convert[key.get("attr.type")](child.text or "")
        return found

    listed = list(graph.iter(f"{GRAPHML}node"))
    read = {n.get("id"): data(n) for n in listed}
    assert len(read) == len(listed)
    assert all(_NAME_TOKEN.fullmatch(name) for name in read)
    joining = list(graph.iter(f"{GRAPHML}edge"))
    assert len({e.get("id") for e in joining}) == len(joining)
    assert all(e.get("source") in read and e.get("target") in read for e in joining)
    return read, [(e.get("source"), e.get("target"), data(e)) for e in joining]


def graphml(found: tuple[list[GraphNode], list[GraphEdge]], profile: Profile = Profile.PLAIN) -> bytes:
    out = io.BytesIO()
    write_graphml(iter(found[0]), iter(found[1]), out, profile)
    return out.getvalue()


@given(graphs(), st.sampled_from(list(Profile)))
@settings(deadline=None)
def test_graphml_says_what_it_was_given(
    found: tuple[list[GraphNode], list[GraphEdge]], profile: Profile
) -> None:
    read, joining = read_graphml(graphml(found, profile))
    assert list(read) == [node_id(n.iri) for n in found[0]]
    for node in found[0]:
        expected = typed(node_attributes(node), NODE_TYPES)
        assert {n: v for n, v in read[node_id(node.iri)].items() if n in NODE_TYPES} == expected
    assert len(joining) == len(inside(found))
    for edge, (source, target, data) in zip(inside(found), joining, strict=True):
        assert (source, target) == (node_id(edge.source), node_id(edge.target))
        assert {n: v for n, v in data.items() if n in EDGE_TYPES} == typed(edge_attributes(edge), EDGE_TYPES)


def test_graphml_opens_in_other_graph_libraries(store: Store, tmp_path: Path) -> None:
    rustworkx = pytest.importorskip("rustworkx")
    expected = projection(store)
    for profile in Profile:
        path = tmp_path / f"{profile}.graphml"
        export(store, ExportFormat.GRAPHML, path, ExportOptions(profile=profile))
        path.write_bytes(path.read_bytes().replace(b' directed="false"', b""))
        theirs = nx.read_graphml(path, force_multigraph=True)
        assert sorted((d["iri"], d["label"], d["type"]) for _, d in theirs.nodes(data=True)) == sorted(
            (n, d["label"], d["type"]) for n, d in expected.nodes(data=True)
        )
        told = sorted(
            (
                theirs.nodes[s]["iri"],
                d["iri"],
                theirs.nodes[t]["iri"],
                d["weight"],
                d["articles"],
                d["symmetric"],
            )
            for s, t, d in theirs.edges(data=True)
        )
        assert told == sorted(
            (s, k, t, d["weight"], d["articles"], d["symmetric"])
            for s, t, k, d in expected.edges(keys=True, data=True)
        )
    (graph,) = rustworkx.read_graphml(str(tmp_path / "plain.graphml"))
    assert sorted(n["iri"] for n in graph.nodes()) == sorted(expected)
    assert graph.num_edges() == expected.number_of_edges()
    assert {type(e["weight"]) for e in graph.edges()} == {float}
    assert {type(e["articles"]) for e in graph.edges()} == {int}


def test_graphml_for_gephi_has_colours_and_sizes(store: Store) -> None:
    content = exported(store, ExportFormat.GRAPHML, ExportOptions(profile=Profile.GEPHI))
    read, _ = read_graphml(content)
    directed = [e.get("directed") for e in etree.fromstring(content).iter(f"{GRAPHML}edge")]
    assert set(directed) == {None, "false"}
    kari = next(n for n in read.values() if n["label"] == "Kari Vik")
    assert (kari["r"], kari["g"], kari["b"]) == (0, 114, 178)
    assert kari["size"] > 10


def test_graphml_for_cytoscape_has_names_and_interactions(store: Store) -> None:
    read, joining = read_graphml(
        exported(store, ExportFormat.GRAPHML, ExportOptions(profile=Profile.CYTOSCAPE))
    )
    assert all(n["name"] == n["label"] for n in read.values())
    assert "møtte" in {data["interaction"] for _, _, data in joining}


def test_graphml_for_yed_has_labels_shapes_and_arrows(store: Store) -> None:
    options = ExportOptions(profile=Profile.YED, chosen=EVERYTHING)
    root = etree.fromstring(exported(store, ExportFormat.GRAPHML, options))
    graphics = {k.get("yfiles.type"): k.get("id") for k in root.iter(f"{GRAPHML}key") if k.get("yfiles.type")}
    shown = {}
    for node in root.iter(f"{GRAPHML}node"):
        (told,) = [d for d in node if d.get("key") == graphics["nodegraphics"]]
        (label,), (kind,), (fill,) = (list(told.iter(YED + name)) for name in ("NodeLabel", "Shape", "Fill"))
        shown[label.text] = (kind.get("type"), fill.get("color"))
    assert shown["Kari Vik"] == ("ellipse", "#0072B2")
    assert shown["Hamnerådet"] == ("rectangle", "#E69F00")
    drawn = {}
    for edge in root.iter(f"{GRAPHML}edge"):
        (told,) = [d for d in edge if d.get("key") == graphics["edgegraphics"]]
        (label,), (arrows,), (line,) = (
            list(told.iter(YED + n)) for n in ("EdgeLabel", "Arrows", "LineStyle")
        )
        drawn[label.text] = (arrows.get("target"), line.get("type"))
    assert drawn["møtte"] == ("none", "line")
    assert drawn["vedtok"] == ("standard", "line")
    assert drawn["besøkte"] == ("standard", "dashed")


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (ExportFormat.GRAPHML, (b' id="n', b' id="http://')),
        (ExportFormat.GRAPHML, (b'target="n', b'target="m')),
        (ExportFormat.GRAPHML, (b'attr.type="int"', b'attr.type="integer"')),
        (ExportFormat.GRAPHML, (b'key="node-label"', b'key="node-name"')),
        (ExportFormat.GRAPHML, (b'<graph id="nyhendegraf" edgedefault="directed">', b"<graph>")),
        (ExportFormat.GEXF, (b'version="1.3"', b'version="1.2"')),
        (ExportFormat.GEXF, (b'timeformat="date"', b'timeformat="day"')),
        (ExportFormat.GEXF, (b' start="2024-', b' start="mars 2024-')),
        (ExportFormat.GEXF, (b"<viz:color r=", b"<viz:color red=")),
        (ExportFormat.GEXF, (b' source="http', b' source="https')),
    ],
)
def test_the_schemas_notice_what_is_wrong(
    store: Store, kind: ExportFormat, change: tuple[bytes, bytes]
) -> None:
    content = exported(store, kind)
    assert change[0] in content
    schema = SCHEMAS[kind.value]
    assert schema.validate(etree.fromstring(content)), schema.error_log
    assert not schema.validate(etree.fromstring(content.replace(*change)))


def test_ids_do_not_depend_on_what_else_is_exported(store: Store) -> None:
    whole, joining = read_graphml(exported(store, ExportFormat.GRAPHML))
    options = ExportOptions(chosen=fact_filter(classes=["Meeting"]))
    part, few = read_graphml(exported(store, ExportFormat.GRAPHML, options))
    assert 0 < len(few) < len(joining)
    assert {i: n["iri"] for i, n in part.items()}.items() <= {i: n["iri"] for i, n in whole.items()}.items()


def test_edges_name_the_facts_that_hold_them(store: Store) -> None:
    _, joining = read_graphml(exported(store, ExportFormat.GRAPHML, ExportOptions(chosen=EVERYTHING)))
    facts = {str(quad.subject)[1:-1] for quad in store.quads_for_pattern(None, NG("polarity"), None, None)}
    for _, _, data in joining:
        named = data["evidence"].split(" ")
        assert len(named) == data["facts"]
        assert facts.issuperset(named)


def test_no_attribute_without_a_type() -> None:
    with pytest.raises(ValueError, match="attributes id"):
        typed({"label": "a", "id": "a"}, NODE_TYPES)
    assert "id" not in {*NODE_TYPES, *EDGE_TYPES}


# GEXF


def read_gexf(content: bytes) -> tuple[dict[str, Any], list[tuple[Any, dict[str, str]]]]:
    """Nodes and edges, after what the schema of GEXF asks for, and more, has been checked."""
    root = etree.fromstring(content)
    SCHEMAS["gexf"].assertValid(root)
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    (graph,) = root.iter(f"{GEXF}graph")
    assert (graph.get("timeformat"), graph.get("mode"), graph.get("defaultedgetype")) == (
        "date",
        "dynamic",
        "directed",
    )
    assert [etree.QName(child).localname for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    columns = {
        block.get("class"): {a.get("id"): a.get("type") for a in block}
        for block in graph.iter(f"{GEXF}attributes")
    }
    listed = list(graph.iter(f"{GEXF}node"))
    read = {n.get("id"): n for n in listed}
    assert len(read) == len(listed)
    found = []
    for element in [*listed, *graph.iter(f"{GEXF}edge")]:
        kind = etree.QName(element).localname
        told = {v.get("for"): v.get("value") for v in element.iter(f"{GEXF}attvalue")}
        for name, value in told.items():
            match columns[kind][name]:
                case "integer":
                    int(value)
                case "double":
                    float(value)
                case "boolean":
                    assert value in ("true", "false")
                case other:
                    assert other == "string"
        for span in [element, *element.iter(f"{GEXF}spell")]:
            assert all(
                span.get(side) is None or _DAY.match(span.get(side)) or len(span.get(side)) == 4
                for side in ("start", "end")
            )
        if kind == "edge":
            assert element.get("source") in read and element.get("target") in read
            assert element.get("type") in ("directed", "undirected")
            found.append((element, told))
    assert len({e.get("id") for e, _ in found}) == len(found)
    return read, found


@given(graphs())
@settings(deadline=None)
def test_gexf_says_what_it_was_given(found: tuple[list[GraphNode], list[GraphEdge]]) -> None:
    out = io.BytesIO()
    write_gexf(iter(found[0]), iter(found[1]), out)
    read, joining = read_gexf(out.getvalue())
    assert {i: n.get("label") for i, n in read.items()} == {clean(n.iri): clean(n.label) for n in found[0]}
    assert [
        (
            e.get("source"),
            e.get("target"),
            e.get("kind"),
            e.get("label"),
            float(e.get("weight")),
            told["class"],
        )
        for e, told in joining
    ] == [
        (*(clean(part) for part in (e.source, e.target, e.predicate, e.label)), float(e.facts), e.category)
        for e in inside(found)
    ]


def test_gexf_has_spans_for_the_timeline() -> None:
    of = network(
        article("one", F("a", "Meeting", "b", date="2024-03"), F("a", "Support", "b")),
        article("two", F("a", "Meeting", "b", date="2025"), F("a", "Attack", "c", date="2020")),
        article(
            "three", F("a", "Meeting", "b", date="2024-03-15"), F("a", "Meeting", "b", date="2024-03-31")
        ),
    )
    out = io.BytesIO()
    write_gexf(nodes(of, ASSERTED), edges(of, ASSERTED), out)
    read, joining = read_gexf(out.getvalue())
    by_class = {told["class"]: element for element, told in joining}
    spells = [(s.get("start"), s.get("end")) for s in by_class["Meeting"].iter(f"{GEXF}spell")]
    assert spells == [("2024-03-01", "2024-03-31"), ("2025-01-01", "2025-12-31")]
    assert (by_class["Attack"].get("start"), by_class["Attack"].get("end")) == ("2020-01-01", "2020-12-31")
    assert by_class["Support"].get("start") is None
    assert [(by_class[c].get("type")) for c in ("Meeting", "Attack")] == ["undirected", "directed"]
    a = read[iri("a")]
    assert (a.get("start"), a.get("end")) == ("2020-01-01", "2025-12-31")


def test_gexf_is_read_by_another_library(store: Store, tmp_path: Path) -> None:
    expected = projection(store)
    # That library takes no edges of both kinds.
    (tmp_path / "graph.gexf").write_bytes(
        exported(store, ExportFormat.GEXF).replace(b'type="undirected"', b'type="directed"')
    )
    theirs = nx.read_gexf(tmp_path / "graph.gexf", version="1.3")
    assert sorted((n, d["label"]) for n, d in theirs.nodes(data=True)) == sorted(
        (n, d["label"]) for n, d in expected.nodes(data=True)
    )


# Cytoscape JSON


@given(graphs())
@settings(deadline=None)
def test_cytoscape_json_says_what_it_was_given(found: tuple[list[GraphNode], list[GraphEdge]]) -> None:
    out = io.BytesIO()
    write_cytoscape(iter(found[0]), iter(found[1]), out)
    elements = json.loads(out.getvalue())["elements"]
    told = [n["data"] for n in elements["nodes"]]
    assert [(n["id"], n["name"], n["label"]) for n in told] == [
        (clean(n.iri), clean(n.label), clean(n.label)) for n in found[0]
    ]
    assert [{k: v for k, v in e["data"].items() if k in EDGE_TYPES} for e in elements["edges"]] == [
        typed(edge_attributes(e), EDGE_TYPES) for e in inside(found)
    ]
    ids = {n["id"] for n in told}
    assert all({e["data"]["source"], e["data"]["target"]} <= ids for e in elements["edges"])


def test_cytoscape_json_is_read_by_another_library(store: Store) -> None:
    content = json.loads(exported(store, ExportFormat.CYTOSCAPE))
    for node in content["elements"]["nodes"]:
        node["data"]["value"] = node["data"]["id"]  # where that library looks for it
    theirs = nx.cytoscape_graph({"directed": True, "multigraph": False, **content})
    assert sorted(theirs) == sorted(projection(store))


# Tables


def unzipped(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


@given(graphs())
@settings(deadline=None, max_examples=60)
def test_tables_say_what_they_were_given(found: tuple[list[GraphNode], list[GraphEdge]]) -> None:
    out = io.BytesIO()
    write_zip(plain_tables(iter(found[0]), iter(found[1])), out)
    read = unzipped(out.getvalue())
    assert list(read) == ["nodes.csv", "edges.csv"]
    rows = {
        name: list(csv.DictReader(io.StringIO(text, newline=""), strict=True)) for name, text in read.items()
    }
    assert [(r["Id"], r["Label"], r["positions"]) for r in rows["nodes.csv"]] == [
        (clean(n.iri), clean(n.label), clean(n.positions or "")) for n in found[0]
    ]
    assert [
        (r["Source"], r["Target"], r["iri"], float(r["Weight"]), r["symmetric"]) for r in rows["edges.csv"]
    ] == [
        (clean(e.source), clean(e.target), clean(e.predicate), float(e.facts), str(e.symmetric).lower())
        for e in inside(found)
    ]


def test_tables_are_read_by_pandas(store: Store) -> None:
    read = unzipped(exported(store, ExportFormat.CSV))
    expected = projection(store)
    told = pd.read_csv(io.StringIO(read["nodes.csv"]))
    assert sorted(told["Id"]) == sorted(expected)
    assert set(told["type"]) == {d["type"] for _, d in expected.nodes(data=True)}
    joining = pd.read_csv(io.StringIO(read["edges.csv"]))
    assert sorted(
        zip(joining["Source"], joining["iri"], joining["Target"], joining["Weight"], strict=True)
    ) == sorted((s, k, t, d["weight"]) for s, t, k, d in expected.edges(keys=True, data=True))
    assert set(joining["Type"]) == {"Directed", "Undirected"}
    assert joining["symmetric"].dtype == bool


@given(graphs())
@settings(deadline=None, max_examples=60)
def test_neo4j_tables_have_typed_headers_and_one_line_a_row(
    found: tuple[list[GraphNode], list[GraphEdge]],
) -> None:
    out = io.BytesIO()
    write_zip(neo4j_tables(iter(found[0]), iter(found[1])), out)
    read = unzipped(out.getvalue())
    assert list(read) == ["nodes.csv", "relationships.csv"]
    assert [text.count("\n") for text in read.values()] == [len(found[0]) + 1, len(inside(found)) + 1]
    told = list(csv.DictReader(io.StringIO(read["nodes.csv"], newline=""), strict=True))
    assert [(r["iri:ID"], r["label:string"], r["mentions:int"]) for r in told] == [
        (one_line(n.iri), one_line(n.label), "" if n.is_event else str(n.mentions)) for n in found[0]
    ]
    joining = list(csv.DictReader(io.StringIO(read["relationships.csv"], newline=""), strict=True))
    assert [(r[":START_ID"], r[":END_ID"], float(r["weight:double"])) for r in joining] == [
        (one_line(e.source), one_line(e.target), float(e.facts)) for e in inside(found)
    ]
    assert all(re.fullmatch(r"\w+", r[":TYPE"]) for r in joining)
    assert all(re.fullmatch(r"(Entity|Event);\w+", r[":LABEL"]) for r in told)


def test_neo4j_tables_by_example(store: Store) -> None:
    read = unzipped(exported(store, ExportFormat.NEO4J))
    told = {r["label:string"]: r for r in csv.DictReader(io.StringIO(read["nodes.csv"]))}
    assert told["Kari Vik"][":LABEL"] == "Entity;Person"
    assert told["Kari Vik"]["age:int"] == "52"
    assert told["Kari Vik"]["start:date"] == "2024-04-02"
    kinds = {r[":TYPE"] for r in csv.DictReader(io.StringIO(read["relationships.csv"]))}
    assert {"MET", "PASSED", "VERE_SAMD"} <= kinds


# All of them


def test_events_can_be_nodes_in_every_format(store: Store) -> None:
    options = ExportOptions(projection=Projection.EVENTS, chosen=EVERYTHING)
    expected = projection(store, EVERYTHING, kind=Projection.EVENTS)
    read, joining = read_graphml(exported(store, ExportFormat.GRAPHML, options))
    assert sorted(n["iri"] for n in read.values()) == sorted(expected)
    assert len(joining) == expected.number_of_edges()
    visit = next(n for n in read.values() if n["type"] == "Visit")
    assert (visit["kind"], visit["modality"], visit["polarity"]) == ("event", "Possible", "Positive")
    gexf, _ = read_gexf(exported(store, ExportFormat.GEXF, options))
    assert sorted(gexf) == sorted(expected)
    elements = json.loads(exported(store, ExportFormat.CYTOSCAPE, options))["elements"]
    assert len(elements["edges"]) == expected.number_of_edges()
    for form in (ExportFormat.CSV, ExportFormat.NEO4J):
        tables = unzipped(exported(store, form, options))
        assert [len(t.splitlines()) - 1 for t in tables.values()] == [
            len(expected),
            expected.number_of_edges(),
        ]


def test_filters_are_the_same_everywhere(store: Store) -> None:
    options = ExportOptions(chosen=fact_filter(classes=["Meeting"]), languages=("en", "nn"))
    read, joining = read_graphml(exported(store, ExportFormat.GRAPHML, options))
    assert {data["label"] for _, _, data in joining} == {"met"}
    names = {n["label"] for n in read.values()}
    assert "Northland" in names
    gexf, _ = read_gexf(exported(store, ExportFormat.GEXF, options))
    assert {n.get("label") for n in gexf.values()} == names
    text = unzipped(exported(store, ExportFormat.CSV, options))["nodes.csv"]
    assert {r["Label"] for r in csv.DictReader(io.StringIO(text))} == names


def test_parallel_edges_are_kept_apart() -> None:
    of = network(article("one", F("a", "Support", "b"), F("a", "Attack", "b"), F("b", "Attack", "a")))
    found = list(nodes(of, ASSERTED)), list(edges(of, ASSERTED))
    assert len(read_graphml(graphml(found))[1]) == 3
    assert len({e.id for e in found[1]}) == 3
    assert replace(found[1][0], facts=9).id == found[1][0].id
