"""The ontology as the program reads it: labels, and how each event class gets its direct triple."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, parse

from app.errors import RunError
from app.graph.vocabulary import LABEL, NG, ONTOLOGY_GRAPH, OWL, TYPE
from app.model.vocabulary import DirectPattern, EventClass, Role
from app.resources import ontology_path

PERSON_ROLES = (Role.PATIENT, Role.AGENT)
"""Who comes into or leaves an office: the person elected, or the person who resigns."""


@dataclass(frozen=True, slots=True)
class DirectRule:
    """Between which roles a direct triple runs; the first of `subject_roles` that is filled gives the subject.

    `property` is None in the open class, whose property is minted from the lemma.
    """

    subject_roles: tuple[Role, ...]
    object_role: Role
    property: NamedNode | None


@dataclass(frozen=True, slots=True)
class Ontology:
    """What the mapping and the read side need to know of `ontology/news.ttl`."""

    quads: tuple[Quad, ...]
    direct: dict[EventClass, tuple[DirectRule, ...]]
    """The rules of each class in the order in which they are tried."""
    labels: dict[NamedNode, dict[str, str]]
    """Term → language tag → label."""
    symmetric: frozenset[NamedNode]

    def label(self, term: NamedNode, language: str) -> str | None:
        """The label of a term in a language; None where it has none."""
        return self.labels.get(term, {}).get(language)


def _roles(pattern: str) -> tuple[tuple[Role, ...], Role]:
    subject, _, object_ = pattern.partition("-")
    return (PERSON_ROLES if pattern == DirectPattern.OFFICE else (Role(subject),)), Role(object_)


@cache
def load_ontology() -> Ontology:
    """The ontology, parsed once; RunError where the file says what the program cannot use."""
    path = ontology_path("news.ttl")
    try:
        # Blank nodes get random names with every parse; canonical ones keep a store's content the same.
        dataset = Dataset(parse(path=path, format=RdfFormat.TURTLE))
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        parsed = sorted(dataset, key=str)
        return _read(parsed)
    except (SyntaxError, ValueError, KeyError) as error:
        raise RunError(f"{path}: {error}. Mend the ontology or reinstall nyhendegraf") from error


def _read(parsed: list[Quad]) -> Ontology:
    about: dict[object, dict[NamedNode, list[object]]] = {}
    for subject, group in groupby(parsed, key=lambda quad: quad.subject):
        properties = about.setdefault(subject, {})
        for quad in group:
            properties.setdefault(quad.predicate, []).append(quad.object)

    def rule(node: object, inherited: NamedNode | None) -> DirectRule:
        properties = about[node]
        (pattern,) = properties[NG("directPattern")]
        own = properties.get(NG("directProperty"), [inherited])[0]
        return DirectRule(*_roles(_text(pattern)), own if isinstance(own, NamedNode) else None)

    direct = {}
    for event_class in EventClass:
        node = NG(event_class.value)
        main = rule(node, None)
        fallbacks = sorted(
            about[node].get(NG("directFallback"), []), key=lambda f: int(_text(about[f][NG("rank")][0]))
        )
        direct[event_class] = (main, *(rule(fallback, main.property) for fallback in fallbacks))

    labels: dict[NamedNode, dict[str, str]] = {}
    for subject, properties in about.items():
        for label in properties.get(LABEL, []):
            if isinstance(subject, NamedNode) and isinstance(label, Literal) and label.language:
                labels.setdefault(subject, {})[label.language] = label.value
    symmetric = frozenset(
        subject
        for subject, properties in about.items()
        if isinstance(subject, NamedNode) and OWL("SymmetricProperty") in properties.get(TYPE, [])
    )
    stored = tuple(Quad(q.subject, q.predicate, q.object, ONTOLOGY_GRAPH) for q in parsed)
    return Ontology(stored, direct, labels, symmetric)


def _text(node: object) -> str:
    if not isinstance(node, Literal):
        raise ValueError(f"{node} should be a literal")
    return node.value
