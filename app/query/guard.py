"""Refuses queries that would make the store open a connection, before the store sees them.

Oxigraph has no switch for SERVICE. A query is refused where any reading of its characters has SERVICE as a word of
its own: a «<» may begin an IRI or compare, a backslash may belong to a name, and escapes may be expanded before or
after tokens are found, so every such reading is followed. This errs towards refusing.
"""

import re
from collections.abc import Collection, Iterator

from app.errors import NyhendegrafError

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_IRI = re.compile(r"<[^<>\x00-\x20]*>")
# «<http://…» cannot compare, for nothing may be divided by nothing; nor can «a<b>c», unless something ends or joins
# the first comparison before the second.
_SURELY_IRI = re.compile(r"<(?:(?:[A-Za-z][A-Za-z0-9+.-]*:)?//.*|[^()\[\]{}&|,;#'\"\\]*)>$")
_COMMENT = re.compile(r"#[^\r\n]*")
_STRING = re.compile(
    r"'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''|\"\"\"(?:(?:\"|\"\")?(?:[^\"\\]|\\.))*\"\"\""
    r"|'(?:[^'\\\r\n]|\\.)*'|\"(?:[^\"\\\r\n]|\\.)*\"",
    re.DOTALL,
)
_NAME_START = re.compile(r"[?$]\w+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*|_:[\w.-]*")
_LOCAL = re.compile(r":(?:[\w:%-]|\\.|\.(?=[\w:%-]))*")
_WORD = re.compile(r"[\w-]+(?:\.[\w-]+)*")
# What `_step` finds first, in one expression, which is several times faster; white space in one piece.
_TOKEN = re.compile(
    "|".join(
        [
            r"\s+",
            _IRI.pattern,
            _COMMENT.pattern,
            f"(?s:{_STRING.pattern})",
            _NAME_START.pattern,
            _LOCAL.pattern,
            f"((?>{_WORD.pattern}))(?!:)",
            _WORD.pattern,
            "(?s:.)",
        ]
    )
)
_OUTWARD = ("service",)
_OUTWARD_IN_UPDATES = ("service", "load")
# «service:x» is a name unless «{» follows, which makes it SERVICE :x. Only what surely is no «{» counts.
_PREFIXED = re.compile(
    r":[A-Za-z0-9_-]*(?:[ \t\r\n]*[?$<\"'(\[)\];,/|^*+]|[ \t\r\n]+[A-Za-z0-9_:]|[ \t\r\n]*\.[ \t\r\n}])"
)


class RefusedQueryError(NyhendegrafError):
    """The query would reach outside of the store."""


def refuse_outside(query: str) -> None:
    """Raise RefusedQueryError where the query might call another endpoint."""
    _refuse(query, "query", _OUTWARD)


def refuse_outside_update(update: str) -> None:
    """Raise RefusedQueryError where the update might call another endpoint, or load something."""
    _refuse(update, "update", _OUTWARD_IN_UPDATES)


def _refuse(sparql: str, what: str, keywords: Collection[str]) -> None:
    for text in {sparql, _expanded(sparql), _expanded(_expanded(sparql))}:
        for keyword in keywords:
            if keyword in text.casefold() and _reaches(text, keyword):
                plural = "queries" if what == "query" else "updates"
                raise RefusedQueryError(
                    f"the {what} has {keyword.upper()} in it, and {plural} may not reach outside of the store. "
                    "Leave it out, or rename the prefix that looks like it"
                )


def tokens(text: str, begins: int = 0) -> Iterator[tuple[int, str]]:
    """Where each token begins, and its word where that may be a keyword, in the reading that the grammar prefers.

    `begins` is where the first one does that is wanted.
    """
    for match in _TOKEN.finditer(text, begins):
        # «from:x» is a name, whatever the word.
        yield match.start(), match[1] or ""


def has_dataset(query: str) -> bool:
    """Whether the query names its own dataset with FROM."""
    # Most have no such word anywhere, which is known a hundred times faster.
    return "from" in query.casefold() and any(word.upper() == "FROM" for _, word in tokens(query))


def _expanded(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"

    return _ESCAPE.sub(character, text)


def undeclared_prefixes(query: str, known: Collection[str]) -> tuple[str, ...]:
    """The prefixes that a query uses and neither it nor `known` declares, in the order of their first use."""
    used: dict[str, None] = {}
    declared = set(known)
    word = before = ""
    position = 0
    while position < len(query):
        if query[position] == ":":
            if before.upper() == "PREFIX":
                declared.add(word)
            else:
                used.setdefault(word)
        following, found = _step(query, position)
        if query[position] in "'\"" and following == (position + 1,):
            break  # It never ends, and what follows may be in it.
        if query[position].isspace():
            # «foo» and «:bar» are two tokens where something stands between them.
            before, word = (word, "") if word else (before, "")
        else:
            before, word = (before, found) if found else ("", "")
        position = following[0]
    return tuple(prefix for prefix in used if prefix not in declared)


def _reaches(text: str, keyword: str) -> bool:
    # What follows a place does not depend on how it was reached, so each place is looked at once.
    waiting, seen = [0], {0}
    while waiting:
        position = waiting.pop()
        if position >= len(text):
            continue
        following, word = _step(text, position)
        if keyword in word.casefold() and not (keyword in _OUTWARD and _PREFIXED.match(text, following[0])):
            return True
        for place in following:
            if place not in seen:
                seen.add(place)
                waiting.append(place)
    return False


def _step(text: str, position: int) -> tuple[tuple[int, ...], str]:
    """Where the next token may begin, and the word that stands here if one does."""
    character = text[position]
    if character == "<":
        match = _IRI.match(text, position)
        if match is None:
            return (position + 1,), ""
        if _SURELY_IRI.match(match[0]):
            return (match.end(),), ""
        return (match.end(), position + 1), ""
    if character == "#":
        match = _COMMENT.match(text, position)
        return (match.end() if match else position + 1,), ""
    if character in "'\"":
        match = _STRING.match(text, position)
        return (match.end() if match else position + 1,), ""
    if character in "?$@_" and (match := _NAME_START.match(text, position)):
        return (match.end(),), ""
    if character == ":":
        match = _LOCAL.match(text, position)
        return (match.end() if match else position + 1,), ""
    if character == "\\":
        return (position + 1, position + 2), ""
    if match := _WORD.match(text, position):
        return (match.end(),), match[0]
    return (position + 1,), ""
