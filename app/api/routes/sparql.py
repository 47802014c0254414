"""The SPARQL 1.1 Protocol, query operation (section 2.1)."""

import re
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from app.api.description import GRAPH_TYPES, Counts, service_description
from app.api.limits import Queries
from app.api.negotiation import choose
from app.api.page import sparql_page
from app.api.problems import Problem, ProblemError, documented, problem
from app.api.protocol import FORM, Sent, address, sent
from app.api.streaming import answered, while_connected
from app.config import Settings
from app.query import (
    AnswerTooLargeError,
    Asking,
    GraphFormat,
    QuerySyntaxError,
    RefusedQueryError,
    ResultFormat,
)
from app.query.rows import MOST_ROWS
from app.query.workers.pool import Reply
from app.query.workers.worker import QueryMemoryError, QueryTimeError, TooManyQueriesError

router = APIRouter(prefix="/sparql", tags=["SPARQL"])

_RESULTS = {
    "application/sparql-results+json": ResultFormat.JSON,
    "application/json": ResultFormat.JSON,
    "application/sparql-results+xml": ResultFormat.XML,
    "application/xml": ResultFormat.XML,
    "text/csv": ResultFormat.CSV,
    "text/tab-separated-values": ResultFormat.TSV,
}
GRAPHS = {
    "text/turtle": GraphFormat.TURTLE,
    "application/n-triples": GraphFormat.NTRIPLES,
    "application/trig": GraphFormat.TRIG,
    "application/n-quads": GraphFormat.NQUADS,
    "application/rdf+xml": GraphFormat.RDFXML,
    "application/ld+json": GraphFormat.JSONLD,
}
_RESULT_OFFERS, _GRAPH_OFFERS = tuple(_RESULTS), tuple(GRAPHS)
_QUERY = "application/sparql-query"
_RETRY_SECONDS = "10"
_UPDATE_TYPE = "application/sparql-update"
# IRIs, comments and strings may hold any word; what is left shows which kind of query it is.
_PASSED_OVER = re.compile(r"<[^<>\s]*>|#[^\n\r]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_KIND = re.compile(r"(?<![\w:?$.-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:.-])", re.IGNORECASE)
_UPDATE = re.compile(r"(?<![\w:?$.-])(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\s", re.IGNORECASE)
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer",
        "content": {
            # JSON-LD may be a list or an object.
            media: {"schema": {} if media.endswith("json") else {"type": "string"}}
            for media in (*_RESULTS, *GRAPHS)
        },
    },
    **documented(
        _400="No query, or one that cannot be read",
        _403="A query that reaches outside, an update, or an answer that is too large",
        _406="No acceptable format",
        _413="Too long",
        _415="A body of another type",
        _503="It takes too long, or too many ask at once",
    ),
}
_PARAMETER = {
    "name": "query",
    "in": "query",
    "required": False,
    "description": "A SPARQL 1.1 query; the usual prefixes are declared. Without it: the service description.",
    "schema": {"type": "string"},
    "example": "SELECT ?who ?whom { ?a ng:met ?b . ?a skos:prefLabel ?who . ?b skos:prefLabel ?whom } LIMIT 10",
}
_MAX_ROWS = {
    "name": "max-rows",
    "in": "query",
    "required": False,
    "description": "So many rows or triples at most; where there are more, the answer is Nyhendegraf-Truncated.",
    "schema": {"type": "integer", "minimum": 1},
}
_DATASET = [
    {
        "name": name,
        "in": "query",
        "required": False,
        "description": f"{what}; in place of what the query itself says. May be given several times.",
        "schema": {"type": "array", "items": {"type": "string", "format": "iri"}},
    }
    for name, what in (
        ("default-graph-uri", "A graph that is part of the default graph"),
        ("named-graph-uri", "A graph that GRAPH finds"),
    )
]
_EXAMPLE = "/sparql?query=SELECT%20*%20%7B%20%3Fa%20ng:met%20%3Fb%20%7D"
_BODY = {
    "required": True,
    "content": {
        FORM: {
            "schema": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
        },
        _QUERY: {"schema": {"type": "string"}, "example": "ASK { ?a ng:met ?b }"},
    },
}


@router.get(
    "",
    summary="SPARQL query",
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra={"parameters": [_PARAMETER, *_DATASET, _MAX_ROWS]},
)
async def query_by_get(request: Request) -> Response:
    """All articles together are the default graph; `GRAPH ?article` tells which one says it."""
    if not request.query_params:
        return await run_in_threadpool(_introduction, request)
    return await _answer(request)


