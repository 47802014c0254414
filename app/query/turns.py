"""What became of planned events: which reports are of what an article tells was cancelled or postponed."""

from pyoxigraph import Literal, NamedNode, QuerySolutions

from app.graph.decisions import wrong_facts
from app.graph.port import ArticleStore
from app.graph.vocabulary import EVENT_CLASSES, PREFIXES
from app.identity.reports import Turn
from app.model.vocabulary import EventClass

CLASSES = {EventClass.CANCELLATION: Turn.CANCELLED, EventClass.POSTPONEMENT: Turn.POSTPONED}
_TURNS = {EVENT_CLASSES[kind]: turn for kind, turn in CLASSES.items()}
_ASPECTS = f"""SELECT ?g ?aspect ?class ?begin ?end {{ GRAPH ?g {{
  ?aspect a ?class ; ng:polarity ng:Positive ; ng:modality ?told ; ng:patient ?what .
  ?phrase itsrdf:taIdentRef ?what ; nif:beginIndex ?begin ; nif:endIndex ?end .
  VALUES ?told {{ ng:Actual ng:Planned }} VALUES ?class {{ {" ".join(map(str, _TURNS))} }} }} }}"""
_REPORTS = """SELECT ?g ?event ?at {{ GRAPH ?g {{
  VALUES ?g {{ {graphs} }} ?event ng:polarity ?polarity ; gaf:denotedBy/nif:beginIndex ?at .
  FILTER NOT EXISTS {{ ?event a ng:Relation }} }} }}"""


def read_turns(store: ArticleStore) -> dict[NamedNode, Turn]:
    """Report → what became of its event: the noun that tells of it is what was cancelled or postponed.

    Of several nouns in one phrase («avtalen om besøket») it is the first, which governs the others.
    """
    wrong = wrong_facts(store)
    phrases: dict[NamedNode, list[tuple[int, int, NamedNode, Turn]]] = {}
    answer = store.query(_ASPECTS, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        graph, aspect = row["g"], row["aspect"]
        if isinstance(graph, NamedNode) and isinstance(aspect, NamedNode) and aspect.value not in wrong:
            phrase = (_number(row["begin"]), _number(row["end"]), aspect, _TURNS[row["class"]])
            phrases.setdefault(graph, []).append(phrase)
    if not phrases:
        return {}
    triggers: dict[NamedNode, list[tuple[int, NamedNode]]] = {}
    answer = store.query(_REPORTS.format(graphs=" ".join(map(str, phrases))), prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        graph, event = row["g"], row["event"]
        assert isinstance(graph, NamedNode)
        if isinstance(event, NamedNode) and event.value not in wrong:
            triggers.setdefault(graph, []).append((_number(row["at"]), event))
    found: dict[NamedNode, Turn] = {}
    for graph, its in phrases.items():
        for begin, end, aspect, turn in sorted(its, key=lambda p: (p[0], p[1], p[2].value)):
            inside = [(at, e) for at, e in triggers.get(graph, ()) if begin <= at < end and e != aspect]
            first = min((at for at, _ in inside), default=-1)
            for at, event in inside:
                # What was put off and then called off is off.
                if at == first and found.get(event) is not Turn.CANCELLED:
                    found[event] = turn
    return found


def _number(term: object) -> int:
    assert isinstance(term, Literal)
    return int(term.value)
