"""The whole graph in a file."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.api.dependencies import LanguagesDependency, SettingsDependency, StoreDependency
from app.api.problems import documented
from app.export import ExportFormat, exported

router = APIRouter(prefix="/api/export", tags=["exports"])


@router.get(
    "",
    summary="The whole graph as a file",
    response_class=Response,
    responses={
        200: {"description": "The file", "content": {f.media_type: {} for f in ExportFormat}},
        **documented(_422="No such format"),
    },
)
def export_graph(
    store: StoreDependency,
    settings: SettingsDependency,
    languages: LanguagesDependency,
    format: Annotated[ExportFormat, Query(description="GraphML for graph tools, the others are RDF.")],
) -> Response:
    """The same bytes as `nyhendegraf export`."""
    content = exported(store, format, base=settings.base_iri, languages=languages)
    headers = {"Content-Disposition": f'attachment; filename="nyhendegraf{format.suffix}"'}
    return Response(content, media_type=format.media_type, headers=headers)
