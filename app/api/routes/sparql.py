"""The SPARQL 1.1 Protocol, query operation (section 2.1)."""

import re
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from app.api.dependencies import SettingsDependency, StoreDependency
from app.api.negotiation import choose
from app.api.problems import Problem, ProblemError, problem
from app.config import Settings
from app.graph.store import Store
from app.query import GraphFormat, QuerySyntaxError, RefusedQueryError, ResultFormat, serialise

router = APIRouter(prefix="/sparql", tags=["SPARQL"])

_RESULTS = {
    "application/sparql-results+json": ResultFormat.JSON,
    "application/json": ResultFormat.JSON,
    "application/sparql-results+xml": ResultFormat.XML,
    "application/xml": ResultFormat.XML,
    "text/csv": ResultFormat.CSV,
    "text/tab-separated-values": ResultFormat.TSV,
}
_GRAPHS = {
    "text/turtle": GraphFormat.TURTLE,
    "application/n-triples": GraphFormat.NTRIPLES,
    "application/rdf+xml": GraphFormat.RDFXML,
    "application/ld+json": GraphFormat.JSONLD,
}
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_DATASET = ("default-graph-uri", "named-graph-uri")
# IRIs, comments and strings may hold any word; what is left shows which kind of query it is.
_PASSED_OVER = re.compile(r"<[^<>\s]*>|#[^\n\r]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_KIND = re.compile(r"(?<![\w:?$.-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:.-])", re.IGNORECASE)
_SERVICE_DESCRIPTION = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix format: <http://www.w3.org/ns/formats/> .
[] a sd:Service ;
  sd:endpoint <{endpoint}> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat format:SPARQL_Results_JSON , format:SPARQL_Results_XML , format:SPARQL_Results_CSV ,
    format:SPARQL_Results_TSV , format:Turtle , format:N-Triples , format:RDF_XML , format:JSON-LD .
"""
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer",
        "content": {media: {"schema": {"type": "string"}} for media in (*_RESULTS, *_GRAPHS)},
    },
    **{
        status: {"model": Problem, "description": description}
        for status, description in {
            400: "No query, or one that cannot be read",
            403: "A query that reaches outside, or an update",
            406: "No acceptable format",
            413: "Too long",
            415: "A body of another type",
        }.items()
    },
}
_PARAMETER = {
    "name": "query",
    "in": "query",
    "required": False,
    "description": "A SPARQL 1.1 query; the usual prefixes are declared. Without it: the service description.",
    "schema": {"type": "string"},
    "example": "SELECT ?who ?whom { ?a ng:met ?b . ?a skos:prefLabel ?who . ?b skos:prefLabel ?whom } LIMIT 10",
}
_BODY = {
    "required": True,
    "content": {
        _FORM: {
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
    openapi_extra={"parameters": [_PARAMETER]},
)
async def query_by_get(request: Request, store: StoreDependency, settings: SettingsDependency) -> Response:
    """All articles together are the default graph; `GRAPH ?article` tells which one says it."""
    parameters = {name: request.query_params.getlist(name) for name in request.query_params}
    if "query" not in parameters and "update" not in parameters:
        endpoint = str(request.url.replace(query=""))
        return Response(_SERVICE_DESCRIPTION.format(endpoint=endpoint), media_type="text/turtle")
    return await _answer(request, store, settings, parameters)


@router.post(
    "",
    summary="SPARQL query, long ones too",
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra={"requestBody": _BODY},
)
async def query_by_post(request: Request, store: StoreDependency, settings: SettingsDependency) -> Response:
    """As a form or as the body itself."""
    body = bytearray()
    async for part in request.stream():
        body += part
        # Percent signs make a form up to three times as long as its query.
        if len(body) > 3 * settings.max_query_bytes:
            raise _too_long(settings)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise problem(400, "Not UTF-8", "The body is no UTF-8 text; SPARQL queries are.") from error
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    parameters = {name: request.query_params.getlist(name) for name in request.query_params}
    if media_type == _QUERY:
        parameters["query"] = [text]
    elif media_type == _FORM:
        try:
            form = parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=1_000)
        except ValueError as error:
            raise problem(400, "Unreadable form", "The form is not percent-encoded UTF-8.") from error
        parameters = {**parameters, **form}
    elif media_type == "application/sparql-update":
        parameters["update"] = [text]
    else:
        raise problem(
            415,
            "Unsupported media type",
            f"Send the query as {_FORM} or {_QUERY}, not as {media_type or 'a body without type'}.",
        )
    return await _answer(request, store, settings, parameters)


async def _answer(
    request: Request, store: Store, settings: Settings, parameters: dict[str, list[str]]
) -> Response:
    if "update" in parameters:
        raise problem(
            403,
            "Updates are off",
            "This endpoint answers queries; the graph is changed with nyhendegraf build.",
        )
    queries = parameters.get("query", [])
    if len(queries) != 1:
        raise problem(400, "One query", f"A request has exactly one query, and this one has {len(queries)}.")
    query = queries[0]
    if len(query.encode("utf-8", errors="replace")) > settings.max_query_bytes:
        raise _too_long(settings)
    if any(parameters.get(name) for name in _DATASET):
        raise problem(400, "Dataset by parameter", "Name the dataset in the query, with FROM and FROM NAMED.")
    found = _KIND.search(_PASSED_OVER.sub(" ", query))
    is_graph = found is not None and found[1].upper() in ("CONSTRUCT", "DESCRIBE")
    offers: list[str] = list(_GRAPHS if is_graph else _RESULTS)
    media_type = choose(request.headers.get("accept"), offers)
    if media_type is None:
        raise problem(406, "No acceptable format", f"This query can be answered as {', '.join(offers)}.")
    try:
        content = await run_in_threadpool(
            serialise,
            store,
            query,
            results=_RESULTS.get(media_type, ResultFormat.JSON),
            graph=_GRAPHS.get(media_type, GraphFormat.TURTLE),
            base=settings.base_iri,
        )
    except QuerySyntaxError as error:
        document = Problem(
            title="No SPARQL query", status=400, detail=str(error), line=error.line, column=error.column
        )
        raise ProblemError(document) from error
    except RefusedQueryError as error:
        raise problem(403, "Query refused", str(error)) from error
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Response(content, headers={"Content-Type": media_type + charset, "Vary": "Accept"})


def _too_long(settings: Settings) -> ProblemError:
    return problem(413, "Query too long", f"A query may have {settings.max_query_bytes} bytes.")
