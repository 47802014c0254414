"""Whether what an event noun tells is so: by the noun itself and by what the verb above makes of it."""

from app.extraction.drafts import COMMUNICATION, PUT_OFF
from app.extraction.futures import is_future_present, is_otherwise
from app.extraction.noun_status import governed_reality, noun_reality
from app.extraction.senses import Match
from app.extraction.status import (
    COMPLEMENT,
    Reality,
    clause_reality,
    is_negated,
)
from app.extraction.syntax import (
    SUBJECTS,
    children,
    governed_prepositions,
    has_feature,
    having_verbs,
    leading_prepositions,
    occurrence_verbs,
    preposition,
    support_verbs,
)
from app.extraction.verbal import VerbalEvents
from app.extraction.words import status_words
from app.extraction.words.syntax import syntax_words
from app.language.tokens import Token
from app.model.vocabulary import EventClass, Modality, Polarity, Role

_SET = frozenset(
    {
        EventClass.MEETING,
        EventClass.DISCUSSION,
        EventClass.NEGOTIATION,
        EventClass.TRIAL,
        EventClass.COMPETITION,
        EventClass.ELECTION,
        EventClass.PERFORMANCE,
        EventClass.PROTEST,
    }
)
"""What is held at a time that is set."""
_DONE = COMMUNICATION | {
    EventClass.ACCIDENT,
    EventClass.ATTACK,
    EventClass.CONVICTION,
    EventClass.CRIME,
    EventClass.DEATH,
    EventClass.DISASTER,
    EventClass.INJURY,
    EventClass.KILLING,
    EventClass.RESOLVE,
}
"""What is spoken of as known once it has happened."""
_SUSPICIONS = frozenset({EventClass.CHARGE, EventClass.ACCUSATION})
_UNREAL = ("Planned", "Requested", "Possible", "Denied")


