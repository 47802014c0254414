"""Every kind of document gives the same article."""

import json

import pytest

from app.errors import ArticleError
from app.model.article import Article, PartialDate
from tests.reading.sources import documents as d

IDS = {"page": "brua", "warc": "https://bygdebladet.example/saker/brua"}
KINDS = {
    "rss": d.RSS, "atom": d.ATOM, "page": d.PAGE, "json": d.JSON, "json-feed": d.JSON_FEED, "ninjs": d.NINJS,
    "lines": d.JSON + b"\n", "table": d.TABLE, "newsml": d.NEWSML, "warc": d.WARC,
}  # fmt: skip


@pytest.mark.parametrize("wrap", ["plain", "gzip", "zip", "zip in gzip"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_is_told_by_the_content(kind: str, wrap: str) -> None:
    data = KINDS[kind]
    if "zip" in wrap.split():
        data = d.zipped({"mappe/brua": data})
    if "gzip" in wrap:
        data = d.packed(data)
    article = d.only(data, "brua.gz" if wrap == "gzip" else "brua")
    assert [line for line in article.text.split("\n") if line] == [d.HEADLINE, *d.BODY]
    assert article.date == PartialDate(2024, 6, 12)
    assert article.id == IDS.get(kind, "blad:1")
    assert article.url == "https://bygdebladet.example/saker/brua"


def test_plain_text_in_an_archive_keeps_its_date_line_and_the_name_of_its_file() -> None:
    article = d.only(d.zipped({"a/brua.txt": f"date 2024-06\n{d.TEXT}".encode()}))
    assert (article.id, article.date, article.text) == ("brua", PartialDate(2024, 6), d.TEXT)


def test_the_members_of_an_archive_in_its_order_without_what_is_hidden() -> None:
    archive = d.zipped(
        {"x.rss": d.RSS, "__MACOSX/y": b"x", "b.txt": d.TEXT.encode(), "a.txt": d.TEXT.encode()}
    )
    assert [a.id for a in d.read(archive) if isinstance(a, Article)] == ["blad:1", "b", "a"]


def test_lines_cost_only_themselves() -> None:
    lines = [
        json.dumps({"id": 1, "text": d.TEXT}),
        "{broken",
        "",
        json.dumps([1]),
        json.dumps({"id": 2, "text": "To."}),
    ]
    found = d.read("\n".join(lines).encode(), "dump.jsonl")
    assert [a.id if isinstance(a, Article) else a.place for a in found] == [
        "1", "dump.jsonl, line 2", "dump.jsonl, line 4", "2",
    ]  # fmt: skip


def test_a_json_document_over_many_lines_is_one_document() -> None:
    assert d.only(json.dumps([d.RECORD], indent=2).encode()).id == "blad:1"


@pytest.mark.parametrize(
    "record",
    [
        {"_id": "7", "_source": {"tittel": d.HEADLINE, "brødtekst": d.BODY[0], "dato": "2024-06-12"}},
        {
            "guid": "7",
            "title": {"rendered": d.HEADLINE},
            "content": {"rendered": f"<p>{d.BODY[0]}</p>"},
            "date": 1718172000,
        },
        {
            "@type": "NewsArticle",
            "@id": "7",
            "headline": d.HEADLINE,
            "articleBody": d.BODY[0],
            "datePublished": "2024-06-12T00:10:00+02:00",
        },
        {"Id": 7, "Headline": d.HEADLINE, "Body_Text": [d.BODY[0]], "Published": "Wed, 12 Jun 2024 08:00:00 GMT"},
    ],
)  # fmt: skip
def test_the_usual_names_of_fields(record: object) -> None:
    article = d.only(json.dumps({"hits": {"hits": [record]}}).encode())
    assert (article.id, article.date) == ("7", PartialDate(2024, 6, 12))
    assert article.text == f"{d.HEADLINE}\n\n{d.BODY[0]}"


def test_fields_that_the_user_names() -> None:
    data = json.dumps({"nr": 3, "innhold": {"ren": d.BODY[0]}, "text": "noko anna", "dag": "2024"}).encode()
    article = d.only(data, id="nr", text="innhold.ren", date="dag")
    assert (article.id, article.text, article.date) == ("3", d.BODY[0], PartialDate(2024))


def test_a_table_with_other_names_is_told_by_its_ending() -> None:
    table = f"nr\tavsnitt\n3\t{d.BODY[0]}\n".encode()
    assert d.only(table, "saker.tsv", id="nr", text="avsnitt").id == "3"


def test_an_article_without_an_id_gets_one_from_its_address_or_its_text() -> None:
    bare = {k: v for k, v in d.RECORD.items() if k != "id"}
    assert d.only(json.dumps(bare).encode()).id == bare["url"]
    del bare["url"]
    first, again = (d.only(json.dumps(bare).encode(), name).id for name in ("a", "b"))
    assert first == again and first.startswith("text-")


def test_what_its_publisher_has_withdrawn() -> None:
    assert "withdrawn" in d.error(d.NEWSML.replace(b"stat:usable", b"stat:canceled"))
    assert "withdrawn" in d.error(d.NINJS.replace(b'"usable"', b'"canceled"'))


def test_nitf_alone() -> None:
    nitf = f"""<nitf><head><docdata><doc-id id-string="n:1"/><date.issue norm="20240612T080000Z"/></docdata></head>
    <body><body.head><hedline><hl1>{d.HEADLINE}</hl1></hedline></body.head>
    <body.content><p>{d.BODY[0]}</p></body.content></body></nitf>"""
    article = d.only(nitf.encode())
    assert (article.id, article.date) == ("n:1", PartialDate(2024, 6, 12))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<svg/>", "no feed"),
        (b'{"a": 1}', "no field with a text"),
        (b'[{"x"', "no JSON"),
        (b'["x"]', "an object with fields"),
        (b'{"text": "Hei du.", "date": "i fjor"}', "'i fjor' is no date"),
        (b"<rss version='2.0'><channel><title>x</title>", "no item"),
        (b"<!doctype html><title>Tom</title>", "no article"),
        (d.zipped({"[Content_Types].xml": b"x"}), "office document"),
        (b"PK\x03\x04" + bytes(50), "cannot be read"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    assert reason in d.error(data)


def test_what_stood_before_a_break_is_read() -> None:
    broken = d.NEWSML[: d.NEWSML.index(b"blad:bilete")]
    article, failure = d.read(broken)
    assert isinstance(article, Article) and article.id == "blad:1"
    assert isinstance(failure, ArticleError) and "breaks off" in str(failure)
