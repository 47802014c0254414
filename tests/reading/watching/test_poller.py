import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import RunError
from app.reading.watching import New, Poll, Poller, WatchState
from app.reading.web import Fetcher
from app.reading.web.robots import Robots
from tests.reading.site import Site, serving
from tests.reading.sources import documents as d

FETCHER = Fetcher(allow_private=True)
EVERY = 900.0


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def state(tmp_path: Path) -> Iterator[WatchState]:
    with WatchState.open(tmp_path / "store.watch") as opened:
        yield opened


def poller(state: WatchState, *, pages: bool = False) -> Poller:
    return Poller(
        state, FETCHER, Robots(FETCHER), EVERY, pages=pages, clock=Clock(), pause=lambda seconds: None
    )


def built(poll: Poll, state: WatchState) -> list[str]:
    """Build what is new, and keep the state as the command does."""
    ids: list[str] = []
    for item in poll.articles:
        assert isinstance(item, New)
        ids.append(item.article.id)
        state.built(item.article.id, item.place, item.digest)
    state.keep(poll.state)
    return ids


def test_what_is_new_is_given_once(site: Site, state: WatchState) -> None:
    url = site.put("/rss", d.RSS, ETag='"1"')
    look = poller(state)
    assert built(look.poll(url), state) == ["blad:1"]
    again = look.poll(url)
    assert built(again, state) == [] and again.unchanged
    assert site.requests[-1][1]["If-None-Match"] == '"1"'


def test_a_server_without_etags_is_compared_by_content(site: Site, state: WatchState) -> None:
    url = site.put("/rss", d.RSS)
    look = poller(state)
    built(look.poll(url), state)
    again = look.poll(url)
    assert built(again, state) == [] and again.known == 1
    site.put("/rss", d.RSS.replace(b"Mange hundre", b"Nokre hundre"))
    assert built(look.poll(url), state) == ["blad:1"]


def test_what_was_not_built_comes_again(site: Site, state: WatchState) -> None:
    url = site.put("/rss", d.RSS, ETag='"1"')
    look = poller(state)
    # Stopped after reading: neither the article nor the ETag is remembered.
    assert len(list(look.poll(url).articles)) == 1
    assert built(look.poll(url), state) == ["blad:1"]


def test_a_server_that_fails_is_asked_less_often(site: Site, state: WatchState) -> None:
    url = site.put("/rss", status=503)
    look = poller(state)
    pauses = []
    for _ in range(12):
        poll = look.poll(url)
        built(poll, state)
        assert poll.failure is not None
        pauses.append(poll.state.next_poll - Clock.now)
    assert pauses[:3] == [EVERY, 2 * EVERY, 4 * EVERY]
    assert pauses[-1] == 24 * 3600
    site.put("/rss", status=429, Retry_After="50000")
    state.keep(state.source(url).after(failures=0))
    poll = look.poll(url)
    built(poll, state)
    assert poll.state.next_poll - Clock.now == 50_000
    site.put("/rss", d.RSS)
    poll = look.poll(url)
    assert built(poll, state) == ["blad:1"] and poll.state.failures == 0


def test_robots_are_heard(site: Site, state: WatchState) -> None:
    url = site.put("/rss", d.RSS)
    site.put("/robots.txt", b"User-agent: *\nDisallow: /\n")
    poll = poller(state).poll(url)
    assert built(poll, state) == [] and "robots.txt" in str(poll.failure)
    assert site.asked("/rss") == 0


def test_pages_give_the_whole_text(site: Site, state: WatchState) -> None:
    short = d.RSS.replace(b"https://bygdebladet.example/", site.address.encode() + b"/")
    short = short.replace(f"&lt;p&gt;{d.BODY[1]}&lt;/p&gt;".encode(), b"")
    url = site.put("/rss", short)
    site.put("/saker/brua", d.PAGE)
    (new,) = poller(state, pages=True).poll(url).articles
    assert isinstance(new, New)
    assert new.article.id == "blad:1" and d.BODY[1] in new.article.text


def test_a_page_that_is_not_there_leaves_the_item_as_it_is(site: Site, state: WatchState) -> None:
    url = site.put("/rss", d.RSS.replace(b"https://bygdebladet.example/", site.address.encode() + b"/"))
    (new,) = poller(state, pages=True).poll(url).articles
    assert isinstance(new, New) and d.BODY[0] in new.article.text


def test_folders_are_watched_too(tmp_path: Path, state: WatchState) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / "a.xml").write_bytes(d.RSS)
    look = poller(state)
    assert built(look.poll(str(folder)), state) == ["blad:1"]
    (folder / "b.xml").write_bytes(d.RSS.replace(b"blad:1", b"blad:2"))
    assert built(look.poll(str(folder)), state) == ["blad:2"]


def test_feeds_and_files_that_differ_on_an_article_do_not_build_it_for_ever(
    site: Site, tmp_path: Path, state: WatchState
) -> None:
    other = d.RSS.replace(b"Mange hundre", b"Nokre hundre")
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / "a.xml").write_bytes(d.RSS)
    (folder / "b.xml").write_bytes(other)
    look = poller(state)
    assert built(look.poll(str(folder)), state) == ["blad:1", "blad:1"]
    assert built(look.poll(str(folder)), state) == []

    one, two = site.put("/one", d.RSS), site.put("/two", other)
    for url in (one, two):
        built(look.poll(url), state)
    assert [built(look.poll(url), state) for url in (one, two)] == [[], []]
    site.put("/two", d.RSS.replace(b"/saker/brua", b"/saker/brua-2").replace(b"Mange", b"Tusen"))
    assert [built(look.poll(url), state) for url in (one, two)] == [[], ["blad:1"]]
    # Back to what it was before, and to what the other feed has.
    site.put("/two", d.RSS)
    assert built(look.poll(two), state) == ["blad:1"]


def test_the_same_article_further_down_is_known(site: Site, state: WatchState) -> None:
    look = poller(state)
    built(look.poll(site.put("/rss", d.RSS)), state)
    start = d.RSS.index(b"<item>")
    url = site.put("/rss", d.RSS[:start] + d.RSS[start:-16].replace(b"blad:1", b"blad:2") + d.RSS[start:])
    assert built(look.poll(url), state) == ["blad:2"]


def test_a_state_of_before_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "x.watch"
    with closing(sqlite3.connect(path)) as old, old:
        old.execute(
            "CREATE TABLE source (name TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, next_poll REAL NOT NULL,"
            " failures INTEGER NOT NULL) WITHOUT ROWID"
        )
        old.execute("CREATE TABLE article (id TEXT PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID")
        old.execute("INSERT INTO article VALUES ('a', ?)", (b"1",))
        old.execute("PRAGMA user_version = 1")
    for _ in range(2):
        with WatchState.open(path) as state:
            assert state.has("a", "s", b"1") and not state.has("a", "s", b"2")


def test_only_one_watches(tmp_path: Path, state: WatchState) -> None:
    with pytest.raises(RunError, match="watches already"), WatchState.open(tmp_path / "store.watch"):
        pass


def test_the_state_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "x.watch"
    with WatchState.open(path) as state:
        state.built("a", "s", b"1")
        state.keep(state.source("s").after(etag="e", failures=3))
    with WatchState.open(path) as state:
        assert state.has("a", "s", b"1") and not state.has("b", "s", b"1")
        assert (state.source("s").etag, state.source("s").failures) == ("e", 3)


def test_a_damaged_state_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "x.watch"
    path.write_bytes(b"noko anna " * 100)
    with pytest.raises(RunError, match="Delete it"), WatchState.open(path):
        pass
