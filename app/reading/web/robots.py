"""robots.txt (RFC 9309)."""

from dataclasses import replace
from urllib.parse import urlsplit

from protego import Protego

from app.reading.web.fetching import USER_AGENT, Fetcher, FetchError

_MAX_BYTES = 500_000
"""What the standard says must be read."""
_LONGEST = 5_000_000
_SECONDS = 60.0


class Robots:
    """What servers let programs fetch, each asked once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = replace(fetcher, max_bytes=_LONGEST, total_seconds=_SECONDS)
        self._known: dict[str, Protego | None] = {}

    def allows(self, url: str) -> bool:
        """Whether an address may be fetched; where the server fails to say, it may not for now."""
        rules = self._rules(url)
        return rules is not None and bool(rules.can_fetch(url, USER_AGENT))

    def delay(self, url: str) -> float:
        """The seconds that its server wants between two requests; 0 where it says nothing."""
        rules = self._rules(url)
        return float((rules.crawl_delay(USER_AGENT) if rules else None) or 0)

    def forget(self) -> None:
        """Servers are asked again."""
        self._known.clear()

    def _rules(self, url: str) -> Protego | None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._known:
            self._known[origin] = self._fetched(origin)
        return self._known[origin]

    def _fetched(self, origin: str) -> Protego | None:
        try:
            with self._fetcher.open(f"{origin}/robots.txt") as answer:
                content = answer.stream.read(_MAX_BYTES) if answer.stream else b""
        except FetchError as error:
            # Section 2.3.1.3 and 2.3.1.4: not there means no rules, not reachable means no access.
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                content = b""
            else:
                return None
        return Protego.parse(content.decode("utf-8", errors="replace"))
