"""The SPARQL 1.1 Graph Store Protocol, with graphs named by parameter."""

import asyncio
import json
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import uuid4

from fastapi import APIRouter, Query, Request, Response
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from app.api.authority import WriterDependency
from app.api.dependencies import QueriesDependency, SettingsDependency, StoreDependency
from app.api.limits import Queries
from app.api.problems import Problem, ProblemError, documented, problem
from app.api.protocol import limited_body
from app.api.routes.sparql import GRAPHS, answer, reply_to
from app.config import Settings
from app.graph.port import ArticleStore
from app.query import Asking, Dataset

router = APIRouter(prefix="/graphs", tags=["SPARQL"])
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_LONGEST_MESSAGE = 200
_JSON_LD = "application/ld+json"
_READ = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    _JSON_LD: RdfFormat.JSON_LD,
}
_EXAMPLE = '<https://example.org/kari> <http://www.w3.org/2004/02/skos/core#prefLabel> "Kari"@nn .'
_ANY = {"_400": "No graph or two, or a body that cannot be read", "_422": "A parameter that cannot be read"}
_READING: dict[int | str, dict[str, Any]] = {
    200: {"description": "Its triples", "content": {media: {} for media in GRAPHS}},
    **documented(
        **_ANY, _403="Too large", _404="No such graph", _406="No acceptable format", _503="Too many ask"
    ),
}
_TOKEN = {**_ANY, "_401": "No token, or a wrong one", "_403": "Updates are off", "_503": "Too many ask"}
_WRITING: dict[int | str, dict[str, Any]] = {
    201: {"description": "The graph is new"},
    **documented(**_TOKEN, _413="Too long", _415="A body of another type"),
}
_REMOVING = documented(**_TOKEN, _404="No such graph")
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            media: {"schema": {"type": "string"}, **({"example": _EXAMPLE} if media == "text/turtle" else {})}
            for media in _READ
        },
    }
}
_Graph = Annotated[
    str | None,
    Query(description="The IRI of a named graph.", examples=["https://w3id.org/nyhendegraf/ontology"]),
]
_Default = Annotated[str | None, Query(description="The default graph, without the union of the others.")]


@router.get(
    "",
    summary="A graph",
    response_class=Response,
    responses=_READING,
)
async def get_graph(
    request: Request,
    settings: SettingsDependency,
    queries: QueriesDependency,
    graph: _Graph = None,
    default: _Default = None,
) -> Response:
    """The triples of an article's graph, for instance."""
    node = _chosen(graph, default)
    dataset = None if node is None else Dataset((node.value,), ())
    if node is not None and not await _exists(queries, node):
        raise _missing(node)
    return await answer(request, queries, Asking(_ALL, settings.base_iri, None, dataset, union=False))


@router.put(
    "",
    summary="Replace a graph",
    status_code=204,
    response_class=Response,
    responses=_WRITING,
    openapi_extra=_BODY,
)
async def put_graph(
    request: Request,
    _writer: WriterDependency,
    store: StoreDependency,
    settings: SettingsDependency,
    queries: QueriesDependency,
    graph: _Graph = None,
    default: _Default = None,
) -> Response:
    """All or nothing; 201 where the graph is new. One without triples is none."""
    node = _chosen(graph, default)
    name = "DEFAULT" if node is None else f"GRAPH {node}"
    return await _written(request, store, settings, queries, node, f"DROP SILENT {name} ;")


@router.post(
    "",
    summary="Add to a graph",
    status_code=204,
    response_class=Response,
    responses=_WRITING,
    openapi_extra=_BODY,
)
async def post_to_graph(
    request: Request,
    _writer: WriterDependency,
    store: StoreDependency,
    settings: SettingsDependency,
    queries: QueriesDependency,
    graph: _Graph = None,
    default: _Default = None,
) -> Response:
    """All or nothing; 201 where the graph is new. Without one it gets a name, which `Location` tells."""
    if graph is not None or default is not None:
        return await _written(request, store, settings, queries, _chosen(graph, default), "")
    node = NamedNode(uuid4().urn)
    response = await _written(request, store, settings, queries, node, "")
    if response.status_code == 201:
        response.headers["Location"] = str(request.url.replace(query=urlencode({"graph": node.value})))
    return response


