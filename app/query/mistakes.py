"""What is wrong with a query or an update, in words that name the place and the remedy."""

import re
import textwrap

from app.errors import NyhendegrafError
from app.graph.serialisation import prefixes
from app.query.guard import undeclared_prefixes

_LONGEST_MESSAGE = 160
_POSITION = re.compile(r"error at (\d+):(\d+)(?:: expected (?:one of )?)?")
_CHARACTERS = re.compile(r"\[(?:'(?:\\.[^']*|[^'\\]+)'|[^'\]])*\]")
_MISUSED_FUNCTION = re.compile(
    "custom (?:aggregate )?function (<.*?> (?:is not supported|requires .*? arguments.*))$"
)
_NO_IRI = "IRI parsing failed"


class QuerySyntaxError(NyhendegrafError):
    """The query is no SPARQL query; `line` and `column` count from 1, None where the parser does not tell."""

    def __init__(self, message: str, line: int | None, column: int | None) -> None:
        self.line = line
        self.column = column
        super().__init__(message)


def syntax_error(error: SyntaxError, query: str, base: str, what: str) -> QuerySyntaxError:
    """What the parser says of a query or an update, with its place."""
    message = str(error.msg or error)
    found = _POSITION.search(message)
    line, column = (int(found[1]), int(found[2])) if found else (None, None)
    told = _told(message, query, base)
    see = f"https://www.w3.org/TR/sparql11-{what}/"
    return QuerySyntaxError(f"the {what} is no SPARQL {what}: {told}. See {see}", line, column)


def misused_function(error: Exception, what: str) -> QuerySyntaxError | None:
    """The mistake where an error is one of calling a function that is not there, or in another way than it can be."""
    found = _MISUSED_FUNCTION.search(str(error))
    if found is None:
        return None
    see = "https://www.w3.org/TR/sparql11-query/#SparqlOps"
    return QuerySyntaxError(f"the {what} calls a function wrongly: {found[1]}. See {see}", None, None)


def _told(message: str, query: str, base: str) -> str:
    """The parser's message as one short line."""
    found = _POSITION.search(message)
    # The parser tells of a missing prefix only where nothing else might have followed.
    missing = () if _NO_IRI in message else undeclared_prefixes(_until(query, found), prefixes(base))
    if missing:
        prefix = missing[0]
        iri = prefixes(base).get(prefix.lower(), "…")
        return f"the prefix {prefix}: is not declared; add PREFIX {prefix}: <{iri}> before the query"
    expected = message[found.end() :] if found else message
    parts = [" ".join(part.split()) for part in _CHARACTERS.sub("", expected).split(", ")]
    # What is no list of tokens is a sentence that tells what is wrong.
    reasons = [part for part in parts if re.match("[A-Z].* .* ", part)]
    told = ", ".join(reasons or [f"expected {', '.join(part for part in parts if part) or 'something else'}"])
    place = f"error at {found[1]}:{found[2]}: " if found else ""
    return textwrap.shorten(place + told, _LONGEST_MESSAGE, placeholder=" …")


def _until(query: str, place: re.Match[str] | None) -> str:
    """The query as far as the parser came."""
    if place is None:
        return query
    *whole, last = query.split("\n")[: int(place[1])]
    return "\n".join([*whole, last[: int(place[2]) - 1]])
