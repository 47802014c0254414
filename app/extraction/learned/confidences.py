"""Confidences that mean something: of facts with confidence .8, some eight in ten are right."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.errors import RunError
from app.extraction.drafts import Draft
from app.extraction.learned.signs import Signs, event_signs, relation_signs
from app.extraction.relation_drafts import RelationDraft
from app.model.vocabulary import EventClass

WEIGHTS = Path(__file__).parent / "weights.json"
"""What ships; `python -m app.training heads` writes it."""


@dataclass(frozen=True, slots=True)
class Confidences:
    """Weights of signs, as log odds; a sign without a weight says nothing."""

    events: Mapping[str, float]
    relations: Mapping[str, float]

    def of_event(self, draft: Draft) -> float:
        """The share of its participants that should be right; of the open class what the rules say."""
        if draft.event_class is EventClass.EVENT:
            # Fitted where it is found (`open_class`); these weights made it no surer.
            return draft.confidence
        return chance(self.events, event_signs(draft))

    def of_relation(self, draft: RelationDraft) -> float:
        """How probably it is right."""
        return chance(self.relations, relation_signs(draft))


def chance(weights: Mapping[str, float], signs: Signs) -> float:
    """The probability that weights and signs give together."""
    odds = sum(strength * weights.get(sign, 0.0) for sign, strength in signs.items())
    return 1 / (1 + math.exp(-min(max(odds, -30.0), 30.0)))


@cache
def load_confidences(path: Path = WEIGHTS) -> Confidences:
    """The weights of a file; RunError where it is missing or holds something else."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        parts = {
            part: {str(sign): float(weight) for sign, weight in data[part].items()}
            for part in ("events", "relations")
        }
    except OSError as error:
        raise RunError(
            f"{path.name}: the weights of confidences are missing from {path.parent} ({error.strerror}). "
            "Reinstall nyhendegraf, or make them: python -m app.training heads"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError(
            f"{path}: no weights of confidences ({error}). Make them: python -m app.training heads"
        ) from error
    return Confidences(**parts)
