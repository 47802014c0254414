"""Ages that words tell: «20-åringen», «åtte år gamle X», «ei jente på 6 år», «kvinna (44)», «Kari Vik, 67 år»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.extraction.syntax import children, has_feature, preposition
from app.extraction.words import relation_words
from app.language.tokens import Token

AGE = re.compile(r"\d{1,3}$")
"""A number that can be somebody's age."""
OLDEST = 120


@dataclass(frozen=True, slots=True)
class Age:
    """An age in figures, the word that tells it, and the rule that found it."""

    years: str
    word: Token
    rule: str


def ages_of_noun(noun: Token) -> Iterator[Age]:
    """The ages that a noun, or what hangs on it, tells of the person it stands for."""
    own = whole_age(noun)
    if own is not None:
        yield from _age(own, noun, "aged noun")
    yield from ages_beside(noun)
    following = noun.doc[noun.i + 1 : noun.i + 4]
    if len(following) == 3 and following[0].text == "(" and following[2].text == ")":
        yield from _age(
            following[1].text if AGE.match(following[1].text) else None, following[1], "parenthesis"
        )


def ages_beside(word: Token) -> Iterator[Age]:
    """«den 20 år gamle mannen», «ein 34-årig mann», «åtte år gamle Ilda»; «ei jente på 6 år», «Kari på 90 år»."""
    for adjective in children(word, "amod"):
        if has_feature(adjective, "Degree", "Cmp") or has_feature(adjective, "Degree", "Sup"):
            # «den ti år eldre mannen hennar»
            continue
        yield from _age(whole_age(adjective), adjective, "aged")
        if adjective.lemma_.lower() in relation_words().aged:
            counts = [t for t in adjective.subtree if t.dep_ == "nummod"] or list(adjective.subtree)
            found = (n for t in counts if (n := years_in(t) or _years(t)) is not None)
            yield from _age(next(found, None), adjective, "aged")
    for child in children(word, "nmod"):
        years = child.lemma_.lower() in relation_words().years
        if years and preposition(child) in relation_words().of_age:
            for count in children(child, "nummod"):
                yield from _age(years_in(count), count, "aged")


def age_behind_name(last: Token) -> str | None:
    """«Kari Vik (67)», «Kari Vik (67, Ap)», «Kari Vik, 67 år»: the age behind a name's last word."""
    following = last.doc[last.i + 1 : last.i + 4]
    if len(following) < 3 or not AGE.match(following[1].text) or not 0 < int(following[1].text) < OLDEST:
        return None
    opener, number, closer = following
    closes = closer.text in (")", ",") or closer.lower_ in relation_words().behind_age
    told = (opener.text == "(" and closes) or (
        opener.text == "," and closer.lemma_.lower() in relation_words().years
    )
    return number.text if told else None


def age_told(subject: Token) -> str | None:
    """«Kari Vik er 67 år gammal», «mannen er 34 år»: the age that the clause tells of its subject."""
    head, words = subject.head, relation_words()
    if subject.dep_ != "nsubj" or not children(head, "cop") or children(head, "mark", "advmod", "aux"):
        return None
    if head.lemma_.lower() in words.years:
        measures = [head]
    elif head.lemma_.lower() in words.aged and not has_feature(head, "Degree", "Cmp"):
        measures = [c for c in children(head, "obl", "obl:tmod") if c.lemma_.lower() in words.years]
    else:
        return None
    return next((n for m in measures for c in children(m, "nummod") if (n := years_in(c)) is not None), None)


def years_in(word: Token) -> str | None:
    """A number in figures («34», «trettifire»); None where the word is none."""
    if AGE.match(word.text):
        return word.text
    return in_figures(word.lower_)


def in_figures(word: str) -> str | None:
    """The figures of a number word, also of tens and ones in one word («trettifire»)."""
    numbers = relation_words().numbers
    if word in numbers:
        return numbers[word]
    for tens, value in numbers.items():
        ones = numbers.get(word.removeprefix(tens)) if word.startswith(tens) else None
        if len(value) == 2 and value[1] == "0" and int(value) > 10 and ones is not None and len(ones) == 1:
            return str(int(value) + int(ones))
    return None


def whole_age(word: Token) -> str | None:
    """The number in a word («20-åring», «niåring», «34-årig»)."""
    for form in (word.lemma_.lower(), word.lower_):
        match = _one_word().match(form)
        if match:
            return match[1] if AGE.match(match[1]) else in_figures(match[1])
    return None


@cache
def _one_word() -> re.Pattern[str]:
    return re.compile(rf"(\d{{1,3}}|[a-zæøå]+?)-?(?:{'|'.join(sorted(relation_words().aged_nouns))})")


def _years(word: Token) -> str | None:
    """«23-år gamle»: the number before the word for years."""
    first, _, unit = word.lower_.partition("-")
    return first if AGE.match(first) and unit in relation_words().years else None


def _age(number: str | None, word: Token, rule: str) -> Iterator[Age]:
    if number is not None and 0 < int(number) < OLDEST:
        yield Age(number, word, rule)
