"""GET over HTTP with every limit that strangers make necessary."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, BinaryIO, cast

import app as package
from app.errors import ArticleError
from app.reading.web.addresses import Resolve, is_public, resolved
from app.reading.web.deadline import Deadline

if TYPE_CHECKING:
    import httpx

USER_AGENT = f"nyhendegraf/{package.__version__}"
_IN_MEMORY = 1_000_000
_REDIRECTS = (301, 302, 303, 307, 308)
_TRY_LATER = "Try again later"


class FetchError(ArticleError):
    """An address cannot be read; `retry_after` is how many seconds its server asks to wait, where it does."""

    def __init__(
        self,
        place: str,
        reason: str,
        remedy: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(place, reason, remedy)
        self.status = status
        self.retry_after = retry_after


class RefusedError(FetchError):
    """An address that is not asked, because it is none, or on a machine that is nobody's business."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: `stream` is None where nothing has changed since (304)."""

    url: str
    """After redirects."""
    stream: BinaryIO | None
    etag: str | None
    last_modified: str | None
    content_type: str | None


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches addresses of http and https.

    Each redirect is checked as the first address is, and a connection goes to the very IP address that was checked.
    """

    allow_private: bool = False
    """Also this machine and local networks."""
    timeout_seconds: float = 20.0
    """Of silence."""
    total_seconds: float = 600.0
    max_bytes: int = 2_000_000_000
    """After decompression."""
    max_redirects: int = 5
    resolve: Resolve = resolved

    @contextmanager
    def open(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Iterator[Fetched]:
        """The answer of an address; FetchError where there is none that can be used.

        `etag` and `last_modified` are what the last answer had.
        """
        # Here, because most runs fetch nothing.
        import httpx

        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        with (
            httpx.Client(trust_env=False, timeout=self.timeout_seconds) as client,
            Deadline(self.total_seconds) as deadline,
        ):
            address = url
            for _ in range(self.max_redirects + 1):
                try:
                    with self._asked(client, address, headers, deadline) as response:
                        if response.status_code in _REDIRECTS and "location" in response.headers:
                            address = str(httpx.URL(address).join(response.headers["location"]))
                            continue
                        with self._answer(response, url, address, deadline) as fetched:
                            yield fetched
                        return
                except httpx.InvalidURL as error:
                    raise RefusedError(
                        url, f"this is no address ({error})", "Copy it from where it opens"
                    ) from error
                except (httpx.HTTPError, OSError, UnicodeError) as error:
                    if deadline.over:
                        raise self._too_slow(url) from error
                    reason = str(error) or type(error).__name__
                    raise FetchError(url, f"it cannot be fetched ({reason})", _TRY_LATER) from error
            raise FetchError(
                url,
                f"it is redirected more than {self.max_redirects} times",
                "Give the address that it ends at",
            )

    @contextmanager
    def _asked(
        self, client: "httpx.Client", address: str, headers: dict[str, str], deadline: Deadline
    ) -> "Iterator[httpx.Response]":
        import httpx

        parsed = httpx.URL(address)
        if parsed.scheme not in ("http", "https") or not parsed.host:
            raise RefusedError(address, "this is no address of http or https", "Give one that is")
        port = parsed.port or (443 if parsed.scheme == "https" else 80)
        found = self.resolve(parsed.host, port)
        if not found or not (self.allow_private or all(map(is_public, found))):
            raise RefusedError(
                address,
                "it is on this machine or in a local network, which is not asked",
                "Where that is meant: NYHENDEGRAF_ALLOW_PRIVATE_ADDRESSES=true",
            )
        # To the address that was checked: a name may stand for another one the next time it is asked for.
        target = parsed.copy_with(host=found[0])
        request = client.build_request(
            "GET",
            target,
            headers={"User-Agent": USER_AGENT, "Accept": "*/*", "Host": parsed.netloc.decode(), **headers},
            extensions={"sni_hostname": parsed.host, "trace": deadline.trace},
        )
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            yield response
        finally:
            response.close()

    @contextmanager
    def _answer(
        self, response: "httpx.Response", url: str, address: str, deadline: Deadline
    ) -> Iterator[Fetched]:
        kept = [response.headers.get(name) for name in ("etag", "last-modified", "content-type")]
        if response.status_code == 304:
            yield Fetched(address, None, *kept)
            return
        if response.status_code != 200:
            raise FetchError(
                url,
                f"the server answers {response.status_code} {response.reason_phrase}".rstrip(),
                _TRY_LATER
                if response.status_code >= 500 or response.status_code == 429
                else "Check the address",
                status=response.status_code,
                retry_after=_seconds(response.headers.get("retry-after")),
            )
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as body:
            length = 0
            for chunk in response.iter_bytes():
                length += len(chunk)
                if length > self.max_bytes:
                    raise FetchError(
                        url,
                        f"it is longer than {self.max_bytes / 1e6:g} MB",
                        "Download it yourself, and give the file",
                    )
                if deadline.over:
                    raise self._too_slow(url)
                body.write(chunk)
            if deadline.over:
                raise self._too_slow(url)
            deadline.met()
            body.seek(0)
            yield Fetched(address, cast(BinaryIO, body), *kept)

    def _too_slow(self, url: str) -> FetchError:
        return FetchError(
            url, f"it is not there after {self.total_seconds:g} seconds", "Download it yourself"
        )


def _seconds(retry_after: str | None) -> float | None:
    """Of a Retry-After header (RFC 9110, section 10.2.3): seconds or a date."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
