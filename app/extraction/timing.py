"""When events happen: each gets the time expression that its clause holds."""

from collections import defaultdict
from dataclasses import replace
from itertools import chain

from app.extraction.drafts import COMMUNICATION, PUT_OFF, Draft
from app.extraction.relation_drafts import RelationDraft
from app.extraction.syntax import children, has_feature, is_for, is_infinitive, preposition
from app.extraction.times import coming, find_times
from app.extraction.words import time_words
from app.language import Document
from app.language.tokens import Span as Words
from app.language.tokens import Token
from app.model.article import PartialDate
from app.model.extraction import Span, TimeExpression
from app.model.vocabulary import EventClass, Modality

_SPOKEN = frozenset({EventClass.UTTERANCE, EventClass.ANNOUNCEMENT})
"""What is done at an hour, as «ho taler i morgon»."""
_TOLD_BY_CLAUSES = frozenset({"predicate", "verb"})
"""Rules of relations whose trigger is the head of its clause."""


class Times:
    """The time expressions of a document with their head words, by sentence."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[int, list[tuple[TimeExpression, Token]]] = {}

    def sentence(self, sentence: Words) -> list[tuple[TimeExpression, Token]]:
        """Those of one sentence, in text order."""
        found = self._known.get(sentence.start)
        if found is None:
            words = [t for t in sentence if not t.is_space]
            times: list[TimeExpression] = []
            for time in find_times(words, self._document.article.date):
                times.append(self._of_same_year(time, times, words))
            found = self._known[sentence.start] = [(time, _head(words, time)) for time in times]
        return found

    def _of_same_year(
        self, time: TimeExpression, before: list[TimeExpression], words: list[Token]
    ) -> TimeExpression:
        """«i november same året»: the year that was spoken of last; of an unknown one no value."""
        data = time_words()
        match [w.lower_ for w in words if w.idx >= time.span.end][:2]:
            case [same, unit] if (
                same in data["same"] and unit in data["same_years"] and time.value is not None
            ):
                year = self._last_year(before, words[0])
                return replace(time, value=None if year is None else replace(time.value, year=year))
        return time

    def _last_year(self, before: list[TimeExpression], first: Token) -> int | None:
        earlier = reversed([s for s in self._document.doc.sents if s.start < first.sent.start])
        times = chain(reversed(before), (t for s in earlier for t, _ in reversed(self.sentence(s))))
        return next((t.value.year for t in times if t.value is not None), None)


def attach_times(document: Document, drafts: list[Draft]) -> None:
    """Sets the time of each draft whose clause names one; a time in another clause is another event's."""
    times_of = Times(document)
    put_off = {draft.trigger.i for draft in drafts if draft.event_class in PUT_OFF}
    for draft in drafts:
        times = times_of.sentence(draft.trigger.sent)
        # «møtet blei avlyst tysdag»: then it was called off, and not held.
        own = draft.trigger.pos_ == "NOUN" and draft.trigger.head.i in put_off
        # «skulle ha møttest fredag, men er utsett»: Friday is no day of the putting off.
        own = own or (draft.event_class in PUT_OFF and draft.trigger.dep_ == "conj")
        draft.time = _below(draft.trigger, times) if own else _nearest(draft.trigger, times)
    _turn_ahead(drafts, document.article.date)
    for draft in drafts:
        time = draft.time or _time_of_aim(draft, times_of)
        if time is not None and _is_ahead(draft, time, document.article.date):
            draft.reality = draft.reality.with_modality(Modality.PLANNED)


def attach_relation_times(document: Document, relations: list[RelationDraft], events: list[Draft]) -> None:
    """Sets the time of each relation that a clause tells together with it: «X var ordførar frå 2003 til 2011».

    An expression that an event has means the same here.
    """
    meant = {draft.time.span: draft.time for draft in events if draft.time is not None}
    times_of, since = Times(document), time_words()["since"]
    for relation in relations:
        if relation.rule.split(",")[0] not in _TOLD_BY_CLAUSES:
            continue
        # «sidan 2013»: then it began.
        times = [t for t in times_of.sentence(relation.trigger.sent) if preposition(t[1]) not in since]
        time = _below(relation.trigger, times)
        relation.time = meant.get(time.span, time) if time is not None else None


