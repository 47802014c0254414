"""The events that articles report, as they are compared with one another."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode, QuerySolutions

from app.graph.decisions import wrong_facts
from app.graph.port import ArticleStore
from app.graph.records import article_nodes
from app.graph.vocabulary import EVENT_CLASSES, MODALITIES, NIF, POLARITIES, PREFIXES, ROLES
from app.identity.reports import Participant, Report
from app.identity.texts import Text
from app.model.article import PartialDate
from app.query.identity import Identities
from app.query.turns import read_turns
from app.query.world import World

_NOTHING_KNOWN = World()

_REPORTS = f"""SELECT ?id ?published ?event ?class ?verb ?polarity ?modality ?role ?who ?begin ?end ?sentence {{
  GRAPH ?g {{
  ?g dcterms:identifier ?id . ?event ng:polarity ?polarity ; a ?class ; ng:modality ?modality ; ng:predicate ?verb ;
    ?role ?who ; ng:evidence/nif:anchorOf ?sentence .
  VALUES ?role {{ {" ".join(str(role) for role in ROLES.values())} }}
  OPTIONAL {{ ?g schema:datePublished ?published }}
  OPTIONAL {{ ?event sem:hasTime ?time .
    OPTIONAL {{ ?time sem:hasTimeStamp|sem:hasBeginTimeStamp ?begin }} OPTIONAL {{ ?time sem:hasEndTimeStamp ?end }} }}
}} }}"""
_NAMES = """SELECT ?id ?who ?name { GRAPH ?g { ?g dcterms:identifier ?id . ?who skos:prefLabel ?name } }"""
_CLASSES = {node: event_class for event_class, node in EVENT_CLASSES.items()}
_POLARITIES = {node: polarity for polarity, node in POLARITIES.items()}
_MODALITIES = {node: modality for modality, node in MODALITIES.items()}
_ROLES = {node: role for role, node in ROLES.items()}
_COUNTRY, _CAPITAL, _SPOT = "country/", "capital/", "place/"
_SEATS = """SELECT DISTINCT ?id ?who ?for { GRAPH ?g {
  ?g dcterms:identifier ?id . ?m itsrdf:taIdentRef ?who ; ng:standsFor ?for } }"""
_PLACE_FOLDERS = ("country/", "capital/", "city/", "place/", "no/", "se/", "dk/", "fi/", "is/", "fo/", "gl/")


def read_reports(store: ArticleStore, base: str, world: World = _NOTHING_KNOWN) -> tuple[Report, ...]:
    """Every event of every article that nobody holds to be wrong, by IRI, with entities as decisions have them."""
    wrong = wrong_facts(store)
    identities = Identities(store)
    names = _names(store)
    turns = read_turns(store)
    seats = _seats(store)
    rows: dict[NamedNode, list[dict[str, object]]] = defaultdict(list)
    answer = store.query(_REPORTS, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    columns = [variable.value for variable in answer.variables]
    for row in answer:
        event = row["event"]
        if isinstance(event, NamedNode) and row["class"] in _CLASSES and event.value not in wrong:
            rows[event].append({name: row[name] for name in columns})
    found = []
    for event, its in sorted(rows.items(), key=lambda item: item[0].value):
        first = its[0]
        begins = sorted(_text(row["begin"]) for row in its if row["begin"] is not None)
        ends = sorted(_text(row["end"]) for row in its if row["end"] is not None)
        found.append(
            Report(
                event.value,
                _text(first["id"]),
                _CLASSES[_node(first["class"])],
                _text(first["verb"]),
                _POLARITIES[_node(first["polarity"])],
                _MODALITIES[_node(first["modality"])],
                first_day(_text(first["published"])) if first["published"] is not None else None,
                first_day(begins[0]) if begins else None,
                last_day((ends or begins)[-1]) if ends or begins else None,
                _participants(its, identities, names, base, world, seats),
                turns.get(event),
                min(" ".join(_text(row["sentence"]).split()) for row in its),
            )
        )
    return tuple(found)


def read_texts(store: ArticleStore) -> Iterator[Text]:
    """The text of every article."""
    for article in article_nodes(store):
        for quad in store.quads_for_pattern(None, NIF("isString"), None, article):
            if isinstance(quad.object, Literal):
                yield Text(article.value, quad.object.value)


def first_day(value: str) -> date | None:
    """The first day of a date at any precision; None where it is none."""
    parts = [int(part) for part in value.split("-") if part.isdecimal()]
    try:
        return date(*[*parts, 1, 1][:3]) if parts else None
    except ValueError:
        return None


def last_day(value: str) -> date | None:
    """The last day of a date at any precision; None where it is none."""
    first = first_day(value)
    if first is None:
        return None
    match value.count("-"):
        case 0:
            return first.replace(month=12, day=31)
        case 1:
            return first.replace(day=monthrange(first.year, first.month)[1])
        case _:
            return first


def _participants(
    rows: list[dict[str, object]],
    identities: Identities,
    names: dict[NamedNode, str],
    base: str,
    world: World,
    seats: Mapping[tuple[str, NamedNode], frozenset[NamedNode]],
) -> tuple[Participant, ...]:
    found = set()
    article, published = _text(rows[0]["id"]), rows[0]["published"]
    day = _text(published) if published is not None else ""
    when = PartialDate(*(int(part) for part in day.split("-"))) if first_day(day) is not None else None
    for row in rows:
        who = _node(row["who"])
        one = identities.canonical(who)
        local = one.value.removeprefix(base)
        is_place = local.startswith(_PLACE_FOLDERS)
        found.add(
            Participant(
                _ROLES[_node(row["role"])],
                one.value,
                names.get(who, local.rsplit("/", 1)[-1]),
                local.count("/") == 1,
                is_place,
                within=frozenset(base + place for place in world.within.get(local, ())),
                is_town=is_place and not local.startswith(_COUNTRY) and local not in world.containers,
                is_capital=local.startswith(_CAPITAL),
                is_spot=local.startswith(_SPOT),
                acts_for=frozenset(base + body for body in world.acts_for(local, when))
                | {identities.canonical(node).value for node in seats.get((article, who), ())},
            )
        )
    return tuple(sorted(found, key=lambda p: (p.role, p.iri, p.label)))


def _seats(store: ArticleStore) -> dict[tuple[str, NamedNode], frozenset[NamedNode]]:
    """Article and place → for whom the place stands there: «Moskva» for those who govern from it."""
    answer = store.query(_SEATS, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    found: dict[tuple[str, NamedNode], set[NamedNode]] = defaultdict(set)
    for row in answer:
        found[_text(row["id"]), _node(row["who"])].add(_node(row["for"]))
    return {key: frozenset(nodes) for key, nodes in found.items()}


def _names(store: ArticleStore) -> dict[NamedNode, str]:
    answer = store.query(_NAMES, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    found: dict[NamedNode, str] = {}
    for row in answer:
        node, name = row["who"], row["name"]
        if isinstance(node, NamedNode) and isinstance(name, Literal):
            found[node] = min(found.get(node, name.value), name.value)
    return found


def _node(term: object) -> NamedNode:
    assert isinstance(term, NamedNode)
    return term


def _text(term: object) -> str:
    assert isinstance(term, Literal)
    return term.value
