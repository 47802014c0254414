"""The entities of a store as they are compared with one another."""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, QuerySolutions

from app.graph.decisions import wrong_facts
from app.graph.port import ArticleStore
from app.graph.vocabulary import ENTITY_CLASSES, PREFIXES, WD
from app.identity.entities import Profile
from app.model.vocabulary import EntityType
from app.query.reports import first_day

_ENTITIES = """SELECT ?g ?id ?published ?who ?class ?name { GRAPH ?g {
  ?g dcterms:identifier ?id . ?who a ?class ; skos:prefLabel ?name ; ng:identityReason ?reason .
  OPTIONAL { ?g schema:datePublished ?published } } }"""
_TOLD = """SELECT ?fact ?who ?property ?value { GRAPH ?g {
  ?fact ng:polarity ng:Positive ; rdf:subject ?who ; rdf:predicate ?property ; rdf:object ?value .
  VALUES ?property { ng:holdsPosition ng:affiliatedWith ng:memberOf ng:leaderOf ng:citizenOf ng:employedBy } } }"""
_KINDS = {
    EntityType.PERSON: "Person",
    EntityType.ORGANIZATION: "Organization",
    EntityType.COMPANY: "Organization",
    EntityType.GOVERNMENT_BODY: "Organization",
    EntityType.PARTY: "Organization",
    EntityType.NEWS_MEDIUM: "Organization",
    EntityType.SPORTS_TEAM: "Organization",
}
_CLASSES: dict[object, EntityType] = {classes[-1]: kind for kind, classes in ENTITY_CLASSES.items()}


def read_profiles(
    store: ArticleStore,
    base: str,
    known: frozenset[str],
    titles: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Profile, ...]:
    """Persons and organisations with a name, by IRI; `known` are the ids that the gazetteer has.

    `titles` are names of titles in one language by their names in others.
    """
    answer = store.query(_ENTITIES, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    kinds: dict[NamedNode, str] = {}
    names: dict[NamedNode, set[str]] = defaultdict(set)
    articles: dict[NamedNode, dict[str, str | None]] = defaultdict(dict)
    beside: dict[str, set[str]] = defaultdict(set)
    for row in answer:
        who, name, article, published = row["who"], row["name"], row["id"], row["published"]
        if (
            not isinstance(who, NamedNode)
            or not isinstance(name, Literal)
            or not isinstance(article, Literal)
        ):
            continue
        if who.value.removeprefix(base).count("/") == 1:
            beside[article.value].add(who.value)
        entity_type = _CLASSES.get(row["class"])
        if entity_type in _KINDS:
            kinds[who] = _KINDS[entity_type]
            names[who].add(name.value)
            articles[who][article.value] = published.value if isinstance(published, Literal) else None
    offices, belongs = _told(store, titles)
    found = []
    for who, kind in sorted(kinds.items(), key=lambda item: item[0].value):
        local = who.value.removeprefix(base)
        is_local = local.count("/") > 1
        name = max(names[who], key=lambda n: (len(n), n))
        if is_local and (kind != "Person" or " " in name or not name[:1].isupper()):
            continue
        days = {day for text in articles[who].values() if text is not None and (day := first_day(text))}
        others = {iri for article in articles[who] for iri in beside[article]}
        found.append(
            Profile(
                who.value,
                kind,
                name,
                is_local,
                local in known,
                frozenset(articles[who]),
                tuple(sorted(days)),
                frozenset(offices[who]),
                frozenset(belongs[who]),
                frozenset(others - {who.value}),
            )
        )
    return tuple(found)


def _told(
    store: ArticleStore, titles: Mapping[str, str]
) -> tuple[dict[NamedNode, set[str]], dict[NamedNode, set[str]]]:
    answer = store.query(_TOLD, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    offices: dict[NamedNode, set[str]] = defaultdict(set)
    belongs: dict[NamedNode, set[str]] = defaultdict(set)
    wrong = wrong_facts(store)
    for row in answer:
        fact, who, value = row["fact"], row["who"], row["value"]
        if isinstance(fact, NamedNode) and fact.value in wrong:
            continue
        if isinstance(who, NamedNode) and isinstance(value, Literal):
            held = value.value.casefold()
            offices[who].add(titles.get(held, held))
        elif (
            isinstance(who, NamedNode) and isinstance(value, NamedNode) and not value.value.startswith(WD.iri)
        ):
            belongs[who].add(value.value)
    return offices, belongs
