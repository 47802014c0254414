"""The explorer: one page at the root, whose scripts and styles are built from `app/explorer` and ship with it."""

from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static" / "explorer"
STATIC_PATH = "/static/explorer"
_HASHED = "assets/"
# Nothing from elsewhere and nothing inline, text cannot become markup or script, and nobody may frame it.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

router = APIRouter(include_in_schema=False)


class Assets(StaticFiles):
    """The built files; those with a hash in their name never change, so nobody need ask for them twice."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file."""
        response = await super().get_response(path, scope)
        if path.startswith(_HASHED) and response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


@router.get("/", name="explorer")
def explorer() -> Response:
    """The same page for every view: which one, stands in the query, and the page itself reads that."""
    return Response((FOLDER / "index.html").read_bytes(), media_type="text/html", headers=_HEADERS)
