"""Identities that hold across articles, and only where they should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.gazetteer import Entry, Gazetteer
from app.linking.linker import Linker, slug
from app.model.article import Article, ArticleId, Variety
from app.model.extraction import Entity, EntityKey, Extraction, Mention, MentionKind, Span
from app.model.linking import LinkedEntity
from app.model.vocabulary import EntityType

_ENTRY = Entry(
    "country/noreg", EntityType.GEOPOLITICAL_ENTITY, "Noreg", "Norge", "Norway", (), "Q1", None, {}
)
_GAZETTEER = Gazetteer({_ENTRY.id: _ENTRY}, {}, {}, {}, {}, {}, {}, {})


def identity(
    name: str, kind: EntityType, article: str, *, named: bool = True, entry: str | None = None, start: int = 0
) -> LinkedEntity:
    mention = Mention(
        Span(start, start + len(name)), name, MentionKind.NAME if named else MentionKind.NOMINAL
    )
    entity = Entity(EntityKey("e1"), kind, name, (mention,), entry)
    extraction = Extraction(
        Article(ArticleId(article), " " * start + name, ()), Variety.NYNORSK, (entity,), (), ()
    )
    return Linker(_GAZETTEER).link(extraction).identity(EntityKey("e1"))


def test_gazetteer_entries_bring_names_in_all_languages_and_their_id() -> None:
    found = identity("Noreg", EntityType.GEOPOLITICAL_ENTITY, "a", entry="country/noreg")
    assert found.id == "country/noreg"
    assert {(label.text, label.language) for label in found.preferred} == {
        ("Noreg", "nn"),
        ("Norge", "nb"),
        ("Norway", "en"),
    }
    assert found.same_as == ("Q1",)


def test_what_turns_out_to_be_one_thing_has_one_identity() -> None:
    entry = Entry("org/haav", EntityType.COMPANY, "Håv", "", "", (), "Q2", None, {})
    spans = (Span(0, 3), Span(4, 7))
    entities = tuple(
        Entity(
            EntityKey(key), EntityType.ORGANIZATION, "Håv", (Mention(span, "Håv", MentionKind.NAME),), known
        )
        for key, span, known in (("e1", spans[0], None), ("e2", spans[1], entry.id))
    )
    extraction = Extraction(Article(ArticleId("a"), "Håv Håv", ()), Variety.NYNORSK, entities, (), ())
    linked = Linker(Gazetteer({entry.id: entry}, {}, {}, {}, {}, {}, {}, {})).link(extraction)
    assert linked.identity(EntityKey("e1")) == linked.identity(EntityKey("e2"))
    assert linked.identity(EntityKey("e1")).same_as == ("Q2",)


def test_full_names_are_one_person_in_all_articles() -> None:
    assert identity("Kari Vik", EntityType.PERSON, "a").id == identity("Kari Vik", EntityType.PERSON, "b").id


def test_surnames_stay_in_their_article() -> None:
    assert identity("Vik", EntityType.PERSON, "a").id != identity("Vik", EntityType.PERSON, "b").id


def test_descriptions_stay_in_their_article_and_place() -> None:
    ids = {
        identity("ein mann", EntityType.PERSON, article, named=False, start=start).id
        for article, start in (("a", 0), ("a", 5), ("b", 0))
    }
    assert len(ids) == 3


def test_a_person_a_town_and_a_company_of_one_name_are_three() -> None:
    kinds = (EntityType.PERSON, EntityType.GEOPOLITICAL_ENTITY, EntityType.COMPANY)
    assert len({identity("Stor Vik", kind, "a").id for kind in kinds}) == 3


@pytest.mark.parametrize(
    ("text", "expected"), [("Bodø/Glimt", "bodoe-glimt"), ("Ås", "aas"), ("«»", "x"), ("José", "jose")]
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_slug_is_always_a_path_segment(text: str) -> None:
    result = slug(text)
    assert result and "/" not in result and " " not in result and result == result.strip("-_")
