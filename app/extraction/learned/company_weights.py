"""Weights of the signs of pairs: how probably two mentions of a sentence take part in the same event."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.errors import RunError

COMPANY_WEIGHTS = Path(__file__).parent / "company.json"
"""What ships; `python -m app.training company` writes it."""


@cache
def load_company(path: Path = COMPANY_WEIGHTS) -> Mapping[str, float]:
    """The weights of a file by sign, as log odds; RunError where it is missing or holds something else."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {str(sign): float(weight) for sign, weight in data.items()}
    except OSError as error:
        raise RunError(
            f"{path.name}: the weights of pairs are missing from {path.parent} ({error.strerror}). "
            "Reinstall nyhendegraf, or make them: python -m app.training company"
        ) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise RunError(
            f"{path}: no weights of pairs ({error}). Make them: python -m app.training company"
        ) from error
