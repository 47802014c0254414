"""The page that browsers get at the endpoint."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
import yaml
from fastapi.testclient import TestClient

from app.api.page import STATIC_FOLDER
from app.query.samples import samples

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """The elements of a page, and whether what is opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.inline: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style") and data.strip():
            self.inline.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(client: TestClient, language: str = "en") -> Page:
    response = client.get("/sparql", headers={"Accept": BROWSER, "Accept-Language": language})
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return Page(response.text)


def test_it_is_whole_and_everything_comes_from_here(client: TestClient) -> None:
    got = page(client)
    assert got.open == []
    assert got.inline == []
    assert not any(name.startswith("on") or name == "style" for _, a in got.elements for name in a)
    addresses = [a[name] for _, a in got.elements for name in ("src", "href", "action") if a.get(name)]
    assert len(addresses) >= 5
    for address in addresses:
        assert address is not None
        if address != "data:,":
            assert not re.match(r"[a-z]+:|//", address)
            assert client.get(urljoin("/sparql", address)).status_code == 200
    for name in ("sparql.js", "sparql.css"):
        text = (STATIC_FOLDER / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://[a-z]|@import|url\(|innerHTML|eval\(", text)


def test_the_policy_lets_nothing_else_in(client: TestClient) -> None:
    headers = client.get("/sparql", headers={"Accept": BROWSER}).headers
    rules = dict(rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert {"Accept", "Accept-Language"} <= {part.strip() for part in headers["vary"].split(",")}


def test_every_sample_is_there_and_can_be_asked(client: TestClient) -> None:
    options = [a for a in page(client).of("option") if a["value"]]
    assert [a["value"] for a in options] == [one.query for one in samples()]
    assert [a["data-about"] for a in options] == [one.description("en") for one in samples()]
    for option in options:
        assert client.post("/sparql", data={"query": str(option["value"])}).status_code == 200


def test_controls_have_labels_and_what_the_script_looks_for_is_there(client: TestClient) -> None:
    got = page(client)
    ids = [a["id"] for _, a in got.elements if a.get("id")]
    assert len(ids) == len(set(ids))
    labelled = {a["for"] for a in got.of("label")}
    for tag in ("select", "textarea"):
        assert all(a["id"] in labelled for a in got.of(tag))
    for _, attributes in got.elements:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            assert attributes.get(name) in (None, *ids)
    script = (STATIC_FOLDER / "sparql.js").read_text(encoding="utf-8")
    (line,) = re.findall(r"= \[(\"ask\".*)\]\.map\(at\)", script)
    assert set(json.loads(f"[{line}]")) <= set(ids)
    (status,) = (a for _, a in got.elements if a.get("id") == "status")
    assert {f"data-{word}" for word in re.findall(r"words\.(\w+)", script)} <= set(status)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("nn-NO, nn;q=0.9, en;q=0.5", "nn"),
        ("no, en;q=0.8", "nb"),
        ("nb-NO,nb;q=0.9", "nb"),
        ("de, en-GB;q=0.7, nn;q=0.3", "en"),
        ("de", "en"),
        ("", "en"),
        ("nn;q=0, nb", "nb"),
    ],
)
def test_it_speaks_the_language_that_the_browser_prefers(
    client: TestClient, accepted: str, language: str
) -> None:
    got = page(client, accepted)
    assert got.of("html")[0]["lang"] == language
    assert got.of("option")[1]["data-about"] == samples()[0].description(language)


def test_each_language_has_every_word() -> None:
    words = yaml.safe_load((STATIC_FOLDER / "words.yaml").read_text(encoding="utf-8"))
    assert set(words) == {"nn", "nb", "en"}
    assert len({frozenset(said) for said in words.values()}) == 1
    assert all(isinstance(text, str) and text for said in words.values() for text in said.values())
