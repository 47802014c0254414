"""Who may change the graph."""

import hmac
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.api.dependencies import SettingsDependency
from app.api.problems import problem

_CHALLENGE = 'Bearer realm="nyhendegraf"'


# For the description of the API; what it finds in the header is read below.
_scheme = HTTPBearer(auto_error=False, scheme_name="token", description="The server's update token.")


async def _may_write(
    request: Request,
    settings: SettingsDependency,
    _given: Annotated[HTTPAuthorizationCredentials | None, Security(_scheme)],
) -> None:
    """A problem unless the request has the token, and updates are on."""
    token = settings.update_token
    if not request.app.state.writable or token is None:
        raise problem(
            403,
            "Updates are off",
            "This server only answers; the graph is changed with nyhendegraf build, or by a server that was started "
            "with nyhendegraf serve --writable.",
        )
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    # In a time that tells nothing. Headers are read as Latin-1, whatever they are.
    right = hmac.compare_digest(given.strip().encode("latin-1"), token.get_secret_value().encode())
    if scheme.lower() != "bearer":
        raise problem(
            401, "Token needed", "Send Authorization: Bearer TOKEN.", {"WWW-Authenticate": _CHALLENGE}
        )
    if not right:
        challenge = f'{_CHALLENGE}, error="invalid_token"'
        raise problem(401, "Wrong token", "The token is not the server's.", {"WWW-Authenticate": challenge})


WriterDependency = Annotated[None, Depends(_may_write)]
