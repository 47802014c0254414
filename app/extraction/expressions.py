"""Fixed expressions: «til dømes», «på grunn av», «i går kveld», in which no word names anything."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from app.language.tokens import Doc
from app.resources import load_yaml


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for phrases in load_yaml("lexicon", "expressions.yaml").values():
        for phrase in phrases:
            words = tuple(phrase.split())
            found[words[0]].add(words)
    return {first: tuple(sorted(phrases)) for first, phrases in found.items()}


def fixed_words(doc: Doc) -> frozenset[int]:
    """The token indices of all words in fixed expressions."""
    by_first = _by_first_word()
    texts = [token.lower_ for token in doc]
    found: set[int] = set()
    for index, text in enumerate(texts):
        for words in by_first.get(text, ()):
            end = index + len(words)
            if tuple(texts[index:end]) == words:
                found.update(range(index, end))
    return frozenset(found)
