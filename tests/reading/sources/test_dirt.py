"""Dirty and hostile documents neither crash nor hang, and nothing in them is executed or fetched."""

import json
import socket
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import ArticleError
from app.model.article import Article, PartialDate
from app.reading.limits import Limits
from app.reading.sources.markup import line, plain
from app.reading.sources.moments import partial_date
from tests.reading.sources import documents as d

BOMB = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><item><title>&c;</title></item></channel></rss>"""


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


def nobody_came(listener: socket.socket) -> bool:
    try:
        listener.accept()
    except BlockingIOError:
        return True
    return False


def test_entities_of_a_document_are_refused() -> None:
    assert "entities" in d.error(BOMB)
    assert "entities" in d.error(BOMB.decode().encode("utf-16"))


def test_entities_in_newsml_are_not_resolved() -> None:
    bomb = BOMB[: BOMB.index(b"<rss")].replace(b"rss", b"newsMessage") + d.NEWSML.split(b"?>", 1)[1].replace(
        b"Ordf", b"&c;Ordf", 1
    )
    began = time.monotonic()
    found = d.read(bomb)
    assert time.monotonic() - began < 2
    assert all(len(a.text) < 1_000 for a in found if isinstance(a, Article))


def test_nothing_is_fetched_and_no_file_is_read(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    address = f"http://127.0.0.1:{port}/x".encode()
    documents = [
        b'<?xml version="1.0"?><!DOCTYPE rss SYSTEM "' + address + b'">' + d.RSS.split(b"?>", 1)[1],
        b'<!DOCTYPE newsMessage SYSTEM "' + address + b'">' + d.NEWSML.split(b"?>", 1)[1],
        d.PAGE.replace(
            b"</head>", b'<base href="' + address + b'"><script src="' + address + b'"></script></head>'
        ),
        d.PAGE.replace(
            b"<article>", b'<article><img src="' + address + b'"><iframe src="' + address + b'"></iframe>'
        ),
        d.RSS.replace(b"/saker/brua", address),
    ]
    for document in documents:
        assert any(isinstance(a, Article) for a in d.read(document))
    assert nobody_came(listener)


@pytest.mark.parametrize(
    ("escaped", "expected"),
    [
        ("Br&amp;oslash;d &lt;b&gt;dyrt&lt;/b&gt;", "Brød dyrt"),
        ("5 < 6 &amp; 7 > 6", "5 < 6 & 7 > 6"),
        ("AT&T og 2 &oslash", "AT&T og 2 &oslash"),
        ("<p>Ein</p>\n<p>To<br>Tre", "Ein\nTo\nTre"),
        ("<script>alert(1)</script>Hei<style>p{}</style>", "Hei"),
        ("<!-- løynd -->Hei", "Hei"),
        ("&#0;&#xD800;Hei", "Hei"),
    ],
)
def test_markup_in_text(escaped: str, expected: str) -> None:
    assert plain(escaped).replace("\ufffd", "") == expected
    assert "\n" not in line(escaped)


_PIECES = [*"<>&;/!-abp #x0'\"\n", "<p>", "</p>", "&amp;", "<b", "]]>", "<!--", "<![CDATA["]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_markup_of_any_kind_gives_text(text: str) -> None:
    assert isinstance(plain(text), str)


def test_markup_nested_beyond_reason_ends_soon() -> None:
    began = time.monotonic()
    plain("<div>" * 100_000 + "Hei")
    d.read(b"<html><body>" + b"<div>" * 50_000 + d.BODY[0].encode())
    d.read(b"[" * 200_000)
    d.read(b'{"text": ' + b"[" * 100_000)
    assert time.monotonic() - began < 20


def test_items_without_dates_titles_or_links() -> None:
    feed = (
        f"<rss version='2.0'><channel><item><description>{d.BODY[0]}</description></item>"
        "<item><title>Berre tittel</title><pubDate>i går</pubDate><link>javascript:alert(1)</link></item>"
        "<item></item></channel></rss>"
    )
    first, second, third = d.read(feed.encode())
    assert isinstance(first, Article) and first.date is None and first.id.startswith("text-")
    assert isinstance(second, Article) and second.date is None and second.url is None
    assert isinstance(third, ArticleError) and "no text" in str(third)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<![CDATA[<b>Brua</b> er opna]]>", "Brua er opna"),
        ("<b>Brua</b> er &amp;amp; blir", "Brua er & blir"),
        ("&amp;lt;i&amp;gt;Brua&amp;lt;/i&amp;gt; er opna", "Brua er opna"),
        ("Br\x01ua og & &aring;pninga", "Brua og & åpninga"),
        ("Brua &lt;script&gt;alert(1)&lt;/script&gt; er opna", "Brua er opna"),
    ],
)
def test_markup_in_the_title_of_an_item(title: str, expected: str) -> None:
    feed = f"<rss version='2.0'><channel><item><title>{title}</title><description>{d.BODY[0]}</description></item>"
    assert d.only(feed.encode()).text.split("\n")[0] == expected


@pytest.mark.parametrize(
    "before", [b"<br />\n<b>Warning</b>: mysql on line 3\n", b"Warning: x\n", b"\n\n \n"]
)
def test_what_a_server_says_before_its_feed(before: bytes) -> None:
    assert d.only(before + d.RSS).id == "blad:1"


def test_a_page_that_quotes_a_feed_is_a_page() -> None:
    quoting = d.PAGE.replace(
        b"</head>", b"<script>let x = '<?xml version=\"1.0\"?><rss></rss>'</script></head>"
    )
    assert d.only(quoting, "brua").id == "brua"


def test_links_are_of_the_page_that_the_feed_is_of() -> None:
    entry = f"<entry><title>B</title><id>u:1</id><link href='s/1'/><summary>{d.BODY[0]}</summary></entry>"
    root = "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://b.example/n/'>"
    assert d.only((root + entry + "</feed>").encode()).url == "https://b.example/n/s/1"


def test_half_a_character_of_json() -> None:
    article = d.only(
        b'{"id": "a\\udc00b", "title": "Hei \\ud83d", "text": "Ei \\ude00 bru.", "url": "https://x.no/\\ud800"}'
    )
    assert (article.id, article.text, article.url) == ("a b", "Hei \ufffd\n\nEi \ufffd bru.", None)
    article.text.encode()


def test_tables_as_spreadsheets_save_them() -> None:
    table = 'id;tittel;tekst;dato\r\n1;Brua;"Ein ""stor"" dag\r\nfor bygda; ja.";12.06.2024\r\n2\r\n'
    for data in (("\ufeff" + table).encode(), table.encode("cp1252"), table.encode("utf-16")):
        article, failure = d.read(data, "saker.csv")
        assert isinstance(article, Article) and isinstance(failure, ArticleError)
        assert (article.text, article.date) == (
            'Brua\n\nEin "stor" dag\nfor bygda; ja.',
            PartialDate(2024, 6, 12),
        )


def test_archives_in_which_nothing_is() -> None:
    assert "no file in it" in d.error(d.zipped({}))
    assert "no file in it" in d.error(d.zipped({".DS_Store": b"x", "__MACOSX/a.txt": b"x"}))
    record = d.warc(("https://bygdebladet.example/saker/brua", d.PAGE), packed=False)
    assert "no HTML page" in d.error(record.replace(b"200 OK", b"404 NO"))
    assert "no HTML page" in d.error(record.replace(b"text/html;", b"image/png;"))


def test_names_in_an_archive_that_lead_out_of_it_are_only_names() -> None:
    assert d.only(d.zipped({"../../etc/brua.txt": d.TEXT.encode()})).id == "brua"


def test_a_feed_in_another_encoding_than_it_says() -> None:
    # Says UTF-8 and is Windows-1252, as many do.
    assert d.BODY[0] in d.only(d.RSS.decode().encode("cp1252", "xmlcharrefreplace")).text
    assert (
        d.BODY[0] in d.only(d.RSS.replace(b"utf-8", b"iso-8859-1").decode().encode("cp1252", "replace")).text
    )


def test_damaged_xml_is_read_as_far_as_it_goes() -> None:
    damaged = d.RSS.replace(b"<title>Bygdebladet</title>", b"<title>Bygd & Blad</title>").replace(
        b"</channel></rss>", b""
    )
    assert d.only(damaged).id == "blad:1"


def test_limits() -> None:
    small = Limits(article=200, document=10_000)
    assert "longer than an article" in d.error(json.dumps({"text": "ord " * 100}).encode(), limits=small)
    assert "larger than" in d.error(d.PAGE.replace(b"<nav>", b"<nav>" + b"x" * 10_000), limits=small)
    found = d.read(
        b'{"id": 1, "text": "Hei."}\n{"id": 2, "text": "' + b"x" * 20_000 + b'"}\n{"id": 3, "text": "Ha."}',
        limits=small,
    )
    assert [a.id if isinstance(a, Article) else "error" for a in found] == ["1", "error", "3"]


def test_archives_that_unpack_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.reading.sources.streams._ALWAYS_ALLOWED", 1_000_000)
    lines = b'{"text": "Hei."}\n' + b" " * 200 + b"\n" * 20_000_000
    assert "times its size" in str(d.read(d.packed(lines))[-1])
    assert "times its size" in str(d.read(d.zipped({"a": lines}))[-1])


def test_archives_in_archives() -> None:
    data = d.TEXT.encode()
    for _ in range(6):
        data = d.packed(data)
    assert "deep" in d.error(data)


@pytest.mark.parametrize("data", [d.packed(d.RSS)[:-20], d.WARC[:-30], d.zipped({"a": d.RSS})[:-40]])
def test_archives_that_break_off(data: bytes) -> None:
    assert isinstance(d.read(data)[-1], ArticleError)


def test_half_entities_in_a_feed_stay_as_they_are() -> None:
    feed = (
        "<rss version='2.0'><channel><item><title>R&D og H&M &aring;pner &ostekake</title>"
        "<link><![CDATA[https://b.example/sak?a=1&b=2]]></link><description>Kari &amp; Liv.</description></item>"
    )
    article = d.only(feed.encode())
    assert article.text == "R&D og H&M åpner &ostekake\n\nKari & Liv."
    assert article.url == "https://b.example/sak?a=1&b=2"


def test_rows_that_are_not_what_was_meant() -> None:
    table = 'id,tekst,dato\n1,Kari møtte Liv, som gjekk,2024,\n2,Liv gjekk.,2024,\n3,"Ola kom,\n4,Per kom.,2024,\n'
    cut, whole, unclosed = d.read(table.encode(), "saker.csv")
    assert isinstance(cut, ArticleError) and "5 cells" in str(cut) and cut.place == "saker.csv, line 2"
    assert isinstance(whole, Article) and whole.text == "Liv gjekk."
    assert isinstance(unclosed, ArticleError) and "not closed" in str(unclosed) and "line 4" in unclosed.place


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_tables_with_any_separator_also_said_before_the_names(separator: str) -> None:
    rows = [["id", "tittel", "tekst"], ["1", "Brua", '"Ja, no; snart | der."']]
    table = "\r\n".join(separator.join(row) for row in rows)
    for data in (table, f"sep={separator}\r\n{table}"):
        for encoding in ("utf-8-sig", "utf-16"):
            assert d.only(data.encode(encoding), "saker").text == "Brua\n\nJa, no; snart | der."


_LINES = [json.dumps({"id": number, "text": "Kari møtte Liv."}) for number in range(3)]


@pytest.mark.parametrize(
    "broken", ['{"id": "x", "tex', '{"id": 1}}', '[{"id": 1', '{"a": [', 'ttel": "Hei"}', "\ufffd"]
)
def test_lines_of_which_the_first_is_broken(broken: str) -> None:
    for lines in ([broken, *_LINES], [broken, "", *_LINES], [broken, _LINES[0]], [broken, broken, *_LINES]):
        found = d.read("\n".join(lines).encode(), "dump.jsonl")
        assert sum(isinstance(a, Article) for a in found) == sum(line in _LINES for line in lines)
        assert isinstance(found[0], ArticleError) and "line 1" in found[0].place


def test_a_first_line_that_is_too_long_costs_only_itself() -> None:
    data = f'{{"id": "x", "text": "{"ord " * 5_000}"}}\n{_LINES[0]}'
    first, second = d.read(data.encode(), "dump.jsonl", Limits(document=10_000))
    assert isinstance(first, ArticleError) and "longer than" in str(first)
    assert isinstance(second, Article) and second.id == "0"


def test_a_document_over_lines_stays_one_document() -> None:
    records = [{"id": str(number), "text": "Kari møtte Liv."} for number in range(30)]
    for text in (
        "[\n" + ",\n".join(map(json.dumps, records)) + "\n]",
        '{"items": [\n' + "\n,\n".join(map(json.dumps, records)) + "\n]}",
        json.dumps(records, indent=1),
    ):
        assert len(d.read(text.encode(), "dump.json")) == 30


def test_a_record_of_a_web_archive_that_breaks_off() -> None:
    whole = d.warc(("https://a.example/1", d.PAGE), ("https://a.example/2", d.PAGE), packed=False)
    for data in (whole[:-200], d.packed(whole)[:-30], d.packed(whole[:-200])):
        found = d.read(data)
        assert isinstance(found[0], Article) and found[0].id == "https://a.example/1"
        assert isinstance(found[1], ArticleError) and "breaks off" in str(found[1])


def test_what_stands_before_the_damage_of_an_archive_is_read() -> None:
    lines = "\n".join(json.dumps({"id": n, "text": f"Kari møtte {n * 7919} i Bergen."}) for n in range(2_000))
    packed = d.packed(lines.encode())
    for data in (
        packed[: len(packed) // 2],
        packed[: len(packed) // 2] + b"xxxx" + packed[len(packed) // 2 + 4 :],
    ):
        found = d.read(data)
        assert sum(isinstance(item, Article) for item in found) > 500
        assert isinstance(found[-1], ArticleError) and "to its end" in str(found[-1])


def test_many_members_that_unpack_without_end_have_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.reading.sources.streams._ALWAYS_ALLOWED", 1_000_000)
    member = b'{"text": "Hei."}\n' + b"\n" * 900_000
    found = d.read(d.zipped({str(number): member for number in range(20)}))
    assert sum("times its size" in str(item) for item in found) > 10
    inner = d.packed(d.packed(d.packed(member * 40)))
    assert "times its size" in str(d.read(inner)[-1])


def test_xml_of_more_elements_than_memory_should_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.reading.sources.newsml.MOST_ELEMENTS", 500)
    monkeypatch.setattr("app.reading.sources.xml.MOST_ELEMENTS", 500)
    assert "more than 500" in d.error(d.RSS.replace(b"</item>", b"</item>" + b"<item/>" * 2_000))
    start, end = d.NEWSML.index(b"<newsItem"), d.NEWSML.index(b"</itemSet>")
    crowded = d.NEWSML[:end] + b"<a/>" * 2_000 + d.NEWSML[end:]
    assert "more than 500" in str(d.read(crowded)[-1])
    # Items that are read are forgotten.
    many = d.NEWSML[:start] + d.NEWSML[start:end] * 100 + d.NEWSML[end:]
    assert sum(isinstance(item, Article) for item in d.read(many)) == 100


def test_the_body_of_ninjs_1() -> None:
    record = {
        "uri": "u:1",
        "versioncreated": "2024-06-12T10:00:00Z",
        "headline": "Brua",
        "body_xhtml": "<p>Ja.</p>",
    }
    assert d.only(json.dumps(record).encode()).text == "Brua\n\nJa."


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [
            d.RSS,
            d.ATOM,
            d.JSON,
            d.JSON_FEED,
            d.NINJS,
            d.TABLE,
            d.NEWSML,
            d.WARC,
            d.packed(d.RSS),
            d.zipped({"a": d.JSON}),
        ]
    ),
    st.integers(0, 5_000),
    st.binary(max_size=6),
)
def test_damage_anywhere_is_told(document: bytes, at: int, damage: bytes) -> None:
    at %= len(document)
    for item in d.read(document[:at] + damage + document[at + len(damage) :]):
        assert isinstance(item, Article | ArticleError)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-25", PartialDate(2024, 3, 25)),
        ("2024-03", PartialDate(2024, 3)),
        (2024, PartialDate(2024)),
        ("20240325T101500Z", PartialDate(2024, 3, 25)),
        ("Mon, 25 Mar 2024 23:30:00 GMT", PartialDate(2024, 3, 26)),  # past midnight in Norway
        ("25.3.2024 kl. 10.15", PartialDate(2024, 3, 25)),
        (1711362600, PartialDate(2024, 3, 25)),
        (1711362600000, PartialDate(2024, 3, 25)),
        ("onsdag 12. juni 2024", PartialDate(2024, 6, 12)),
        ("Ons, 2 okt. 2024 kl. 10.15", PartialDate(2024, 10, 2)),
        ("1. desember 2024", PartialDate(2024, 12, 1)),
        ("31. februar 2024", None),
        ("12. nonsens 2024", None),
        ("2024-02-31", None),
        ("0000-00-00", None),
        ("i går", None),
        ("", None),
        (True, None),
        (float("inf"), None),
        (float("nan"), None),
        ("9999-12-31T23:59:59-12:00", None),
    ],
)
def test_dates(value: object, expected: PartialDate | None) -> None:
    assert partial_date(value) == expected
