"""Answers as plain values that any writer of JSON takes."""

from dataclasses import fields, is_dataclass
from typing import Any


def plain(value: object) -> Any:
    """Dataclasses as objects, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value
