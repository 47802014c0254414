"""Who bears the name of a person in the gazetteer and is another."""

import pytest

from app.extraction.gazetteer import Entry, Gazetteer, Term, Title
from app.linking.linker import Linker
from app.model.article import Article, ArticleId, PartialDate, Variety
from app.model.extraction import (
    Entity,
    EntityKey,
    Extraction,
    Mention,
    MentionKind,
    Relation,
    Span,
    Status,
)
from app.model.vocabulary import EntityType, RelationType

KNOWN, LOCAL = "person/kari-vik", "a/person/kari-vik"
SWEDEN = Entry("country/sverige", EntityType.GEOPOLITICAL_ENTITY, "Sverige", "", "", (), None, None, {})
TITLES = {
    "snikkar": Title("snikkar", "carpenter", "profession", "employedBy"),
    "rektor": Title("rektor", "principal", "office", "leaderOf"),
}
Told = tuple[RelationType, str]


def linked(*told: Told, year: int = 2024, office: str = "statsråd") -> str:
    term = Term((office,), "country/noreg", "2021-10", "")
    kari = Entry(KNOWN, EntityType.PERSON, "Kari Vik", "", "", (), None, "country/noreg", {}, (term,))
    gazetteer = Gazetteer({KNOWN: kari, SWEDEN.id: SWEDEN}, {}, {}, {}, TITLES, {}, {}, {})
    span = Span(0, 8)
    entities = [
        Entity(EntityKey("e1"), EntityType.PERSON, "Kari Vik", (_name("Kari Vik"),), KNOWN),
        Entity(
            EntityKey("sverige"), EntityType.GEOPOLITICAL_ENTITY, "Sverige", (_name("Sverige"),), SWEDEN.id
        ),
        Entity(EntityKey("skule"), EntityType.ORGANIZATION, "Sund skule", (_name("Sund skule"),), None),
    ]
    relations = tuple(
        Relation(
            kind,
            EntityKey("e1"),
            span,
            span,
            Status(),
            0.9,
            "-",
            object=EntityKey(value) if value in ("sverige", "skule") else None,
            literal=None if value in ("sverige", "skule") else value,
        )
        for kind, value in told
    )
    article = Article(ArticleId("a"), "Kari Vik", (), PartialDate(year))
    extraction = Extraction(article, Variety.NYNORSK, tuple(entities), (), relations)
    return Linker(gazetteer).link(extraction).identity(EntityKey("e1")).id


def _name(words: str) -> Mention:
    return Mention(Span(0, len(words)), words, MentionKind.NAME)


HOLDS, AGED, CITIZEN, LEADS = (
    RelationType.HOLDS_POSITION,
    RelationType.AGED,
    RelationType.CITIZEN_OF,
    RelationType.LEADER_OF,
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((), KNOWN),
        (((HOLDS, "statsråd"),), KNOWN),
        (((HOLDS, "snikkar"),), LOCAL),
        # One of the known offices outweighs what else is told.
        (((HOLDS, "snikkar"), (HOLDS, "statsråd"), (CITIZEN, "sverige")), KNOWN),
        (((HOLDS, "rektor"),), KNOWN),
        (((HOLDS, "rektor"), (LEADS, "skule")), LOCAL),
        (((CITIZEN, "sverige"),), LOCAL),
        (((AGED, "19"),), LOCAL),
        (((AGED, "50"),), KNOWN),
    ],
)
def test_what_speaks_against_the_known_bearer(told: tuple[Told, ...], expected: str) -> None:
    assert linked(*told) == expected


def test_before_and_after_the_office_a_trade_says_nothing() -> None:
    assert linked((HOLDS, "snikkar"), year=2015) == KNOWN


def test_long_before_the_office_it_is_another() -> None:
    assert linked(year=1905) == LOCAL


def test_who_is_born_to_a_title_may_be_a_child() -> None:
    assert linked((AGED, "5"), office="prinsesse") == KNOWN
