"""What two mentions of a sentence look like, for weights of whether they take part in the same event."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from app.extraction.candidates import Candidate
from app.extraction.clause_slots import ClauseSlots
from app.extraction.drafts import Draft
from app.extraction.entities import Referent
from app.extraction.learned.signs import kind
from app.extraction.status import clause_reality
from app.extraction.syntax import (
    children,
    has_feature,
    is_passive,
    light_verbs,
    preposition,
    verb_lemma,
    weak_verbs,
)
from app.language import Document
from app.language.tokens import Span as Words
from app.language.tokens import Token
from app.model.vocabulary import EventClass

_STEPS, _FEW, _SOME, _RANKS = 3, 4, 6, 8
_FAR, _NEAR = 5, 3
_ENDING = 5
_TELLING = ("first", "second")
_MARKS = frozenset(",;:–-()«»")


class Surroundings:
    """What an article's facts and mentions tell about any of its pairs; `kept` are the events that are sure enough."""

    def __init__(
        self,
        document: Document,
        referents: Sequence[Referent],
        mentions: Sequence[tuple[Words, Sequence[tuple[Token, Referent]]]],
        kept: Sequence[Draft],
        unsure: Sequence[Draft],
        slots: ClauseSlots,
    ) -> None:
        self._document = document
        self._slots = slots
        by_mentions = sorted(
            referents, key=lambda r: (-len(r.heads), min(r.heads, default=len(document.doc)))
        )
        self._rank = {id(r): rank for rank, r in enumerate(by_mentions)}
        self._together: Counter[frozenset[int]] = Counter()
        self._crowd: dict[int, int] = {}
        for sentence, here in mentions:
            ids = sorted({id(r) for _, r in here})
            self._crowd[sentence.start] = len(ids)
            self._together.update(
                frozenset((one, other)) for n, one in enumerate(ids) for other in ids[n + 1 :]
            )
        self._told: dict[int, tuple[str, Draft]] = {}
        for draft in sorted(kept, key=lambda d: d.event_class is EventClass.EVENT):
            is_open = draft.event_class is EventClass.EVENT
            self._told.setdefault(draft.trigger.i, ("open" if is_open else "told", draft))
        for draft in unsure:
            self._told.setdefault(draft.trigger.i, ("unsure", draft))
        self._by_predicate: dict[int, list[str]] = {}
        self._by_mention: dict[tuple[str, int, int], list[str]] = {}
        self._busy: dict[int, set[int]] = {}
        for draft in kept:
            self._busy.setdefault(draft.trigger.sent.start, set()).update(
                id(a.referent) for a in draft.arguments
            )

    @property
    def triggers(self) -> frozenset[int]:
        """The words that tell an event."""
        return frozenset(self._told)

    def told_by(self, word: Token) -> tuple[str, Draft | None]:
        """How sure the event of a word is («told», «open», «unsure», «untold»), and which it is."""
        return self._told.get(word.i, ("untold", None))

    def signs(self, candidate: Candidate) -> Mapping[str, float]:
        """The signs of a pair."""
        return dict.fromkeys(
            (
                *_way_signs(candidate),
                *self._event_signs(candidate),
                *self._slot_signs(candidate),
                *self._mention_signs(candidate),
            ),
            1.0,
        )

    def _event_signs(self, candidate: Candidate) -> list[str]:
        state, draft = self.told_by(candidate.predicate)
        found = ["always", f"clause {state}", f"meeting {self.told_by(candidate.meeting)[0]}"]
        roles = ["-", "-"]
        if draft is not None:
            roles = [_role(draft, referent) for referent in candidate.referents]
            taking = " ".join("in" if role != "-" else "out" for role in roles)
            found += [
                f"clause {draft.event_class}",
                f"sure {int(draft.confidence * 10)}",
                f"clause {state}: {taking}",
                f"clause: {roles[0]}, {roles[1]}",
                f"clause {draft.event_class}: {roles[0]}, {roles[1]}",
            ]
        return found + self._of_predicate(candidate.predicate)

    def _slot_signs(self, candidate: Candidate) -> list[str]:
        predicate = candidate.predicate
        places = [
            f"{'before' if w.i < predicate.i else 'after'} {min(abs(w.i - predicate.i) // _NEAR, _FAR)}"
            for w in candidate.words
        ]
        heads = [w.head.pos_ for w in candidate.words]
        found = [f"stand {places[0]}, {places[1]}", f"below {heads[0]}, {heads[1]}"]
        if not self._slots.has(predicate):
            return [*found, "no frame"]
        first, second = (
            self._slots.of(word, referent, predicate)
            for word, referent in zip(candidate.words, candidate.referents, strict=True)
        )
        one, other = (_broad(r) for r in candidate.referents)
        return [
            *found,
            f"slots {first}, {second}",
            f"slots {one} {first}, {other} {second}",
            f"first slot {first}",
            f"second slot {second}",
        ]

    def _of_predicate(self, predicate: Token) -> list[str]:
        found = self._by_predicate.get(predicate.i)
        if found is None:
            found = self._by_predicate[predicate.i] = _predicate_signs(predicate)
        return found

    def _mention_signs(self, candidate: Candidate) -> list[str]:
        (one, other), (first, second) = candidate.words, candidate.referents
        start = one.sent.start
        busy = [id(r) in self._busy.get(start, ()) for r in candidate.referents]
        kinds = [_broad(r) for r in candidate.referents]
        block = self._document.block_at(one.idx)
        number = self._document.article.blocks.index(block) if block is not None else 0
        between = one.doc[min(one.i, other.i) : max(one.i, other.i)]
        found = [
            f"kinds {' and '.join(sorted(kinds))}",
            f"kinds {kinds[0]}, {kinds[1]}",
            f"busy {busy[0]} {busy[1]}",
            f"busy {kinds[0]} {busy[0]}, {kinds[1]} {busy[1]}",
            f"apart {min(int(math.log2(abs(one.i - other.i) + 1)), 5)}",
            f"mentions {min(len(first.heads), 5)} {min(len(second.heads), 5)}",
            f"together {min(self._together[candidate.pair], _FEW)}",
            f"block {min(number, _SOME)}",
            f"in {block.kind.value if block is not None else '-'}",
            f"long {min((one.sent.end - start) // 8, 5)}",
            f"crowd {min(self._crowd[start] // 3, _SOME)}",
        ]
        if any(t.text in _MARKS for t in between):
            found.append("mark between")
        for which, word, referent in zip(_TELLING, candidate.words, candidate.referents, strict=True):
            key = which, word.i, id(referent)
            if key not in self._by_mention:
                self._by_mention[key] = self._of_mention(which, word, referent)
            found += self._by_mention[key]
        return found

    def _of_mention(self, which: str, word: Token, referent: Referent) -> list[str]:
        found = [
            f"{which} {kind(referent)}",
            f"{which} {word.pos_}",
            f"{which} as {_step(word)}",
            f"{which} mentioned {min(len(referent.heads), _SOME)}",
            f"{which} rank {min(self._rank[id(referent)], _RANKS)}",
        ]
        if referent.named:
            return found
        found.append(f"{which} length {min(len(referent.name.split()), 5)}")
        found.append(
            f"{which} unnamed {'definite' if has_feature(word, 'Definite', 'Def') else 'indefinite'}"
            f"{' of' if children(word, 'nmod', 'acl', 'acl:relcl') else ''}"
            f"{' such' if children(word, 'amod', 'det', 'nmod:poss') else ''}"
        )
        if word.pos_ == "NOUN":
            lemma = word.lemma_.lower()
            found += [f"{which} -{lemma[-_ENDING:]}", f"noun {lemma}"]
        return found


