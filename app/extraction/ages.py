"""How old somebody is: «20-åringen», «åtte år gamle X», «ei jente på 6 år», «kvinna (44)»."""

import re

from app.extraction.entities import Referent
from app.extraction.names import Name
from app.extraction.relation_drafts import AGE, RelationContext
from app.extraction.syntax import children, has_feature, preposition
from app.extraction.words import relation_words
from app.language.tokens import Token
from app.model.vocabulary import RelationType

_OLDEST = 120


class Ages:
    """Rules for ages of persons, with and without names."""

    def __init__(self, context: RelationContext) -> None:
        self._context = context
        ends = "|".join(sorted(relation_words().aged_nouns))
        self._one_word = re.compile(rf"(\d{{1,3}}|[a-zæøå]+?)-?(?:{ends})")

    def of_noun(self, noun: Token, referent: Referent) -> None:
        """The age that a noun, or what hangs on it, tells of the person it stands for."""
        number = self._whole(noun)
        if number is not None:
            self._add(referent, noun, number, "aged noun")
        self._modifiers(noun, referent)
        self._measured(noun, referent)
        following = self._context.document.doc[noun.i + 1 : noun.i + 4]
        if len(following) == 3 and following[0].text == "(" and following[2].text == ")":
            number = following[1].text if AGE.match(following[1].text) else None
            self._add(referent, following[1], number, "parenthesis")

    def of_name(self, name: Name, referent: Referent) -> None:
        """«åtte år gamle Ilda»."""
        for token in self._context.document.doc[name.start : name.end]:
            self._modifiers(token, referent)
            self._measured(token, referent)

    def _measured(self, word: Token, referent: Referent) -> None:
        """«ei jente på 6 år», «Kari på 90 år»."""
        for child in children(word, "nmod"):
            years = child.lemma_.lower() in relation_words().years
            if years and preposition(child) in relation_words().of_age:
                for count in children(child, "nummod"):
                    self._add(referent, count, years_in(count), "aged")

    def _modifiers(self, word: Token, referent: Referent) -> None:
        """«den 20 år gamle mannen», «ein 34-årig mann»."""
        for adjective in children(word, "amod"):
            if has_feature(adjective, "Degree", "Cmp") or has_feature(adjective, "Degree", "Sup"):
                # «den ti år eldre mannen hennar»
                continue
            number = self._whole(adjective)
            if number is not None:
                self._add(referent, adjective, number, "aged")
            if adjective.lemma_.lower() in relation_words().aged:
                counts = [t for t in adjective.subtree if t.dep_ == "nummod"] or list(adjective.subtree)
                found = (n for t in counts if (n := years_in(t) or self._years(t)) is not None)
                self._add(referent, adjective, next(found, None), "aged")

    def _whole(self, word: Token) -> str | None:
        """The number in a word («20-åring», «niåring», «34-årig»)."""
        for form in (word.lemma_.lower(), word.lower_):
            match = self._one_word.match(form)
            if match:
                return match[1] if AGE.match(match[1]) else relation_words().numbers.get(match[1])
        return None

    def _years(self, word: Token) -> str | None:
        """«23-år gamle»: the number before the word for years."""
        first, _, unit = word.lower_.partition("-")
        return first if AGE.match(first) and unit in relation_words().years else None

    def _add(self, referent: Referent, trigger: Token, number: str | None, rule: str) -> None:
        if number is not None and 0 < int(number) < _OLDEST:
            self._context.found.add(RelationType.AGED, referent, trigger, rule, 0.9, literal=number)


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
