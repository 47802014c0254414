"""The direct layer as a networkx graph: entities, and edges that count how often each thing is said."""

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from app.graph.port import ArticleStore
from app.graph.vocabulary import MODALITIES, NG, POLARITIES, RDF, RELATION, SKOS, TYPE
from app.model.vocabulary import Modality, Polarity
from app.query.reading import DEFAULT_LANGUAGES, Reader

if TYPE_CHECKING:
    import networkx as nx


def projection(
    store: ArticleStore, *, languages: tuple[str, ...] = DEFAULT_LANGUAGES
) -> "nx.MultiDiGraph[str]":
    """Entities as nodes, asserted direct triples as edges; the key of an edge is its property's IRI.

    What decisions hold to be the same is one node.

    Nodes have `label`, `type` and `iri`; edges have `label`, `type` (`event` or `relation`), `iri` (of the property),
    `weight` (the number of facts that say so), `articles` (how many say so) and `confidence` (of the surest).
    Literals are no nodes: positions and ages are `positions` and `age` of their node, where told. Nodes and edges are
    added in sorted order.
    """
    # Here, because processes that answer queries need no graph library and start often.
    import networkx as nx

    reader = Reader(store, languages)
    canonical = reader.identities.canonical
    facts: dict[tuple[NamedNode, NamedNode, NamedNode], list[tuple[NamedNode, NamedNode]]] = defaultdict(list)
    for record in store.articles():
        graph = record.iri
        positive = reader.subjects(NG("polarity"), POLARITIES[Polarity.POSITIVE], graph)
        actual = {n for n, _ in reader.subjects(NG("modality"), MODALITIES[Modality.ACTUAL], graph)}
        for node in sorted({n for n, _ in positive} & actual, key=str):
            for predicate in reader.nodes(node, RDF("predicate"), graph):
                for subject in map(canonical, reader.nodes(node, RDF("subject"), graph)):
                    for object_ in map(canonical, reader.nodes(node, RDF("object"), graph)):
                        if subject != object_:
                            facts[subject, predicate, object_].append((node, graph))

    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    labelled = {q.subject for q in store.quads_for_pattern(None, SKOS("prefLabel"), None, None)}
    named = {canonical(n) for n in labelled if isinstance(n, NamedNode)}
    ends = {end for s, _, o in facts for end in (s, o)}
    # What nothing is said of is left out, unless it has a position or an age.
    for entity in sorted(named, key=str):
        positions = [reader.shown(o) for o in reader.objects(entity, NG("holdsPosition"))]
        ages = [reader.shown(o) for o in reader.objects(entity, NG("aged"))]
        if entity not in ends and not positions and not ages:
            continue
        attributes: dict[str, str | int] = {
            "label": reader.name(entity),
            "type": reader.entity_type(entity) or "Concept",
            "iri": entity.value,
        }
        if positions:
            attributes["positions"] = "; ".join(sorted(set(positions)))
        if len(ages) == 1 and ages[0].isdecimal():
            attributes["age"] = int(ages[0])
        result.add_node(entity.value, **attributes)
    for (subject, predicate, object_), sources in sorted(
        facts.items(), key=lambda item: tuple(map(str, item[0]))
    ):
        if subject.value not in result or object_.value not in result:
            continue
        is_relation = any(RELATION in reader.nodes(node, TYPE, graph) for node, graph in sources)
        sure = [float(reader.text(node, NG("confidence"), graph) or 0) for node, graph in sources]
        result.add_edge(
            subject.value,
            object_.value,
            key=predicate.value,
            label=reader.name(predicate),
            type="relation" if is_relation else "event",
            iri=predicate.value,
            weight=len(sources),
            articles=len({graph for _, graph in sources}),
            confidence=max(sure),
        )
    return result