class NominalFactuality:
    """Judges the event nouns of one document, knowing its verbs."""

    def __init__(self, verbal: VerbalEvents) -> None:
        self._verbal = verbal

    @staticmethod
    def _is_prepared(noun: Token) -> bool:
        """«set av tid til rettssaka», «lader opp til møtet»."""
        verb = noun.head
        prepared = verb.lemma_.lower() in status_words().preparing and preposition(noun) == "til"
        return prepared and noun.dep_ == "obl" and _is_known(noun)

    def of(self, noun: Token, event_class: EventClass) -> Reality:
        """What the noun, what is coordinated with it and the clause above say about whether it is so."""
        reality = noun_reality(noun) if self._is_past_doing(noun, event_class) else self._of(noun)
        if event_class in _SET and (self._is_to_come(noun) or self._is_prepared(noun)):
            reality = reality.with_modality(Modality.PLANNED)
        return reality

    def _is_past_doing(self, noun: Token, event_class: EventClass) -> bool:
        """«bør svare på kritikken», «vil granske drapet»: what is known to have been done, whatever becomes of it."""
        if event_class not in _DONE or not _is_known(noun) or children(noun, "cop"):
            return False
        head = noun.head
        if head.i not in self._verbal.frames or noun.dep_ not in ("obj", "obl", "nsubj:pass"):
            return False
        lemma, match = head.lemma_.lower(), self._verbal.matches.get(head.i)
        does = {*support_verbs(), *having_verbs(), *occurrence_verbs(), *syntax_words()["announcing"]}
        led = match is not None and match.sense.complement in _UNREAL
        called_off = match is not None and match.sense.event_class in PUT_OFF
        return lemma not in does and not called_off and (not led or event_class in COMMUNICATION)

    def _is_to_come(self, noun: Token) -> bool:
        """«skal vere dommar i rettssaka», «skal tale på landsmøtet»: what somebody is to take part in."""
        clause = noun.head
        if noun.dep_ not in ("obl", "nmod") or preposition(noun) not in status_words().taking_part:
            return False
        carried = clause.i in self._verbal.frames or bool(children(clause, "cop"))
        modals = [c for c in children(clause, "aux") if has_feature(c, "Tense", "Pres")]
        planned = any(status_words().modals.get(c.lemma_.lower()) is Modality.PLANNED for c in modals)
        return carried and planned and self._verbal.reality(clause).modality is Modality.PLANNED

    def _of(self, noun: Token) -> Reality:
        reality = noun_reality(noun)
        base = noun
        while base.dep_ in ("conj", "appos") and base.head.pos_ == "NOUN" and base.head != base:
            base = base.head
        if base != noun:
            # «plan om kutt og sal»: what stands above the first stands above all of them.
            reality = reality.with_modality(governed_reality(base).modality)
        if children(base, "cop") and children(base, "expl"):
            # «det skal vere val»
            copulas = frozenset(c.i for c in children(base, "cop"))
            reality = reality.under(clause_reality(base, expression=copulas))
        noun, head = base, base.head
        steps = 0
        while head.i not in self._verbal.frames and head.head != head and steps < 3:
            head, steps = head.head, steps + 1
        if head.i not in self._verbal.frames:
            return reality
        above = self._verbal.reality(head)
        match = self._verbal.matches.get(head.i)
        # Only what the noun is an object or the like of makes it unreal; a sentence about it does not.
        # «møtet er utsett»: what a participle is told of, the parse calls a subject like any other.
        undergoes = noun in self._verbal.frames[head.i].obj
        if match is not None and self._is_called_off(noun, match):
            negated = above.polarity is Polarity.NEGATIVE and match.sense.negated_class is None
            return reality.under(self._undergone(match, above if negated else Reality()))
        if (undergoes or noun.dep_ in ("obj", "obl", "xcomp", "nsubj:pass")) and steps == 0:
            reality = reality.with_modality(above.modality) if noun.dep_ != "obl" else reality
            # «varsla om kutt», but «med hjelp frå X prøvde ho å …», «oppmoda dei på møtet om å …».
            prep = preposition(noun)
            governed = noun.dep_ != "obl" or (
                prep in governed_prepositions()
                and (
                    match is None
                    or match.sense.event_class is None
                    or prep in match.sense.roles
                    or prep in leading_prepositions()
                )
            )
            called = prep == "til" and match is not None and match.sense.event_class is EventClass.REQUEST
            if called and _is_known(noun):
                # «innkalla til rettssaka»: it is to be held, whoever comes.
                reality = reality.with_modality(Modality.PLANNED)
            elif match is not None and governed and match.sense.complement in _UNREAL:
                reality = reality.under(self._undergone(match, above))
            reality = reality.under(self._bare(noun, head, above, match))
        elif above.modality is not Modality.ACTUAL and steps == 0 and noun.dep_.startswith("nsubj"):
            # «krigen kan gi dei vind i segla»: what is known is there, whatever it may lead to.
            known = _is_known(noun) and head.lemma_.lower() not in occurrence_verbs()
            reality = reality if known else reality.with_modality(above.modality)
        if steps == 0 and noun.dep_ in ("obj", "xcomp", "nmod", *SUBJECTS) and is_future_present(head):
            reality = reality.with_modality(Modality.PLANNED)
        if steps == 0 and (self._is_denied(noun, head) or (noun.dep_ in SUBJECTS and is_otherwise(head))):
            reality = reality.under(Reality(Polarity.NEGATIVE))
        return reality

    @staticmethod
    def _is_called_off(noun: Token, match: Match) -> bool:
        """«det vart ikkje noko av møtet»: what an expression is told of that is no object."""
        sense = match.sense
        undergoes = any(
            Role.PATIENT in roles for slot, roles in sense.roles.items() if noun in match.slots.get(slot, ())
        )
        return sense.event_class is EventClass.CANCELLATION and bool(sense.pattern.fixed) and undergoes

    @staticmethod
    def _undergone(match: Match, above: Reality) -> Reality:
        """What becomes of the object: «avlyste møtet», but «avlyser ikkje møtet»."""
        complement = match.sense.complement
        assert complement is not None
        if complement == "Denied" and above.polarity is Polarity.NEGATIVE:
            called_off = match.sense.event_class is EventClass.CANCELLATION
            return Reality(modality=Modality.PLANNED if called_off else Modality.POSSIBLE)
        return COMPLEMENT[complement]

    @staticmethod
    def _bare(noun: Token, head: Token, above: Reality, match: Match | None) -> Reality:
        """What the verb makes of a noun that nothing says to be known: «drøftar sanksjonar», «sikta for overgrep»."""
        if _is_known(noun):
            return Reality()
        words, prep, lemma = status_words(), preposition(noun), head.lemma_.lower()
        if noun.dep_ == "obl":
            if (
                match is not None
                and match.sense.event_class is EventClass.THREAT
                and prep in match.sense.roles
            ):
                # «trugar med sanksjonar», «åtvarar mot krig»
                return Reality(modality=Modality.POSSIBLE)
            if prep in words.charged_with and match is not None and match.sense.event_class in _SUSPICIONS:
                return Reality(modality=Modality.POSSIBLE)
            # «må løysast gjennom forhandlingar»
            return Reality(modality=above.modality) if prep in words.means else Reality()
        if lemma in words.averting and above.modality is Modality.ACTUAL and match is None:
            return Reality(Polarity.NEGATIVE)
        return Reality(modality=Modality.POSSIBLE) if lemma in words.weighing else Reality()

    @staticmethod
    def _is_denied(noun: Token, verb: Token) -> bool:
        """«det blei ikkje møte», «har ikkje halde møte»: a noun that a negated verb only lends its subject to."""
        if has_feature(noun, "Definite", "Def") or children(noun, "det", "nmod:poss"):
            return False
        lends = verb.lemma_.lower() in (*occurrence_verbs(), *support_verbs(), *having_verbs())
        return lends and noun.dep_ in ("obj", "xcomp", *SUBJECTS) and is_negated(verb)


def _is_known(noun: Token) -> bool:
    """«krigen», «besøket hans», «Liv sitt besøk»."""
    return has_feature(noun, "Definite", "Def") or bool(children(noun, "nmod:poss"))
