"""Two CSV tables, nodes and edges: for spreadsheets, pandas and Gephi, or for Neo4j's importer."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO

from app.export.attributes import EDGE_TYPES, NODE_TYPES, Types, Value, clean, one_line, typed
from app.query.network import GraphEdge, GraphNode
from app.query.network.graphs import edge_attributes, node_attributes

Row = Iterable[object]
Tables = tuple[tuple[str, Iterator[Row]], ...]
"""Name of the file, and its rows with the header."""
_BEGINNING = (1980, 1, 1, 0, 0, 0)
_NEO4J = {str: "string", int: "int", float: "double", bool: "boolean"}
_DATES = frozenset({"start", "end"})
_NO_NAME = re.compile(r"\W+")


def plain_tables(nodes: Iterable[GraphNode], edges: Iterable[GraphEdge]) -> Tables:
    """With the columns that Gephi knows (`Id`, `Label`, `Source`, `Target`, `Type`, `Weight`), and all others."""
    seen: set[str] = set()
    others = {name: kind for name, kind in NODE_TYPES.items() if name != "label"}
    edge_others = {name: kind for name, kind in EDGE_TYPES.items() if name not in ("label", "weight", "type")}

    def node_rows() -> Iterator[Row]:
        yield ["Id", "Label", *others]
        for node in nodes:
            seen.add(node.iri)
            told = typed(node_attributes(node), NODE_TYPES)
            yield [clean(node.iri), told["label"], *_cells(told, others)]

    def edge_rows() -> Iterator[Row]:
        yield ["Id", "Source", "Target", "Type", "Label", "Weight", "kind", *edge_others]
        for edge in edges:
            if edge.source in seen and edge.target in seen:
                told = typed(edge_attributes(edge), EDGE_TYPES)
                direction = "Undirected" if edge.symmetric else "Directed"
                ends = clean(edge.source), clean(edge.target)
                yield [
                    edge.id,
                    *ends,
                    direction,
                    told["label"],
                    told["weight"],
                    told["type"],
                    *_cells(told, edge_others),
                ]

    return (("nodes.csv", node_rows()), ("edges.csv", edge_rows()))


def neo4j_tables(nodes: Iterable[GraphNode], edges: Iterable[GraphEdge]) -> Tables:
    """With the headers of `neo4j-admin database import`: types, `:ID`, `:LABEL`, `:START_ID`, `:END_ID`, `:TYPE`.

    Text is in one line, as the importer wants it by default.
    """
    seen: set[str] = set()
    node_columns = {name: kind for name, kind in NODE_TYPES.items() if name not in ("kind", "iri")}

    def node_rows() -> Iterator[Row]:
        yield ["iri:ID", *_headers(node_columns), ":LABEL"]
        for node in nodes:
            seen.add(node.iri)
            told = typed(node_attributes(node), NODE_TYPES)
            labels = ";".join((_name("Event" if node.is_event else "Entity"), _name(node.type)))
            yield [one_line(node.iri), *_in_line(_cells(told, node_columns)), labels]

    def edge_rows() -> Iterator[Row]:
        yield [":START_ID", ":END_ID", ":TYPE", "id", *_headers(EDGE_TYPES)]
        for edge in edges:
            if edge.source in seen and edge.target in seen:
                told = typed(edge_attributes(edge), EDGE_TYPES)
                kind = _name(edge.predicate.rsplit("/", 1)[-1].rsplit("#", 1)[-1].removeprefix("rdf:"))
                ends = one_line(edge.source), one_line(edge.target)
                yield [*ends, kind.upper(), edge.id, *_in_line(_cells(told, EDGE_TYPES))]

    return (("nodes.csv", node_rows()), ("relationships.csv", edge_rows()))


def write_zip(tables: Tables, out: IO[bytes]) -> None:
    """Both tables in one file, with no date of today in it."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables:
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=True) as member:
                write_table(rows, member)


def write_table(rows: Iterable[Row], out: IO[bytes]) -> None:
    """One table in UTF-8, lines ended as RFC 4180 has it."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    csv.writer(text).writerows(rows)
    text.flush()
    text.detach()


def _cells(told: dict[str, Value], columns: Types) -> Iterator[object]:
    for name in columns:
        value = told.get(name, "")
        yield ("true" if value else "false") if isinstance(value, bool) else value


def _in_line(cells: Iterable[object]) -> Iterator[object]:
    for cell in cells:
        yield one_line(cell) if isinstance(cell, str) else cell


def _headers(columns: Types) -> Iterator[str]:
    for name, kind in columns.items():
        yield f"{name}:{'date' if name in _DATES else _NEO4J[kind]}"


def _name(text: str) -> str:
    """A name for a label or a type that needs no quotes in Cypher."""
    return _NO_NAME.sub("_", clean(text)).strip("_") or "_"
