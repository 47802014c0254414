"""Entities of a store: finding them by name, and everything that is known of one."""

from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from app.graph.port import ArticleRecord, ArticleStore
from app.graph.vocabulary import GAF, NG, OWL, SKOS
from app.query.facts import Fact, entity_facts
from app.query.reading import DEFAULT_LANGUAGES, Reader

_SIMILAR = 0.75
"""Of all letters of two names, the share that they have in common at least, in the same order."""


@dataclass(frozen=True, slots=True)
class EntitySummary:
    """An entity in a list."""

    iri: str
    label: str
    type: str
    mentions: int
    rank: int
    """How well the text fits: 0 its preferred name in some language, 1 another name, more only a part of one."""

    @property
    def whole(self) -> bool:
        """Whether the text is one of its names, and not only a part of one."""
        return self.rank <= 1


@dataclass(frozen=True, slots=True)
class EntityProfile:
    """Everything that the store knows of one entity."""

    iri: str
    label: str
    type: str
    labels: dict[str, str]
    """Language tag → preferred label."""
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    about: tuple[str, ...]
    """IRIs of what a description mentions."""
    reasons: tuple[str, ...]
    """Why mentions were taken to be this entity."""
    mentions: int
    articles: tuple[ArticleRecord, ...]
    facts: tuple[Fact, ...]
    merged: tuple[str, ...] = ()
    """Other IRIs that decisions hold to be the same entity."""


def find_entities(
    store: ArticleStore, text: str, *, limit: int = 20, languages: tuple[str, ...] = DEFAULT_LANGUAGES
) -> tuple[EntitySummary, ...]:
    """The entities of a name: whole names first, then names that begin with the text or have a word that does.

    Case is ignored, and names are found in every language; `languages` is the order of preference for the labels.
    Among equals the most mentioned come first.
    """
    wanted = _folded(text)
    if not wanted:
        return ()
    best: dict[NamedNode, int] = {}
    reader = Reader(store, languages)
    for term in (SKOS("prefLabel"), SKOS("altLabel")):
        for quad in store.quads_for_pattern(None, term, None, None):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
                continue
            rank = _rank(_folded(quad.object.value), wanted, term == SKOS("prefLabel"))
            if rank is not None:
                node = reader.identities.canonical(quad.subject)
                best[node] = min(rank, best.get(node, rank))
    found = [_summary(reader, node, rank) for node, rank in best.items()]
    found.sort(key=lambda entity: (entity.rank, -entity.mentions, entity.iri))
    return tuple(found[:limit])


def similar_names(store: ArticleStore, text: str, *, limit: int = 3) -> tuple[str, ...]:
    """Names in the store that are spelt nearly like a text, the nearest first."""
    names: dict[str, str] = {}
    for term in (SKOS("prefLabel"), SKOS("altLabel")):
        for quad in store.quads_for_pattern(None, term, None, None):
            if isinstance(quad.object, Literal):
                names.setdefault(_folded(quad.object.value), quad.object.value)
    return tuple(names[found] for found in get_close_matches(_folded(text), names, limit, _SIMILAR))


def entity_node(store: ArticleStore, name: str, base: str) -> NamedNode | None:
    """The entity that an IRI, the local part of one, or else a name means; None where none does."""
    for iri in (name, base + name):
        try:
            node = NamedNode(iri)
        except ValueError:
            continue
        if any(True for _ in store.quads_for_pattern(node, SKOS("prefLabel"), None, None)):
            return node
    found = find_entities(store, name, limit=1)
    return NamedNode(found[0].iri) if found else None


def entity_profile(
    store: ArticleStore,
    entity: NamedNode,
    *,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
    wrong: bool = False,
) -> EntityProfile | None:
    """What the store knows of an entity and all that is the same; None where it knows no such entity.

    Facts that were decided to be wrong are left out, unless `wrong` ones are asked for too.
    """
    reader = Reader(store, languages)
    entity = reader.identities.canonical(entity)
    members = reader.identities.members(entity)
    labels = reader.labels(entity, SKOS("prefLabel"))
    kind = reader.entity_type(entity)
    if not labels or kind is None:
        return None
    graphs = {
        q.graph_name for m in members for q in store.quads_for_pattern(m, SKOS("prefLabel"), None, None)
    }
    articles = [store.article(g.value) for g in graphs if isinstance(g, NamedNode)]
    # What one article prefers may be another name of what it was put together with.
    names = (*reader.objects(entity, SKOS("altLabel")), *reader.objects(entity, SKOS("prefLabel")))
    aliases = {o.value for o in names if isinstance(o, Literal)}
    return EntityProfile(
        iri=entity.value,
        label=reader.name(entity),
        type=kind,
        labels=labels,
        aliases=tuple(sorted(aliases - set(labels.values()))),
        same_as=tuple(node.value for node in reader.nodes(entity, OWL("sameAs")) if node not in members),
        about=tuple(node.value for node in reader.nodes(entity, NG("about"))),
        reasons=tuple(
            o.value for o in reader.objects(entity, NG("identityReason")) if isinstance(o, Literal)
        ),
        mentions=len(reader.objects(entity, GAF("denotedBy"))),
        articles=tuple(sorted((a for a in articles if a is not None), key=lambda a: a.identifier)),
        facts=entity_facts(store, entity, languages=languages, wrong=wrong),
        merged=tuple(node.value for node in members[1:]),
    )


def _rank(name: str, wanted: str, preferred: bool) -> int | None:
    if name == wanted:
        return 0 if preferred else 1
    if name.startswith(wanted):
        return 2
    return 3 if any(word.startswith(wanted) for word in name.split()) else None


def _summary(reader: Reader, node: NamedNode, rank: int) -> EntitySummary:
    kind = reader.entity_type(node) or ""
    mentions = len(reader.objects(node, GAF("denotedBy")))
    return EntitySummary(node.value, reader.name(node), kind, mentions, rank)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
