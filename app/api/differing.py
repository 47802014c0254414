"""How two versions of an article differ: in what they tell, who has part in it, and the lines of their text."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from pyoxigraph import Quad

from app.api.views import Document, View
from app.graph.port import History
from app.query.index import reading
from app.query.index.naming import Names
from app.query.index.rows import FactRow
from app.query.index.single import index_of_article
from app.query.records import read_content


@dataclass(frozen=True, slots=True)
class Version:
    """What one version of an article says, with a view of its own."""

    view: View
    headline: str | None
    text: str
    facts: list[FactRow]


def difference(before: Version, after: Version) -> Document:
    """What is told only before and only after, and who has part in something only then."""
    gone = beyond(before.facts, after.facts)
    old = {placeless(iri): iri for row in before.facts for iri in row.fact.parties}
    new = {placeless(iri): iri for row in after.facts for iri in row.fact.parties}
    return {
        "added": after.view.facts(beyond(after.facts, before.facts)),
        "removed": before.view.facts(gone),
        "kept": len(before.facts) - len(gone),
        "entities_added": [after.view.party(new[name]) for name in sorted(new.keys() - old.keys())],
        "entities_removed": [before.view.party(old[name]) for name in sorted(old.keys() - new.keys())],
    }


def changes(history: History, quads: Sequence[Quad], view: View) -> list[Document]:
    """What each version of an article changed in the one before it, the latest first, where it changed anything."""
    found = []
    with ExitStack() as stack:

        def version(its: Sequence[Quad]) -> Version | None:
            content = read_content(its)
            if content is None:
                return None
            connection: sqlite3.Connection = stack.enter_context(
                closing(index_of_article(content, view.connection))
            )
            own = View(connection, Names(), None, view.base, view.languages)
            row = reading.article(connection, content.article.iri.value)
            assert row is not None
            return Version(own, row[0].headline, row[1], reading.article_facts(connection, row[0].iri))

        versions = [version(earlier.quads) for earlier in history.earlier]
        times = [earlier.until for earlier in history.earlier]
        for (before, after), time in zip(pairwise([*versions, version(quads)]), times, strict=True):
            if before is None or after is None:
                continue
            document = {"time": time, **difference(before, after), **_texts(before, after)}
            if any(document[part] for part in _TOLD):
                found.append(document)
    return found[::-1]


_PLACE = re.compile(r"(?<=[^/])-\d+$")
_TOLD = ("added", "removed", "headline_before", "lines_added", "lines_removed")


def beyond(facts: list[FactRow], others: list[FactRow]) -> list[FactRow]:
    """Those that the others do not have; what is said twice counts twice. Where in the text it is does not matter."""
    left = Counter(map(_key, others))
    found = []
    for row in facts:
        if left[_key(row)]:
            left[_key(row)] -= 1
        else:
            found.append(row)
    return found


def _key(row: FactRow) -> tuple[Any, ...]:
    fact = row.fact
    return (
        fact.category,
        fact.trigger.text.lower() if fact.category == "Event" else None,
        fact.literal,
        tuple((role, placeless(iri)) for role, iri in fact.roles),
        tuple(map(placeless, (*fact.subjects, *fact.objects))),
        fact.polarity,
        fact.modality,
        fact.source and placeless(fact.source),
        fact.stance,
        fact.time.value if fact.time is not None else None,
    )


def placeless(iri: str) -> str:
    """Who is known within an article alone has an IRI that ends with where it is first told of."""
    return _PLACE.sub("", iri)


def _texts(before: Version, after: Version) -> Document:
    old, new = list(_lines(before.text)), list(_lines(after.text))
    removed: list[str] = []
    added: list[str] = []
    for operation, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation != "equal":
            removed += old[a:b]
            added += new[c:d]
    return {
        "headline_before": before.headline if before.headline != after.headline else None,
        "lines_added": added,
        "lines_removed": removed,
    }


def _lines(text: str) -> Iterator[str]:
    return (line for line in map(str.strip, text.splitlines()) if line)
