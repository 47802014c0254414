"""Fixed expressions: «til dømes», «på grunn av», «i går kveld», in which no word names anything."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from app.language.tokens import Doc
from app.resources import load_yaml


@cache
def _by_opening() -> Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """By their first two words, because many begin with the same one."""
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for phrases in load_yaml("lexicon", "expressions.yaml").values():
        for phrase in phrases:
            words = tuple(phrase.split())
            found[words[:2]].add(words)
    return {opening: tuple(sorted(phrases)) for opening, phrases in found.items()}


def fixed_words(doc: Doc) -> frozenset[int]:
    """The token indices of all words in fixed expressions."""
    by_opening = _by_opening()
    texts = [token.lower_ for token in doc]
    found: set[int] = set()
    for index, pair in enumerate(zip(texts, [*texts[1:], ""], strict=True)):
        for words in (*by_opening.get(pair, ()), *by_opening.get(pair[:1], ())):
            end = index + len(words)
            if tuple(texts[index:end]) == words:
                found.update(range(index, end))
    return frozenset(found)
