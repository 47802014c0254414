"""Which language a text is in: Nynorsk, Bokmål, or one that is not supported."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import spacy.lang

from app.errors import ArticleError
from app.model.article import Article, BlockKind, Variety
from app.resources import load_yaml

_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_LATIN = re.compile(r"[^\W\u0000-\u024f]")
_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"\n]+)\"")
_READ = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST})
_MIN_SHARE, _MIN_RUNNING_WORDS = 0.08, 40
"""Running Norwegian has four times as many words of the list; a long text with fewer is in a language unknown."""
_MIN_WORDS = 8
"""A shorter text may be all names and loans."""
_MIN_OWN_WORDS = 3
"""So many words that Norwegian has not must speak for another language, and twice as many as speak against it."""
_MIN_PASSAGE_WORDS = 4
_MIN_PASSAGE_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A language that is not supported: its BCP 47 tag, None where only so much is clear, and its English name."""

    tag: str | None
    name: str


@dataclass(frozen=True, slots=True)
class ForeignPassage:
    """A stretch of an article in another language, `text[start:end]`."""

    start: int
    end: int
    language: OtherLanguage


@dataclass(frozen=True, slots=True)
class _Markers:
    varieties: dict[Variety, frozenset[str]]
    languages: dict[str, frozenset[str]]
    """By tag; «no» is both varieties and what they share."""
    names: dict[str, str]
    having: dict[str, tuple[str, ...]]
    """The tags of the languages that have a word in their lists."""
    endings: dict[Variety, tuple[str, ...]]


@cache
def _markers() -> _Markers:
    data = load_yaml("language", "markers.yaml")
    nn, nb, shared = (frozenset(data[key]) for key in ("nn", "nb", "norwegian"))
    languages = {"no": nn | nb | shared}
    for tag in data["languages"]:
        languages[tag] = _stop_words(tag) | frozenset(data.get(tag, ()))
    tags = defaultdict[str, list[str]](list)
    for tag, words in languages.items():
        for word in words:
            tags[word].append(tag)
    return _Markers(
        varieties={Variety.NYNORSK: nn - nb - shared, Variety.BOKMAAL: nb - nn - shared},
        languages=languages,
        names=data["languages"],
        having={word: tuple(having) for word, having in tags.items()},
        endings={variety: tuple(data["endings"][variety.value]) for variety in Variety},
    )


def _stop_words(tag: str) -> frozenset[str]:
    # Only the list: the languages' packages compile tokenizer rules that cost seconds.
    path = Path(spacy.lang.__path__[0], tag, "stop_words.py")
    spec = spec_from_file_location(f"stop_words_{tag}", path)
    if spec is None or spec.loader is None or not path.is_file():
        return frozenset()  # spaCy does not have every language that we tell
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return frozenset(word.lower() for word in module.STOP_WORDS)


def _words(text: str) -> list[str]:
    # Single letters are initials far more often than words of another language.
    single = _markers().languages["no"]
    return [word for word in map(str.lower, _WORD.findall(text)) if len(word) > 1 or word in single]


def _scores(words: Iterable[str]) -> dict[str, float]:
    """For each language the sum of what its words say: one, shared among the languages that have the word."""
    markers = _markers()
    scores = dict.fromkeys(markers.languages, 0.0)
    for word in words:
        having = markers.having.get(word, ())
        for tag in having:
            scores[tag] += 1 / len(having)
    return scores


def identify(text: str) -> Variety | OtherLanguage | None:
    """The variety or the other language of a text, None where it tells too little."""
    words = _words(text)
    if not words:
        return None
    if (script := _other_script(text)) is not None:
        return script
    scores = _scores(words)
    best = max(sorted(scores), key=lambda tag: scores[tag])
    if len(words) >= _MIN_WORDS:
        if _is_other(words, best):
            return _other(best)
        norwegian = sum(word in _markers().languages["no"] for word in words)
        if len(words) >= _MIN_RUNNING_WORDS and norwegian < _MIN_SHARE * len(words):
            return OtherLanguage(None, "a language that is not recognised")
    return _variety(words) if scores["no"] >= scores[best] / 2 else None


