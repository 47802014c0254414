"""Births and deaths that years behind a name tell: «Kari Vik (1898–1972)», «Per Dal (f. 1950)»."""

import re
from collections.abc import Iterator
from functools import cache

from app.extraction.drafts import Draft
from app.extraction.names import NameTable
from app.extraction.status import Reality
from app.extraction.words import time_words
from app.language import Document
from app.language.tokens import Token
from app.model.article import PartialDate
from app.model.extraction import Span, TimeExpression
from app.model.vocabulary import EventClass, Role

_LONGEST_LIFE = 115
_CONFIDENCE = 0.9


def life_spans(document: Document, names: NameTable) -> list[Draft]:
    """The births and deaths of a document's persons that stand in parentheses behind their names."""
    found: list[Draft] = []
    for name, referent in names.names:
        if not referent.is_person or name.end >= len(document.doc) or document.doc[name.end].text != "(":
            continue
        if not document.is_running(document.doc[name.start].idx):
            continue
        for event_class, predicate, year, offset in _years(document, document.doc[name.end]):
            trigger = next(t for t in document.doc[name.end :] if t.idx + len(t) > offset)
            draft = Draft(event_class, predicate, trigger, "life span", Reality(), _CONFIDENCE)
            draft.add(Role.PATIENT, referent, document.doc[name.start])
            draft.time = TimeExpression(Span(offset, offset + 4), str(year), PartialDate(year))
            found.append(draft)
    return found


def _years(document: Document, opening: Token) -> Iterator[tuple[EventClass, str, int, int]]:
    """Class, predicate, year and its offset of what the parenthesis that a word opens tells."""
    match = _pattern().match(document.article.text, opening.idx)
    if match is None:
        return
    words = time_words()["life_span_predicates"][document.variety.value]
    born, died = (match["born"] or match["only_born"]), (match["died"] or match["only_died"])
    if born and died and not 0 < int(died) - int(born) <= _LONGEST_LIFE:
        # «(1851–1838)», «(1200–1500)»: no life.
        return
    for event_class, year, groups in (
        (EventClass.BIRTH, born, ("born", "only_born")),
        (EventClass.DEATH, died, ("died", "only_died")),
    ):
        if year:
            offset = next(match.start(group) for group in groups if match[group])
            yield event_class, words[event_class.value.lower()], int(year), offset


@cache
def _pattern() -> re.Pattern[str]:
    data = time_words()

    def before(key: str) -> str:
        return "(?:" + "|".join(map(re.escape, data[key])) + r")\s*"

    year = r"(?P<{}>1\d\d\d|20\d\d)"
    both = rf"(?:{before('born')})?{year.format('born')}\s*[-–—]\s*(?:{before('died')})?{year.format('died')}"
    one = rf"{before('born')}{year.format('only_born')}|{before('died')}{year.format('only_died')}"
    return re.compile(rf"\(\s*(?:{both}|{one})\s*\)")
