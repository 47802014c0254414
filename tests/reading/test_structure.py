from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.article import BlockKind
from app.reading.normalisation import normalise
from app.reading.structure import find_blocks

LEAD = "Kommunestyret i Vågdal vedtok torsdag å leggje ned to skular. Foreldra gjekk frå møtet i protest."


def kinds(*lines: str) -> list[BlockKind]:
    """The kinds of an article's lines, one block for each."""
    blocks = find_blocks("\n\n".join(lines))
    assert len(blocks) == len(lines)
    return [block.kind for block in blocks]


def kind_inside(line: str) -> BlockKind:
    """The kind of a line in the midst of an article."""
    return kinds("Skular blir lagde ned", LEAD, line, LEAD)[2]


@given(st.lists(st.text(alphabet="abÅ .,:«»–-12?Foto", max_size=40), max_size=8).map("\n".join))
def test_blocks_cover_every_line_once_in_order(raw: str) -> None:
    text = normalise(raw)
    blocks = find_blocks(text)
    assert [text[b.start : b.end] for b in blocks] == [line for line in text.split("\n") if line]
    assert all(one.end < other.start for one, other in pairwise(blocks))
    assert sum(b.kind is BlockKind.HEADLINE for b in blocks) <= 1


def test_an_article_with_everything() -> None:
    assert kinds(
        "Skular blir lagde ned",
        "Av Kari Nordmann",
        "Publisert 12.03.2011 kl. 10.15",
        LEAD,
        "Sterke protestar",
        "– Vi gir oss ikkje, seier ein av foreldra.",
        "Rektor Ola Berg møtte foreldra på skuleplassen. Foto: Lise Dal / NTB",
        "Les også: Slik blir skuleskyssen",
        LEAD,
    ) == [
        BlockKind.HEADLINE,
        BlockKind.BYLINE,
        BlockKind.BYLINE,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.CAPTION,
        BlockKind.LINK,
        BlockKind.PARAGRAPH,
    ]


def test_running_text_at_once_is_no_headline() -> None:
    assert kinds(LEAD, LEAD) == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
    assert kinds("Laget vann 3-0. Alle var nøgde med innsatsen", LEAD)[0] is BlockKind.PARAGRAPH


def test_one_line_alone_is_running_text() -> None:
    assert kinds("Ordføraren går av") == [BlockKind.PARAGRAPH]


@pytest.mark.parametrize("above", ["Publisert 12.03.2011", "(NTB)", "Foto: Lise Dal"])
def test_the_headline_may_stand_under_furniture(above: str) -> None:
    assert kinds(above, "Skular blir lagde ned", LEAD)[1] is BlockKind.HEADLINE


def test_a_word_above_the_headline_is_no_headline() -> None:
    assert kinds("Skulestriden:", "Foreldra gir seg ikkje", LEAD) == [
        BlockKind.HEADING,
        BlockKind.HEADLINE,
        BlockKind.PARAGRAPH,
    ]


@pytest.mark.parametrize(
    "headline", ["Kvifor går ho av?", "– Vi gir oss ikkje", "Får kritikk for «Fjellheimen»"]
)
def test_headlines_may_end_in_marks(headline: str) -> None:
    assert kinds(headline, LEAD)[0] is BlockKind.HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "Av Kari Nordmann",
        "AV KARI NORDMANN",
        "Tekst og foto: Ola Berg",
        "Av Kari Nordmann og Ola Berg",
        "NTB",
        "(NTB)",
        "(©NTB)",
        "kari.nordmann@avis.no",
        "E-post: kari@avis.no",
        "Oppdatert: 3. mars 2020 kl. 14.05",
        "Kjelde: Statistisk sentralbyrå",
        "Journalist",
    ],
)
def test_bylines(line: str) -> None:
    assert kind_inside(line) is BlockKind.BYLINE


@pytest.mark.parametrize(
    "line", ["Av og til snør det i mai.", "Publisert forsking er fri.", "Reuters melder om tap."]
)
def test_sentences_that_begin_like_bylines(line: str) -> None:
    assert kind_inside(line) is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Lise Dal",
        "FOTO: LISE DAL / NTB",
        "(Foto: Lise Dal)",
        "Foto Lise Dal",
        "Illustrasjonsfoto.",
        "(Privat foto)",
        "Mange møtte fram då brua blei opna. Foto: June R. Dal",
        "Arkivfoto: NTB Scanpix",
    ],
)
def test_captions(line: str) -> None:
    assert kind_inside(line) is BlockKind.CAPTION


def test_a_long_paragraph_with_a_credit_is_running_text() -> None:
    long = f"{LEAD} {LEAD} Dei samla seg på plassen etterpå. Foto: Lise Dal"
    assert kind_inside(long) is BlockKind.PARAGRAPH


def test_news_after_a_word_on_the_picture_is_running_text() -> None:
    assert kind_inside(f"Illustrasjonsfoto. {LEAD}") is BlockKind.PARAGRAPH


def test_a_caption_with_its_credit_on_the_next_line() -> None:
    assert kinds("Skular blir lagde ned", LEAD, "I salen: Foreldra kom tidleg.", "Foto: Lise Dal", LEAD)[
        2:4
    ] == [
        BlockKind.CAPTION,
        BlockKind.CAPTION,
    ]
    assert kinds("Skular blir lagde ned", f"{LEAD} Foto:", "Lise Dal / NTB", LEAD)[2] is BlockKind.CAPTION


@pytest.mark.parametrize(
    "line",
    [
        "Les også: Slik blir skuleskyssen",
        "Les meir",
        "Sjå video frå møtet",
        "https://www.avis.no/skule",
        "Artikkelen held fram under annonsen",
    ],
)
def test_links(line: str) -> None:
    assert kind_inside(line) is BlockKind.LINK


def test_what_follows_a_pointer_is_a_link_too() -> None:
    assert kinds("Skular blir lagde ned", LEAD, "Les også:", "Slik blir skuleskyssen", LEAD)[2:4] == [
        BlockKind.LINK,
        BlockKind.LINK,
    ]


def test_lists_and_tables() -> None:
    assert kinds("Slik røysta dei", LEAD, "1. Kari Nordmann, Ap", "2. Ola Berg, Sp", LEAD)[2:4] == [
        BlockKind.LIST,
        BlockKind.LIST,
    ]
    assert kind_inside("• Meir pengar til skulane") is BlockKind.LIST
    assert kind_inside("Vågdal 10 7 2 1 20-5 23") is BlockKind.LIST


@pytest.mark.parametrize("line", ["22. juli-kommisjonen", "17. mai i Vågdal"])
def test_a_date_alone_makes_no_list(line: str) -> None:
    assert kind_inside(line) is BlockKind.HEADING