def _is_other(words: list[str], tag: str) -> bool:
    """Whether the words are of the language rather than Norwegian; what both have tells nothing, as Danish shows."""
    known = _markers().languages
    own = sum(word in known[tag] and word not in known["no"] for word in words)
    norwegian = sum(word in known["no"] and word not in known[tag] for word in words)
    return tag != "no" and own >= _MIN_OWN_WORDS and own > 2 * norwegian


def _variety(words: list[str]) -> Variety | None:
    """The variety with the more words of its own; endings decide where that is a draw."""
    markers = _markers()
    counts = {variety: sum(w in marks for w in words) for variety, marks in markers.varieties.items()}
    if counts[Variety.NYNORSK] == counts[Variety.BOKMAAL]:
        counts = {
            variety: sum(len(w) >= len(e) + 3 and w.endswith(e) for w in words for e in ends)
            for variety, ends in markers.endings.items()
        }
    nynorsk, bokmaal = counts[Variety.NYNORSK], counts[Variety.BOKMAAL]
    if nynorsk == bokmaal:
        return None
    return Variety.NYNORSK if nynorsk > bokmaal else Variety.BOKMAAL


def _other(tag: str) -> OtherLanguage:
    return OtherLanguage(tag, _markers().names[tag])


def _other_script(text: str) -> OtherLanguage | None:
    """What a text is in that is mostly written in other letters than Latin ones."""
    if _BEYOND_LATIN.search(text) is None:
        return None
    letters = [c for c in text if c.isalpha()]
    other = [c for c in letters if c > "\u024f" and not unicodedata.name(c, "LATIN").startswith("LATIN")]
    if 2 * len(other) <= len(letters):
        return None
    scores = _scores(_words(text))
    best = max(sorted(scores), key=lambda tag: scores[tag])
    if scores[best] > 0 and best != "no":
        return _other(best)
    scripts = Counter(unicodedata.name(c).split(" ")[0].title() for c in other)
    return OtherLanguage(None, f"a language in {max(sorted(scripts), key=lambda s: scripts[s])} letters")


def identify_article(article: Article) -> Variety:
    """The variety of an article's running text; ArticleError where it is no Norwegian."""
    text = "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind in _READ)
    found = identify(text) or identify(article.text)
    if isinstance(found, Variety):
        return found
    remedy = "Nynorsk and Bokmål are supported: leave the article out, or translate it"
    place = article.source or article.id
    if found is None:
        reason = "the text is too short to tell whether it is Nynorsk or Bokmål"
        raise ArticleError(place, reason, "Give the whole article, or leave it out")
    raise ArticleError(place, f"the article is in {found.name}, as far as its words tell", remedy)


def foreign_passages(text: str, spans: Iterable[tuple[int, int]]) -> tuple[ForeignPassage, ...]:
    """The sentences among `spans`, and the quotations in the others, that are in another language.

    Neighbouring sentences in the same language are one passage. Danish and Swedish are told only from whole sentences,
    and no passage has fewer than four words: titles of songs and films are left as they are.
    """
    found: list[ForeignPassage] = []
    for start, end in spans:
        end = start + len(text[start:end].rstrip())
        if (language := _foreign(text[start:end])) is not None:
            last = found[-1] if found else None
            if last is not None and last.language == language and not text[last.end : start].strip():
                found[-1] = ForeignPassage(last.start, end, language)
            else:
                found.append(ForeignPassage(start, end, language))
            continue
        for quoted in _QUOTED.finditer(text, start, end):
            language = _foreign(quoted[0])
            if language is not None and language.tag not in ("da", "sv"):
                found.append(ForeignPassage(quoted.start(), quoted.end(), language))
    return tuple(found)


def _foreign(passage: str) -> OtherLanguage | None:
    words = _words(passage)
    if len(words) < _MIN_PASSAGE_WORDS:
        return None
    if (script := _other_script(passage)) is not None:
        return script
    scores = _scores(words)
    best = max(sorted(scores), key=lambda tag: scores[tag])
    hits = sum(word in _markers().languages[best] for word in words)
    return _other(best) if _is_other(words, best) and hits >= _MIN_PASSAGE_SHARE * len(words) else None
