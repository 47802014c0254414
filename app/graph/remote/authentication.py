"""Who asks: what a server's challenge wants, Digest before Basic; or a bearer token."""

from collections.abc import Generator

import httpx


class Challenged(httpx.Auth):
    """Sends a user and password only in the way that the server asks for, and only when it asks."""

    def __init__(self, user: str, password: str) -> None:
        self._schemes: dict[str, httpx.Auth] = {
            "digest": httpx.DigestAuth(user, password),
            "basic": httpx.BasicAuth(user, password),
        }
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Once it is known what the server wants, it gets it at once."""
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)
            return
        response = yield request
        if response.status_code != httpx.codes.UNAUTHORIZED:
            return
        offered = {
            challenge.split(" ", 1)[0].lower() for challenge in response.headers.get_list("www-authenticate")
        }
        name = next((name for name in self._schemes if name in offered), None)
        if name is None:
            return
        self._chosen = self._schemes[name]
        flow = self._chosen.auth_flow(request)
        following = next(flow)
        if name == "digest":
            # It would ask for the challenge that is already here.
            following = flow.send(response)
        yield following


class Bearer(httpx.Auth):
    """A token with every request."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The token as a header."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request
