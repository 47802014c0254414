"""Who speaks about whom, and what is told both ways."""

from app.query.network.questions import (
    Asking,
    contested,
    speeches,
)
from tests.query.network.examples import F, article, iri, network


def test_who_speaks_about_whom() -> None:
    of = network(
        article("one", F("a", "Attack", "b", source="s"), F("a", "Criticism", "b", quoted=2)),
        article(
            "two", F("a", "Utterance", topic="b"), F("a", "Meeting", "c"), F("a", "Meeting", "b", source="a")
        ),
    )
    found = speeches(Asking(of))
    assert [(s.speaker.label, s.about.label, s.facts, s.quoted, s.articles) for s in found.speeches] == [
        ("A", "B", 3, 2, 2),
        ("S", "A", 1, 0, 1),
        ("S", "B", 1, 0, 1),
    ]
    assert found.speeches[0].classes == (("Criticism", 1), ("Meeting", 1), ("Utterance", 1))
    assert [s.about.label for s in speeches(Asking(of), speaker=iri("s")).speeches] == ["A", "B"]
    assert [s.speaker.label for s in speeches(Asking(of), about=iri("b")).speeches] == ["A", "S"]
    assert speeches(Asking(of), limit=1).truncated


def test_what_is_contested() -> None:
    of = network(
        article(
            "one", F("a", "Attack", "b"), F("c", "Support", "d"), F("x", "Meeting", "y", modality="Possible")
        ),
        article(
            "two",
            F("a", "Attack", "b", polarity="Negative", source="b"),
            F("x", "Meeting", "y", polarity="Negative"),
        ),
        article(
            "three", F("a", "Attack", "b", modality="Possible"), F("c", "Support", "d"), F("b", "Attack", "a")
        ),
    )
    found = contested(Asking(of))
    assert [
        (c.subject.label, c.object.label, c.affirmed, c.denied, c.doubted, c.score) for c in found.claims
    ] == [
        ("A", "B", 1, 1, 1, 1.0),
        ("X", "Y", 0, 1, 1, 0.5),
    ]
    assert {(r.article, r.source.label if r.source else None) for r in found.claims[0].reports} == {
        ("one", None),
        ("two", "B"),
        ("three", None),
    }
