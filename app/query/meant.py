"""What people mean who name an entity, an event or an article in a decision, and whether two of them can be one."""

from difflib import get_close_matches

from pyoxigraph import NamedNode

from app.errors import RunError
from app.graph.namesakes import namesake
from app.graph.port import ArticleStore
from app.graph.vocabulary import ENTITY_CLASSES, NG, OWL, RDF, RELATION, SKOS, TYPE, WD
from app.identity import Kind, may_be_one
from app.model.vocabulary import EntityType
from app.query.entities import find_entities, similar_names
from app.query.reading import Reader

_SHOWN = 5
_SIMILAR = 0.75
_MOST_SIMILAR = 3
_TYPES = {classes[-1]: kind for kind, classes in ENTITY_CLASSES.items()}
FACT = "fact/"
TELLS_FACTS = "The ids of an article's facts: nyhendegraf show ARTICLE --wrong"
_INSIST = 'If they are one all the same, insist: --force, in a request "force": true'


class DecisionError(RunError):
    """A decision that cannot be made or taken back."""


class UnknownDecisionError(DecisionError):
    """What is to be decided on, or taken back, is not there."""

    def __init__(self, message: str, what: str, name: str, nearby: tuple[str, ...] = ()) -> None:
        self.what = what
        """`entity or event`, or `decision`."""
        self.name = name
        self.nearby = nearby
        """Ids and names that are spelt nearly so."""
        super().__init__(message)


class PointlessDecisionError(DecisionError):
    """What is asked for is so already."""


class UnlikeError(DecisionError):
    """Two that cannot be one by what is known of them, unless somebody insists."""


def thing(store: ArticleStore, name: str, base: str) -> tuple[Kind, str]:
    """The entity or event that an IRI, the local part of one, or the whole name of just one entity means."""
    for iri in (base + name, name):
        try:
            node = NamedNode(iri)
        except ValueError:
            continue
        if any(True for _ in store.quads_for_pattern(node, SKOS("prefLabel"), None, None)):
            return Kind.ENTITY, node.value
        if any(True for _ in store.quads_for_pattern(node, NG("polarity"), None, None)):
            return Kind.EVENT, node.value
    called = [s for s in find_entities(store, name, limit=_SHOWN) if s.whole]
    if len(called) == 1:
        return Kind.ENTITY, called[0].iri
    local = ", ".join(s.iri.removeprefix(base) for s in called)
    if called:
        raise DecisionError(f"{name} may be {local}. Give the id")
    if store.article(name) is not None:
        raise DecisionError(
            f"{name} is an article, and only entities, events and facts are decided on. To tell whom it means by a "
            "name, give a person and the article"
        )
    nearby = _nearby(store, name, base)
    remedy = f"Did you mean {' or '.join(nearby)}?" if nearby else "See what there is: nyhendegraf show NAME"
    if name.removeprefix(base).startswith(FACT):
        remedy = f"{TELLS_FACTS}; it is another where an article says something else since"
    raise UnknownDecisionError(
        f"{store.place} knows no entity or event {name!r}. {remedy}", "entity or event", name, nearby
    )


def two_things(store: ArticleStore, one: str, other: str, base: str) -> tuple[Kind, str, str]:
    """Two entities or events, or a person and an article, whichever is named first; DecisionError for any others."""
    if store.article(one) is not None and store.article(other) is None:
        one, other = other, one
    kind, first = _renamed(store, one, other, base) or thing(store, one, base)
    if kind is Kind.ENTITY and (article := _article(store, first, other, base)) is not None:
        return Kind.NAMESAKE, first, article
    other_kind, second = thing(store, other, base)
    if kind is not other_kind:
        raise DecisionError(
            f"{one} and {other}: one is an entity and one an event, which cannot be the same or differ. Give two of "
            "one sort"
        )
    if first == second:
        raise DecisionError(f"{one} and {other} both mean {first}. Give two things, by their ids")
    return kind, first, second


