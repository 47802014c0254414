"""One look at a source: what it has that is new, and when to look again."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.errors import ArticleError
from app.model.article import Article
from app.reading.files import at_address, read_articles
from app.reading.limits import DEFAULT_LIMITS, Limits
from app.reading.repeats import content_digest, first_of_each
from app.reading.sources import Source, read_source
from app.reading.structure import find_blocks
from app.reading.watching.state import SourceState, WatchState
from app.reading.web import Fetcher, FetchError
from app.reading.web.robots import Robots

_LONGEST_PAUSE = 24 * 3600.0
_BETWEEN_PAGES = 1.0
"""Seconds between two requests to one server for pages."""
_GONE = 410
_NUMBER = re.compile(r", (?:item|record|line) \d+$")


@dataclass(frozen=True, slots=True)
class New:
    """An article to build, and the digest of what its feed or file has, to be remembered when it is built."""

    article: Article
    place: str
    """Of the feed or file."""
    digest: bytes


@dataclass
class Poll:
    """What a look found. `articles` are new or changed; go through them before the rest is known."""

    source: str
    articles: Iterator[New | ArticleError]
    known: int = 0
    """Articles that have not changed."""
    unchanged: bool = False
    """Whether the server said that nothing has."""
    failure: ArticleError | None = None
    state: SourceState = field(default_factory=lambda: SourceState(""))
    """To be kept once every article is in the store."""


@dataclass(frozen=True)
class Poller:
    """Looks at addresses, files and folders."""

    state: WatchState
    fetcher: Fetcher
    robots: Robots
    every_seconds: float
    limits: Limits = DEFAULT_LIMITS
    fields: Mapping[str, str] = field(default_factory=dict)
    pages: bool = False
    """Whether to read the page of each new item of a feed for its whole text."""
    clock: Callable[[], float] = time.time
    pause: Callable[[float], None] = time.sleep

    def poll(self, source: str) -> Poll:
        """Never raises for what is wrong with the source: that is `failure`."""
        before = self.state.source(source)
        poll = Poll(
            source, iter(()), state=before.after(next_poll=self.clock() + self.every_seconds, failures=0)
        )
        found = self._remote(poll, before) if _is_address(source) else self._local(source)
        poll.articles = self._new(found, poll)
        return poll

    def _local(self, source: str) -> Iterator[Article | ArticleError]:
        yield from read_articles([source], limits=self.limits, fields=self.fields)

    def _remote(self, poll: Poll, before: SourceState) -> Iterator[Article | ArticleError]:
        try:
            if not self.robots.allows(poll.source):
                raise FetchError(
                    poll.source,
                    "its robots.txt does not let programs read it, or cannot be had",
                    "Ask its publisher for a feed",
                )
            with self.fetcher.open(
                poll.source, etag=before.etag, last_modified=before.last_modified
            ) as answer:
                if answer.stream is None:
                    poll.unchanged = True
                    return
                poll.state = poll.state.after(etag=answer.etag, last_modified=answer.last_modified)
                source = at_address(poll.source, answer.url, self.limits, self.fields)
                yield from first_of_each(read_source(answer.stream, source))
        except FetchError as error:
            poll.failure = error
            poll.state = before.after(
                failures=before.failures + 1,
                next_poll=self.clock() + self._pause_after(before.failures, error),
            )

    def _pause_after(self, failures: int, error: FetchError) -> float:
        if error.status == _GONE:
            return _LONGEST_PAUSE
        # Longer each time, and never shorter than the server asks for.
        backed_off = min(self.every_seconds * 2.0 ** min(failures, 30), _LONGEST_PAUSE)
        return max(backed_off, min(error.retry_after or 0.0, _LONGEST_PAUSE))

    def _new(self, found: Iterator[Article | ArticleError], poll: Poll) -> Iterator[New | ArticleError]:
        for item in found:
            if isinstance(item, ArticleError):
                yield item
                continue
            digest = content_digest(item)
            place = _NUMBER.sub("", item.source or poll.source)
            if self.state.has(item.id, place, digest):
                poll.known += 1
            else:
                yield New(self._whole(item), place, digest)

    def _whole(self, article: Article) -> Article:
        """The article with the text of its page where that is longer; as it is where the page cannot be had."""
        if not (self.pages and article.url and self.robots.allows(article.url)):
            return article
        self.pause(max(_BETWEEN_PAGES, self.robots.delay(article.url)))
        try:
            with self.fetcher.open(article.url) as answer:
                if answer.stream is None:
                    return article
                found = next(
                    read_source(answer.stream, Source(article.url, "", answer.url, {}, self.limits)), None
                )
        except FetchError:
            return article
        if not isinstance(found, Article) or len(found.text) <= len(article.text):
            return article
        return replace(
            article, text=found.text, blocks=find_blocks(found.text), date=article.date or found.date
        )


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))
