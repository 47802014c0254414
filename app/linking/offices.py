"""Who is meant by an office alone: «statsministeren» in an article of 2009 is another than in one of 2024."""

import re
from collections.abc import Iterable

from app.extraction.gazetteer import Entry, Gazetteer, Term
from app.extraction.words import relation_words
from app.model.article import PartialDate
from app.model.vocabulary import EntityType

_WORD = re.compile(r"[^\W\d_][\w.-]*")


class Offices:
    """Finds the one holder of an office that a description names, at the time of the article."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._words = relation_words()

    def holder(
        self, description: str, when: PartialDate | None, countries: Iterable[str]
    ) -> tuple[Term, Entry] | None:
        """The holder; None where the description says more or less than an office and whose it is.

        `countries` are the ids of those that the article speaks of: where it speaks of others than the home country,
        an office without a country may be any of theirs.
        """
        words = _WORD.findall(description)
        at = next(
            (i for i, word in enumerate(words) if word.lower() in self._words.of_called_office), len(words)
        )
        before, title, behind = words[: max(0, at - 1)], words[at - 1] if at else "", words[at + 1 :]
        of = {self._owner(word) for word in before if word.lower() not in self._words.before_called_office}
        if behind:
            of.add(self._named(" ".join(behind)))
        first, _, last = title.rpartition("-")
        if first:
            # «Ap-leiaren».
            of.add(self._named(first))
        if None in of or len(of) > 1 or (at < len(words) and not behind):
            return None
        lemma = self._lemma(last, definite=not any(word.endswith("s") for word in before) or bool(first))
        if lemma is None:
            return None
        if of:
            return self._gazetteer.holder(lemma, frozenset(o for o in of if o is not None), when)
        if set(countries) - {self._words.home_country}:
            return None
        return self._gazetteer.holder(lemma, self._at_home(lemma), when)

    def _lemma(self, word: str, *, definite: bool) -> str | None:
        word = word.lower()
        if not definite:
            return word if word in self._gazetteer.holders else None
        endings = (word.removesuffix(end) for end in self._words.definite_offices if word.endswith(end))
        # «dronninga», «presidenten», «kongen» of «konge».
        found = {form for stem in endings for form in (stem, f"{stem}e") if form in self._gazetteer.holders}
        return min(found, default=None)

    def _owner(self, word: str) -> str | None:
        """Whose the word before a title says: «norske», «Noregs», «USAs»."""
        adjective = self._gazetteer.adjectives.get(word.lower().removesuffix("e"))
        if adjective is not None or not word[:1].isupper():
            return adjective
        return self._named(word.removesuffix("s")) if word.endswith("s") else None

    def _named(self, name: str) -> str | None:
        found = {e.id for e in self._gazetteer.find(name) if e.type is not EntityType.PERSON}
        # «presidenten i Georgia»: a state has none.
        found = {i for i in found if i.startswith("country/")} or found
        return found.pop() if len(found) == 1 else None

    def _at_home(self, lemma: str) -> frozenset[str]:
        """Whose an office of the home country is: the country's, or that of its one body that has such an office."""
        owners = {term.of for term, _ in self._gazetteer.holders.get(lemma, ()) if term.of is not None}
        at_home = {o for o in owners if o == self._words.home_country}
        if not at_home:
            entries = (self._gazetteer.entries.get(owner) for owner in owners)
            at_home = {e.id for e in entries if e is not None and e.country == self._words.home_country}
        return frozenset(at_home) if len(at_home) == 1 else frozenset()
