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
            (last, r)
            for r in self._referents
            if r.named
            and r.type in types
            and self._may_be(r, token.lower_)
            and not self._other_gender(r, self._words.gender(last_part(token)))
            and (last := r.last_before(token.i)) is not None
            and not are_arguments(self._doc[last], token)
        ]
        return max(candidates, key=lambda c: c[0])[1] if candidates else None

    def _may_be(self, referent: Referent, form: str) -> bool:
        """Whether «landet» or «byen» can be meant: the one is a country for certain, the other never is."""
        is_country = referent.entry is not None and referent.entry.id.startswith("country/")
        return (
            is_country
            if form in self._words.countries
            else not (is_country and form in self._words.settlements)
        )

    def holder(self, lemma: str, whole: str, token: Token) -> Referent | None:
        """The person that was introduced with a title; «Høgre-leiaren» is not the leader of another party."""
        wanted = {whole} if "-" in whole else {lemma, whole}
        candidates = [
            (bool(wanted & r.titles), last, r)
            for r in self._referents
            if r.is_person
            and r.named
            and (wanted & r.titles or ("-" not in whole and self._is_kind_of(r, lemma)))
            and (last := r.last_before(token.i)) is not None
        ]
        return max(candidates, key=lambda c: c[:2])[2] if candidates else None

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
