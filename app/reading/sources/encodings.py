"""Text of documents that do not say, or say wrongly, how it is encoded."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def encoding_of(data: bytes) -> str:
    """UTF-8 where the bytes can be that, else what their byte order mark says, else Windows-1252.

    Old exports of Norwegian papers are in the last, and no text of some length is UTF-8 by accident.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        # A sample may end in the middle of a letter.
        decoder.decode(data, final=False)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def text_of(data: bytes) -> str:
    """The text, with «\ufffd» for what is damaged."""
    return data.decode(encoding_of(data), errors="replace")


def page_text(data: bytes, given: str | None = None) -> str:
    """The text of a page: by a byte order mark, as UTF-8 where it can be that, else as the server or the page says."""
    encoding = encoding_of(data)
    if encoding == "cp1252":
        declared = _DECLARED.search(data[:4096])
        for name in (given, declared[1].decode("ascii", "ignore") if declared else None):
            if name and (known := _known(name)) is not None:
                encoding = known
                break
    return data.decode(encoding, errors="replace")


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name.strip("\"' ")).name
    except (LookupError, ValueError):
        return None
    # What pages call ISO 8859-1 browsers read as Windows-1252; and UTF-8 it is not, as was tried.
    return "cp1252" if found in ("iso8859-1", "ascii", "utf-8") else found
