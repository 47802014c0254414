"""Events that nouns tell: «møtet mellom X og Y», «Xs besøk i Y», «kritikken frå X», «Gaza-krigen»."""

from collections.abc import Iterator

from app.extraction.called import is_of_type
from app.extraction.drafts import COMMUNICATION, PUT_OFF, SYMMETRIC, Draft
from app.extraction.entities import Referent
from app.extraction.lexicon import Lexicon, Sense
from app.extraction.names import NameTable
from app.extraction.nominal_factuality import NominalFactuality
from app.extraction.nominal_slots import NominalSlots
from app.extraction.noun_status import noun_reality
from app.extraction.participants import Participants
from app.extraction.syntax import (
    SUBJECTS,
    at_prepositions,
    children,
    full_support_verbs,
    has_feature,
    occurrence_verbs,
    owner_prepositions,
    place_prepositions,
    preposition,
    purpose_prepositions,
    receiving_verbs,
    support_verbs,
    within_prepositions,
)
from app.extraction.verbal import VerbalEvents
from app.language import Document
from app.language.tokens import Token
from app.model.vocabulary import EventClass, Role

_ANAPHORIC = {
    EventClass.MEETING: (EventClass.DISCUSSION, EventClass.NEGOTIATION, EventClass.MEETING),
}
_HELD_CONFIDENCE = 0.7
_SHARED = frozenset({EventClass.MEETING, EventClass.DISCUSSION, EventClass.NEGOTIATION, EventClass.VISIT})
"""What the subject of the clause takes part in where nobody else is named."""
_OWN_DEEDS = frozenset({EventClass.ANNOUNCEMENT, EventClass.PROMISE, EventClass.THREAT})
"""Who announces something does it himself, where nobody else is named."""
_CLAUSE_DEPTH = 4