@router.post(
    "",
    summary="SPARQL query, long ones too",
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra={"parameters": [*_DATASET, _MAX_ROWS], "requestBody": _BODY},
)
async def query_by_post(request: Request) -> Response:
    """As a form or as the body itself."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == _UPDATE_TYPE:
        raise _updates_are_elsewhere()
    return await _answer(request)


def _introduction(request: Request) -> Response:
    """People get a page to ask on, programs the service description."""
    settings: Settings = request.app.state.settings
    counts: Counts = request.app.state.counts
    if choose(request.headers.get("accept"), (*GRAPH_TYPES, "text/html")) == "text/html":
        return sparql_page(request, settings.language, settings.base_iri)
    return service_description(request, counts, settings.base_iri, union=settings.union_default_graph)


async def _answer(request: Request) -> Response:
    # Taken from the application: FastAPI's dependencies take longer than all else that is done here.
    settings: Settings = request.app.state.settings
    queries: Queries = request.app.state.queries
    found = await sent(request, "query", _QUERY, settings.max_query_bytes)
    if "update" in found.parameters:
        raise _updates_are_elsewhere()
    query = found.one("query", _EXAMPLE)
    if len(query.encode("utf-8", errors="replace")) > settings.max_query_bytes:
        raise problem(413, "Too long", f"A query may have {settings.max_query_bytes} bytes.")
    asking = Asking(
        query,
        settings.base_iri,
        address(request),
        found.dataset("default-graph-uri", "named-graph-uri"),
        settings.union_default_graph,
        _most_rows(found, settings),
    )
    return await answer(request, queries, asking)


def _most_rows(found: Sent, settings: Settings) -> int | None:
    """What the client wants at most, or the server gives."""
    wanted = found.number("max-rows")
    if wanted is not None:
        wanted = min(wanted, MOST_ROWS)
    return min((n for n in (wanted, settings.max_rows) if n is not None), default=None)


async def answer(request: Request, queries: Queries, asking: Asking) -> Response:
    """The answer to a query in the format that the client likes best; the problem that stands in its way."""
    kind = _KIND.search(_PASSED_OVER.sub(" ", asking.query))
    is_graph = kind is not None and kind[1].upper() in ("CONSTRUCT", "DESCRIBE")
    offers = _GRAPH_OFFERS if is_graph else _RESULT_OFFERS
    media_type = choose(request.headers.get("accept"), offers)
    if media_type is None:
        raise problem(
            406,
            "No acceptable format",
            f"This query can be answered as {', '.join(offers)}.",
            {"Vary": "Accept"},
        )
    results = _RESULTS.get(media_type, ResultFormat.JSON)
    graph = GRAPHS.get(media_type, GraphFormat.TURTLE)
    reply = await while_connected(request, reply_to(queries, asking, results, graph))
    return answered(reply, media_type)


async def reply_to(
    queries: Queries,
    asking: Asking,
    results: ResultFormat = ResultFormat.JSON,
    graph: GraphFormat = GraphFormat.TURTLE,
) -> Reply:
    """The answer to a query; the problem that stands in its way."""
    try:
        return await queries.ask(asking, results, graph)
    except QuerySyntaxError as error:
        words = _PASSED_OVER.sub(" ", asking.query)
        if _KIND.search(words) is None and _UPDATE.search(words):
            # By the protocol what is no query is a bad request, whatever else it is.
            raise _updates_are_elsewhere(400) from error
        document = Problem(
            title="No SPARQL query", status=400, detail=str(error), line=error.line, column=error.column
        )
        raise ProblemError(document) from error
    except ValueError as error:
        raise problem(400, "No IRI", "A graph of the dataset is named by what is no absolute IRI.") from error
    except (
        RefusedQueryError,
        AnswerTooLargeError,
        QueryMemoryError,
        QueryTimeError,
        TooManyQueriesError,
    ) as error:
        raise _not_answered(error) from error


def _not_answered(error: Exception) -> ProblemError:
    less = "Ask for less: a LIMIT, patterns that share variables."
    if isinstance(error, TooManyQueriesError):
        return problem(
            503,
            "Too many queries",
            "Other queries take all places. Ask again in a while.",
            {"Retry-After": _RETRY_SECONDS},
        )
    if isinstance(error, QueryTimeError):
        return problem(503, "Query took too long", f"{_sentence(error)}. {less}")
    if isinstance(error, QueryMemoryError):
        return problem(403, "Query takes too much memory", f"{_sentence(error)}. {less}")
    title = "Answer too large" if isinstance(error, AnswerTooLargeError) else "Query refused"
    return problem(403, title, str(error))


def _sentence(error: Exception) -> str:
    text = str(error)
    return text[:1].upper() + text[1:]


def _updates_are_elsewhere(status: int = 403) -> ProblemError:
    return problem(
        status,
        "Updates are not here",
        "This endpoint answers queries; the graph is changed with nyhendegraf build, or at /update where that is on.",
    )
