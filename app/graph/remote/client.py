"""Requests to a SPARQL server: forms, time limits, retries where they are safe, and errors with a remedy."""

import time
from collections.abc import Sequence

import httpx

from app.errors import RunError
from app.graph.remote.address import RemoteAddress
from app.graph.remote.authentication import Bearer, Challenged

_ATTEMPTS = 3
_PAUSE_SECONDS = 0.2
_LONGEST_PAUSE_SECONDS = 5.0
_CONNECT_SECONDS = 10.0
_TRANSIENT = (429, 502, 503, 504)
_LONGEST_REASON = 200
Parameters = Sequence[tuple[str, str]]


class SparqlClient:
    """One server; safe to use from several threads."""

    def __init__(self, address: RemoteAddress) -> None:
        self.address = address
        self.endpoints = address.endpoints
        auth: httpx.Auth | None = None
        if address.token is not None:
            auth = Bearer(address.token)
        elif address.user is not None:
            auth = Challenged(address.user, address.password or "")
        self._http = httpx.Client(
            auth=auth,
            timeout=httpx.Timeout(address.timeout_seconds, connect=_CONNECT_SECONDS),
            # A proxy is not asked for what is on this machine.
            trust_env=not address.is_loopback,
            follow_redirects=False,
        )

    def query(self, query: str, accept: str, parameters: Parameters = ()) -> httpx.Response:
        """Ask; SyntaxError where the server says that it is no query."""
        form: dict[str, list[str]] = {"query": [query]}
        for name, value in parameters:
            form.setdefault(name, []).append(value)
        # As a form: Virtuoso does not answer to queries that are the body itself.
        return self._sent("POST", self.endpoints.query, data=form, accept=accept, again=True)

    def update(self, update: str, *, again: bool = False) -> None:
        """Change; `again` says that to do it twice is to do it once, so that it may be tried again."""
        self._sent("POST", self.endpoints.update, data={"update": [update]}, accept="*/*", again=again)

    def put_graph(self, graph: str, triples: bytes) -> None:
        """Put N-Triples in place of what a graph had."""
        self._sent("PUT", self.endpoints.graphs, graph=graph, content=triples, accept="*/*", again=True)

    def delete_graph(self, graph: str) -> None:
        """Take a graph away; nothing where there is none."""
        self._sent("DELETE", self.endpoints.graphs, graph=graph, accept="*/*", again=True, missing=True)

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def failed(self, what: str, remedy: str) -> RunError:
        """The error for what went wrong with this store."""
        message = f"the store {self.address} {what}. {remedy}"
        for secret in self.address.secrets:
            message = message.replace(secret, "…")
        return RunError(message)

    def _sent(
        self,
        method: str,
        url: str,
        *,
        accept: str,
        again: bool,
        data: dict[str, list[str]] | None = None,
        content: bytes | None = None,
        graph: str | None = None,
        missing: bool = False,
    ) -> httpx.Response:
        headers = {"Accept": accept}
        if content is not None:
            headers["Content-Type"] = "application/n-triples"
        target = httpx.URL(url)
        if graph is not None:
            target = target.copy_merge_params({"graph": graph})
        for attempt in range(1, _ATTEMPTS + 1):
            last = attempt == _ATTEMPTS
            pause = _PAUSE_SECONDS * 4 ** (attempt - 1)
            try:
                response = self._http.request(method, target, data=data, content=content, headers=headers)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                # Nothing was sent, so nothing can be done twice.
                if last:
                    raise self._unreachable(error) from None
            except httpx.TimeoutException:
                raise self.failed(
                    f"did not answer within {self.address.timeout_seconds:g} seconds",
                    "Try again when it has less to do, or raise NYHENDEGRAF_STORE_TIMEOUT",
                ) from None
            except httpx.HTTPError as error:
                if last or not again:
                    raise self._unreachable(error) from None
            else:
                if response.status_code not in _TRANSIENT or last or not again:
                    self._check(response, url, missing=missing)
                    return response
                pause = max(pause, _retry_after(response))
            time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _unreachable(self, error: Exception) -> RunError:
        reason = str(error) or type(error).__name__
        return self.failed(f"cannot be reached: {reason}", "Start it, or check NYHENDEGRAF_STORE")

    def _check(self, response: httpx.Response, url: str, *, missing: bool) -> None:
        status = response.status_code
        if response.is_success or (missing and status == httpx.codes.NOT_FOUND):
            return
        told = f"{status} {response.reason_phrase}".strip()
        reason = _reason(response)
        if status == httpx.codes.BAD_REQUEST and response.request.method == "POST":
            raise SyntaxError(reason or told)
        if status == httpx.codes.UNAUTHORIZED:
            who = "a user" if self.address.user is None else f"the user {self.address.user}"
            raise self.failed(
                f"does not let {who} in ({told})",
                "Set NYHENDEGRAF_STORE_USER and NYHENDEGRAF_STORE_PASSWORD, or NYHENDEGRAF_STORE_TOKEN",
            )
        if status == httpx.codes.FORBIDDEN:
            raise self.failed(
                f"does not allow it ({told} from {url})", "Give the user the right to do it on the server"
            )
        if status in (httpx.codes.NOT_FOUND, httpx.codes.METHOD_NOT_ALLOWED) or response.is_redirect:
            raise self.failed(
                f"has no such endpoint as {url} ({told})",
                "Check NYHENDEGRAF_STORE, or set NYHENDEGRAF_STORE_QUERY_URL, NYHENDEGRAF_STORE_UPDATE_URL and "
                "NYHENDEGRAF_STORE_GRAPHS_URL",
            )
        raise self.failed(f"failed ({told}){f': {reason}' if reason else ''}", "See the log of its server")


def _reason(response: httpx.Response) -> str:
    """The first line of what the server says, if it says it in plain text."""
    if "html" in response.headers.get("content-type", ""):
        return ""
    lines = (line.strip() for line in response.text.splitlines())
    return next((line for line in lines if line), "")[:_LONGEST_REASON]


def _retry_after(response: httpx.Response) -> float:
    value = response.headers.get("retry-after", "")
    return min(float(value), _LONGEST_PAUSE_SECONDS) if value.isdecimal() else 0.0
