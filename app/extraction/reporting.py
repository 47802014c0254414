"""Who says what: quotations go to the events of saying, and what a speaker is quoted with is that speaker's claim."""

from collections.abc import Mapping

from app.extraction.dialogue import find_turns, quoted_span, told_before
from app.extraction.drafts import COMMUNICATION, Draft
from app.extraction.entities import Referent
from app.extraction.participants import Participants
from app.extraction.quotations import Quote
from app.extraction.speakers import OPINION, spoken_of
from app.extraction.syntax import in_relative
from app.language import Document
from app.model.extraction import Quotation, Span
from app.model.vocabulary import EventClass, Role

_SAYING = frozenset({EventClass.UTTERANCE, EventClass.ANNOUNCEMENT})
"""What is told by telling it; that somebody criticises or demands something can be his own word."""


class Reporting:
    """Completes drafts with quotations and sources; needs all drafts of a document.

    `bodies` has, by `id` of a person, whom he speaks for where he says «vi».
    """

    def __init__(
        self,
        document: Document,
        participants: Participants,
        quotes: tuple[Quote, ...],
        bodies: Mapping[int, Referent],
    ) -> None:
        self._bodies = bodies
        self._document = document
        self._participants = participants
        self._quotes = quotes
        self._quoted: set[int] = set()
        """Drafts that stand in a quotation, by identity."""

    def complete(self, drafts: list[Draft]) -> None:
        """Adds quotations to events of communication, and the speaker as the source of what the quotation tells."""
        speech = [d for d in drafts if d.event_class in COMMUNICATION and self._speaker(d) is not None]
        for quote in self._quotes:
            teller = self._teller(quote.quotation.span, quote.block, speech)
            if teller is None:
                continue
            if quote.quotation not in teller.quotations:
                teller.quotations.append(quote.quotation)
            self._attribute(quote.quotation.span, teller, drafts)
        self._dialogue(speech, drafts)
        self._looking_back(speech, drafts)
        for draft in drafts:
            for role, word in draft.first_person:
                referent = spoken_of(draft, word, self._bodies)
                if referent is None:
                    continue
                draft.add(role, referent, word)
                if draft.event_class in OPINION and id(draft) not in self._quoted:
                    # «X meiner planen er dårleg» is the article's word for what X finds.
                    draft.source = None
                    break
            if draft.event_class in _SAYING and any(a.referent is draft.source for a in draft.of(Role.AGENT)):
                # Nobody is the source of speaking himself, nor of what «eg» turns out to say.
                draft.source = None

    def _looking_back(self, speech: list[Draft], drafts: list[Draft]) -> None:
        """«Vegen er stengd. Det melder politiet.»: what the sentence before tells is the speaker's word."""
        for teller in speech:
            before = told_before(teller.trigger)
            if before is None:
                continue
            for draft in drafts:
                told = draft.trigger.sent.start == before.start and not in_relative(draft.trigger)
                if told and draft.source is None:
                    draft.source = self._speaker(teller)

    @staticmethod
    def _speaker(draft: Draft) -> Referent | None:
        agents = draft.of(Role.AGENT)
        return agents[0].referent if agents and agents[0].referent.is_actor else None

    def _teller(self, span: Span, block: int, speech: list[Draft]) -> Draft | None:
        """The event of saying in the quotation's own sentence, else the nearest before it in its block."""
        limits = self._document.article.blocks[block]
        near = [
            d
            for d in speech
            if limits.start <= d.trigger.idx < limits.end and not span.start <= d.trigger.idx < span.end
        ]
        same = [d for d in near if d.trigger.sent.start_char <= span.start < d.trigger.sent.end_char]
        if same:
            return min(
                same,
                key=lambda d: (
                    min(abs(d.trigger.idx - span.start), abs(d.trigger.idx - span.end)),
                    d.trigger.i,
                ),
            )
        before = [d for d in near if d.trigger.idx < span.start and d.event_class is EventClass.UTTERANCE]
        return before[-1] if before else None

    def _attribute(self, span: Span, teller: Draft, drafts: list[Draft]) -> None:
        speaker = self._speaker(teller)
        for draft in drafts:
            if draft is not teller and span.start <= draft.trigger.idx < span.end:
                self._quoted.add(id(draft))
                if _is_unclaimed(draft):
                    draft.source = speaker

    def _dialogue(self, speech: list[Draft], drafts: list[Draft]) -> None:
        """What stands after a dash is its speaker's, all but the reporting clause itself."""
        text = self._document.article.text
        for turn in find_turns(self._document, speech):
            teller = turn.teller
            if teller is None:
                continue
            inside = {t.i for words in turn.sentences for t in words}
            if not turn.echoed:
                for words in turn.sentences:
                    span = quoted_span(text, words) if words else None
                    if span is not None and len(text[span.start : span.end].split()) > 1:
                        quotation = Quotation(span, text[span.start : span.end])
                        if all(quotation.span != q.span for q in teller.quotations):
                            teller.quotations.append(quotation)
            for draft in drafts:
                if draft is not teller and draft.trigger.i in inside:
                    self._quoted.add(id(draft))
                    if _is_unclaimed(draft):
                        draft.source = self._speaker(teller)


def _is_unclaimed(draft: Draft) -> bool:
    """Whether nobody is its source yet: «vi» and «eg» are never the words of a document itself."""
    return draft.source is None or bool(draft.first_person and not draft.source.is_actor)
