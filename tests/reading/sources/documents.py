"""Documents of every kind that tell of the same article."""

import gzip
import io
import json
import zipfile

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from app.errors import ArticleError
from app.model.article import Article
from app.reading.limits import DEFAULT_LIMITS, Limits
from app.reading.sources import Source, read_source

HEADLINE = "Brua er opna"
BODY = (
    "Ordførar Kari Nesvik opna den nye brua over Storelva onsdag. Mange hundre møtte fram for å sjå det.",
    "– Dette er ein stor dag for heile bygda, sa Nesvik.",
)
TEXT = "\n".join((HEADLINE, "", *BODY))

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Bygdebladet</title><link>https://bygdebladet.example/</link>
<item><title>{HEADLINE}</title><guid isPermaLink="false">blad:1</guid><link>/saker/brua</link>
<pubDate>Wed, 12 Jun 2024 08:00:00 +0200</pubDate>
<description>&lt;p&gt;{BODY[0]}&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;{BODY[1]}&lt;/p&gt;</description>
</item></channel></rss>""".encode()

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Bygdebladet</title><id>blad</id>
<link href="https://bygdebladet.example/"/>
<entry><title>{HEADLINE}</title><id>blad:1</id><link href="https://bygdebladet.example/saker/brua"/>
<published>2024-06-12T08:00:00+02:00</published><updated>2024-06-13T08:00:00+02:00</updated>
<content type="html">&lt;p&gt;{BODY[0]}&lt;/p&gt;&lt;p&gt;{BODY[1]}&lt;/p&gt;</content></entry></feed>""".encode()

PAGE = f"""<!DOCTYPE html><html lang="nn"><head><title>{HEADLINE} – Bygdebladet</title><meta charset="utf-8">
<meta property="article:published_time" content="2024-06-12T08:00:00+02:00">
<link rel="canonical" href="https://bygdebladet.example/saker/brua"></head>
<body><nav><a href="/">Heim</a> <a href="/sport">Sport</a></nav>
<article><h1>{HEADLINE}</h1><p>{BODY[0]}</p><script>var a = "ikkje tekst";</script><p>{BODY[1]}</p></article>
<footer>Redaktør: Per Vollan. Meld deg på nyhendebrevet.</footer></body></html>""".encode()

RECORD = {
    "id": "blad:1",
    "headline": HEADLINE,
    "text": "\n".join(BODY),
    "published": "2024-06-12",
    "url": "https://bygdebladet.example/saker/brua",
}
JSON = json.dumps(RECORD, ensure_ascii=False).encode()
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Bygdebladet",
        "items": [
            {
                "id": "blad:1",
                "title": HEADLINE,
                "content_html": "".join(f"<p>{p}</p>" for p in BODY),
                "date_published": "2024-06-12T08:00:00+02:00",
                "url": "https://bygdebladet.example/saker/brua",
            }
        ],
    },
    indent=1,
).encode()
NINJS = json.dumps(
    {
        "uri": "blad:1",
        "type": "text",
        "pubstatus": "usable",
        "headlines": [{"role": "short", "value": "Brua"}, {"role": "main", "value": HEADLINE}],
        "bodies": [
            {"role": "main", "contenttype": "text/html", "value": "".join(f"<p>{p}</p>" for p in BODY)}
        ],
        "contentcreated": "2024-06-12T06:00:00Z",
        "url": "https://bygdebladet.example/saker/brua",
    }
).encode()
TABLE = (
    "id;overskrift;tekst;dato;url\r\n"
    f'blad:1;{HEADLINE};"{BODY[0]}\n{BODY[1]}";12.06.2024;https://bygdebladet.example/saker/brua\r\n'
).encode("cp1252")
NEWSML = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="blad:1" version="2"><itemMeta><versionCreated>2024-06-13T10:00:00+02:00</versionCreated>
<pubStatus qcode="stat:usable"/><link rel="irel:seeAlso" href="https://bygdebladet.example/saker/brua"/></itemMeta>
<contentMeta><contentCreated>2024-06-12T08:00:00+02:00</contentCreated><headline>{HEADLINE}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
<body.head><hedline><hl1>{HEADLINE}</hl1></hedline></body.head>
<body.content><p>{BODY[0]}</p><p>{BODY[1]}</p></body.content></body></nitf></inlineXML></contentSet></newsItem>
<newsItem guid="blad:bilete"><contentSet><remoteContent href="bilete.jpg"/></contentSet></newsItem>
</itemSet></newsMessage>""".encode()


def warc(*pages: tuple[str, bytes], packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, page in pages:
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
        )
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(page), http_headers=headers
        )
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


WARC = warc(("https://bygdebladet.example/saker/brua", PAGE))


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def read(
    data: bytes, name: str = "kjelde", limits: Limits = DEFAULT_LIMITS, **fields: str
) -> list[Article | ArticleError]:
    return list(read_source(io.BytesIO(data), Source(name, name, fields=fields, limits=limits)))


def only(data: bytes, name: str = "kjelde", **fields: str) -> Article:
    (article,) = read(data, name, DEFAULT_LIMITS, **fields)
    assert isinstance(article, Article), article
    return article


def error(data: bytes, name: str = "kjelde", limits: Limits = DEFAULT_LIMITS) -> str:
    (found,) = read(data, name, limits)
    assert isinstance(found, ArticleError), found
    assert found.remedy
    return str(found)


def packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
