"""Who says what: quotations go to the events of saying, and what a speaker is quoted with is that speaker's claim."""

from spacy.tokens import Token

from app.extraction.drafts import COMMUNICATION, Draft
from app.extraction.entities import Referent
from app.extraction.participants import Participants
from app.extraction.quotations import Quote, is_dialogue
from app.extraction.syntax import has_feature
from app.language import Document
from app.model.extraction import Quotation, Span
from app.model.vocabulary import EventClass, Role

_OPINION = COMMUNICATION - {EventClass.UTTERANCE, EventClass.ANNOUNCEMENT}


class Reporting:
    """Completes drafts with quotations and sources; needs all drafts of a document."""

    def __init__(self, document: Document, participants: Participants, quotes: tuple[Quote, ...]) -> None:
        self._document = document
        self._participants = participants
        self._quotes = quotes

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
        for draft in drafts:
            if draft.event_class in COMMUNICATION and any(
                a.referent is draft.source for a in draft.of(Role.AGENT)
            ):
                # Nobody is the source of speaking himself.
                draft.source = None
            if draft.source is not None and draft.source.is_actor:
                for role, word in draft.first_person:
                    # «vi» in «vi støttar dei» is who speaks and more; in «vi reiste» it may be anybody.
                    if has_feature(word, "Number", "Sing") or draft.event_class in _OPINION:
                        draft.add(role, draft.source, word)

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
            if draft is not teller and span.start <= draft.trigger.idx < span.end and draft.source is None:
                draft.source = speaker

    def _dialogue(self, speech: list[Draft], drafts: list[Draft]) -> None:
        """A paragraph that opens with a dash is its speaker's, all but the reporting clause itself."""
        text = self._document.article.text
        last: Draft | None = None
        previous_number = -2
        for number, block in enumerate(self._document.article.blocks):
            if not is_dialogue(self._document, number):
                continue
            tellers = [
                d
                for d in speech
                if block.start <= d.trigger.idx < block.end
                and d.event_class is EventClass.UTTERANCE
                and d.source is None
            ]
            teller = tellers[0] if tellers else (last if previous_number == number - 1 else None)
            previous_number = number
            if teller is None:
                last = None
                continue
            last = teller
            reporting = self._reporting_words(teller.trigger) if tellers else set()
            for sentence in self._sentences(block.start, block.end):
                words = [t for t in sentence if not t.is_space]
                quoted = [t for t in words if t.i not in reporting]
                if not quoted:
                    continue
                if (
                    (tellers and teller.trigger.sent.start == words[0].sent.start)
                    or not tellers
                    or len(words) == len(quoted)
                ):
                    span = self._trim(text, quoted[0].idx, self._until(quoted))
                    if span is not None and len(text[span.start : span.end].split()) > 1:
                        quotation = Quotation(span, text[span.start : span.end])
                        if all(quotation.span != q.span for q in teller.quotations):
                            teller.quotations.append(quotation)
                for draft in drafts:
                    if (
                        draft is not teller
                        and draft.source is None
                        and any(t.i == draft.trigger.i for t in quoted)
                    ):
                        draft.source = self._speaker(teller)

    def _sentences(self, start: int, end: int) -> list[list[Token]]:
        return [
            list(s)
            for s in self._document.doc.sents
            if start <= next((t.idx for t in s if not t.is_space), s.start_char) < end
        ]

    def _reporting_words(self, verb: Token) -> set[int]:
        """The verb of saying with its own dependents, without what is said."""
        inside = {verb.i}
        for child in verb.children:
            if child.dep_ not in ("ccomp", "parataxis", "conj", "xcomp"):
                inside.update(t.i for t in child.subtree)
        return inside

    @staticmethod
    def _until(quoted: list[Token]) -> int:
        """The end of the first unbroken run of words."""
        last = quoted[0]
        for token in quoted[1:]:
            if token.i - last.i > 2:
                break
            last = token
        return last.idx + len(last)

    @staticmethod
    def _trim(text: str, start: int, end: int) -> Span | None:
        while start < end and text[start] in '–—-«»"”“ ,\n':
            start += 1
        while end > start and text[end - 1] in ',«»"”“ \n–':
            end -= 1
        return Span(start, end) if end > start else None
