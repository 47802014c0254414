import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from app.errors import ArticleError
from app.model.article import Article
from app.reading import read_articles
from app.reading.web import Fetcher, FetchError
from app.reading.web.addresses import is_public
from app.reading.web.robots import Robots
from tests.reading.site import Site, serving
from tests.reading.sources import documents as d

OPEN = Fetcher(allow_private=True)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def body(fetcher: Fetcher, url: str) -> bytes:
    with fetcher.open(url) as answer:
        assert answer.stream is not None
        return answer.stream.read()


def failure(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught, fetcher.open(url):
        pass
    assert caught.value.remedy
    return caught.value


def test_a_feed_at_an_address(site: Site) -> None:
    url = site.put("/rss", d.RSS, Content_Type="text/plain")
    (article,) = read_articles([url], fetcher=OPEN)
    assert isinstance(article, Article)
    assert (article.id, article.url) == ("blad:1", f"{site.address}/saker/brua")


def test_a_page_is_known_by_its_address(site: Site) -> None:
    url = site.put("/saker/brua", d.PAGE)
    (article,) = read_articles([url], fetcher=OPEN)
    assert isinstance(article, Article) and article.id == url


def test_private_addresses_are_not_asked(site: Site) -> None:
    url = site.put("/rss", d.RSS)
    assert "not asked" in str(failure(Fetcher(), url))
    (error,) = read_articles([url])
    assert isinstance(error, ArticleError)
    assert not site.requests


def test_a_redirect_to_a_private_address_is_not_followed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    url = site.put("/rss", status=302, Location="http://169.254.169.254/latest/meta-data")
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return [host]

    # As if the test's server were on the internet; the machine that it leads to is not.
    monkeypatch.setattr("app.reading.web.fetching.is_public", lambda ip: ip == "127.0.0.1")
    assert "not asked" in str(failure(Fetcher(resolve=resolve), url))
    assert asked == ["127.0.0.1", "169.254.169.254"]


def test_a_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    site.put("/rss", b"hei")
    port = int(site.address.rsplit(":", 1)[1])
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    fetcher = Fetcher(allow_private=True, resolve=lambda host, _: next(answers))
    assert body(fetcher, f"http://bygdebladet.example:{port}/rss") == b"hei"
    assert site.requests[0][1]["Host"] == f"bygdebladet.example:{port}"


def test_redirects_are_followed_so_far(site: Site) -> None:
    site.put("/rss", b"hei")
    assert body(OPEN, site.put("/a", status=301, Location="/rss")) == b"hei"
    assert "redirected more than" in str(failure(OPEN, site.put("/b", status=301, Location="/b")))
    assert site.asked("/b") == 6
    assert "no address of http" in str(
        failure(OPEN, site.put("/c", status=301, Location="file:///etc/passwd"))
    )


def test_what_is_too_long_is_broken_off(site: Site) -> None:
    url = site.put("/bomb", gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip")
    assert "longer than" in str(failure(Fetcher(allow_private=True, max_bytes=1_000_000), url))


def test_what_is_not_there(site: Site) -> None:
    missing = failure(OPEN, site.address + "/borte")
    assert (missing.status, missing.retry_after) == (404, None)
    assert failure(OPEN, site.put("/full", status=503, Retry_After="120")).retry_after == 120
    assert "cannot be fetched" in str(failure(OPEN, "http://127.0.0.1:1/x"))
    assert "cannot be fetched" in str(failure(Fetcher(), "http://finst-ikkje.invalid/x"))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("ff02::1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_robots(site: Site) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /hemmeleg\nCrawl-delay: 2\n")
    robots = Robots(OPEN)
    assert robots.allows(site.address + "/rss")
    assert not robots.allows(site.address + "/hemmeleg/rss")
    assert robots.delay(site.address + "/rss") == 2
    assert site.asked("/robots.txt") == 1


def test_robots_that_are_not_there_allow_and_those_that_fail_do_not(site: Site) -> None:
    assert Robots(OPEN).allows(site.address + "/rss")
    site.put("/robots.txt", status=500)
    assert not Robots(OPEN).allows(site.address + "/rss")


@contextmanager
def dribbling(beginning: bytes) -> Iterator[str]:
    """A server that sends a byte now and then after what it begins with."""
    ended = threading.Event()

    def serve(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection, suppress(OSError):
            connection.recv(10_000)
            connection.sendall(beginning)
            while not ended.wait(0.05):
                connection.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=(server,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/rss"
        finally:
            ended.set()
            thread.join()


@pytest.mark.parametrize(
    "beginning",
    [
        b"HTTP/1.1 200 OK\r\nX-Long: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n",
        # The name of the packed file, which ends nowhere: nothing comes out.
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9999\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\xff",
    ],
)
def test_a_server_that_is_never_done_is_left(beginning: bytes) -> None:
    began = time.monotonic()
    with dribbling(beginning) as url:
        assert "not there after" in str(failure(Fetcher(allow_private=True, total_seconds=0.3), url))
    assert time.monotonic() - began < 10


def test_what_is_there_in_time_may_be_read_slowly(site: Site) -> None:
    with Fetcher(allow_private=True, total_seconds=0.3).open(site.put("/rss", b"hei")) as answer:
        time.sleep(0.5)
        assert answer.stream is not None and answer.stream.read() == b"hei"
