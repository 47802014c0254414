"""What is wrong with a query or an update, in words that name the place and the remedy."""

import re
import textwrap
from bisect import bisect_right
from itertools import pairwise

import pyoxigraph

from app.errors import NyhendegrafError
from app.graph.serialisation import prefixes
from app.query.guard import tokens, undeclared_prefixes

_LONGEST_MESSAGE = 160
_POSITION = re.compile(r"error at (\d+):(\d+)(?:: expected (?:one of )?)?")
_CHARACTERS = re.compile(r"\[(?:'(?:\\.[^']*|[^'\\]+)'|[^'\]])*\]")
_MISUSED_FUNCTION = re.compile(
    "custom (?:aggregate )?function (<.*?> (?:is not supported|requires .*? arguments.*))$"
)
_NO_IRI = "IRI parsing failed"
_SPACE = " " * 24
"""Longer than any keyword."""
_BRACKETS = tuple("{}()[]")


class QuerySyntaxError(NyhendegrafError):
    """The query is no SPARQL query; `line` and `column` count from 1, None where the parser does not tell."""

    def __init__(self, message: str, line: int | None, column: int | None) -> None:
        self.line = line
        self.column = column
        super().__init__(message)


class _Apart:
    """A query with its tokens far apart, and what stood where.

    The parser compares as many characters with a keyword as that has, and takes the end of them for the place of the
    mistake where it lies behind the real one. With so much space between tokens it never does, and lies in the space.
    """

    def __init__(self, query: str) -> None:
        self._query = query
        self._begins: list[tuple[int, int]] = []
        """Where each token begins here, and in the query."""
        found: list[str] = []
        size = 0
        for start, end in pairwise([*(place for place, _ in tokens(query)), len(query)]):
            token = query[start:end]
            if token.isspace():
                token += _SPACE
            elif token in _BRACKETS and "|" not in query[max(0, start - 1) : end + 1]:
                found.append(_SPACE)
                size += len(_SPACE)
            self._begins.append((size, start))
            found.append(token)
            size += len(token)
        self._begins.append((size + len(_SPACE), len(query)))
        self.text = "".join((*found, _SPACE))

    def original(self, line: int, column: int) -> tuple[tuple[int, int], str]:
        """Line and column in the query of a place here; and the word that may not stand there, where it is known."""
        place = sum(len(one) + 1 for one in self.text.split("\n")[: line - 1]) + column - 1
        if self.text[place - 1 : place + 1].isspace() and 0 < place < len(self.text):
            # In the space behind a word that is no keyword.
            number = self._token(len(self.text[:place].rstrip()) - 1)
            start, end = self._begins[number][1], self._begins[number + 1][1]
            if self._query[start] == ":" and self._query[start - 1 : start].isalnum():
                # A name has its prefix before it.
                start = self._begins[number - 1][1]
            return self._line_and_column(start), self._query[start:end]
        number = self._token(place)
        there, here = self._begins[number]
        following = self._begins[min(number + 1, len(self._begins) - 1)][1]
        return self._line_and_column(min(here + place - there, following)), ""

    def _token(self, place: int) -> int:
        return max(0, bisect_right(self._begins, (place, len(self._query))) - 1)

    def _line_and_column(self, place: int) -> tuple[int, int]:
        before = self._query[:place]
        return before.count("\n") + 1, len(before) - before.rfind("\n")


def syntax_error(error: SyntaxError, query: str, base: str, what: str) -> QuerySyntaxError:
    """What the parser says of a query or an update, with its place."""
    message = str(error.msg or error)
    place, unexpected = None, ""
    if found := _POSITION.search(message):
        place = int(found[1]), int(found[2])
        apart = _Apart(query)
        # Where nothing is wrong with it any more, it was wrong in a way that has to do with white space.
        if (second := _said(apart.text, base, what)) is not None and (found := _POSITION.search(second)):
            message = second
            place, unexpected = apart.original(int(found[1]), int(found[2]))
    told = _told(message, query, base, place, unexpected)
    see = f"https://www.w3.org/TR/sparql11-{what}/"
    line, column = place or (None, None)
    return QuerySyntaxError(f"the {what} is no SPARQL {what}: {told}. See {see}", line, column)


def misused_function(error: Exception, what: str) -> QuerySyntaxError | None:
    """The mistake where an error is one of calling a function that is not there, or in another way than it can be."""
    found = _MISUSED_FUNCTION.search(str(error))
    if found is None:
        return None
    see = "https://www.w3.org/TR/sparql11-query/#SparqlOps"
    return QuerySyntaxError(f"the {what} calls a function wrongly: {found[1]}. See {see}", None, None)


def _said(query: str, base: str, what: str) -> str | None:
    """What the parser says of a query; None where it has no complaint."""
    nothing = pyoxigraph.Store()
    try:
        if what == "update":
            nothing.update(query, prefixes=prefixes(base), base_iri=base)
        else:
            nothing.query(query, prefixes=prefixes(base), base_iri=base)
    except SyntaxError as error:
        return str(error.msg or error)
    except RuntimeError:
        return None
    return None


def _told(message: str, query: str, base: str, place: tuple[int, int] | None, unexpected: str) -> str:
    """The parser's message as one short line."""
    found = _POSITION.search(message)
    # The parser tells of a missing prefix only where nothing else might have followed.
    missing = (
        () if _NO_IRI in message else undeclared_prefixes(_until(query, place) + unexpected, prefixes(base))
    )
    if missing:
        prefix = missing[0]
        iri = prefixes(base).get(prefix.lower(), "…")
        return f"the prefix {prefix}: is not declared; add PREFIX {prefix}: <{iri}> before the query"
    expected = message[found.end() :] if found else message
    parts = [" ".join(part.split()) for part in _CHARACTERS.sub("", expected).split(", ")]
    # What is no list of tokens is a sentence that tells what is wrong.
    reasons = [part for part in parts if re.match("[A-Z].* .* ", part)]
    if unexpected and not reasons:
        told = f"{unexpected} may not stand here"
    else:
        told = ", ".join(
            reasons or [f"expected {', '.join(part for part in parts if part) or 'something else'}"]
        )
    where = "" if place is None else f"error at {place[0]}:{place[1]}: "
    return textwrap.shorten(where + told, _LONGEST_MESSAGE, placeholder=" …")


def _until(query: str, place: tuple[int, int] | None) -> str:
    """The query as far as the parser came."""
    if place is None:
        return query
    line, column = place
    *whole, last = query.split("\n")[:line]
    return "\n".join([*whole, last[: column - 1]])