class NominalEvents:
    """Finds the events of nouns, knowing those of verbs."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        participants: Participants,
        names: NameTable,
        verbal: VerbalEvents,
    ) -> None:
        self._document = document
        self._lexicon = lexicon
        self._participants = participants
        self._names = names
        self._verbal = verbal
        self._slots = NominalSlots(document.doc, participants, names, verbal.frames)
        self._factuality = NominalFactuality(verbal)

    def drafts(self, earlier: list[Draft]) -> list[Draft]:
        """The events of all nouns in text order; `earlier` are those of verbs."""
        found: list[Draft] = []
        for token in self._document.doc:
            if (
                token.pos_ != "NOUN"
                or not self._document.is_running(token.idx)
                or token.i in self._verbal.used
            ):
                continue
            if token.i in self._names.at or token.i in self._participants.title_of:
                continue
            above = self._verbal.matches.get(token.head.i)
            if self._is_asked(token):
                continue
            senses = self._lexicon.noun_senses(token.lemma_.lower())
            drafts = (
                self._draft(token, sense) or self._told_before(token, sense, [*earlier, *found])
                for sense in sorted(senses, key=lambda s: -s.specificity)
            )
            draft = next((d for d in drafts if d is not None), None)
            # «ta ein siger», «halde eit foredrag»: told by the expression already.
            told = above is not None and draft is not None and above.sense.event_class is draft.event_class
            if draft is not None and not (told and token.dep_ == "obj"):
                found.append(draft)
        return found

    def _draft(self, noun: Token, sense: Sense) -> Draft | None:
        if sense.event_class is None:
            return None
        slots = self._slots.of(noun)
        for prep, word in self._behind(noun):
            slots.setdefault(prep, []).append(word)
        draft = Draft(
            sense.event_class,
            noun.lemma_.lower(),
            noun,
            sense.name,
            self._factuality.of(noun, sense.event_class),
            sense.confidence,
            sense,
        )
        for slot, roles in sense.roles.items():
            for word in slots.get(slot, []):
                for number, (part, referent) in enumerate(self._participants.resolve_all(word)):
                    role = roles[min(number, len(roles) - 1)]
                    if slot == "compound" and role is Role.PLACE and referent.type.is_organization:
                        # «Nato-krigen»: who makes it, not where it is.
                        role = Role.AGENT
                    if slot in owner_prepositions() and sense.event_class is EventClass.VISIT:
                        # «besøket til kronprinsen»: who visits, where it is no place.
                        role = Role.AGENT if referent.is_person and _is_known(noun) else role
                    if role is Role.TOPIC and not referent.named:
                        continue
                    draft.add(role, referent, part)
        self._places(draft, noun, slots, sense)
        if not draft.has(Role.AGENT):
            # «øker presset i innspurten av møtet i X» tells of another place, not of who is there.
            shared = draft.event_class in _SHARED and any(a.role is not Role.PLACE for a in draft.arguments)
            shared = shared or self._moved_by_subject(draft, noun)
            # «inviterer X med i samarbeid»: where there is an object, it is not only the subject's.
            joint = draft.event_class in SYMMETRIC and bool(children(noun.head, "obj")) and noun.dep_ == "obl"
            if shared or (_takes_agent(sense) and not joint and self._done_by_subject(noun)):
                for part, referent in self._clause_subjects(noun):
                    if all(referent is not a.referent for a in draft.arguments):
                        draft.add(Role.AGENT, referent, part)
        self._suffered_by_subject(draft, noun, sense)
        self._held_by_subject(draft, noun)
        for argument in list(draft.arguments):
            wanted = sense.types.get(argument.role.value)
            if wanted is not None and not is_of_type(argument.referent, wanted):
                # «kampen mot kreft»
                draft.arguments.remove(argument)
        if any(not draft.has(Role(need)) for need in sense.needs):
            return None
        if not any(a.referent.is_actor or a.referent.named for a in draft.arguments) and not sense.alone:
            return None
        if draft.event_class in SYMMETRIC and not draft.has(Role.COAGENT) and len(draft.of(Role.AGENT)) > 1:
            for other in draft.of(Role.AGENT)[1:]:
                draft.arguments.remove(other)
                draft.add(Role.COAGENT, other.referent, other.word)
        if not draft.arguments:
            return None
        draft.source = self._verbal.source(noun)
        return draft

    def _is_asked(self, noun: Token) -> bool:
        """«bad årsmøtet om å seie nei»: those who meet, who are asked for something, and no meeting."""
        if not _is_known(noun):
            return False
        matches = (self._verbal.matches.get(word.i) for word in (noun.head, noun.head.head))
        return any(
            match.sense.event_class is EventClass.REQUEST
            and match.sense.roles.get("obj") == (Role.PATIENT,)
            and noun in match.slots.get("obj", [])
            for match in matches
            if match is not None
        )

    def _behind(self, noun: Token) -> Iterator[tuple[str, Token]]:
        """«varslar streik ved X»: a place right behind what is announced, which the parse gives to the verb."""
        frame = self._verbal.frames.get(noun.head.i)
        # «utsette valet i X»
        if frame is not None and noun.dep_ == "obj" and (self._is_moved(noun) or self._done_by_subject(noun)):
            for prep, word in frame.oblique:
                if prep in place_prepositions() | at_prepositions() and word.left_edge.i == noun.i + 1:
                    yield prep, word

    def _is_moved(self, noun: Token) -> bool:
        """Whether somebody puts it off or calls it off: «X avlyser reisa»."""
        match = self._verbal.matches.get(noun.head.i)
        return noun.dep_ == "obj" and match is not None and match.sense.event_class in PUT_OFF

    def _moved_by_subject(self, draft: Draft, noun: Token) -> bool:
        """«X avlyste reisa til Y», «X og Y har utsett forhandlingane»: whoever moves these should have taken part."""
        if not self._is_moved(noun) or not _is_known(noun):
            return False
        if draft.event_class is EventClass.TRAVEL:
            # But «avlyste reisa til ein delegasjon» tells of the delegation's.
            return any(a.referent.is_location for a in draft.arguments)
        parties = {id(referent) for _, referent in self._clause_subjects(noun)}
        return draft.event_class in _SHARED & SYMMETRIC and len(parties) > 1

    def _held_by_subject(self, draft: Draft, noun: Token) -> None:
        """«Senegal utset valet»: where an election is held that a country or town moves."""
        if draft.event_class is EventClass.ELECTION and not draft.has(Role.PLACE) and self._is_moved(noun):
            for part, referent in self._clause_subjects(noun):
                if referent.is_location:
                    draft.add(Role.PLACE, referent, part)

    def _places(self, draft: Draft, noun: Token, slots: dict[str, list[Token]], sense: Sense) -> None:
        """A place for the visited host and a place for the rest, also told by the verb («ulykka skjedde i Y»)."""
        words = [
            word
            for prep, found in slots.items()
            if prep in place_prepositions() and prep not in sense.roles
            for word in found
        ]
        for prep, found in slots.items():
            if prep in at_prepositions() and prep not in sense.roles:
                for word in found:
                    for part, referent in self._participants.resolve_all(word):
                        if referent.type.is_organization and referent.named:
                            draft.add(Role.PLACE, referent, part)
        verb = noun.head
        frame = self._verbal.frames.get(verb.i)
        if (
            frame is not None
            and verb.lemma_.lower() in occurrence_verbs()
            and (noun in frame.subj or noun in frame.obj or noun.dep_ in ("obj", *SUBJECTS))
        ):
            words += [word for prep, word in frame.oblique if prep in place_prepositions()]
        for word in words:
            for part, referent in self._participants.resolve_all(word):
                if referent.is_location:
                    draft.add(Role.PLACE, referent, part)
        if draft.event_class in COMMUNICATION:
            return
        for argument in tuple(draft.arguments):
            # «møte med ordførarane i Y» tells whence they are, not where the meeting is.
            if argument.referent.named or not argument.referent.is_actor:
                self._within(draft, argument.word)

    def _within(self, draft: Draft, word: Token) -> None:
        """«drapet på X i Molde», «i kjellaren på Skøyen i Oslo»: places that an argument names, but no other's home."""
        for child in children(word, "nmod"):
            if preposition(child) in within_prepositions():
                for part, referent in self._participants.resolve_all(child):
                    if referent.is_location and all(referent is not a.referent for a in draft.arguments):
                        draft.add(Role.PLACE, referent, part)

    def _suffered_by_subject(self, draft: Draft, noun: Token, sense: Sense) -> None:
        """«X har støtte frå Y»: where another does it, the subject gets what the noun says."""
        suffers = any(Role.PATIENT in roles for roles in sense.roles.values())
        filled = draft.has(Role.PATIENT) or draft.has(Role.RECIPIENT)
        if noun.dep_ != "obj" or noun.head.lemma_.lower() not in receiving_verbs():
            return
        if suffers and not filled and draft.has(Role.AGENT) and draft.event_class not in SYMMETRIC:
            for part, referent in self._clause_subjects(noun):
                if all(referent is not a.referent for a in draft.arguments):
                    draft.add(Role.PATIENT, referent, part)

    def _done_by_subject(self, noun: Token) -> bool:
        """«X planlegg ei investering», «X gjekk i protest mot Y»: whether the clause's subject does so."""
        verb = noun.head
        match = self._verbal.matches.get(verb.i)
        if noun.dep_ == "obj" and match is not None and match.sense.event_class in _OWN_DEEDS:
            # «X varsla ei opptrapping»
            return True
        if noun.dep_ == "obj":
            # «ta i bruk avtalen»: of a definite noun most of these verbs tell something else.
            known = _is_known(noun)
            return verb.lemma_.lower() in (full_support_verbs() if known else support_verbs())
        bare = not has_feature(noun, "Definite", "Def") and not children(noun, "det", "nummod", "nmod:poss")
        # «oppmoda til krig»: who asks for it does not do it.
        asked = match is not None and match.sense.event_class is EventClass.REQUEST
        return noun.dep_ == "obl" and bare and not asked and preposition(noun) in purpose_prepositions()

    def _clause_subjects(self, noun: Token) -> list[tuple[Token, Referent]]:
        """«X er i Y for møte med Z», «X avlyste besøket i Y»: the actors that the clause is about."""
        current = noun
        for _ in range(_CLAUSE_DEPTH):
            frame = self._verbal.frames.get(current.i)
            subjects = frame.subj if frame is not None else children(current, *SUBJECTS)
            found = [pair for word in subjects for pair in self._participants.resolve_all(word)]
            if subjects:
                return [(part, referent) for part, referent in found if referent.is_actor]
            if current.head == current or current.dep_ in ("nsubj", "nsubj:pass", "acl:relcl"):
                return []
            current = current.head
        return []

    def _told_before(self, noun: Token, sense: Sense, earlier: list[Draft]) -> Draft | None:
        """«møtet», «forsvarsministermøtet»: talks told of before turn out to have been a meeting."""
        classes = _ANAPHORIC.get(sense.event_class) if sense.event_class is not None else None
        if classes is None or not has_feature(noun, "Definite", "Def") or children(noun, "amod"):
            return None
        before = [
            d
            for d in earlier
            if d.event_class in classes and d.trigger.i < noun.i and d.has(Role.AGENT) and d.has(Role.COAGENT)
        ]
        if not before:
            return None
        last = max(before, key=lambda d: d.trigger.i)
        if any(
            d.event_class is EventClass.MEETING and self._parties(d) == self._parties(last) for d in before
        ):
            return None
        draft = Draft(
            EventClass.MEETING,
            noun.lemma_.lower(),
            noun,
            f"{sense.name} (told before)",
            noun_reality(noun),
            _HELD_CONFIDENCE,
            sense,
        )
        for argument in last.arguments:
            if argument.role in (Role.AGENT, Role.COAGENT):
                draft.add(argument.role, argument.referent, argument.word)
        return draft

    @staticmethod
    def _parties(draft: Draft) -> frozenset[int]:
        return frozenset(id(a.referent) for a in draft.arguments if a.role in (Role.AGENT, Role.COAGENT))


def _is_known(noun: Token) -> bool:
    return has_feature(noun, "Definite", "Def")


def _takes_agent(sense: Sense) -> bool:
    """Whether somebody does what the noun says."""
    return any(Role.AGENT in roles for roles in sense.roles.values())
