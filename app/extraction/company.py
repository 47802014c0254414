"""Who takes part in the same event by all that is seen of them, where no rule tells in which roles.

The rules leave out what the lexicon has no frame for. Of two mentions in a sentence, weights learned from annotated
articles tell how probably a reader would have both take part in one event; the surest become events of no known class,
with the word of their clause as predicate and the roles that the parse gives them.
"""

from collections.abc import Mapping, Sequence, Set

from app.extraction.candidates import Candidate, candidates_of, mentions_by_sentence
from app.extraction.clause_slots import ClauseSlots
from app.extraction.drafts import Draft, DraftArgument
from app.extraction.entities import Referent
from app.extraction.frames import Frame
from app.extraction.learned.company_signs import Surroundings
from app.extraction.learned.confidences import chance
from app.extraction.learned.signs import Signs
from app.extraction.participants import Participants
from app.extraction.relation_drafts import RelationDraft
from app.extraction.syntax import has_feature, oblique_roles, preposition, verb_lemma
from app.extraction.verbal import VerbalEvents
from app.extraction.words import reference_words
from app.language import Document
from app.language.tokens import Token
from app.model.vocabulary import EventClass, Role

TOGETHER = "together"
LEAST_CHANCE = 0.5
"""Of the pairs above it somewhat more than half are right, and of all pairs of the graph three in four."""

_LOCATIONS = (Role.PLACE, Role.ORIGIN, Role.DESTINATION)
_PREDICATES = ("VERB", "ADJ", "NOUN")
"""What tells that something happens or is so."""
_SLOTS = (("subj", Role.AGENT), ("obj", Role.PATIENT), ("iobj", Role.RECIPIENT))
_BY_LABEL = {
    "nsubj": Role.AGENT,
    "nsubj:pass": Role.PATIENT,
    "obj": Role.PATIENT,
    "iobj": Role.RECIPIENT,
    "nmod:poss": Role.AGENT,
}


class Company:
    """Finds the events of a document that only the company tells of."""

    def __init__(
        self,
        document: Document,
        participants: Participants,
        weights: Mapping[str, float],
        verbal: VerbalEvents,
    ) -> None:
        self._document = document
        self._participants = participants
        self._weights = weights
        self._verbal = verbal

    def complete(
        self, kept: Sequence[Draft], unsure: Sequence[Draft], relations: Sequence[RelationDraft]
    ) -> list[Draft]:
        """New events, in text order; who is missing from a kept one of no known class is added to it."""
        told = told_pairs(kept, relations)
        around, by_sentence = _look(self._document, self._participants, kept, unsure, self._verbal.frames)
        found: list[Draft] = []
        for candidates in by_sentence:
            by_predicate: dict[int, list[Candidate]] = {}
            for candidate in candidates:
                if candidate.pair not in told:
                    by_predicate.setdefault(candidate.predicate.i, []).append(candidate)
            for _, here in sorted(by_predicate.items()):
                if (draft := self._gathered(here, told, around)) is not None:
                    found.append(draft)
        return found

    def _gathered(
        self, candidates: list[Candidate], told: set[frozenset[int]], around: Surroundings
    ) -> Draft | None:
        """The event of one predicate: of the surest pair and whom fits all who take part; None where none is new.

        The predicate's own event of no known class gets them, where there is one. Their pairs are added to those told.
        """
        predicate = candidates[0].predicate
        state, known = around.told_by(predicate)
        if state == "told" or predicate.pos_ not in _PREDICATES:
            # What a rule knows the class of has who takes part from its frame.
            return None
        possible = [candidate for candidate in candidates if _is_told_of(candidate)]
        chances = _Chances(candidates, told, around, self._weights)
        draft = known if state == "open" else None
        new: Draft | None = None
        for sure, candidate in sorted(((chances.of(c), c) for c in possible), key=_by_chance):
            if sure <= LEAST_CHANCE:
                break
            if candidate.pair in told:
                continue
            if draft is None:
                draft = new = self._draft(predicate, sure)
            elif not _joins(candidate, draft, chances):
                continue
            for word, referent in zip(candidate.words, candidate.referents, strict=True):
                if all(a.referent is not referent for a in draft.arguments):
                    draft.arguments.append(
                        DraftArgument(self._role(word, referent, predicate), referent, word)
                    )
            told |= _pairs_of([draft])
        return new

    def _draft(self, predicate: Token, sure: float) -> Draft:
        reality = self._verbal.reality(predicate)
        draft = Draft(EventClass.EVENT, verb_lemma(predicate), predicate, TOGETHER, reality, sure)
        draft.source = self._verbal.source(predicate)
        return draft

    def _role(self, word: Token, referent: Referent, predicate: Token) -> Role:
        """What the parse says that somebody does in a clause; below what else takes part, he is told of with it."""
        top, deep = word, False
        while top.head.i not in (predicate.i, top.i):
            deep = deep or top.dep_ != "conj"
            top = top.head
        # «USAs krav», «etter ønske frå norske styresmakter»: a country that something is of is no place.
        prep = preposition(word) or (None if deep else preposition(top))
        roles = oblique_roles().get(prep or "")
        if referent.is_location and prep is not None:
            role = Role(roles["place"]) if roles is not None else Role.PLACE
            return role if role in _LOCATIONS else Role.PLACE
        if deep:
            return Role.THEME
        frame = self._verbal.frames.get(predicate.i)
        for slot, role in _SLOTS:
            if frame is not None and any(t.i in (top.i, word.i) for t in frame.slot(slot)):
                return role
        if roles is not None:
            return Role(roles["other"])
        return _BY_LABEL.get(top.dep_, Role.THEME)


