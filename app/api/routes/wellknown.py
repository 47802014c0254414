"""Where programs look for what is served here (RFC 8615, VoID section 7.2)."""

from fastapi import APIRouter, Request, Response

from app.api.dependencies import CountsDependency, SettingsDependency
from app.api.description import GRAPH_TYPES, VOID_PATH, dataset_description
from app.api.problems import documented

_EXAMPLE = "ngr:dataset a void:Dataset ; void:documents 16 ."
router = APIRouter(tags=["SPARQL"])


@router.get(
    VOID_PATH,
    summary="VoID description of the data",
    response_class=Response,
    responses={
        200: {
            "description": "The dataset in numbers",
            "content": {
                media: {
                    "schema": {"type": "string"},
                    **({"example": _EXAMPLE} if media == "text/turtle" else {}),
                }
                for media in GRAPH_TYPES
            },
        },
        **documented(_406="No acceptable format"),
    },
)
def void_description(request: Request, counts: CountsDependency, settings: SettingsDependency) -> Response:
    """Articles, triples, classes and properties, the endpoint and the vocabularies."""
    return dataset_description(request, counts, settings.base_iri)