def refuse_unlike(store: ArticleStore, kind: Kind, first: str, second: str, base: str) -> None:
    """UnlikeError where types or items of Wikidata, of all that each was put together with, speak against one."""
    reader = Reader(store)
    nodes = NamedNode(first), NamedNode(second)
    if kind is Kind.EVENT:
        states = [_state(reader, node) for node in nodes]
        if states[0] != states[1]:
            pair = f"{first.removeprefix(base)} and {second.removeprefix(base)}"
            told = [f"the relation {state}" if state else "an event" for state in states]
            raise UnlikeError(f"{pair}: one is {told[0]} and one {told[1]}. {_INSIST}")
    if kind is not Kind.ENTITY:
        return
    called = [
        f"{reader.own_text(node, SKOS('prefLabel'))} ({node.value.removeprefix(base)})" for node in nodes
    ]
    types = [{_TYPES[c] for c in reader.nodes(node, TYPE) if c in _TYPES} for node in nodes]
    if not may_be_one(*map(_particular, types)):
        told = [_either(_particular(its)) for its in types]
        raise UnlikeError(
            f"{called[0]} is of the type {told[0]}, {called[1]} of the type {told[1]}, which cannot be one. {_INSIST}"
        )
    items = [
        {item for o in reader.nodes(node, OWL("sameAs")) if (item := WD.local(o)) is not None}
        for node in nodes
    ]
    if items[0] and items[1] and not items[0] & items[1]:
        told = [", ".join(sorted(its)) for its in items]
        raise UnlikeError(
            f"{called[0]} and {called[1]} are two items of Wikidata, {told[0]} and {told[1]}. {_INSIST}"
        )


def _state(reader: Reader, node: NamedNode) -> str | None:
    """Which relation a fact is; None for events, whose classes are the program's reading alone."""
    if RELATION not in reader.nodes(node, TYPE):
        return None
    return " ".join(NG.local(p) or p.value for p in reader.nodes(node, RDF("predicate")))


def _particular(kinds: set[EntityType]) -> set[EntityType]:
    """Without Organization where it is told which sort."""
    sorts = {kind for kind in kinds if kind.is_organization and kind is not EntityType.ORGANIZATION}
    return kinds - {EntityType.ORGANIZATION} if sorts else kinds


def _either(kinds: set[EntityType]) -> str:
    return " or ".join(sorted(kinds - {EntityType.CONCEPT}))


def _nearby(store: ArticleStore, name: str, base: str) -> tuple[str, ...]:
    if "/" not in name:
        return tuple(f"«{found}»" for found in similar_names(store, name))
    ids = {
        q.subject.value.removeprefix(base)
        for q in store.quads_for_pattern(None, SKOS("prefLabel"), None, None)
        if isinstance(q.subject, NamedNode)
    }
    return tuple(get_close_matches(name.removeprefix(base), sorted(ids), _MOST_SIMILAR, _SIMILAR))


def _renamed(store: ArticleStore, person: str, article: str, base: str) -> tuple[Kind, str] | None:
    """A person whose name an article has for a namesake, and maybe no article for the person any more."""
    record = store.article(article)
    if record is None:
        return None
    try:
        node = NamedNode(base + person)
    except ValueError:
        return None
    other = namesake(record.iri, node)
    if any(True for _ in store.quads_for_pattern(other, SKOS("prefLabel"), None, record.iri)):
        return Kind.ENTITY, node.value
    return None


def _article(store: ArticleStore, person: str, name: str, base: str) -> str | None:
    """The IRI of an article that names a person, by its identifier or IRI; None where that is no article.

    DecisionError where it does not name that person, or the name is no full one that several can bear.
    """
    record = store.article(name)
    if record is None:
        return None
    shared = person.removeprefix(base)
    meant = {NamedNode(person), namesake(record.iri, NamedNode(person))}
    told = (q for node in meant for q in store.quads_for_pattern(node, SKOS("prefLabel"), None, record.iri))
    if not shared.startswith("person/") or not any(told):
        raise DecisionError(
            f"the article {record.identifier} does not name {shared} as a person by a full name. Give the id of a "
            f"person that it names: nyhendegraf show {record.identifier}"
        )
    return record.iri.value
