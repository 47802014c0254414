"""Offsets as browsers count them: UTF-16 code units, where Python counts code points."""

from bisect import bisect_left


class Utf16Offsets:
    """Converts the offsets of one text."""

    def __init__(self, text: str) -> None:
        # Only what lies beyond the Basic Multilingual Plane takes two units.
        self._wide = [index for index, character in enumerate(text) if ord(character) > 0xFFFF]

    def __call__(self, offset: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return offset + bisect_left(self._wide, offset)
