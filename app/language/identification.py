"""Which language an article is in: Nynorsk, Bokmål, or one that is not supported."""

import re
from collections.abc import Iterable
from functools import cache

import spacy
import yaml
from spacy.util import get_lang_class

from app.errors import ArticleError
from app.model.article import Article, BlockKind, Variety
from app.resources import ontology_path

_WORD = re.compile(r"[^\W\d_]+")
_NAMES = {
    "da": "Danish", "sv": "Swedish", "en": "English", "de": "German", "fr": "French", "es": "Spanish",
    "fi": "Finnish", "is": "Icelandic", "nl": "Dutch", "it": "Italian", "pt": "Portuguese", "pl": "Polish",
    "ru": "Russian", "uk": "Ukrainian", "ar": "Arabic", "et": "Estonian", "tr": "Turkish",
}  # fmt: skip
_MIN_SHARE = 0.04
"""Running Norwegian text has far more marker words than this; a text with fewer is no running Norwegian text."""


@cache
def _markers() -> tuple[dict[Variety, frozenset[str]], dict[str, frozenset[str]]]:
    data = yaml.safe_load(ontology_path("language", "markers.yaml").read_text(encoding="utf-8"))
    nn, nb = frozenset(data["nn"]), frozenset(data["nb"])
    ours = {Variety.NYNORSK: nn - nb, Variety.BOKMAAL: nb - nn}
    others = {code: frozenset(data[code]) for code in ("da", "sv")}
    for code in _NAMES.keys() - others.keys():
        others[code] = frozenset(w.lower() for w in get_lang_class(code).Defaults.stop_words)
    return ours, others


@cache
def _common_words() -> frozenset[str]:
    ours, _ = _markers()
    return frozenset().union(*ours.values()) | {w.lower() for w in spacy.util.get_lang_class("nb").Defaults.stop_words}


def count_markers(words: Iterable[str]) -> dict[Variety, int]:
    """How many of the words only one of the varieties has."""
    ours, _ = _markers()
    words = list(words)
    return {variety: sum(w in marks for w in words) for variety, marks in ours.items()}


def identify(text: str) -> Variety | str | None:
    """The variety, the name of a language that is not supported, or None where the text tells too little."""
    words = [w.lower() for w in _WORD.findall(text)]
    if not words:
        return None
    ours, others = _markers()
    counts = count_markers(words)
    norwegian = sum(w in _common_words() for w in words)
    foreign = {code: sum(w in marks for w in words) for code, marks in others.items()}
    # Danish shares most of Bokmål's words, Swedish many: only words that Norwegian has not speak for them.
    for code in ("da", "sv"):
        own = others[code] - _common_words()
        foreign[code] = norwegian + 2 * sum(w in own for w in words) - sum(counts.values())
    code = max(sorted(foreign), key=lambda c: foreign[c])
    if foreign[code] > norwegian and len(words) >= 8:
        return _NAMES[code]
    if len(words) >= 20 and norwegian < _MIN_SHARE * len(words):
        return "an unknown language"
    if not any(counts.values()):
        return None
    return Variety.NYNORSK if counts[Variety.NYNORSK] > counts[Variety.BOKMAAL] else Variety.BOKMAAL


def identify_article(article: Article) -> Variety:
    """The variety of an article's running text; ArticleError where it is no Norwegian."""
    kinds = (BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST)
    text = "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind in kinds)
    found = identify(text or article.text)
    if isinstance(found, Variety):
        return found
    remedy = "Nynorsk and Bokmål are supported; leave other languages out"
    place = article.source or article.id
    if found is None:
        raise ArticleError(place, "too little text to tell which language it is in", remedy)
    raise ArticleError(place, f"the article seems to be in {found}", remedy)
