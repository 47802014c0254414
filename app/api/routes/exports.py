"""The graph in a file."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import IO, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from app.api.asking import ExportAskingDependency
from app.api.dependencies import StoreDependency
from app.api.problems import documented
from app.export import ExportFormat, ExportOptions, Profile, write_export
from app.query.filters import EVERYTHING, FactFilter, Status
from app.query.network import Projection

router = APIRouter(prefix="/api/export", tags=["exports"])
_IN_MEMORY = 8 << 20
_PIECE = 1 << 16


@router.get(
    "",
    summary="The graph as a file",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The file",
            "content": {
                f.media_type: {
                    "schema": {"type": "object"}
                    if f.media_type.endswith("json")
                    else {"type": "string", "format": "binary"}
                }
                for f in ExportFormat
            },
        },
        **documented(_422="A parameter that cannot be used", _503="The network is being made"),
    },
)
def export_graph(
    request: Request,
    store: StoreDependency,
    asking: ExportAskingDependency,
    format: Annotated[
        ExportFormat,
        Query(
            description="GraphML, GEXF, Cytoscape JSON, CSV and Neo4j have nodes and edges, the others are RDF."
        ),
    ],
    profile: Annotated[Profile, Query(description="The program that GraphML is for.")] = Profile.PLAIN,
    nodes: Annotated[
        Projection, Query(description="Entities with facts as edges, or events too, with roles as edges.")
    ] = Projection.ENTITIES,
) -> StreamingResponse:
    """The same bytes as `nyhendegraf export`.

    Without filters, RDF has everything, and the others what is presented as so.
    """
    chosen: FactFilter | None = asking.chosen
    if format.is_rdf:
        chosen = None if chosen == EVERYTHING else chosen
    elif not request.query_params.keys() & {"status", "polarity", "modality"}:
        chosen = replace(asking.chosen, status=Status.ASSERTED)
    options = ExportOptions(chosen, profile, nodes, asking.languages, asking.base)
    # Written before the answer begins: what fails is a problem and no half file.
    with ExitStack() as unless_whole:
        file = unless_whole.enter_context(tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))
        write_export(store, format, file, options, network=asking.network)
        size = file.tell()
        file.seek(0)
        unless_whole.pop_all()
    headers = {
        "Content-Disposition": f'attachment; filename="nyhendegraf{format.suffix}"',
        "Content-Length": str(size),
    }
    return StreamingResponse(_pieces(file), media_type=format.media_type, headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
