"""Tables and truth values as servers answer them; those of Virtuoso are not always what they should be."""

import httpx
import pyoxigraph
from pyoxigraph import Literal, QueryBoolean, QueryResultsFormat, QuerySolutions

MEDIA_TYPE = "application/sparql-results+json"
_ASK_COLUMN = "__ASK_RETVAL"
_CUT = "x-sparql-maxrows"


class CutAnswerError(Exception):
    """The server gave so many rows and no more."""


def answer_of(response: httpx.Response) -> QuerySolutions | QueryBoolean:
    """The answer to SELECT or ASK; ValueError where it is none, CutAnswerError where rows are missing."""
    answer = _parsed(response.content)
    if isinstance(answer, QueryBoolean):
        return answer
    # Virtuoso answers ASK with a table of one number.
    if [variable.value for variable in answer.variables] == [_ASK_COLUMN]:
        values = [row[_ASK_COLUMN] for row in answer]
        return _truth(any(isinstance(value, Literal) and value.value != "0" for value in values))
    most = response.headers.get(_CUT, "")
    if most.isdecimal() and _rows(response.content) >= int(most):
        raise CutAnswerError(most)
    return answer


def _rows(content: bytes) -> int:
    again = _parsed(content)
    return 0 if isinstance(again, QueryBoolean) else sum(1 for _ in again)


def _parsed(content: bytes) -> QuerySolutions | QueryBoolean:
    try:
        return pyoxigraph.parse_query_results(content, QueryResultsFormat.JSON)
    except SyntaxError as error:
        raise ValueError(str(error)) from error


def _truth(value: bool) -> QueryBoolean:
    made = _parsed(b'{"head":{},"boolean":true}' if value else b'{"head":{},"boolean":false}')
    assert isinstance(made, QueryBoolean)
    return made
