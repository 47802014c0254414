"""Articles about very many people, for pages that have to draw them."""

from collections.abc import Iterator

from app.model.article import PartialDate
from app.model.vocabulary import EntityType, EventClass, Role
from tests.graph.examples import Story

_FIRST = ("Anna", "Berit", "Carl", "Dag", "Eli", "Finn", "Gro", "Hans", "Ida", "Jon")
_LAST = ("Aas", "Berg", "Dahl", "Eide", "Foss", "Haug", "Lie", "Moe", "Nes", "Vik")
_PER_ARTICLE = 40
_LONG_STEP = 37


def meetings(people: int, each: int) -> Iterator[Story]:
    """So many people, each of whom meets so many others, some near in the circle and some far."""
    names = [f"{_FIRST[n % 10]} {_LAST[n // 10 % 10]} nr. {n // 100 + 1}" for n in range(people)]
    pairs = sorted(
        {
            (min(n, other), max(n, other))
            for n in range(people)
            for step in range(each)
            for other in [(n + 1 + step * _LONG_STEP * (1 + n % 3)) % people]
        }
    )
    for begin in range(0, len(pairs), _PER_ARTICLE):
        told = pairs[begin : begin + _PER_ARTICLE]
        sentences = [f"{names[a]} møtte {names[b]} i Hamna." for a, b in told]
        date = PartialDate(2024, 1 + begin // _PER_ARTICLE % 12)
        story = Story(f"mengd-{begin:05}", " ".join(sentences), date=date)
        keys = {
            n: story.entity(f"person/n{n}", EntityType.PERSON, names[n])
            for n in sorted({n for pair in told for n in pair})
        }
        for number, (a, b) in enumerate(told):
            roles = ((Role.AGENT, keys[a]), (Role.COAGENT, keys[b]))
            story.event(EventClass.MEETING, "møte", f"møtte {names[b]}", sentences[number], *roles)
        yield story
