"""NewsML-G2 of the news agencies (IPTC), with NITF, XHTML or plain text in it, and NITF alone."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from app.errors import ArticleError
from app.model.article import PartialDate
from app.reading.limits import Limits
from app.reading.sources.drafts import Draft
from app.reading.sources.markup import element_text, line, plain
from app.reading.sources.moments import partial_date
from app.reading.sources.streams import Raw
from app.reading.sources.xml import MOST_ELEMENTS

_WITHDRAWN = ("canceled", "cancelled", "withheld")


def read_newsml(stream: BinaryIO, place: str, limits: Limits) -> Iterator[Draft | ArticleError]:
    """The news items in their order, one in memory at a time; items without text (pictures) are passed over.

    Entities are not resolved. ArticleError at the end where the document breaks off, or where there is more
    outside of items than a document may have.
    """
    number = elements = before = 0
    counted = Raw(stream)
    try:
        events = etree.iterparse(
            counted,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        root = None
        for event, element in events:
            if event == "start":
                root = element if root is None else root
                elements += 1
                if elements > MOST_ELEMENTS or counted.count > limits.document:
                    yield ArticleError(
                        place,
                        f"an item has more than {MOST_ELEMENTS} elements or {limits.document / 1e6:g} MB",
                        "Split it, or raise NYHENDEGRAF_MAX_DOCUMENT_BYTES",
                    )
                    return
                if _local(element) == "newsItem":
                    before = elements - 1
            elif element is root and _local(element) == "nitf":
                yield _nitf(element, place)
            elif _local(element) == "newsItem":
                number += 1
                found = _news_item(element, f"{place}, item {number}")
                if found is not None:
                    yield found
                parent = element.getparent()
                elements, counted.count = before, 0
                if parent is not None:
                    # What is read is forgotten; the libraries' clear() would leave an empty element each.
                    parent.remove(element)
    except etree.XMLSyntaxError as error:
        yield ArticleError(
            place, f"the XML breaks off or is damaged ({error})", "Fetch it anew, or ask whoever sent it"
        )


def _news_item(item: "etree._Element", place: str) -> Draft | ArticleError | None:
    identifier = item.get("guid")
    status = _attribute(_first(item, "itemMeta", "pubStatus"), "qcode") or ""
    if status.rsplit(":", 1)[-1] in _WITHDRAWN:
        return ArticleError(
            place,
            f"its publisher has withdrawn {identifier!r}",
            "Where it was built before: nyhendegraf remove " + (identifier or ""),
        )
    content = _first(item, "contentSet")
    text = _text(content) if content is not None else ""
    if not text:
        return None
    headline = _first(item, "contentMeta", "headline")
    date = (
        _date(item, "contentMeta", "contentCreated")
        or _date(item, "itemMeta", "firstCreated")
        or _date(item, "itemMeta", "versionCreated")
    )
    link = _attribute(_first(item, "itemMeta", "link"), "href")
    return Draft(
        place,
        text,
        id=identifier,
        headline=line(element_text(headline)) if headline is not None else None,
        date=date,
        url=link,
    )


def _nitf(root: "etree._Element", place: str) -> Draft:
    headline = next(root.iter("{*}hl1"), None)
    identifier = next(root.iter("{*}doc-id"), None)
    issued = next(root.iter("{*}date.issue"), None)
    return Draft(
        place,
        _nitf_text(root),
        id=_attribute(identifier, "id-string"),
        headline=line(element_text(headline)) if headline is not None else None,
        date=partial_date(_attribute(issued, "norm")),
    )


def _text(content: "etree._Element") -> str:
    for child in content:
        match _local(child):
            case "inlineXML":
                if next(child.iter("{*}nitf"), None) is not None:
                    return _nitf_text(child)
                body = next(child.iter("{*}body"), child)
                return element_text(body)
            case "inlineData":
                return plain("".join(child.itertext()))
    return ""


def _nitf_text(element: "etree._Element") -> str:
    body = next(element.iter("{*}body.content"), None)
    return element_text(body) if body is not None else ""


def _date(item: "etree._Element", *path: str) -> PartialDate | None:
    found = _first(item, *path)
    return partial_date(found.text) if found is not None else None


def _first(element: "etree._Element", *path: str) -> "etree._Element | None":
    return element.find("/".join(f"{{*}}{name}" for name in path))


def _attribute(element: "etree._Element | None", name: str) -> str | None:
    return element.get(name) if element is not None else None


def _local(element: "etree._Element") -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
