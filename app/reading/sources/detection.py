"""What a document is, told by how it begins."""

import json
import re
from enum import Enum, auto

from app.reading.sources.encodings import encoding_of
from app.reading.sources.records import known_names
from app.reading.sources.tables import SEPARATOR, delimiter_of

_BEFORE_THE_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>|\s)*", re.DOTALL | re.IGNORECASE
)
_START_TAG = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_LATE_FEED = re.compile(
    r"<\?xml\s[^<>]*\?>(?:\s|<\?[^<>]*\?>|<!--.*?-->)*<(?:[a-z_][\w.-]*:)?(?:rss|feed|rdf)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
"""A feed behind what its server should not have sent, such as warnings of PHP."""
_DOCTYPE_HTML = re.compile(r"<!doctype\s+html", re.IGNORECASE)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_JSON_LATER = re.compile(r'\n\{\s*"')
"""Lines of JSON of which the first is broken, as where a file was cut into parts."""
_LINE_ENDINGS = (".jsonl", ".ndjson")
_FEEDS = frozenset(("rss", "feed", "rdf"))
_NEWSML = frozenset(("newsmessage", "newsitem", "packageitem", "nitf"))
_PAGE_TAGS = frozenset(
    [
        "html",
        "head",
        "body",
        "div",
        "p",
        "article",
        "section",
        "main",
        "header",
        "meta",
        "title",
        "h1",
        "h2",
        "span",
        "table",
        "a",
        "br",
        "center",
        "font",
    ]
)
_TABLE_ENDINGS = (".csv", ".tsv")


class Kind(Enum):
    """The kinds of documents; `TEXT` is what is none of the others."""

    TEXT = auto()
    FEED = auto()
    PAGE = auto()
    JSON = auto()
    TABLE = auto()
    NEWSML = auto()
    WARC = auto()
    GZIP = auto()
    ZIP = auto()
    OTHER_XML = auto()


def kind_of(head: bytes, name: str = "") -> Kind:
    """The kind of a document that begins so; its name only tells a table without the usual names of columns."""
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if head.startswith(b"WARC/"):
        return Kind.WARC
    text = head.decode(encoding_of(head), errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _markup(text)
    if _LATE_FEED.search(text):
        return Kind.FEED
    if _JSON.match(text) or (name.lower().endswith(_LINE_ENDINGS) and _JSON_LATER.search(text)):
        return Kind.JSON
    if _is_table(text.split("\n", 1)[0], name):
        return Kind.TABLE
    return Kind.TEXT


def is_complete_json(line: bytes) -> bool:
    """Whether a line is a JSON document of its own, as each of a file of lines is."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _markup(text: str) -> Kind:
    if _DOCTYPE_HTML.match(text):
        return Kind.PAGE
    before = _BEFORE_THE_ROOT.match(text)
    tag = _START_TAG.match(text, before.end() if before else 0)
    if tag is None:
        return Kind.PAGE if _DOCTYPE_HTML.search(text) else Kind.TEXT if not before else Kind.OTHER_XML
    name = tag[2].lower()
    if name in _FEEDS:
        return Kind.FEED
    if name in _NEWSML:
        return Kind.NEWSML
    if name not in ("html", "head", "body") and _LATE_FEED.search(text):
        return Kind.FEED
    return Kind.PAGE if name in _PAGE_TAGS else Kind.OTHER_XML


def _is_table(first: str, name: str) -> bool:
    if SEPARATOR.match(first):
        return True
    delimiter = delimiter_of(first)
    cells = [cell.strip().strip('"') for cell in first.split(delimiter)]
    if len(cells) < 2:
        return False
    if name.lower().endswith(_TABLE_ENDINGS):
        return True
    known = known_names()
    found = {field for cell in cells for field in known.get(cell.casefold(), ())}
    return "text" in found and len(found) >= 2 and all(0 < len(cell) <= 40 for cell in cells)
