"""So many rows of an answer and no more, and whether there were more."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from app.query.formats import ResultFormat

Term = NamedNode | BlankNode | Literal | Triple
Row = tuple[Term | None, ...]
MOST_ROWS = 100_000
"""Rows that may be counted: they are held back until it is known whether there are more."""
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_BARE = {
    "http://www.w3.org/2001/XMLSchema#boolean": re.compile("true|false"),
    "http://www.w3.org/2001/XMLSchema#integer": re.compile(r"[+-]?[0-9]+"),
    "http://www.w3.org/2001/XMLSchema#decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
}
_DELICATE = re.compile(r"^\s+|\s+$|\r")
_XML_HEAD = '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'
T = TypeVar("T")


def cut(items: Iterable[T], most: int) -> tuple[list[T], bool]:
    """The first of them, and whether there were more."""
    found = list(islice(items, most + 1))
    return found[:most], len(found) > most


def rows_of(answer: pyoxigraph.QuerySolutions) -> Iterator[Row]:
    """The rows of an answer, with a term or None for each variable."""
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        yield tuple(solution[name] for name in names)


def table_text(variables: list[str], rows: list[Row], results: ResultFormat) -> str:
    """Rows as the store itself writes them in a format: it writes only whole answers."""
    if results is ResultFormat.JSON:
        bindings = [
            {name: _json(term) for name, term in zip(variables, row, strict=True) if term is not None}
            for row in rows
        ]
        return json.dumps(
            {"head": {"vars": variables}, "results": {"bindings": bindings}}, ensure_ascii=False
        )
    if results is ResultFormat.XML:
        head = "".join(f"<variable name={quoteattr(name)}/>" for name in variables)
        body = "".join(
            "<result>"
            + "".join(
                f"<binding name={quoteattr(name)}>{_xml(term)}</binding>"
                for name, term in zip(variables, row, strict=True)
                if term is not None
            )
            + "</result>"
            for row in rows
        )
        return f"{_XML_HEAD}<head>{head}</head><results>{body}</results></sparql>"
    if results is ResultFormat.TSV:
        lines = ["\t".join(f"?{name}" for name in variables)]
        lines += ["\t".join("" if term is None else _tsv(term) for term in row) for row in rows]
        return "".join(f"{line}\n" for line in lines)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(variables)
    writer.writerows(["" if term is None else _csv(term) for term in row] for row in rows)
    return out.getvalue()


def _json(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = ("subject", term.subject), ("predicate", term.predicate), ("object", term.object)
        return {"type": "triple", "value": {name: _json(part) for name, part in parts}}
    told: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language is not None:
        told["xml:lang"] = term.language
        if term.direction is not None:
            told["its:dir"] = str(term.direction)
    elif term.datatype.value != _STRING:
        told["datatype"] = term.datatype.value
    return told


def _xml(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, Triple):
        parts = ("subject", term.subject), ("predicate", term.predicate), ("object", term.object)
        return f"<triple>{''.join(f'<{name}>{_xml(part)}</{name}>' for name, part in parts)}</triple>"
    about = ""
    if term.language is not None:
        about = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _STRING:
        about = f" datatype={quoteattr(term.datatype.value)}"
    # Returns would come back as new lines, and blanks at the ends not at all.
    text = _DELICATE.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), escape(term.value))
    return f"<literal{about}>{text}</literal>"


def _tsv(term: Term) -> str:
    if isinstance(term, Literal) and (bare := _BARE.get(term.datatype.value)) and bare.fullmatch(term.value):
        return term.value
    written = str(term).replace("\t", "\\t")
    return f"<<( {written} )>>" if isinstance(term, Triple) else written


def _csv(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
