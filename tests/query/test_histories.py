"""One event in several articles, as the language model and the rules read them: what becomes of what was announced, and
what the articles do not agree on."""

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

_NN = "Det var ikkje meir å melde, og dei fleste som er med, veit ikkje noko anna enn det som er sagt før."
_NB = "Det var ikke mer å melde, og de fleste som er med, vet ikke noe annet enn det som er sagt før."
ARTICLES = {
    "nn": {
        "mote-1": (
            "2024-03-04",
            "Utanriksminister Espen Barth Eide skal møte Mohammad Mustafa i Oslo 12. mars.",
        ),
        "mote-2": (
            "2024-03-11",
            "Møtet mellom Espen Barth Eide og Mohammad Mustafa er utsett til neste veke.",
        ),
        "mote-3": ("2024-03-20", "Utanriksminister Espen Barth Eide møtte Mohammad Mustafa i Oslo onsdag."),
        "sak-1": ("2024-01-10", "Rettssaka mot Eirik Havn i Bergen tingrett skal starte 4. mars."),
        "sak-2": ("2024-03-01", "Rettssaka mot Eirik Havn i Bergen tingrett er utsett til april."),
        "sak-3": ("2024-04-15", "Rettssaka mot Eirik Havn starta i Bergen tingrett måndag."),
        "samtalar-1": ("2024-06-03", "Israel og Hamas skal forhandle i Kairo neste veke, seier Egypt."),
        "samtalar-2": (
            "2024-06-08",
            "Forhandlingane mellom Israel og Hamas i Kairo er avlyste, melder Egypt laurdag.",
        ),
        "konsert-1": ("2024-05-01", "Sissel Kyrkjebø skal halde konsert i Ålesund 20. mai."),
        "konsert-2": ("2024-05-15", "Det vert ikkje noko av konserten til Sissel Kyrkjebø i Ålesund."),
        "avblast-1": (
            "2024-03-04",
            "Utanriksminister Anniken Huitfeldt skal møte Wang Yi i Genève neste veke.",
        ),
        "avblast-2": ("2024-03-11", "Møtet mellom Anniken Huitfeldt og Wang Yi vart ikkje noko av."),
        "streik-1": (
            "2024-04-20",
            "Fagforbundet varslar streik ved Haukeland universitetssjukehus frå 2. mai.",
        ),
        "streik-2": (
            "2024-04-30",
            "Streiken ved Haukeland universitetssjukehus er avlyst, opplyser Fagforbundet.",
        ),
        "vitjing-1": ("2024-08-01", "Kronprins Haakon skal besøkje Vardø i september, opplyser Slottet."),
        "vitjing-2": ("2024-09-10", "Besøket til kronprins Haakon i Vardø er avlyst på grunn av vêret."),
        "ulykke-1": ("2024-02-10", "To personar omkom i ei bussulykke i Førde fredag."),
        "ulykke-3": ("2024-02-10", "Ein mann omkom i ei arbeidsulykke på Stord fredag."),
        "krig-2": ("2023-10-09", "Det var Hamas som starta krigen mot Israel laurdag, seier USA."),
        "angrep-2": ("2021-08-27", "70 menneske vart drepne i eksplosjonen ved flyplassen i Kabul torsdag."),
        "angrep-3": ("2021-08-28", "Seks soldatar vart drepne i Kabul torsdag."),
    },
    "nb": {
        "kyiv-1": ("2022-02-01", "Emmanuel Macron skal besøke Kyiv 8. februar."),
        "kyiv-2": ("2022-02-07", "Det blir ikke noe av Emmanuel Macrons besøk i Kyiv."),
        "warszawa-1": ("2022-03-01", "Olaf Scholz planlegger et besøk i Warszawa i mars."),
        "warszawa-2": (
            "2022-03-05",
            "Olaf Scholz' besøk i Warszawa utsettes til april, opplyser regjeringen i Berlin.",
        ),
        "warszawa-3": ("2022-04-08", "Olaf Scholz besøkte Warszawa torsdag."),
        "balkan-1": ("2024-07-01", "Serbia og Kosovo skal forhandle i Brussel i juli."),
        "balkan-2": (
            "2024-07-09",
            "Forhandlingene mellom Serbia og Kosovo i Brussel går som planlagt, sier EU.",
        ),
        "balkan-3": ("2024-07-15", "Forhandlingene mellom Serbia og Kosovo i Brussel er gjennomført."),
        "ulykke-2": ("2024-02-10", "Fire personer omkom i bussulykken i Førde fredag, opplyser politiet."),
        "krig-1": ("2023-10-08", "Israel startet krigen mot Hamas lørdag, ifølge Iran."),
        "angrep-1": (
            "2021-08-26",
            "Minst 20 personer ble drept i en eksplosjon ved flyplassen i Kabul torsdag.",
        ),
        "besok-1": ("2022-09-01", "Kong Harald skal besøke Danmark i oktober, melder Slottet."),
        "besok-2": ("2022-09-20", "Kong Haralds besøk i Danmark er utsatt på grunn av sykdom."),
        "besok-3": ("2022-11-15", "Kong Harald besøkte Danmark tirsdag."),
        "norden-1": ("2024-05-02", "Jonas Gahr Støre planlegger å møte Ulf Kristersson i Stockholm i mai."),
        "norden-2": ("2024-05-16", "Statsminister Jonas Gahr Støre utsetter møtet med Ulf Kristersson."),
        "norden-3": (
            "2024-05-28",
            "Møtet mellom Jonas Gahr Støre og Ulf Kristersson ble holdt i Stockholm tirsdag.",
        ),
        "avlyst-1": ("2025-10-20", "Møtet mellom Donald Trump og Vladimir Putin blir utsatt, ifølge Kreml."),
        "avlyst-2": ("2025-10-22", "USA avlyser møtet mellom Donald Trump og Vladimir Putin i Budapest."),
    },
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Mapping[frozenset[str], Happening]:
    """The articles that tell of one event → the event."""
    folder: Path = tmp_path_factory.mktemp("histories")
    for variety, filler in (("nn", _NN), ("nb", _NB)):
        for name, (day, text) in ARTICLES[variety].items():
            (folder / f"{name}.txt").write_text(f"date {day}\n\n{text}\n{filler}\n", encoding="utf-8")
    store = Store.memory()
    for article in build(Settings(pipeline=None, processes=1), [folder]):
        assert not isinstance(article, ArticleError)
        store.load(iter(article.quads))
    resolve(store, base=DEFAULT_BASE, now=datetime.now(UTC), world=world_of(load_gazetteer()))
    return {frozenset(r.article.identifier for r in h.reports): h for h in happenings(store)}


@pytest.mark.parametrize(
    ("articles", "history"),
    [
        ("mote-1 mote-2 mote-3", "planned postponed actual"),
        ("sak-1 sak-2 sak-3", "planned postponed actual"),
        ("samtalar-1 samtalar-2", "planned cancelled"),
        ("besok-1 besok-2 besok-3", "planned postponed actual"),
        ("norden-1 norden-2 norden-3", "planned postponed actual"),
        ("avlyst-1 avlyst-2", "postponed cancelled"),
        ("konsert-1 konsert-2", "planned cancelled"),
        ("avblast-1 avblast-2", "planned cancelled"),
        ("streik-1 streik-2", "planned cancelled"),
        ("vitjing-1 vitjing-2", "planned cancelled"),
        ("kyiv-1 kyiv-2", "planned cancelled"),
        ("warszawa-1 warszawa-2 warszawa-3", "planned postponed actual"),
    ],
)
def test_one_event_with_its_history(
    told: Mapping[frozenset[str], Happening], articles: str, history: str
) -> None:
    happening = told[frozenset(articles.split())]
    assert happening.history == tuple(zip(history.split(), articles.split(), strict=True))
    # What became of it is no disagreement.
    assert "status" not in {difference.about for difference in happening.differences}


def test_what_goes_as_planned_is_not_held_yet(told: Mapping[frozenset[str], Happening]) -> None:
    happening = told[frozenset({"balkan-1", "balkan-2", "balkan-3"})]
    assert happening.history == (("planned", "balkan-1"), ("actual", "balkan-3"))


def test_what_was_put_off_or_called_off_is_no_fact(told: Mapping[frozenset[str], Happening]) -> None:
    reports = [report for happening in told.values() for report in happening.reports]
    off = {r.article.identifier: (r.polarity, r.modality) for r in reports}
    assert off["mote-2"] == off["sak-2"] == off["besok-2"] == off["avlyst-1"] == ("Positive", "Planned")
    assert off["samtalar-2"] == off["avlyst-2"] == ("Negative", "Actual")


@pytest.mark.parametrize(
    ("articles", "about", "values"),
    [
        ("ulykke-1 ulykke-2", "number of patient", [("2", "ulykke-1", None), ("4", "ulykke-2", "politiet")]),
        (
            "angrep-1 angrep-2",
            "number of patient",
            [("minst 20", "angrep-1", None), ("70", "angrep-2", None)],
        ),
        ("krig-1 krig-2", "agent", [("Israel", "krig-1", "Iran"), ("Hamas", "krig-2", "USA")]),
    ],
)
def test_what_sources_disagree_on_stands_side_by_side(
    told: Mapping[frozenset[str], Happening],
    articles: str,
    about: str,
    values: list[tuple[str, str, str | None]],
) -> None:
    (difference,) = [d for d in told[frozenset(articles.split())].differences if d.about == about]
    assert [(v.text, *v.articles, *(v.sources or (None,))) for v in difference.values] == values