def _turn_ahead(drafts: list[Draft], published: PartialDate | None) -> None:
    """An expression means one time: the coming one where all that happens then looks ahead."""
    together: dict[Span, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.time is not None:
            together[draft.time.span].append(draft)
    for group in together.values():
        if all(_looks_ahead(draft) for draft in group):
            for draft in group:
                if draft.time is None:
                    continue
                draft.time = coming(draft.time, published)
                told_to_come = draft.event_class not in PUT_OFF and draft.time.weekday is not None
                if told_to_come and str(draft.time.value) != str(published):
                    # «Dei protesterer søndag» on a Sunday is told of that day.
                    draft.reality = draft.reality.with_modality(Modality.PLANNED)


def _looks_ahead(draft: Draft) -> bool:
    """«Løpet går søndag», «skal møtast fredag»; but «seier ho måndag» tells of the day before."""
    if draft.event_class in COMMUNICATION:
        return False
    time = draft.time
    if draft.event_class in PUT_OFF and time and _word_before(draft, time) in time_words()["moved_to"]:
        # «er utsett til desember»
        return True
    return draft.reality.modality is Modality.PLANNED or has_feature(draft.trigger, "Tense", "Pres")


def _time_of_aim(draft: Draft, times: Times) -> TimeExpression | None:
    """«Styret møtest for å drøfte saka i morgon»: what somebody does to do something then, he does then."""
    if draft.event_class in COMMUNICATION or not has_feature(draft.trigger, "Tense", "Pres"):
        return None
    told = times.sentence(draft.trigger.sent)
    aims = (c for c in children(draft.trigger, "advcl") if is_infinitive(c) and is_for(c))
    return next((time for aim in aims if (time := _below(aim, told)) is not None), None)


def _is_ahead(draft: Draft, expression: TimeExpression, published: PartialDate | None) -> bool:
    """«I mai neste år giftar dei seg», «møtet i desember»: a verb in the present or a noun, after publication."""
    time = expression.value
    present = has_feature(draft.trigger, "Tense", "Pres")
    if not (draft.trigger.pos_ == "NOUN" or present) or (present and _is_of_what_is_said(draft)):
        return False
    if time is None:
        # «kjem ut rundt årsskiftet»
        words = expression.surface.lower().split()
        return present and any(word in time_words()["movable"] for word in words)
    if published is None:
        return False
    if expression.surface.split()[0].lower() in time_words()["future"]:
        # «neste veke»: later, though it may be the same month.
        return True
    if _word_before(draft, expression) in time_words()["later"]:
        # «seinare denne månaden»
        return True
    precision = min(len(str(time)), len(str(published)))
    return str(time)[:precision] > str(published)[:precision]


def _is_of_what_is_said(draft: Draft) -> bool:
    """«krev val neste år»: the time of what is spoken of; but «ho taler i morgon»."""
    if draft.event_class not in COMMUNICATION:
        return False
    return draft.event_class not in _SPOKEN or bool(children(draft.trigger, "ccomp"))


def _word_before(draft: Draft, time: TimeExpression) -> str | None:
    """The word before a time in the draft's sentence, in small letters."""
    sentence = draft.trigger.sent
    before = sentence.text[: max(0, time.span.start - sentence.start_char)].split()
    return before[-1].lower() if before else None


def _head(words: list[Token], time: TimeExpression) -> Token:
    inside = [w for w in words if time.span.start <= w.idx < time.span.end]
    indices = {w.i for w in inside}
    return next((w for w in inside if w.head.i not in indices), inside[0])


def _of_a_thing(time: Token) -> bool:
    """«eit fly frå 1915», «den første sidan 2005»: the time of what the noun names, and not of what happens to it."""
    prep, words = preposition(time), time_words()
    of_noun = time.head.pos_ == "NOUN" and prep in words["of_things"]
    return time.dep_ == "nmod" and (of_noun or prep in words["since"])


def _nearest(trigger: Token, times: list[tuple[TimeExpression, Token]]) -> TimeExpression | None:
    below = _below(trigger, times)
    if below is not None:
        return below
    if trigger.pos_ != "NOUN":
        # Coordinated and embedded verbs share the time of the verb above: «kom måndag og møtte …».
        if (
            trigger.dep_ in ("conj", "xcomp", "ccomp")
            and trigger.head != trigger
            and trigger.head.pos_ == "VERB"
        ):
            return _nearest(trigger.head, times)
        return None
    governor = trigger.head
    # «opninga er planlagd til mars»
    tells = governor.pos_ == "VERB" or (governor.pos_ == "ADJ" and has_feature(governor, "VerbForm"))
    return _nearest(governor, times) if governor != trigger and tells else None


def _below(trigger: Token, times: list[tuple[TimeExpression, Token]]) -> TimeExpression | None:
    """The time that stands under the trigger."""
    for time, head in times:
        if head.i == trigger.i or (trigger.pos_ != "NOUN" and _of_a_thing(head)):
            continue
        current = head
        for _ in range(4):
            current = current.head
            if current.i == trigger.i:
                return time
            if current.pos_ in ("VERB", "AUX") or has_feature(current, "VerbForm"):
                break
    return None
