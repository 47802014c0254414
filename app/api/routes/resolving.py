"""The graph's IRIs, where this server is what they lead to; and the JSON-LD context."""

import json
from contextlib import suppress
from itertools import islice
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode, Quad

from app.api.dependencies import SettingsDependency, StoreDependency
from app.api.negotiation import choose
from app.api.problems import documented, problem
from app.export.jsonld import context, jsonld
from app.graph.identifiers import segment
from app.graph.port import ArticleStore
from app.graph.serialisation import nquads, trig, turtle
from app.graph.vocabulary import DCTERMS, NG

router = APIRouter(tags=["graph"], responses=documented(_422="A parameter that cannot be used"))
_HTML = "text/html"
_TYPES = (
    "application/ld+json",
    "text/turtle",
    "application/trig",
    "application/n-quads",
    "application/json",
    _HTML,
)
_MOST_QUADS = 20_000


@router.get(
    "/id/{id:path}",
    summary="What an IRI of the graph means",
    response_class=Response,
    responses={
        200: {
            "description": "What the graph says of it",
            "content": {
                name: {"schema": {"type": "object" if name.endswith("json") else "string"}}
                for name in _TYPES[:4]
            },
        },
        303: {"description": "To the page or the document about it"},
        **documented(_404="Nothing has that IRI", _406="No acceptable format"),
    },
)
async def resolve(
    request: Request,
    id: Annotated[
        str,
        Path(description="The local part of the IRI.", examples=["person/kari-vik", "article/hamna-2024"]),
    ],
    settings: SettingsDependency,
    store: StoreDependency,
) -> Response:
    """JSON-LD, Turtle, TriG or N-Quads by Accept: of an article its graph, of anything else what is said of it.

    Browsers are sent to the page about it, programs that want JSON to the document of the API.
    """
    media_type = choose(request.headers.get("accept"), _TYPES)
    if media_type is None:
        raise problem(406, "No acceptable format", f"This can be had as {', '.join(_TYPES)}.")
    quads, article = await run_in_threadpool(_described, store, _candidates(request, settings.base_iri, id))
    if not quads:
        raise problem(
            404, "No such thing", f"Nothing in the graph has the IRI {settings.base_iri + id[:500]}."
        )
    if media_type in (_HTML, "application/json"):
        where = (_page if media_type == _HTML else _document)(quads, article, settings.base_iri)
        return RedirectResponse(str(request.base_url) + where, 303, headers={"Vary": "Accept"})
    if media_type == "application/ld+json":
        content = jsonld(quads, base=settings.base_iri)
    elif media_type == "text/turtle":
        content = turtle(quads, base=settings.base_iri)
    elif media_type == "application/trig":
        content = trig(quads, base=settings.base_iri)
    else:
        content = nquads(quads)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Response(content, headers={"Content-Type": media_type + charset, "Vary": "Accept"})


@router.get(
    "/context.jsonld",
    summary="The JSON-LD context",
    response_class=Response,
    responses={
        200: {
            "description": "What the prefixes of our JSON-LD stand for",
            "content": {
                "application/ld+json": {
                    "schema": {"type": "object"},
                    "example": {"@context": {"ngr": "https://w3id.org/nyhendegraf/id/"}},
                }
            },
        }
    },
)
def jsonld_context(settings: SettingsDependency) -> Response:
    """The same as stands in each document."""
    content = json.dumps({"@context": context(settings.base_iri)}, ensure_ascii=False, indent=1) + "\n"
    return Response(
        content, headers={"Content-Type": "application/ld+json", "Cache-Control": "public, max-age=3600"}
    )


def _candidates(request: Request, base: str, id: str) -> list[NamedNode]:
    """The IRIs that an address may stand for: clients escape letters that stand in IRIs as they are, and others not."""
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("/id/")[2]
    parts = [unquote(part) for part in raw.split("/")] if raw else id.split("/")
    found = []
    for local in dict.fromkeys((unquote(raw), id, "/".join(segment(part) for part in parts))):
        with suppress(ValueError):
            found.append(NamedNode(base + local))
    return found


def _described(store: ArticleStore, nodes: list[NamedNode]) -> tuple[list[Quad], str]:
    """An article's graph, or the quads that a node is the subject of; and the id of the article that has the first."""
    for node in nodes:
        for quads in (store.article_quads(node), store.quads_for_pattern(node, None, None, None)):
            if some := list(islice(quads, _MOST_QUADS)):
                graph = _local(some[0].graph_name, "")
                record = store.article(graph)
                return some, graph if record is None else record.identifier
    return [], ""


def _local(node: object, base: str) -> str:
    return node.value.removeprefix(base) if isinstance(node, NamedNode) else ""


def _page(quads: list[Quad], article: str, base: str) -> str:
    if _is_whole(quads):
        return f"?article={quote(article, safe='/')}"
    kind = "event" if any(q.predicate == NG("polarity") for q in quads) else "entity"
    return f"?{kind}={quote(_local(quads[0].subject, base), safe='/')}"


def _document(quads: list[Quad], article: str, base: str) -> str:
    if _is_whole(quads):
        return f"api/articles/{quote(article, safe='')}"
    kind = "events" if any(q.predicate == NG("polarity") for q in quads) else "entities"
    return f"api/{kind}/{quote(_local(quads[0].subject, base), safe='/')}"


def _is_whole(quads: list[Quad]) -> bool:
    """Whether it is an article's graph, and not what is said of one node."""
    return any(q.subject == q.graph_name and q.predicate == DCTERMS("identifier") for q in quads)