def _predicate_signs(predicate: Token) -> list[str]:
    found = [
        f"lemma {predicate.pos_} {predicate.lemma_.lower()}",
        f"predicate {predicate.pos_} {predicate.dep_}",
    ]
    if predicate.pos_ in ("VERB", "AUX"):
        lemma = verb_lemma(predicate)
        reality = clause_reality(predicate)
        found.append(f"clause {reality.polarity} {reality.modality}")
        for sign, seen in (
            ("light", lemma in light_verbs()),
            ("weak", lemma in weak_verbs()),
            ("present", has_feature(predicate, "Tense", "Pres")),
            ("passive", is_passive(predicate)),
        ):
            if seen:
                found.append(sign)
    return found


def _way_signs(candidate: Candidate) -> list[str]:
    words, meeting = candidate.words, candidate.meeting
    top = meeting.pos_
    if meeting.i == words[0].i:
        top = "first"
    elif meeting.i == words[1].i:
        top = "second"
    steps = [[_step(t) for t in way if t.dep_ != "conj"] for way in candidate.ways]
    plain = [[t.dep_ for t in way if t.dep_ != "conj"] for way in candidate.ways]
    one, other = (">".join(way[-_STEPS:]) for way in steps)
    plain_one, plain_other = (">".join(way[-_STEPS:]) for way in plain)
    near_one, near_other = (">".join(way[-2:]) for way in plain)
    first, second = (_broad(r) for r in candidate.referents)
    found = [
        f"top {top}",
        f"way {one} {top} {other}",
        f"way {plain_one} {top} {plain_other}",
        f"way {first} {near_one} {top} {near_other} {second}",
        f"first way {one}",
        f"second way {other}",
        f"steps {min(len(steps[0]), _FEW)} {min(len(steps[1]), _FEW)}",
    ]
    for which, way, kept in zip(_TELLING, candidate.ways, steps, strict=True):
        if len(way) != len(kept):
            found.append(f"{which} coordinated")
    return found


def _step(word: Token) -> str:
    prep = preposition(word)
    return f"{word.dep_}({prep})" if prep else word.dep_


def _role(draft: Draft, referent: Referent) -> str:
    return next((a.role.value for a in draft.arguments if a.referent is referent), "-")


def _broad(referent: Referent) -> str:
    if referent.is_person:
        sort = "person"
    elif referent.type.is_organization:
        sort = "body"
    elif referent.is_location:
        sort = "country" if referent.is_actor else "place"
    else:
        sort = "thing"
    return f"named {sort}" if referent.named else sort
