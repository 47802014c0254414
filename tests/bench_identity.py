"""`python -m tests.bench_identity`: how resolution grows with the number of articles, on entities that are made up.

Each article has eight persons of a pool that grows with the articles, a fifth of them spelled otherwise, and four
events. Seconds are of the processor.
"""

import argparse
import math
import random
import time
from datetime import date, timedelta

from rich.console import Console
from rich.table import Table

from app.identity import Decision, Judgement, Kind, cluster, decide
from app.identity.entities import Profile, likenesses
from app.identity.events import matches
from app.identity.namesakes import Sighting, namesakes
from app.identity.reports import Participant, Report
from app.model.vocabulary import EventClass, Modality, Polarity, Role

_PERSONS, _EVENTS = 8, 4
SYLLABLES = (
    "ba",
    "do",
    "fi",
    "ga",
    "ha",
    "jo",
    "ka",
    "li",
    "ma",
    "ni",
    "os",
    "pe",
    "ra",
    "si",
    "to",
    "un",
    "va",
)
_OFFICES = ("mayor", "teacher", "skier", "priest")
_CLASSES = (EventClass.MEETING, EventClass.ATTACK, EventClass.VISIT, EventClass.CONVICTION)


def made_up(articles: int) -> tuple[list[Profile], list[Report], list[Sighting]]:
    """The entities, events and sightings of names in so many articles; the same number gives the same."""
    chance = random.Random(articles)

    def word() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(3)).capitalize()

    surnames = [word() for _ in range(max(20, articles // 4))]
    pool = [f"{word()} {chance.choice(surnames)}" for _ in range(articles * 2)]
    beside: dict[str, set[str]] = {}
    days: dict[str, set[date]] = {}
    reports, sightings = [], []
    for number in range(articles):
        day = date(2000, 1, 1) + timedelta(days=chance.randrange(3650))
        names = [n + "n" if chance.random() < 0.2 else n for n in chance.sample(pool, _PERSONS)]
        for name in names:
            beside.setdefault(name, set()).update(names)
            days.setdefault(name, set()).add(day)
            born = chance.choice((1950, 1951, 1990))
            others = frozenset(set(names) - {name})
            office = frozenset({chance.choice(_OFFICES)})
            sightings.append(Sighting(name, name, str(number), day, (born, born + 1), office, beside=others))
        for event in range(_EVENTS):
            pair = chance.sample(names, 2)
            people = tuple(
                Participant(r, n, n, True, False)
                for r, n in zip((Role.AGENT, Role.PATIENT), pair, strict=True)
            )
            reports.append(
                Report(
                    f"fact/{number}-{event}",
                    str(number),
                    chance.choice(_CLASSES),
                    "møte",
                    Polarity.POSITIVE,
                    Modality.ACTUAL,
                    day,
                    None,
                    None,
                    people,
                )
            )
    profiles = [
        Profile(
            n,
            "Person",
            n,
            False,
            False,
            frozenset(),
            tuple(sorted(days[n])),
            frozenset(),
            frozenset(),
            frozenset(others - {n}),
        )
        for n, others in sorted(beside.items())
    ]
    return profiles, reports, sightings


def measured(articles: int) -> tuple[int, float, int, float, float]:
    """Entities, seconds on them and their namesakes, events, seconds on them, and seconds on grouping."""
    profiles, reports, sightings = made_up(articles)
    begin = time.process_time()
    assert sum(1 for _ in namesakes(sightings))
    found = [(like.pair, like.score, Kind.ENTITY) for like in likenesses(profiles)]
    entities = time.process_time() - begin
    begin = time.process_time()
    found += [(m.pair, m.score, Kind.EVENT) for m in matches(reports)]
    events = time.process_time() - begin
    begin = time.process_time()
    cluster(_decision(*decision) for decision in found)
    return len(profiles), entities, len(reports), events, time.process_time() - begin


def curve(largest: int) -> Table:
    """A row for each size; the last column is the same throughout where the work grows as n log n."""
    table = Table(title="Resolution")
    for heading in ("articles", "entities", "s", "events", "s", "grouping s", "µs / (n log n)"):
        table.add_column(heading, justify="right")
    size = largest
    sizes = [largest]
    while (size := size // 2) >= largest // 16 and size > 0:
        sizes.append(size)
    for articles in sorted(sizes):
        entities, on_entities, events, on_events, grouping = measured(articles)
        total = on_entities + on_events + grouping
        n = entities + events
        row = (f"{on_entities:.2f}", f"{events:,}", f"{on_events:.2f}", f"{grouping:.2f}")
        table.add_row(f"{articles:,}", f"{entities:,}", *row, f"{total / (n * math.log2(n)) * 1e6:.2f}")
    return table


def _decision(pair: tuple[str, ...], score: float, kind: Kind) -> Decision:
    return decide(
        kind,
        Judgement.SAME,
        pair,
        by="bench",
        by_person=False,
        time="2024-01-01T00:00:00Z",
        reason="-",
        score=score,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--articles", type=int, default=2000, help="the most; each row before has half as many"
    )
    Console().print(curve(parser.parse_args().articles))
