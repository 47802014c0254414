"""What becomes of announced events: «skulle ha møtt X, men møtet vart avlyst», «opninga er utsett»."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.extraction.drafts import PUT_OFF, Draft
from app.extraction.lexicon import Lexicon
from app.extraction.nominal_factuality import NominalFactuality
from app.extraction.status import Reality
from app.extraction.syntax import SUBJECTS, children, has_feature, occurrence_verbs, verb_lemma
from app.extraction.verbal import VerbalEvents
from app.extraction.words import status_words
from app.extraction.words.syntax import syntax_words
from app.language.tokens import Token
from app.model.vocabulary import EventClass, Modality, Polarity, Role

_TOLD_AS: Mapping[EventClass, frozenset[EventClass]] = {
    EventClass.TRAVEL: frozenset({EventClass.TRAVEL, EventClass.VISIT}),
    EventClass.VISIT: frozenset({EventClass.TRAVEL, EventClass.VISIT}),
    EventClass.MEETING: frozenset({EventClass.MEETING, EventClass.DISCUSSION, EventClass.NEGOTIATION}),
    EventClass.START: frozenset({EventClass.START, EventClass.FOUNDING}),
    EventClass.FOUNDING: frozenset({EventClass.START, EventClass.FOUNDING}),
    EventClass.COMPETITION: frozenset({EventClass.COMPETITION, EventClass.MEETING}),
}
"""What a noun of one class may name again that a verb told as another: «skulle besøkje X, men reisa …»."""
_POLLS = frozenset({EventClass.ELECTION, EventClass.VOTE})
_REACH = 3
"""Sentences that a noun looks back over for what it names again."""
_CERTAIN = 0.85
_HELD = 0.7
"""Of what only its place is told, and that is said to be held or moved."""


class Turns:
    """Finds what was put off or called off in one document, and judges it once its events are told."""

    def __init__(self, lexicon: Lexicon, verbal: VerbalEvents) -> None:
        self._lexicon = lexicon
        self._verbal = verbal
        self._factuality = NominalFactuality(verbal)

    def drafts(self, events: Sequence[Draft]) -> list[Draft]:
        """The events of nouns that only name again what was announced before them: «…, men møtet er utsett»."""
        told = {draft.trigger.i for draft in events if draft.event_class not in PUT_OFF}
        found = []
        for noun in dict.fromkeys(noun for _, noun in self._moved(events)):
            if noun.i in told or not has_feature(noun, "Definite", "Def"):
                continue
            announced = self._announced(noun, events)
            if announced is not None:
                found.append(self._again(noun, announced))
        return found

    def settle(self, events: Sequence[Draft]) -> None:
        """Sets the status of what was put off or called off, wherever it is told: «skulle ha starta, men er utsett»."""
        by_noun = {draft.trigger.i: draft for draft in events if draft.event_class not in PUT_OFF}
        for turn, noun in self._moved(events):
            draft = by_noun.get(noun.i)
            if draft is None:
                continue
            if draft.reality == Reality(modality=Modality.POSSIBLE):
                off = turn.event_class is EventClass.CANCELLATION
                draft.reality = Reality(Polarity.NEGATIVE) if off else Reality(modality=Modality.PLANNED)
        for draft in events:
            # «skulle ha starta måndag, men …»: no hearsay, where something has become of it.
            if draft.reality == Reality(modality=Modality.POSSIBLE) and self._came_to_nothing(draft, events):
                draft.reality = Reality(modality=Modality.PLANNED)

    def weigh(self, events: Iterable[Draft]) -> None:
        """What is put off, called off or held is an event, however little else is told of it."""
        events = list(events)
        moved = list(self._moved(events))
        for turn, noun in moved:
            if any(s.event_class is not None for s in self._lexicon.noun_senses(noun.lemma_.lower())):
                turn.confidence = max(turn.confidence, _CERTAIN)
        nouns = {noun.i for _, noun in moved}
        for draft in events:
            known = any(a.referent.named for a in draft.arguments)
            held = draft.event_class in _POLLS and _is_held(draft.trigger)
            if draft.trigger.pos_ == "NOUN" and known and (held or draft.trigger.i in nouns):
                draft.confidence = max(draft.confidence, _HELD)

    def _moved(self, events: Iterable[Draft]) -> Iterator[tuple[Draft, Token]]:
        """Each event that tells of a postponement or the like, with the nouns of what it happens to."""
        for draft in events:
            if draft.event_class in PUT_OFF and draft.reality.polarity is Polarity.POSITIVE:
                for argument in draft.of(Role.PATIENT):
                    if argument.word.pos_ == "NOUN":
                        yield draft, argument.word

    def _announced(self, noun: Token, events: Sequence[Draft]) -> Draft | None:
        """The last event before a noun that it can name: of its class, and not yet held."""
        senses = self._lexicon.noun_senses(noun.lemma_.lower())
        classes = {s.event_class for s in senses if s.event_class is not None}
        wanted = {told for kind in classes for told in _TOLD_AS.get(kind, {kind})} - {EventClass.EVENT}
        starts = [s.start for s in noun.doc.sents if s.start <= noun.i]
        since = starts[max(0, len(starts) - 1 - _REACH)]
        before = [d for d in events if since <= d.trigger.i < noun.i and d.event_class in wanted]
        last = max(before, key=lambda d: d.trigger.i, default=None)
        if last is None or last.reality.modality is Modality.ACTUAL or len(last.arguments) < 1:
            return None
        return last

    def _again(self, noun: Token, announced: Draft) -> Draft:
        draft = Draft(
            announced.event_class,
            noun.lemma_.lower(),
            noun,
            f"{announced.rule} (told before)",
            self._factuality.of(noun, announced.event_class),
            min(announced.confidence, _CERTAIN),
            announced.sense,
        )
        for argument in announced.arguments:
            draft.add(argument.role, argument.referent, argument.word)
        draft.source = self._verbal.source(noun)
        return draft

    def _came_to_nothing(self, draft: Draft, events: Sequence[Draft]) -> bool:
        """Whether the clause tells what should have been, and its sentence or the next what became of it instead."""
        verb = draft.trigger
        modals = status_words().modals
        should = any(
            modals.get(c.lemma_.lower()) is Modality.PLANNED and has_feature(c, "Tense", "Past")
            for c in children(verb, "aux")
        )
        following = [
            d
            for d in events
            if d.event_class in PUT_OFF and verb.i < d.trigger.i and _is_near(verb, d.trigger)
        ]
        return should and bool(following)


def _is_near(one: Token, other: Token) -> bool:
    """Whether the other stands in the same sentence or the next."""
    return one.sent.start == other.sent.start or one.sent.end == other.sent.start


def _is_held(noun: Token) -> bool:
    """«det vart halde val», «det skal vere val»: that the event is, is what the clause tells."""
    verb = noun.head
    if children(noun, "cop") and children(noun, "expl"):
        return True
    lemma = verb_lemma(verb)
    told = lemma in occurrence_verbs() or lemma in syntax_words()["announcing"]
    return told and verb.pos_ in ("VERB", "AUX", "ADJ") and noun.dep_ in ("obj", *SUBJECTS)
