"""What each article of a store tells of the bearers of names, as it is compared to tell namesakes apart."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode, QuerySolutions

from app.graph.decisions import decision_quads, wrong_facts
from app.graph.namesakes import renamings
from app.graph.port import ArticleStore
from app.graph.vocabulary import ENTITY_CLASSES, PREFIXES, RELATIONS
from app.identity.namesakes import Sighting
from app.model.vocabulary import EntityType, RelationType
from app.query.reports import first_day

_NAMED = """SELECT ?g ?published ?who ?class ?name { GRAPH ?g {
  ?g dcterms:identifier ?id . ?who a ?class ; skos:prefLabel ?name ; ng:identityReason ?reason .
  OPTIONAL { ?g schema:datePublished ?published } } }"""
_PROPERTIES = {
    RELATIONS[kind]: kind
    for kind in (
        RelationType.AGED,
        RelationType.HOLDS_POSITION,
        RelationType.CITIZEN_OF,
        RelationType.RESIDES_IN,
        RelationType.AFFILIATED_WITH,
        RelationType.MEMBER_OF,
        RelationType.LEADER_OF,
        RelationType.EMPLOYED_BY,
        RelationType.SPOUSE_OF,
        RelationType.PARENT_OF,
        RelationType.SIBLING_OF,
    )
}
_FAMILY = frozenset({RelationType.SPOUSE_OF, RelationType.PARENT_OF, RelationType.SIBLING_OF})
_TOLD = f"""SELECT ?g ?fact ?who ?property ?value {{ GRAPH ?g {{
  ?fact ng:polarity ng:Positive ; rdf:subject ?who ; rdf:predicate ?property ; rdf:object ?value .
  VALUES ?property {{ {" ".join(sorted(map(str, _PROPERTIES)))} }} }} }}"""
_TYPES = {classes[-1]: kind for kind, classes in ENTITY_CLASSES.items()}
_OLDEST = 120


def read_sightings(
    store: ArticleStore, base: str, known: frozenset[str], offices: Mapping[str, str]
) -> tuple[Sighting, ...]:
    """Each article on each person that it names in full and the gazetteer does not have, as if nothing was decided.

    `offices` are the names of titles in one language by their names in others, so that they can be compared.
    """
    back = {
        (article, node): person
        for article, names in renamings(decision_quads(store)).items()
        for person, node in names.items()
    }
    persons: dict[NamedNode, dict[NamedNode, str]] = defaultdict(dict)
    beside: dict[NamedNode, set[str]] = defaultdict(set)
    published: dict[NamedNode, date | None] = {}
    types: dict[NamedNode, set[EntityType]] = defaultdict(set)
    answer = store.query(_NAMED, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        graph, who, name = row["g"], row["who"], row["name"]
        if not (isinstance(graph, NamedNode) and isinstance(who, NamedNode) and isinstance(name, Literal)):
            continue
        who = back.get((graph, who), who)
        if who.value.removeprefix(base).count("/") > 1:
            continue
        day = row["published"]
        published[graph] = first_day(day.value) if isinstance(day, Literal) else None
        beside[graph].add(who.value)
        kind = _TYPES.get(row["class"])
        if kind is not None:
            types[who].add(kind)
        if kind is EntityType.PERSON and who.value.removeprefix(base) not in known:
            persons[who][graph] = min(persons[who].get(graph, name.value), name.value)
    told = _told(store, base, back)
    return tuple(
        _sighting(who, name, graph, told, published, types, offices, frozenset(beside[graph] - {who.value}))
        for who, articles in sorted(persons.items(), key=lambda item: item[0].value)
        if len(articles) > 1
        for graph, name in sorted(articles.items(), key=lambda item: item[0].value)
    )


_Told = dict[tuple[NamedNode, NamedNode], dict[RelationType, set[NamedNode | Literal]]]


def _told(store: ArticleStore, base: str, back: Mapping[tuple[NamedNode, NamedNode], NamedNode]) -> _Told:
    wrong = wrong_facts(store)
    found: _Told = defaultdict(lambda: defaultdict(set))
    answer = store.query(_TOLD, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        graph, fact, who, value = row["g"], row["fact"], row["who"], row["value"]
        if (
            isinstance(graph, NamedNode)
            and isinstance(fact, NamedNode)
            and isinstance(who, NamedNode)
            and isinstance(value, NamedNode | Literal)
            and fact.value not in wrong
            # What only this article knows is never another's.
            and (isinstance(value, Literal) or value.value.removeprefix(base).count("/") == 1)
        ):
            found[graph, back.get((graph, who), who)][_PROPERTIES[row["property"]]].add(value)
    return found


def _sighting(
    who: NamedNode,
    name: str,
    graph: NamedNode,
    told: _Told,
    published: Mapping[NamedNode, date | None],
    types: Mapping[NamedNode, set[EntityType]],
    offices: Mapping[str, str],
    beside: frozenset[str],
) -> Sighting:
    its = told.get((graph, who), {})
    day = published[graph]

    def values(*kinds: RelationType) -> set[NamedNode]:
        return {v for kind in kinds for v in its.get(kind, ()) if isinstance(v, NamedNode)}

    bodies = values(
        RelationType.AFFILIATED_WITH, RelationType.MEMBER_OF, RelationType.LEADER_OF, RelationType.EMPLOYED_BY
    )
    parties = {b for b in bodies if EntityType.PARTY in types.get(b, ())}
    countries = {v for v in values(RelationType.CITIZEN_OF) | bodies if "/country/" in v.value}
    held = {v.value.casefold() for v in its.get(RelationType.HOLDS_POSITION, ()) if isinstance(v, Literal)}
    return Sighting(
        who.value,
        name,
        graph.value,
        day,
        _births(its.get(RelationType.AGED, set()), day),
        frozenset(offices.get(office, office) for office in held),
        _iris(countries),
        _iris(parties),
        _iris(values(RelationType.RESIDES_IN) - countries),
        _iris(bodies - parties - countries),
        _iris(values(*_FAMILY)),
        beside,
    )


def _births(ages: set[NamedNode | Literal], day: date | None) -> tuple[int, int] | None:
    """The years in which somebody of an age was born; None where two ages are told, or no time."""
    known = {int(age.value) for age in ages if isinstance(age, Literal) and age.value.isdecimal()}
    if len(known) != 1 or day is None:
        return None
    (age,) = known
    return (day.year - age - 1, day.year - age) if age <= _OLDEST else None


def _iris(nodes: set[NamedNode]) -> frozenset[str]:
    return frozenset(node.value for node in nodes)
