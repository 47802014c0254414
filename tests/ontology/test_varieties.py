"""Every entry of the verb lexicon has the forms of both varieties, or says which one it belongs to."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from app.errors import RunError
from app.extraction import lexicon
from app.model.vocabulary import EventClass
from app.resources import load_yaml

_LEAST_ENTRIES = 2500


def _entries() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for heading, group in load_yaml("lexicon", "verbs.yaml").items():
        for entry in group.get("entries") or ():
            words, extra = next(iter(entry.items())) if isinstance(entry, dict) else (entry, {})
            yield heading, str(words), extra or {}


def _heads(words: str) -> set[str]:
    return {head for side in words.split(" / ") for head in side.split()[0].split(",")}


def _others(words: str) -> set[str]:
    marks = [mark[1:] for side in words.split(" / ") for mark in side.split()[1:]]
    return {word for mark in marks for phrase in mark.split(",") for word in phrase.split("_")}


def _lacking(words: str, varieties: Mapping[str, Mapping[str, list[str]]]) -> list[str]:
    """The Nynorsk words of a pattern whose Bokmål is not there."""
    found = []
    for present, pairs in ((_heads(words), varieties["verbs"]), (_others(words), varieties["words"])):
        found += sorted(w for w in present if w in pairs and not present & set(pairs[w]))
    return found


def test_every_entry_has_both_varieties() -> None:
    varieties = load_yaml("lexicon", "varieties.yaml")
    entries = list(_entries())
    lacking = {
        f"{heading}: {words}": found
        for heading, words, extra in entries
        if "variety" not in extra and (found := _lacking(words, varieties))
    }
    assert not lacking
    assert len(entries) > _LEAST_ENTRIES


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        ("gje =svar", ["gje"]),
        ("gje =svar / gi =svar", []),
        ("kome,komme ~frå_dag_ein", ["ein", "frå"]),
        ("leie / leie", []),
    ],
)
def test_what_the_check_finds(words: str, lacking: list[str]) -> None:
    assert _lacking(words, load_yaml("lexicon", "varieties.yaml")) == lacking


def test_an_unknown_variety_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"Visit": {"roles": {"subj": "agent"}, "entries": [{"vitje": {"variety": "da"}}]}}
    monkeypatch.setattr(lexicon, "load_yaml", lambda *_: wrong)
    with pytest.raises(RunError, match=r"vitje.*'da'.*nn or nb"):
        lexicon._read("verbs.yaml")


def test_the_infinitive_of_one_variety_goes_with_the_phrase_of_the_other() -> None:
    senses = lexicon.load_lexicon().verbs
    phrases = {f for sense in senses["komme"] for f in sense.pattern.fixed}
    assert ("til", "verda") in phrases and ("til", "verden") in phrases


def test_two_different_words_keep_their_marks_apart() -> None:
    bare = {s.event_class for s in lexicon.load_lexicon().verbs["fyre"] if not s.pattern.specificity}
    assert EventClass.ATTACK not in bare
