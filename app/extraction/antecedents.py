"""What pronouns and definite nouns refer back to."""

from collections.abc import Callable, Mapping

from app.extraction.entities import Referent
from app.extraction.introductions import last_part
from app.extraction.syntax import SUBJECTS, are_arguments, children, conjuncts, preposition
from app.extraction.words import Pronoun, reference_words
from app.language.tokens import Doc, Token
from app.model.vocabulary import EntityType

_PRONOUN_REACH = 80
"""Words that a personal pronoun looks back at most."""
_PLURAL_SENTENCES = 1
_SOMEBODY = Pronoun(None, (EntityType.PERSON,), plural=False, weak=False, speaker=False)


class Antecedents:
    """Finds among the referents of one document, a list that grows, the one that a word refers back to."""

    def __init__(self, doc: Doc, referents: list[Referent]) -> None:
        self._doc = doc
        self._referents = referents
        self._words = reference_words()

    def latest(self, types: tuple[EntityType, ...], token: Token) -> Referent | None:
        """The referent of a type that was named last before the token."""
        candidates = [
            (*self._standing(r, last, token), last, r)
            for r in self._referents
            if r.named
            and r.type in types
            and may_be(r, token.lower_)
            and not self._other_gender(r, self._words.gender(last_part(token)))
            and (last := r.last_before(token.i)) is not None
            and not are_arguments(self._doc[last], token)
        ]
        return max(candidates, key=lambda c: c[:-1])[-1] if candidates else None

    def _standing(self, referent: Referent, last: int, token: Token) -> tuple[int, bool]:
        """Where the sentence with its last mention begins, and whether it is the subject there, before others."""
        start = self._doc[last].sent.start
        if start == token.sent.start:
            return start, False
        return start, any(self._doc[h].dep_ in SUBJECTS for h in referent.heads if start <= h <= last)

    def holder(
        self, lemma: str, whole: str, token: Token, held_for: Callable[[Token], set[int]]
    ) -> Referent | None:
        """The person that was introduced with a title; «leiaren i X» is not the leader of another party."""
        own = held_for(token)
        wanted = {whole} if "-" in whole else {lemma, whole}
        candidates = [
            (bool(wanted & r.titles), last, r)
            for r in self._referents
            if r.is_person
            and r.named
            and (wanted & r.titles or ("-" not in whole and self._is_kind_of(r, lemma)))
            and (last := r.last_before(token.i)) is not None
            and not (own and self._held_for_others(r, lemma, token, own, held_for))
        ]
        return max(candidates, key=lambda c: c[:2])[2] if candidates else None

    def _held_for_others(
        self,
        referent: Referent,
        lemma: str,
        token: Token,
        own: set[int],
        held_for: Callable[[Token], set[int]],
    ) -> bool:
        """«toppkandidaten til X, Kari Vik, … toppkandidaten til Y»: whether the one before is another's."""
        titles = (self._doc[h] for h in referent.heads if h < token.i)
        told = [held_for(t) for t in titles if t.pos_ == "NOUN" and last_part(t) == lemma]
        return any(told) and all(own.isdisjoint(whole) for whole in told if whole)

    def _is_kind_of(self, referent: Referent, lemma: str) -> bool:
        """«forskaren» may be a peace researcher, «statsråden» a minister."""
        ends = (lemma, *self._words.broader.get(lemma, ()))
        return any(title.endswith(ends) for title in referent.titles)

    @staticmethod
    def _other_gender(referent: Referent, gender: str | None) -> bool:
        return gender is not None and referent.gender is not None and referent.gender != gender

    def _last_mention(self, referent: Referent, index: int) -> int | None:
        """The last head before a token; what a predicate or «som» says of somebody is no mention of another."""
        if referent.named:
            return referent.last_before(index)
        heads = (h for h in reversed(referent.heads) if h < index)
        return next((h for h in heads if not self._is_predicative(self._doc[h])), None)

    @staticmethod
    def _is_predicative(noun: Token) -> bool:
        return noun.dep_ == "xcomp" or bool(children(noun, "cop")) or preposition(noun) == "som"

    def group(self, token: Token, at: Mapping[int, Referent]) -> list[Referent]:
        """«Kari og Per kom. Dei song»: the coordinated bearers of names that a plural pronoun stands for.

        `at` has the referents of names by token. Only the subject of the pronoun's own or the last sentence counts.
        """
        start = token.sent.start
        before = self._doc[start - 1].sent.start if start else start
        for word in reversed(self._doc[before : token.i]):
            if word.dep_ in SUBJECTS and word.i in at:
                members = [at[w.i] for w in conjuncts(word) if w.i < token.i and w.i in at]
                members = [m for m in dict.fromkeys(members) if m.is_actor]
                return members if len(members) > 1 else []
        return []

    def following(self, token: Token, pronoun: Pronoun, at: Mapping[int, Referent]) -> Referent | None:
        """«Før ho kom til Voss, var Kari Vik lærar»: the subject by name of the clause that the pronoun's opens."""
        clause, main = token.head, token.head.head
        opens = token.dep_ in SUBJECTS and clause.dep_ == "advcl" and clause.i < main.i
        if not opens or pronoun.gender is None or main.sent.start != token.sent.start:
            return None
        named = [at[s.i] for s in children(main, *SUBJECTS) if s.i > clause.i and s.i in at]
        found = named[0] if named else None
        if found is None or not found.is_person or self._other_gender(found, pronoun.gender):
            return None
        return found

    def person(self, token: Token, fits: Callable[[Referent], bool]) -> Referent | None:
        """The person with a name that a definite noun for any person who fits refers to («svensken»)."""
        found = self.pronoun(token, _SOMEBODY, fits)
        return found if found is not None and found.named else None

    def pronoun(
        self, token: Token, pronoun: Pronoun, fits: Callable[[Referent], bool] = lambda _: True
    ) -> Referent | None:
        """The nearest fitting entity before a pronoun, subjects of the last sentences first."""
        if pronoun.speaker or pronoun.weak:
            return None
        best: tuple[float, Referent] | None = None
        sentence = token.sent.start
        for referent in self._referents:
            if referent.type not in pronoun.types or not fits(referent):
                continue
            if pronoun.plural != (referent.plural or (pronoun.plural and referent.type.is_organization)):
                continue
            if self._other_gender(referent, pronoun.gender):
                continue
            head = self._last_mention(referent, token.i)
            if head is None or token.i - head > _PRONOUN_REACH:
                continue
            mention = self._doc[head]
            distance = sum(1 for s in self._doc[head : token.i] if s.is_sent_start)
            is_subject = mention.dep_ in SUBJECTS or mention.head.dep_ in SUBJECTS
            if pronoun.plural and (not is_subject or distance > _PLURAL_SENTENCES):
                # «dei» may be many things that no word before stands for; only what was just spoken of is certain.
                continue
            score = -2.0 * distance - (token.i - head) / 50
            if is_subject:
                score += 2.0
            if referent.named:
                score += 1.0
            if pronoun.gender and referent.gender == pronoun.gender:
                score += 1.0
            if mention.sent.start == sentence and mention.head == token.head:
                score -= 4.0
            if best is None or score > best[0]:
                best = (score, referent)
        return best[1] if best is not None else None


def may_be(referent: Referent, form: str) -> bool:
    """Whether «landet», «fylket» or «byen» can be meant: by what the gazetteer knows of it.

    The first is a country for certain, the second none of the towns that are known, the last no country and no county.
    """
    words, entry = reference_words(), referent.entry
    is_country = entry is not None and entry.id.startswith("country/")
    if form in words.countries:
        return is_country
    is_county = entry is not None and entry.is_county
    if entry is not None and form in words.counties:
        return is_county
    return not (form in words.settlements and (is_country or is_county))
