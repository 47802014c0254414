"""What a store holds in numbers, and the same as VoID."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple

from app.graph.port import ArticleStore
from app.graph.vocabulary import DCTERMS, PREFIXES, SCHEMA, TYPE, XSD

VOID = "http://rdfs.org/ns/void#"
# Only what articles say; the ontology is in a graph of its own.
_SAID = f"GRAPH ?g {{ ?g a <{SCHEMA('NewsArticle').value}> . ?s ?p ?o }}"
_TOTALS = (
    "SELECT (COUNT(DISTINCT ?g) AS ?articles) (COUNT(*) AS ?quads) (COUNT(DISTINCT ?s) AS ?subjects) "
    f"(COUNT(DISTINCT ?p) AS ?properties) (COUNT(DISTINCT ?o) AS ?objects) {{ {_SAID} }}"
)
_CLASSES = (
    f"SELECT ?c (COUNT(DISTINCT ?s) AS ?n) {{ GRAPH ?g {{ ?g a <{SCHEMA('NewsArticle').value}> . ?s a ?c }} }} "
    "GROUP BY ?c"
)
_PROPERTIES = f"SELECT ?p (COUNT(*) AS ?n) {{ {_SAID} }} GROUP BY ?p"


@dataclass(frozen=True, slots=True)
class Statistics:
    """Numbers of all articles together; a triple that several articles hold is counted in each."""

    articles: int
    quads: int
    subjects: int
    properties: int
    objects: int
    languages: tuple[tuple[str, int], ...]
    """How many articles are in each."""
    published: tuple[str, str] | None
    """The first date of publication and the last, as they are written."""
    by_class: tuple[tuple[str, int], ...]
    """IRI and number of instances, the most first."""
    by_property: tuple[tuple[str, int], ...]
    """IRI and number of quads, the most first."""


def statistics(store: ArticleStore) -> Statistics:
    """Count; some seconds at a million quads."""
    (totals,) = _rows(store, _TOTALS, ("articles", "quads", "subjects", "properties", "objects"))
    records = store.articles()
    languages = [record.language or "" for record in records]
    dates = sorted(record.published for record in records if record.published is not None)
    articles, quads, subjects, properties, objects = (int(_text(value)) for value in totals)
    return Statistics(
        articles,
        quads,
        subjects,
        properties,
        objects,
        tuple((language, languages.count(language)) for language in sorted(set(languages))),
        (dates[0], dates[-1]) if dates else None,
        _counts(store, _CLASSES, "c"),
        _counts(store, _PROPERTIES, "p"),
    )


def void(numbers: Statistics, dataset: NamedNode, base: str) -> tuple[Triple, ...]:
    """A VoID description of the articles as a dataset with this IRI."""
    triples: list[Triple] = []

    def add(subject: NamedNode | BlankNode, predicate: str, value: NamedNode | BlankNode | int) -> None:
        term = Literal(str(value), datatype=XSD("integer")) if isinstance(value, int) else value
        triples.append(Triple(subject, NamedNode(VOID + predicate), term))

    triples.append(Triple(dataset, TYPE, NamedNode(f"{VOID}Dataset")))
    triples.append(Triple(dataset, DCTERMS("title"), Literal("Nyhendegraf", language="nn")))
    triples.append(Triple(dataset, NamedNode(f"{VOID}uriSpace"), Literal(base)))
    for iri in PREFIXES.values():
        if iri != base and any(name.startswith(iri) for name, _ in numbers.by_property):
            add(dataset, "vocabulary", NamedNode(iri))
    for name, value in (
        ("triples", numbers.quads),
        ("documents", numbers.articles),
        ("distinctSubjects", numbers.subjects),
        ("distinctObjects", numbers.objects),
        ("properties", numbers.properties),
        ("classes", len(numbers.by_class)),
    ):
        add(dataset, name, value)
    for kind, key, size, counts in (
        ("classPartition", "class", "entities", numbers.by_class),
        ("propertyPartition", "property", "triples", numbers.by_property),
    ):
        for number, (iri, count) in enumerate(counts):
            part = BlankNode(f"{key}{number}")
            add(dataset, kind, part)
            add(part, key, NamedNode(iri))
            add(part, size, count)
    return tuple(triples)


def _counts(store: ArticleStore, query: str, name: str) -> tuple[tuple[str, int], ...]:
    rows = _rows(store, query, (name, "n"))
    found = [(node.value, int(_text(number))) for node, number in rows if isinstance(node, NamedNode)]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def _rows(store: ArticleStore, query: str, names: Sequence[str]) -> list[tuple[object, ...]]:
    answer = store.query(query)
    assert isinstance(answer, QuerySolutions)
    return [tuple(row[name] for name in names) for row in answer]


def _text(term: object) -> str:
    assert isinstance(term, Literal)
    return term.value