@router.delete(
    "",
    summary="Take a graph away",
    status_code=204,
    response_class=Response,
    responses=_REMOVING,
)
async def delete_graph(
    _writer: WriterDependency,
    store: StoreDependency,
    queries: QueriesDependency,
    graph: _Graph = None,
    default: _Default = None,
) -> Response:
    """Of an article, it takes away all that only it said."""
    node = _chosen(graph, default)
    if node is not None and not await _exists(queries, node):
        raise _missing(node)
    if node is None:
        await asyncio.to_thread(store.update, "DROP DEFAULT", graphs=())
    else:
        # With its past, where it is an article.
        await asyncio.to_thread(store.remove_article, node)
    return Response(status_code=204)


async def _written(
    request: Request,
    store: ArticleStore,
    settings: Settings,
    queries: Queries,
    node: NamedNode | None,
    before: str,
) -> Response:
    triples = await _sent(request, settings, node)
    existed = node is None or await _exists(queries, node)
    statements = "".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in triples)
    data = f"{{ {statements} }}" if node is None else f"{{ GRAPH {node} {{ {statements} }} }}"
    # One update is one transaction.
    graphs = () if node is None else (node,)
    await asyncio.to_thread(store.update, f"{before} INSERT DATA {data}", graphs=graphs)
    return Response(status_code=204 if existed or not triples else 201)


async def _sent(request: Request, settings: Settings, node: NamedNode | None) -> list[Triple]:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in _READ:
        raise problem(
            415,
            "Unsupported media type",
            f"Send the graph as {', '.join(_READ)}, not as {media_type or 'a body without type'}.",
        )
    body = await limited_body(
        request, settings.max_graph_bytes, f"A graph may have {settings.max_graph_bytes} bytes."
    )
    # The parser takes any JSON for a document without triples.
    if media_type == _JSON_LD and body.lstrip()[:1] not in (b"{", b"["):
        raise problem(400, "Unreadable graph", f"The body is no {_JSON_LD}: it is no object and no list.")
    base = str(request.url.replace(query="")) if node is None else node.value
    try:
        return [
            quad.triple
            for quad in await asyncio.to_thread(
                lambda: list(parse(body, _READ[media_type], base_iri=base, without_named_graphs=True))
            )
        ]
    except SyntaxError as error:
        message = str(error.msg or error)
        document = Problem(
            title="Unreadable graph",
            status=400,
            detail=f"The body is no {media_type}: {message[:_LONGEST_MESSAGE]}",
            line=error.lineno,
            column=error.offset,
        )
        raise ProblemError(document) from error


async def _exists(queries: Queries, node: NamedNode) -> bool:
    dataset = Dataset((), (node.value,))
    reply = await reply_to(queries, Asking("ASK { GRAPH ?g { ?s ?p ?o } }", dataset=dataset, union=False))
    return json.loads(reply.first)["boolean"] is True


def _chosen(graph: str | None, default: str | None) -> NamedNode | None:
    """The graph that is meant, None for the default graph; a problem where none or two are."""
    if (graph is None) == (default is None):
        raise problem(
            400,
            "One graph",
            "Name one graph: ?graph=IRI (percent-encoded), or ?default for the default graph.",
        )
    try:
        return None if graph is None else NamedNode(graph)
    except ValueError as error:
        raise problem(400, "No IRI", f"graph = {graph!r} is no absolute IRI.") from error


def _missing(node: NamedNode) -> ProblemError:
    return problem(
        404, "No such graph", f"There is no graph {node.value}; GRAPH ?g at /sparql finds those there are."
    )
