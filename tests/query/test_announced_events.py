"""What becomes of announced events, by noun, passive and «skulle ha …, men», as the model and the rules read it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.bootstrap import build
from app.config import Settings
from app.errors import ArticleError
from app.extraction.gazetteer import load_gazetteer
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from app.query.happenings import Happening, happenings
from app.query.resolve import resolve
from app.query.world import world_of

pytestmark = pytest.mark.model

_FILLERS = {
    "nn": "Det var ikkje meir å melde, og dei fleste som er med, veit ikkje noko anna enn det som er sagt før.",
    "nb": "Det var ikke mer å melde, og de fleste som er med, vet ikke noe annet enn det som er sagt før.",
}
STORIES: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {
    "bru": (
        "nn",
        "planned postponed actual",
        (
            ("2024-02-01", "Opninga av Hafrsbrua er planlagd til mars."),
            ("2024-03-01", "Opninga av Hafrsbrua er flytta til mai."),
            ("2024-05-12", "Statsråd Per Vollan opna Hafrsbrua søndag."),
        ),
    ),
    "bro": (
        "nb",
        "planned cancelled",
        (
            ("2024-02-01", "Åpningen av Solbergbrua i Drammen er planlagt til 12. mars."),
            ("2024-03-01", "Åpningen av Solbergbrua er avlyst."),
        ),
    ),
    "framover": (
        "nb",
        "planned postponed actual",
        (
            ("2024-02-01", "Statsråd Per Vollan skal åpne Vestlibrua i mars."),
            ("2024-03-01", "Åpningen av Vestlibrua er skjøvet på til mai."),
            ("2024-05-12", "Statsråd Per Vollan åpnet Vestlibrua søndag."),
        ),
    ),
    "konsert": (
        "nn",
        "planned postponed",
        (
            ("2024-05-01", "Sissel Kyrkjebø skal halde konsert i Ålesund 20. mai."),
            ("2024-05-15", "Konserten til Sissel Kyrkjebø i Ålesund er skuva på til hausten."),
        ),
    ),
    "ikke": (
        "nb",
        "planned not planned",
        (
            ("2023-05-01", "Sissel Kyrkjebø skal holde konsert i Molde 20. mai."),
            ("2023-05-15", "Konserten til Sissel Kyrkjebø i Molde går ikke som planlagt."),
        ),
    ),
    "rettssak": (
        "nn",
        "planned postponed",
        (
            ("2024-01-10", "Rettssaka mot Eirik Havn i Bergen tingrett skal starte 4. mars."),
            ("2024-03-04", "Rettssaka mot Eirik Havn skulle ha starta måndag, men er utsett til april."),
        ),
    ),
    "fremskyndet": (
        "nb",
        "planned postponed",
        (
            ("2024-05-02", "Rettssaken mot Nils Foss i Bergen tingrett skal starte i oktober."),
            ("2024-05-22", "Rettssaken mot Nils Foss er fremskyndet til august."),
        ),
    ),
    "moete": (
        "nn",
        "planned cancelled",
        (
            ("2024-03-04", "Statsminister Jonas Gahr Støre skal møte Ulf Kristersson i Oslo 12. mars."),
            (
                "2024-03-11",
                "Statsminister Jonas Gahr Støre skulle ha møtt Ulf Kristersson tysdag, men møtet vart avlyst.",
            ),
        ),
    ),
    "reise": (
        "nb",
        "planned cancelled",
        (
            ("2024-04-20", "President Vladimir Putin skal besøke Kina i mai."),
            ("2024-05-10", "Vladimir Putins reise til Kina er avlyst."),
        ),
    ),
    "kutt": (
        "nn",
        "planned postponed",
        (
            ("2024-04-20", "Hydro skal leggje ned verket i Årdal i mai."),
            ("2024-05-10", "Nedlegginga av verket i Årdal er utsett."),
        ),
    ),
    "valet": (
        "nn",
        "planned postponed actual",
        (
            ("2024-01-20", "Senegal skal halde presidentval 25. februar."),
            ("2024-02-04", "Presidentvalet i Senegal er utsett til desember."),
            ("2024-03-25", "Senegal heldt presidentval søndag."),
        ),
    ),
    "valget": (
        "nb",
        "planned actual",
        (
            ("2024-05-02", "Det skal holdes valg i Georgia 26. oktober."),
            ("2024-10-27", "Det ble holdt valg i Georgia lørdag."),
        ),
    ),
    "omval": (
        "nn",
        "planned cancelled",
        (
            ("2024-11-20", "I Romania skal det vere val 8. desember."),
            ("2024-12-06", "Valet i Romania er annullert."),
        ),
    ),
    "folk": (
        "nn",
        "planned actual",
        (
            ("2024-03-01", "Folkerøystinga i Moldova skal haldast 20. oktober."),
            ("2024-10-21", "Det vart halde folkerøysting i Moldova søndag."),
        ),
    ),
    "alene": (
        "nb",
        "planned postponed",
        (
            (
                "2022-04-20",
                "Kong Harald skulle besøke Sverige i mai. Besøket er utsatt til høsten, opplyser Slottet.",
            ),
        ),
    ),
    "eine": (
        "nn",
        "planned cancelled",
        (
            (
                "2021-04-20",
                "Erna Solberg skulle møte Stefan Löfven i Stockholm fredag. Møtet vart avlyst på grunn av vêret.",
            ),
        ),
    ),
}
TWO_CONCERTS = (
    (
        "2019-05-01",
        "Sissel Kyrkjebø skal halde konsert i Førde 20. mai. Sissel Kyrkjebø skal halde konsert i Bergen 27. mai.",
    ),
    ("2019-05-15", "Konserten til Sissel Kyrkjebø er avlyst."),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Happening]:
    """The story of each article → the event that it tells of."""
    folder: Path = tmp_path_factory.mktemp("announced")
    stories = {**STORIES, "to": ("nn", "", TWO_CONCERTS)}
    for name, (variety, _, articles) in stories.items():
        for number, (day, text) in enumerate(articles, 1):
            path = folder / f"{name}-{number}.txt"
            path.write_text(f"date {day}\n\n{text}\n{_FILLERS[variety]}\n", encoding="utf-8")
    store = Store.memory()
    for article in build(Settings(pipeline=None, processes=1), [folder]):
        assert not isinstance(article, ArticleError)
        store.load(iter(article.quads))
    resolve(store, base=DEFAULT_BASE, now=datetime.now(UTC), world=world_of(load_gazetteer()))
    found: dict[str, Happening] = {}
    for happening in happenings(store):
        name = happening.reports[0].article.identifier.rsplit("-", 1)[0]
        # Of «starte» and the trial that starts, the one with most reports.
        if name not in found or len(found[name].history) < len(happening.history):
            found[name] = happening
    return found


@pytest.mark.parametrize("name", STORIES)
def test_one_event_with_its_history(told: Mapping[str, Happening], name: str) -> None:
    _, history, articles = STORIES[name]
    happening = told[name]
    assert " ".join(status for status, _ in happening.history) == history
    reported = {report.article.identifier for report in happening.reports}
    assert reported == {f"{name}-{number}" for number in range(1, len(articles) + 1)}
    # What became of it is no disagreement, nor is the time that it was planned for first.
    about = {difference.about for difference in happening.differences}
    assert "status" not in about and ("time" not in about or "postponed" not in history)


def test_what_may_be_either_of_two_is_none(told: Mapping[str, Happening]) -> None:
    assert "to" not in told
