"""Text in one form, so that the same words have the same code points everywhere."""

import re
import unicodedata

_NEWLINE = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile(r"[^\S\n]+")
# Format characters that people cannot see; the zero-width joiner stays, since emoji are built with it.
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def normalise(text: str) -> str:
    """NFC, `\\n` for every newline, single plain spaces, nothing invisible, no white space around lines.

    Applied twice it changes nothing more.
    """
    text = _NEWLINE.sub("\n", text)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", text)
    text = _SPACE.sub(" ", text)
    lines = [line.strip(" ") for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
