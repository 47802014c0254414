"""Text in one form, so that the same words have the same code points everywhere."""

import re
import unicodedata

from app.reading.wrapping import unwrap

_NEWLINE = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile(r"[^\S\n]+")
# Format characters that people cannot see; the zero-width joiner stays, since emoji are built with it.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
# Half a character, as JSON can have it (\\ud83d alone): nothing can write it.
_HALF = re.compile(r"[\ud800-\udfff]")
_MANY_NEWLINES = re.compile(r"\n{3,}")


def normalise(text: str) -> str:
    """NFC, `\\n` for every newline, single plain spaces, nothing invisible, one line for each paragraph.

    There is no white space around lines, and at most one empty line between two. Applied twice it changes nothing
    more.
    """
    text = _NEWLINE.sub("\n", text)
    text = _HALF.sub("\ufffd", _CONTROL.sub("", _INVISIBLE.sub("", text)))
    # Ligatures come from typesetting («ﬁnans»); other compatibility characters («½», «²») mean something.
    text = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = unicodedata.normalize("NFC", text)
    text = _SPACE.sub(" ", text)
    lines = unwrap([line.strip(" ") for line in text.split("\n")])
    return _MANY_NEWLINES.sub("\n\n", "\n".join(lines)).strip()
