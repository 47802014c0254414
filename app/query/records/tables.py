"""The quads of a graph by property and subject, and the values that they have there."""

import math
from collections.abc import Iterable
from contextlib import suppress

from pyoxigraph import Literal, NamedNode, Quad

from app.graph.vocabulary import (
    DCTERMS,
    GAF,
    ITSRDF,
    LABEL,
    NG,
    NIF,
    OWL,
    RDF,
    ROLES,
    SCHEMA,
    SEM,
    SKOS,
    TIME,
    TYPE,
)

Tables = dict[NamedNode, dict[object, list[object]]]
ROLE_NAMES = {term: role.value for role, term in ROLES.items()}
LEADING_ON = frozenset({GAF("denotedBy"), NG("evidence"), NG("quotation"), SEM("hasTime")})
_READ = (
    TYPE,
    LABEL,
    *LEADING_ON,
    *(RDF(name) for name in ("subject", "predicate", "object")),
    *(
        NG(name)
        for name in (
            "polarity",
            "modality",
            "attributedTo",
            "confidence",
            "rule",
            "stance",
            "tenure",
            "about",
            "identityReason",
            "mentionKind",
        )
    ),
    *ROLE_NAMES,
    *(SEM(name) for name in ("hasTimeStamp", "hasBeginTimeStamp", "hasEndTimeStamp")),
    TIME("dayOfWeek"),
    *(NIF(name) for name in ("beginIndex", "endIndex", "anchorOf", "isString")),
    *(SKOS(name) for name in ("prefLabel", "altLabel")),
    OWL("sameAs"),
    ITSRDF("taIdentRef"),
    DCTERMS("identifier"),
    *(SCHEMA(name) for name in ("inLanguage", "headline", "datePublished", "url")),
)

_WORDS = frozenset(
    {
        *(NIF(name) for name in ("beginIndex", "endIndex", "anchorOf", "isString")),
        *(NG(name) for name in ("mentionKind", "rule", "about", "identityReason")),
        ITSRDF("taIdentRef"),
        SKOS("altLabel"),
    }
)
OUTLINE = tuple(term for term in _READ if term not in _WORDS)


def tables_of(quads: Iterable[Quad]) -> tuple[NamedNode | None, Tables]:
    """Property → subject → values, of the properties that are read; and the graph's name."""
    tables: Tables = {term: {} for term in _READ}
    graph = None
    for quad in quads:
        graph = quad
        table = tables.get(quad.predicate)
        if table is not None:
            table.setdefault(quad.subject, []).append(quad.object)
    name = graph.graph_name if graph is not None else None
    return (name if isinstance(name, NamedNode) else None), tables


def values_of(tables: Tables, node: NamedNode, term: NamedNode) -> list[object]:
    """What a subject has of a property, each once and in one order."""
    values = tables[term].get(node)
    if values is None:
        return []
    return sorted(set(values), key=str) if len(values) > 1 else values


def nodes_of(tables: Tables, node: NamedNode, term: NamedNode) -> list[NamedNode]:
    """The same without literals and blank nodes."""
    values = tables[term].get(node)
    if values is None:
        return []
    if len(values) > 1:
        values = sorted(set(values), key=str)
    return [o for o in values if isinstance(o, NamedNode)]


def literal_of(tables: Tables, node: NamedNode, term: NamedNode) -> str | None:
    """The first literal; None where there is none."""
    values = tables[term].get(node)
    if values is None:
        return None
    if len(values) > 1:
        values = sorted(set(values), key=str)
    for value in values:
        if isinstance(value, Literal):
            return value.value
    return None


def languages(values: Iterable[object]) -> dict[str, str]:
    """Language tag → text; the first by alphabet where there are several."""
    found: dict[str, str] = {}
    for value in values:
        if isinstance(value, Literal):
            found.setdefault(value.language or "", value.value)
    return found


def plain(value: object) -> str:
    """The text of a literal, or how another term is written."""
    return value.value if isinstance(value, Literal) else str(value)


def real(text: str | None) -> float:
    """A finite number; 0 where it is none."""
    # Updates from outside may put anything there.
    with suppress(ValueError):
        value = float(text or 0)
        return value if math.isfinite(value) else 0.0
    return 0.0


def number(text: str | None) -> int:
    """A whole number; 0 where it is none."""
    return int(text) if text is not None and text.isdecimal() else 0
