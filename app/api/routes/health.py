"""Whether the server is well."""

from fastapi import APIRouter

import app
from app.api.dependencies import StoreDependency
from app.api.work_schemas import Health

router = APIRouter(tags=["server"])


@router.get("/healthz", summary="Whether the server answers")
def health(store: StoreDependency) -> Health:
    """The version and the size of the store."""
    size = store.size()
    return Health(status="ok", version=app.__version__, articles=size.articles, quads=size.quads)
