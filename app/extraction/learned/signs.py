"""What a fact looks like, for weights to be learned of: signs with their strengths."""

import math
from collections.abc import Mapping

from app.extraction.drafts import Draft, DraftArgument
from app.extraction.entities import Referent
from app.extraction.relation_drafts import RelationDraft
from app.model.extraction import MentionKind
from app.model.vocabulary import EventClass, Modality, Polarity

Signs = Mapping[str, float]
"""Sign → how strong it is; what is not there has strength 0."""
_LONG_NAME, _FAR = 5, 8
_MANY, _NARROW = 4, 6


def event_signs(draft: Draft) -> dict[str, float]:
    """The signs of an event whose `confidence` is as the rules have weighed it."""
    trigger = draft.trigger
    signs = {"always": 1.0, "weighed": _log_odds(draft.confidence)}
    if draft.event_class is not EventClass.EVENT:
        signs[f"class {draft.event_class}"] = 1.0
    if draft.sense is not None:
        signs["entry"] = _log_odds(draft.sense.confidence)
        signs["narrow entry"] = min(draft.sense.specificity, _NARROW) / _NARROW
    else:
        signs[f"found as {draft.rule.partition(':')[0]}"] = 1.0
    signs[f"trigger {trigger.pos_}"] = 1.0
    signs[f"trigger {trigger.pos_} {trigger.dep_}"] = 1.0
    signs[f"participants {min(len(draft.arguments), _MANY)}"] = 1.0
    for argument in draft.arguments:
        for sign in _argument_signs(argument, draft):
            signs[sign] = 1.0
    if draft.reality.modality is not Modality.ACTUAL:
        signs[str(draft.reality.modality)] = 1.0
    if draft.reality.polarity is not Polarity.POSITIVE:
        signs["denied"] = 1.0
    for sign, seen in (
        ("attributed", draft.source is not None),
        ("quoted", bool(draft.quotations)),
        ("dated", draft.time is not None),
        ("told before", draft.rule.endswith("(told before)")),
        ("nobody named", not any(a.referent.named for a in draft.arguments)),
        ("nobody acts", not any(a.referent.is_actor for a in draft.arguments)),
    ):
        if seen:
            signs[sign] = 1.0
    return signs


def relation_signs(draft: RelationDraft) -> dict[str, float]:
    """The signs of a relation whose `confidence` is the rule's."""
    signs = {
        "always": 1.0,
        "rule's": _log_odds(draft.confidence),
        f"relation {draft.type}": 1.0,
        f"rule {draft.rule}": 1.0,
        f"relation {draft.type}, rule {draft.rule}": 1.0,
        f"subject {kind(draft.subject)}": 1.0,
        f"relation {draft.type}, subject {kind(draft.subject)}": 1.0,
    }
    if draft.object is not None:
        signs[f"object {kind(draft.object)}"] = 1.0
        signs[f"relation {draft.type}, object {kind(draft.object)}"] = 1.0
    if draft.reality.modality is not Modality.ACTUAL:
        signs[str(draft.reality.modality)] = 1.0
    return signs


def _argument_signs(argument: DraftArgument, draft: Draft) -> list[str]:
    referent, word, role = argument.referent, argument.word, argument.role
    sort = kind(referent)
    found = [f"{role}", f"{role} {sort}", f"{sort}", f"{role} {word.dep_}"]
    if word.pos_ == "PRON":
        found.append(f"{role} by pronoun")
    if abs(word.i - draft.trigger.i) > _FAR:
        found.append(f"{role} far away")
    if not referent.named and len(referent.name.split()) >= _LONG_NAME:
        found.append("long description")
    if len(referent.heads) > 1:
        found.append(f"{role} told of again")
    return found


def kind(referent: Referent) -> str:
    """Of what sort it is, and whether it is known or named."""
    group = "body" if referent.type.is_organization else str(referent.type)
    names = sum(m.kind is MentionKind.NAME for m in referent.mentions.values())
    known = "known " if referent.entry is not None else "named " if names else ""
    return f"{known}{group}"


def _log_odds(confidence: float) -> float:
    inside = min(max(confidence, 0.02), 0.98)
    return math.log(inside / (1 - inside))