def _is_told_of(candidate: Candidate) -> bool:
    """Whether what happens is told of both: each in its clause, and neither is the word for it."""
    # «huset befinn seg i X»: who that is, the clause tells by another word.
    return all(
        word.i != candidate.predicate.i
        and word.lower_ not in reference_words().reflexives
        and _in_clause(word, candidate.predicate)
        for word in candidate.words
    )


def _in_clause(word: Token, predicate: Token) -> bool:
    """Whether a word is told of by what happens itself: in «streka under at X står saman», X is not."""
    while word.i != predicate.i:
        if word.head.i == word.i:
            return False
        word = word.head
        if word.i != predicate.i and (word.pos_ in ("VERB", "AUX") or has_feature(word, "VerbForm")):
            return False
    return True


def _by_chance(weighed: tuple[float, Candidate]) -> tuple[float, int, int]:
    sure, candidate = weighed
    return -sure, candidate.words[0].i, candidate.words[1].i


class _Chances:
    """How probably pairs take part in what a predicate tells; looked at only when asked for, which few are."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        told: Set[frozenset[int]],
        around: Surroundings,
        weights: Mapping[str, float],
    ) -> None:
        self._told, self._around, self._weights = told, around, weights
        self._known: dict[int, float] = {}
        self._by_pair: dict[frozenset[int], list[Candidate]] = {}
        for candidate in candidates:
            self._by_pair.setdefault(candidate.pair, []).append(candidate)

    def of(self, candidate: Candidate) -> float:
        """That of two mentions."""
        if id(candidate) not in self._known:
            self._known[id(candidate)] = chance(self._weights, self._around.signs(candidate))
        return self._known[id(candidate)]

    def best(self, pair: frozenset[int]) -> float:
        """The highest of all mentions of two; 1 where it is told, 0 where nothing is known."""
        return 1.0 if pair in self._told else max(map(self.of, self._by_pair.get(pair, ())), default=0.0)


def _joins(candidate: Candidate, draft: Draft, chances: _Chances) -> bool:
    """Whether one of the two takes part already, and the other fits all who do."""
    there = {id(a.referent) for a in draft.arguments}
    coming = candidate.pair - there
    return len(coming) < 2 and all(
        chances.best(frozenset((one, other))) > LEAST_CHANCE for one in coming for other in there
    )


def untold(
    document: Document,
    participants: Participants,
    kept: Sequence[Draft],
    unsure: Sequence[Draft],
    relations: Sequence[RelationDraft],
    frames: Mapping[int, Frame],
) -> list[tuple[Candidate, Signs]]:
    """The pairs of mentions of which neither events nor relations tell, with their signs, in text order."""
    told = told_pairs(kept, relations)
    around, by_sentence = _look(document, participants, kept, unsure, frames)
    return [(c, around.signs(c)) for here in by_sentence for c in here if c.pair not in told]


def _look(
    document: Document,
    participants: Participants,
    kept: Sequence[Draft],
    unsure: Sequence[Draft],
    frames: Mapping[int, Frame],
) -> tuple[Surroundings, list[list[Candidate]]]:
    """What tells of pairs, and the pairs of each sentence."""
    mentions = mentions_by_sentence(document, participants)
    slots = ClauseSlots(frames, participants)
    around = Surroundings(document, participants.referents, mentions, kept, unsure, slots)
    return around, [list(candidates_of(here, around.triggers)) for _, here in mentions]


def told_pairs(kept: Sequence[Draft], relations: Sequence[RelationDraft]) -> set[frozenset[int]]:
    """The pairs, by `id`, that events and relations tell of already."""
    related = {frozenset((id(r.subject), id(r.object))) for r in relations if r.object is not None}
    return _pairs_of(kept) | related


def _pairs_of(drafts: Sequence[Draft]) -> set[frozenset[int]]:
    return {
        frozenset((id(one.referent), id(other.referent)))
        for draft in drafts
        for number, one in enumerate(draft.arguments)
        for other in draft.arguments[number + 1 :]
    }
