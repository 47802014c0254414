import random
import time

from hypothesis import given
from hypothesis import strategies as st

from app.identity.texts import Copy, Text, copies

STORY = (
    "Brua over Storelva blei opna onsdag etter tre år med arbeid. Ordførar Kari Nesvik klipte snora, og fleire hundre "
    "møtte fram for å sjå det. – Dette er ein stor dag for heile bygda, sa Nesvik. Brua har kosta 210 millionar kroner."
)
OWN = (
    "Tre år og 210 millionar kroner seinare kan bilane rulle. Kari Nesvik stod for opninga av den nye Storelvbrua då "
    "ho onsdag klipte snora framfor hundrevis av frammøtte. Ordføraren kalla det ein stor dag for alle som bur i bygda."
)


def found(*texts: str) -> list[Copy]:
    return list(copies(Text(f"a{number}", text) for number, text in enumerate(texts)))


def pairs(*texts: str) -> list[tuple[str, ...]]:
    return [copy.pair for copy in found(*texts)]


def test_the_same_text_is_told_whatever_its_layout() -> None:
    (copy,) = found(STORY, OWN, STORY.upper().replace(". ", ".\n\n"))
    assert copy.pair == ("a0", "a2") and copy.score == 1.0
    assert "100%" in copy.reason


def test_a_shortened_or_edited_text_is_the_same() -> None:
    assert pairs(STORY, STORY.rsplit(".", 2)[0] + ".") == [("a0", "a1")]
    assert pairs(STORY, STORY.replace("fleire hundre", "mange hundre") + " (©NPK)") == [("a0", "a1")]


def test_another_story_on_the_same_is_another_text() -> None:
    assert pairs(STORY, OWN) == []


def test_short_texts_say_nothing() -> None:
    assert pairs("Saka blir oppdatert.", "Saka blir oppdatert.") == []


@given(st.permutations([STORY, OWN, STORY + " (©NPK)", STORY.lower(), OWN + " Brua har to felt."]))
def test_the_order_changes_nothing(texts: list[str]) -> None:
    articles = {text: f"a{len(text)}{text[:1]}" for text in texts}
    expected = list(copies(Text(articles[text], text) for text in sorted(texts)))
    assert list(copies(Text(articles[text], text) for text in texts)) == expected


def test_thousands_of_texts_take_seconds() -> None:
    numbers = random.Random(1)
    words = [f"ord{n}" for n in range(5_000)]
    texts = [" ".join(numbers.choices(words, k=120)) for _ in range(1_500)]
    began = time.monotonic()
    assert len(pairs(*texts, *texts[:20])) == 20
    assert time.monotonic() - began < 30
