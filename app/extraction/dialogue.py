"""Direct speech after dashes: which sentences belong to a turn, and who speaks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.extraction.drafts import Draft
from app.extraction.quotations import DASHES, is_dialogue
from app.extraction.syntax import SUBJECTS, children, has_feature
from app.extraction.words import status_words
from app.language import Document
from app.language.tokens import Span as Words
from app.language.tokens import Token
from app.model.article import BlockKind
from app.model.extraction import Span
from app.model.vocabulary import EventClass, Role

_SAID = ("ccomp", "parataxis", "conj", "xcomp")
_REACH = 4
"""How many sentences of the next paragraph a turn may go on before its reporting clause."""
_AHEAD = 3
"""How many sentences after a turn may tell who spoke, where nobody did before."""
_LEAD = 6
"""How many sentences under a headline may tell who spoke it."""
_HEADS = (BlockKind.HEADLINE, BlockKind.HEADING)


@dataclass(slots=True)
class Turn:
    """What one speaker says: its sentences without the words that report it.

    `teller` is the event of saying, in the turn or, where `echoed`, the nearest that tells who speaks.
    """

    sentences: list[list[Token]] = field(default_factory=list)
    teller: Draft | None = None
    echoed: bool = False


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: list[Token]
    block: int
    reporting: Draft | None
    """An event of saying that stands after or in what is said («…, seier X»)."""
    telling: Draft | None
    """Any other event of saying («X seier at …»)."""

    @property
    def opens(self) -> bool:
        return self.words[0].text in DASHES

    @property
    def personal(self) -> bool:
        return any(w.pos_ == "PRON" and has_feature(w, "Person", "1") for w in self.words)

    @property
    def asks(self) -> bool:
        return any(w.text == "?" for w in self.words[-2:])

    @property
    def closed(self) -> bool:
        """«…, song X»: whether another verb than one of saying reports the sentence."""
        return self.reporting is None and any(
            w.dep_ == "ROOT"
            and w.pos_ == "VERB"
            and any(s.i > w.i for s in children(w, *SUBJECTS))
            and any(c.i < w.i for c in children(w, "ccomp", "parataxis"))
            for w in self.words
        )

    @property
    def goes_on(self) -> bool:
        """Whether it is still the speaker's: «eg» and «vi» are, where nobody else is told to speak."""
        return self.personal and not self.opens and self.reporting is None and self.telling is None

    def quoted(self) -> list[Token]:
        """The words without the reporting clause."""
        out = reporting_words(self.reporting.trigger) if self.reporting is not None else set()
        return [w for w in self.words if w.i not in out]


def find_turns(document: Document, speech: list[Draft]) -> tuple[Turn, ...]:
    """The turns of a document in text order; `speech` are its events of communication that have a speaker."""
    sentences = list(_sentences(document, speech))
    turns: list[Turn] = []
    index = 0
    last: Draft | None = None
    while index < len(sentences):
        sentence = sentences[index]
        if not sentence.opens:
            last = sentence.reporting or sentence.telling or last
            index += 1
            continue
        if sentence.closed:
            index += 1
            continue
        end = _end(sentences, index)
        inside = sentences[index:end]
        teller = next((s.reporting for s in inside if s.reporting is not None), None)
        turn = Turn([s.quoted() for s in inside], teller)
        if turn.teller is None:
            turn.teller, turn.echoed = _echo(document, sentences, index, end, last), True
        last = turn.teller or last
        if turn.teller is not None:
            turns.append(turn)
        index = end
    turns.extend(_headed(document, turns, sentences, speech))
    return tuple(turns)


def _end(sentences: list[_Sentence], start: int) -> int:
    """Where a turn ends: after its reporting clause and what «eg» and «vi» add, or before the narrator goes on."""
    block = sentences[start].block
    index = start
    while index < len(sentences) and sentences[index].block == block:
        sentence = sentences[index]
        if index > start and (sentence.opens or (sentence.telling is not None and not sentence.reporting)):
            return index
        index += 1
        if sentence.reporting is not None:
            while index < len(sentences) and sentences[index].block == block and sentences[index].goes_on:
                index += 1
            return index
    ahead = sentences[index : index + _REACH]
    for number, sentence in enumerate(ahead):
        if sentence.block != block + 1 or sentence.opens:
            break
        if sentence.reporting is not None:
            # The paragraph is broken before the reporting clause.
            return index + number + 1
        if sentence.telling is not None:
            break
    while index < len(sentences) and sentences[index].block == block + 1 and sentences[index].goes_on:
        # Or it is broken, and «eg» and «vi» go on speaking.
        index += 1
    return index


