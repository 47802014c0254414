"""`nyhendegraf watch`: what is new in sources, into the store."""

import re
import signal
import time
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from app.cli.options import FieldOption, StoreOption, fields_of, settings
from app.cli.terminal import ExitCode, messages, output, show_article_error
from app.errors import ArticleError, RunError

if TYPE_CHECKING:
    from app.config import Settings
    from app.model.article import Article
    from app.pipeline import Pipeline
    from app.reading.watching import New, Poll, Poller

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd]?)$")
_SECONDS = {"": 60.0, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_SHORTEST = 60.0
_AGAIN_AFTER = 60.0
"""Seconds until a store in use is tried again."""


def register(group: typer.Typer) -> None:
    """Adds the command."""
    group.command("watch")(watch)


def watch(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Addresses of feeds, files and folders.", show_default=False),
    ],
    store: StoreOption = None,
    every: Annotated[
        str, typer.Option(metavar="TIME", help="Between two looks: 90s, 15m, 2h, 1d; at least a minute.")
    ] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Look at what is due and end, as for cron.")] = False,
    pages: Annotated[
        bool,
        typer.Option("--pages", help="Read the page of each item too, where feeds have only its beginning."),
    ] = False,
    state: Annotated[
        Path | None,
        typer.Option(
            help="File that remembers what was read.  [default: the store's name with .watch]",
            show_default=False,
        ),
    ] = None,
    field: FieldOption = None,
) -> None:
    """Look at feeds again and again, and build what is new or changed.

    Servers are asked as they wish: only for what has changed (ETag, Last-Modified), less often when they fail or
    ask for it, and not at all where robots.txt says so. What was read is remembered once it is in the store, so
    that stopping at any moment neither loses nor doubles anything.

    \b
    Examples:
      nyhendegraf watch https://www.example.no/rss.xml --every 30m
      nyhendegraf watch feeds/ --once
    """
    seconds = _seconds(every)
    chosen = settings(store=store, fields=fields_of(field))
    from app import bootstrap
    from app.reading.watching import Poller, WatchState
    from app.reading.web.robots import Robots

    fetcher = bootstrap.fetcher(chosen)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    failed = False
    try:
        with WatchState.open(state or _state_beside(chosen)) as remembered:
            poller = Poller(
                remembered,
                fetcher,
                Robots(fetcher),
                every_seconds=seconds,
                limits=bootstrap.limits(chosen),
                fields=chosen.fields,
                pages=pages,
            )
            builder = _Builder(chosen)
            while True:
                for source in dict.fromkeys(sources):
                    next_poll = remembered.source(source).next_poll
                    if next_poll <= time.time():
                        failed |= not _look(poller, source, builder)
                    elif once:
                        output().print(escape(f"{source}: not due before {_shown(next_poll)}"))
                if once:
                    break
                poller.robots.forget()
                due = min(remembered.source(source).next_poll for source in sources)
                time.sleep(max(1.0, due - time.time()))
    except KeyboardInterrupt:
        messages().print("stopped")
    finally:
        signal.signal(signal.SIGTERM, before)
    if failed and once:
        raise typer.Exit(ExitCode.SOME_FAILED)


class _Builder:
    """The pipeline, loaded when it is first needed and kept."""

    def __init__(self, chosen: "Settings") -> None:
        self.settings = chosen
        self._pipeline: Pipeline | None = None

    def __call__(self) -> "Pipeline":
        from app.bootstrap import PipelineFactory

        if self._pipeline is None:
            self._pipeline = PipelineFactory(self.settings)()
        return self._pipeline


def _look(poller: "Poller", source: str, builder: _Builder) -> bool:
    """Whether all went well."""
    poll = poller.poll(source)
    waiting: deque[New | ArticleError] = deque()
    try:
        built, replaced, left_out = _built(poll, waiting, poller, builder)
    except RunError as error:
        # The store is in use, for instance; nothing is remembered that is not in it.
        messages().print(f"[red]error[/] {escape(str(error))}")
        poller.state.keep(poller.state.source(source).after(next_poll=poller.clock() + _AGAIN_AFTER))
        return False
    poller.state.keep(poll.state)
    now = _shown(time.time())
    if poll.failure is not None:
        show_article_error(poll.failure)
        output().print(escape(f"{now}  {source}: next look {_shown(poll.state.next_poll)}"))
        return False
    told = (
        "not changed"
        if poll.unchanged
        else f"{built - replaced} new, {replaced} changed, {poll.known} known, {left_out} left out"
    )
    output().print(escape(f"{now}  {source}: {told}"))
    return left_out == 0


def _built(
    poll: "Poll", waiting: "deque[New | ArticleError]", poller: "Poller", builder: _Builder
) -> tuple[int, int, int]:
    """How many articles were built, how many of them again, and how many were left out."""
    from app import bootstrap
    from app.graph.stores import open_store

    def articles() -> "Iterator[Article | ArticleError]":
        for item in poll.articles:
            waiting.append(item)
            yield item if isinstance(item, ArticleError) else item.article

    stream = articles()
    first = next(stream, None)
    if first is None:
        return 0, 0, 0
    built = replaced = left_out = 0
    in_one = builder.settings.model_copy(update={"processes": 1})
    with open_store(builder.settings.place) as target:
        for result in bootstrap.build_articles(in_one, _with_first(first, stream), builder):
            source_item = waiting.popleft()
            if isinstance(result, ArticleError):
                left_out += 1
                show_article_error(result)
            else:
                built += 1
                replaced += target.replace_article(result.quads)
            if not isinstance(source_item, ArticleError):
                # What cannot be built is not tried again until it changes.
                target.flush()
                poller.state.built(source_item.article.id, source_item.place, source_item.digest)
    return built, replaced, left_out


def _with_first(
    first: "Article | ArticleError", rest: "Iterator[Article | ArticleError]"
) -> "Iterator[Article | ArticleError]":
    yield first
    yield from rest


def _shown(moment: float) -> str:
    return datetime.fromtimestamp(moment).astimezone().isoformat(sep=" ", timespec="seconds")


def _state_beside(chosen: "Settings") -> Path:
    if isinstance(chosen.store, Path):
        return chosen.store.with_name(chosen.store.name + ".watch")
    raise RunError(f"{chosen.store} is on a server, so say where to remember what was read: --state FILE")


def _seconds(text: str) -> float:
    found = _SPAN.match(text.strip().lower())
    seconds = float(found[1]) * _SECONDS[found[2]] if found else 0.0
    if seconds < _SHORTEST:
        raise typer.BadParameter(
            f"{text!r}: write a time of at least a minute, such as 90s, 15m, 2h or 1d", param_hint="--every"
        )
    return seconds
