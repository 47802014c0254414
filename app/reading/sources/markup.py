"""Fragments of HTML, as feeds and records have them, to plain text."""

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_MARKUP = re.compile(r"<[a-zA-Z!/][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,10});")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_UNREAD = frozenset(("script", "style", "noscript", "iframe", "object", "template", "svg", "math"))
_SPACE = re.compile(r"[ \t\r\f\v\n]+")
_MANY_NEWLINES = re.compile(r"\s*\n\s*")


def plain(text: str) -> str:
    """The text of a fragment of HTML, one line for each block; text without markup as it is.

    What was escaped twice («&amp;oslash;», «&lt;b&gt;») is read twice. Nothing in it is executed or fetched.
    """
    for _ in range(2):
        if not _MARKUP.search(text):
            break
        text = _text_of(text)
    return text


def line(text: str) -> str:
    """The same on one line, for headlines."""
    return " ".join(plain(text).split())


def element_text(root: "etree._Element") -> str:
    """The text of a parsed element, one line for each block below it."""
    from lxml import etree

    parts: list[str] = []
    unread = 0
    # Without recursion: pages may be nested as deep as the parser lets them.
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if event == "start":
            unread += tag in _UNREAD
            added = element.text
        else:
            unread -= event == "end" and tag in _UNREAD
            added = element.tail if element is not root else None
        if tag in _BLOCKS:
            parts.append("\n")
        if added and not unread:
            parts.append(_SPACE.sub(" ", added))
    return _MANY_NEWLINES.sub("\n", "".join(parts)).strip()


def _text_of(fragment: str) -> str:
    # Here, because plain text needs it not.
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, recover=True)
    try:
        root = lxml_html.fragment_fromstring(
            fragment.encode("utf-16", "replace").decode("utf-16", "replace").replace("\x00", ""),
            create_parent="div",
            parser=parser,
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return html.unescape(re.sub(r"<[^<>]*>", " ", fragment))
    return element_text(root)