def _echo(
    document: Document, sentences: list[_Sentence], start: int, end: int, last: Draft | None
) -> Draft | None:
    """Who spoke before goes on speaking, but for questions: those are the interviewer's."""
    if sentences[end - 1].asks or document.article.blocks[sentences[start].block].kind is BlockKind.LIST:
        return None
    near = last is not None and any(
        s.block >= sentences[start].block - 1 and last in (s.reporting, s.telling) for s in sentences[:start]
    )
    if near:
        return last
    for following in sentences[end : end + _AHEAD]:
        if following.block > sentences[start].block + 1:
            break
        if found := following.reporting if following.opens else following.telling:
            return found
    return None


def _headed(
    document: Document, turns: list[Turn], sentences: list[_Sentence], speech: list[Draft]
) -> Iterator[Turn]:
    """A heading that opens with a dash is said by whoever speaks first under it, a headline else by who is told to."""
    blocks = document.article.blocks
    for block in blocks:
        words = document.article.text[block.start : block.end]
        if block.kind not in _HEADS or words[:1] not in DASHES:
            continue
        if any(block.start <= d.trigger.idx < block.end for d in speech):
            continue
        first = next((t for t in turns if t.sentences[0] and t.sentences[0][0].idx >= block.end), None)
        limit = next((b.start for b in blocks if b.start > block.start and b.kind in _HEADS), None)
        if block.kind is BlockKind.HEADLINE and first is None:
            # «– Ei gåve» over «Ordføraren meiner at …»
            teller = next(
                (s.reporting or s.telling for s in sentences[:_LEAD] if s.reporting or s.telling), None
            )
        elif first is None or (
            limit is not None and first.sentences[0][0].idx > limit and block.kind is BlockKind.HEADING
        ):
            continue
        else:
            teller = first.teller
        inside = [t for t in document.doc if block.start <= t.idx < block.end and not t.is_space]
        if inside:
            yield Turn([inside], teller, echoed=True)


def _sentences(document: Document, speech: list[Draft]) -> Iterator[_Sentence]:
    by_sentence: dict[int, list[Draft]] = {}
    for draft in speech:
        by_sentence.setdefault(draft.trigger.sent.start, []).append(draft)
    for sentence in document.doc.sents:
        words = [t for t in sentence if not t.is_space]
        block = document.block_at(words[0].idx) if words else None
        if block is None or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST):
            continue
        number = document.article.blocks.index(block)
        told = by_sentence.get(sentence.start, [])
        dash = is_dialogue(document, number) or words[0].text in DASHES
        reporting = next((d for d in told if _reports(d, dash=dash)), None)
        telling = next((d for d in told if _tells(d)), None)
        yield _Sentence(words, number, reporting, telling)


def _tells(draft: Draft) -> bool:
    """«X seier at …», but not «kommentarar frå X» or «X kalla Y ein helt»: who may go on speaking."""
    if draft.event_class is not EventClass.UTTERANCE or draft.trigger.pos_ == "NOUN":
        return False
    return not draft.has(Role.PATIENT)


def _reports(draft: Draft, *, dash: bool) -> bool:
    """«…, seier X»: whether the verb stands after what is said, before its subject or at the end."""
    verb = draft.trigger
    if verb.pos_ != "VERB" or verb.dep_ in ("acl", "acl:relcl", "advcl", "xcomp"):
        return False
    said = [c for c in children(verb, "ccomp", "parataxis") if c.i < verb.i]
    subjects = children(verb, *SUBJECTS)
    inverted = bool(subjects) and subjects[0].i > verb.i
    if verb.dep_ == "parataxis" and inverted:
        return True
    return (bool(said) and inverted) or (dash and inverted and draft.event_class is EventClass.UTTERANCE)


def reporting_words(verb: Token) -> set[int]:
    """The verb of saying with its own dependents, without what is said."""
    inside = {verb.i}
    for child in verb.children:
        if child.dep_ not in _SAID:
            inside.update(t.i for t in child.subtree)
    return inside


def quoted_span(text: str, words: list[Token]) -> Span | None:
    """The first unbroken run of words, without dashes and commas around it; None where nothing is left."""
    last = words[0]
    for token in words[1:]:
        if token.i - last.i > 2:
            break
        last = token
    start, end = words[0].idx, last.idx + len(last)
    while start < end and text[start] in '–—-«»"”“ ,\n':
        start += 1
    while end > start and text[end - 1] in ',«»"”“ \n–':
        end -= 1
    return Span(start, end) if end > start else None


def told_before(verb: Token) -> Words | None:
    """The sentence before «Det melder X»: what a verb of saying points back to; None where it tells of itself."""
    words = [t for t in verb.sent if not t.is_space]
    first = words[0]
    subjects = children(verb, *SUBJECTS)
    points = first.lower_ in status_words().pointing_back and first.head == verb
    if not points or first in subjects or not any(s.i > verb.i for s in subjects) or children(verb, "ccomp"):
        return None
    return first.doc[words[0].i - 1].sent if words[0].i else None
