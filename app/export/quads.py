"""The quads that an export holds, article by article, in an order that does not depend on the store."""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import IO

from pyoxigraph import NamedNode, Quad

from app.graph.decisions import decision_quads
from app.graph.port import ArticleStore
from app.graph.vocabulary import DECISIONS_GRAPH, RDF
from app.query.filters import FactFilter
from app.query.records import read_content

_LINES_AT_ONCE = 200_000


def graphs(store: ArticleStore, chosen: FactFilter | None) -> Iterator[tuple[NamedNode, set[Quad]]]:
    """The graphs of articles by IRI, and that of decisions; with a filter, without the facts that it leaves out."""
    for record in sorted(store.articles(), key=lambda a: str(a.iri)):
        if chosen is not None and not chosen.accepts_article(record):
            continue
        quads = set(store.article_quads(record.iri))
        yield record.iri, quads if chosen is None else without_refused(quads, chosen)
    if decided := set(decision_quads(store)):
        yield DECISIONS_GRAPH, decided


def without_refused(quads: set[Quad], chosen: FactFilter) -> set[Quad]:
    """An article's graph without the facts that a filter refuses, and without the direct triples of those alone.

    Text, mentions and entities stay: they are what the article is made of.
    """
    content = read_content(quads)
    if content is None:
        return quads
    told: dict[str, list[Quad]] = {f.iri: [] for f in content.facts if not chosen.accepts(f, content.article)}
    asserted: dict[str, list[Quad]] = {f.iri: [] for f in content.facts if f.iri not in told and f.asserted}
    left = set()
    for quad in quads:
        name = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        if name in told:
            told[name].append(quad)
        else:
            left.add(quad)
            if name in asserted:
                asserted[name].append(quad)
    lost = _direct(told) - _direct(asserted)
    return {q for q in left if (q.subject, q.predicate, q.object) not in lost}


def sorted_lines(lines: Iterable[str]) -> Iterator[str]:
    """Lines in order and without doubles, however many: the parts that memory holds are put together from the disk."""
    waiting = iter(lines)
    parts: list[IO[str]] = []
    with ExitStack() as open_files:
        while chunk := list(islice(waiting, _LINES_AT_ONCE)):
            ordered = sorted(set(chunk))
            if len(chunk) < _LINES_AT_ONCE and not parts:
                yield from ordered
                return
            part = open_files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))
            parts.append(part)
            part.writelines(ordered)
            part.seek(0)
        last = None
        for line in heapq.merge(*parts):
            if line != last:
                yield line
                last = line


def _direct(facts: dict[str, list[Quad]]) -> set[tuple[object, object, object]]:
    """The direct triples that the quads of some facts reify."""
    found = set()
    for quads in facts.values():
        ends: dict[NamedNode, list[object]] = {}
        for quad in quads:
            ends.setdefault(quad.predicate, []).append(quad.object)
        subjects, predicates, objects = (ends.get(RDF(n), []) for n in ("subject", "predicate", "object"))
        found |= {(s, p, o) for s in subjects for p in predicates for o in objects}
    return found
