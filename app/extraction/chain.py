"""What the mentions that are held to be one have in common, kept up to date while they become more."""

from collections import defaultdict
from collections.abc import Mapping

from app.extraction.antecedents import may_be
from app.extraction.coreference import Mentioned
from app.extraction.coreference_features import (
    bucket,
    clash_of,
    entries_of,
    kinds_of,
    lexical_features,
    match_features,
    state_features,
)
from app.extraction.entities import Referent
from app.extraction.feature_sums import FeatureSums
from app.model.vocabulary import EntityType

_PLURALS = {False: 1, True: 2}


class Chain:
    """Mentions of one entity in text order; answers as `coreference_features` does, without a look at each of them."""

    def __init__(self) -> None:
        self.mentions: list[Mentioned] = []
        self.sure: set[int] = set()
        """Numbers of the mentions that linking is likelier for than not, at the likelihood that was trained for."""
        self.last = -1
        """The number of the last mention."""
        self._genders: set[str] = set()
        self._types: set[str] = set()
        self._plurals = 0
        self._countries: set[str] = set()
        self.ages: set[str] = set()
        """In years, as its mentions tell them."""
        self.name_sentence: int | None = None
        """Of the last name in it."""
        self._places: set[Referent] = set()
        """The places of the gazetteer that are named in it."""
        self.is_person = False
        """Whether it has the name of a person."""
        self._has_they = self._has_thing = self._has_nobody = False
        self._lemmas: set[str] = set()
        self._nouns = defaultdict[str, int](int)
        """Lemmas of those that are no pronouns, with the numbers that they stand in."""
        self._words: set[str] = set()
        self._ends: set[str] = set()
        self._referents: set[int] = set()
        self._state: int | None = None
        self._first_type = ""
        self._entries: tuple[str, ...] = ()

    def add(self, mention: Mentioned) -> None:
        """The next mention of it."""
        self.mentions.append(mention)
        self.last = mention.number
        self._state = None
        if mention.gender:
            self._genders.add(mention.gender)
        self._plurals |= _PLURALS[mention.plural]
        if mention.country is not None:
            self._countries.add(mention.country)
        if mention.age is not None:
            self.ages.add(mention.age)
        if mention.kind == "name":
            self.name_sentence = mention.sentence
            if mention.referent is not None and mention.referent.is_location and mention.referent.entry:
                self._places.add(mention.referent)
        self.is_person = self.is_person or (mention.kind == "name" and mention.type == EntityType.PERSON)
        self._has_they = self._has_they or mention.kind == "they"
        self._has_thing = self._has_thing or mention.is_thing
        self._has_nobody = self._has_nobody or mention.is_nobody
        self._lemmas.add(mention.lemma)
        if not mention.is_pronoun:
            if mention.type:
                self._types.add(mention.type)
            self._nouns[mention.lemma] |= _PLURALS[mention.plural]
        self._words |= mention.words
        self._ends.update(word.rsplit("-", 1)[-1] for word in mention.words)
        if mention.referent is not None:
            self._referents.add(id(mention.referent))

    def clashes(self, mention: Mentioned) -> bool:
        """Ruled out by grammar: «han» a woman or «det eine», «dei» one person, a Dane «svensken», a town «fylket»."""
        if mention.kind in ("m", "f"):
            return self._has_they or self._has_thing or bool(self._genders - {mention.gender})
        if mention.kind == "they":
            return bool(self._genders) or self.is_person
        if mention.kind == "def" and (
            self._has_nobody or any(not may_be(place, mention.form) for place in self._places)
        ):
            return True
        if mention.kind in ("def", "indef"):
            if mention.country is not None and self._countries - {mention.country}:
                return True
            if mention.age is not None and self._is_another(mention):
                return True
            return self._is_one_body(mention) or bool(
                self._nouns.get(mention.lemma, 0) & ~_PLURALS[mention.plural]
            )
        return False

    def _is_another(self, mention: Mentioned) -> bool:
        """Whether it tells of somebody of another age or gender than the mention, or of several."""
        other_gender = bool(mention.gender and self._genders - {mention.gender})
        return bool(self.ages - {mention.age}) or other_gender or (self._plurals == _PLURALS[True])

    def _is_one_body(self, mention: Mentioned) -> bool:
        """Whether it is a name that stands alone so far, and the mention tells of several («dei to andre partia»)."""
        return mention.plural and self._plurals == _PLURALS[False] and self.name_sentence is not None

    def has_suffix(self, mention: Mentioned, suffixes: Mapping[str, set[str]]) -> bool:
        """Whether it has a longer or shorter word for the mention's («lokalavisa», «avisa»)."""
        others = suffixes.get(mention.lemma)
        return others is not None and not others.isdisjoint(self._nouns)

    def places(self, mention: Mentioned, own: int, suffix: bool, table: FeatureSums) -> tuple[int, int, int]:
        """The rows of what the cluster tells of a mention; `own` is what `mention_number` gives."""
        if self._state is None:
            self._settle(table)
        m, referents = mention, self._referents
        has_lemma = m.lemma in self._lemmas
        shared = 0
        if not m.words.isdisjoint(self._words):
            shared = min(2, max(len(m.words & c.words) for c in self.mentions))
        rule = m.referent is not None and id(m.referent) in referents
        other = m.referent is not None and len(referents) > rule
        teller = m.teller is not None and id(m.teller) in referents
        clash = clash_of(m, self.mentions) if has_lemma and not m.is_pronoun else ""
        ends = not m.is_pronoun and m.lemma.rsplit("-", 1)[-1] in self._ends
        match = (own, has_lemma, suffix, shared, rule, other, teller, clash, ends)
        if m.kind == "def":
            said = table.known_noun(m.lemma)
        else:
            said = m.form if m.is_pronoun and self._entries else ""
        word = (m.kind == "def", said, self._first_type, self._entries) if said else ()
        return (
            table.place("state", (own, self._state), state_features, m, self.mentions),
            table.place("match", match, match_features, m, self.mentions),
            table.place("lexical", word, lexical_features, m, self.mentions),
        )

    def _settle(self, table: FeatureSums) -> None:
        types = sorted(self._types or {""})
        self._first_type = types[0]
        self._entries = tuple(entries_of(self.mentions))
        self._state = table.states[
            "/".join(sorted(self._genders)),
            "/".join(types[:2]),
            self._plurals,
            self.name_sentence is not None,
            bucket(len(self.mentions)),
            "/".join(kinds_of(self.mentions)),
        ]


def mention_number(m: Mentioned, table: FeatureSums) -> int:
    """The number of what a mention is, whatever cluster it is compared with."""
    return table.mentions[m.kind, m.gender, m.type, m.plural, min(len(m.words), 3), m.teller is not None]
