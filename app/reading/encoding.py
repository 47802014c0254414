"""Bytes to text: UTF-8, or an error that says what the bytes are instead."""

import codecs
import re
from shlex import quote

from app.errors import ArticleError

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_FORMATS = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "an archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "packed with bzip2"),
    (b"\xfd7zXZ", "packed with xz"),
    (b"\x28\xb5\x2f\xfd", "packed with Zstandard"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML document"),
)
_SAMPLE_BYTES = 8192
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b]")
"""Control characters that are no white space."""
_MAX_CONTROL_SHARE = 0.02
_MIN_LETTER_SHARE = 0.75
"""Letters and white space; running text has more, a binary read as Latin-1 far less."""


def decode(place: str, data: bytes) -> str:
    """The text of UTF-8 bytes, a byte order mark left out; ArticleError with the remedy for anything else."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            raise _wrong_encoding(place, name, name)
    head = data.removeprefix(codecs.BOM_UTF8).lstrip()[:32].lower()
    for beginning, name in _FORMATS:
        if head.startswith(beginning.lower()):
            raise _no_text(place, name)
    sample = data[:_SAMPLE_BYTES]
    if b"\x00" in sample:
        if (unmarked := _unmarked_utf16(sample)) is not None:
            raise _wrong_encoding(place, "UTF-16", unmarked)
        raise _no_text(place, "binary")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            line = data[: error.start].count(b"\n") + 1
            raise ArticleError(
                place,
                f"the text is UTF-8 with a damaged character on line {line}",
                "Mend it, or fetch it anew",
            ) from error
        if _is_text(data.decode("cp1252", errors="replace")):
            raise _wrong_encoding(place, "Latin-1 or Windows-1252", "WINDOWS-1252") from error
        raise _no_text(place, "binary") from error
    sample_text = text[:_SAMPLE_BYTES]
    if len(_CONTROL.findall(sample_text)) > _MAX_CONTROL_SHARE * len(sample_text):
        raise _no_text(place, "binary")
    return text


def _unmarked_utf16(sample: bytes) -> str | None:
    """Which UTF-16 it is where nearly every second byte is zero, as in Western text."""
    for start, name in ((1, "UTF-16LE"), (0, "UTF-16BE")):
        zeros, letters = sample[start::2], sample[1 - start :: 2]
        if zeros and zeros.count(0) > 0.9 * len(zeros) and letters.count(0) < 0.1 * len(letters):
            return name
    return None


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether letters beyond ASCII are UTF-8 more often than not, as in a text that was cut or pasted together."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    return sum(c > "\x7f" for c in text) >= 2 * damaged


def _is_text(text: str) -> bool:
    return sum(c.isalpha() or c.isspace() for c in text) >= _MIN_LETTER_SHARE * len(text)


def _wrong_encoding(place: str, name: str, iconv: str) -> ArticleError:
    return ArticleError(
        place,
        f"the text is {name}, not UTF-8",
        f"Convert it: iconv -f {iconv} -t UTF-8 {quote(place)} > converted.txt",
    )


def _no_text(place: str, name: str) -> ArticleError:
    return ArticleError(
        place, f"the file is {name}, not plain text", "Save the article as plain text in UTF-8"
    )
