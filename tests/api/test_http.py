"""What holds for every address: methods, problems, other origins, and a documentation that needs no network."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api import create_app
from app.config import Settings
from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.graph.examples import harbour

PATHS = {
    "/sparql": {"get", "post"},
    "/healthz": {"get"},
    "/metrics": {"get"},
    "/api/extract": {"post"},
    "/api/fetch": {"post"},
    "/api/articles": {"get", "post"},
    "/api/articles/{id}": {"get", "put", "delete"},
    "/api/articles/{id}/changes": {"get"},
    "/api/articles/{id}/diff": {"post"},
    "/api/entities": {"get"},
    "/api/entities/{id}": {"get"},
    **{
        f"/api/entities/{{id}}/{part}": {"get"}
        for part in ("events", "neighbours", "timeline", "quotes", "mentions")
    },
    "/api/decisions": {"get", "post"},
    "/api/decisions/{id}": {"get"},
    "/api/decisions/{id}/undo": {"post"},
    "/api/events": {"get"},
    "/api/events/{id}": {"get"},
    "/api/export": {"get"},
    "/api/graph": {"get"},
    "/api/paths": {"get"},
    **{
        f"/api/graph/{question}": {"get"}
        for question in (
            *("centrality", "communities", "stats", "components", "bridges", "cores", "balance", "speakers"),
            *("contested", "changes", "similar", "comentions"),
        )
    },
    "/api/reconcile": {"get", "post"},
    **{f"/api/reconcile/suggest/{kind}": {"get"} for kind in ("entity", "type", "property")},
    "/api/reconcile/properties": {"get"},
    "/api/reconcile/preview": {"get"},
    "/api/jobs/{id}": {"get"},
    "/api/jobs/{id}/events": {"get"},
    "/id/{id}": {"get"},
    "/context.jsonld": {"get"},
    "/.well-known/void": {"get"},
    "/update": {"post"},
    "/graphs": {"get", "put", "post", "delete"},
}
ADDRESSES = [
    "/",
    "/docs",
    "/openapi.json",
    "/healthz",
    "/api/articles",
    "/api/articles/hamna-2024",
    "/api/entities?q=kari",
    "/api/entities/person/kari-vik",
    "/api/export?format=graphml",
    "/sparql",
    "/sparql?query=ASK%7B%7D",
    "/static/docs/swagger-ui.css",
    "/nothing",
    "/api/entities",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_get_without_the_content(client: TestClient, address: str) -> None:
    headers = {"Accept-Encoding": "identity"}
    got, head = client.get(address, headers=headers), client.head(address, headers=headers)
    assert head.content == b""
    assert head.status_code == got.status_code
    assert head.headers["content-length"] == got.headers["content-length"] == str(len(got.content))
    assert head.headers.get("content-type") == got.headers.get("content-type")


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_cache_uses_an_answer_unasked(client: TestClient, address: str) -> None:
    assert client.get(address).headers["cache-control"] in ("no-cache", "no-store")


@pytest.mark.parametrize(
    ("address", "allow"),
    [
        ("/healthz", "GET, HEAD, OPTIONS"),
        ("/api/entities/person/kari-vik", "GET, HEAD, OPTIONS"),
        ("/sparql", "GET, HEAD, OPTIONS, POST"),
        ("/static/docs/swagger-ui.css", "GET, HEAD, OPTIONS"),
        ("/update", "OPTIONS, POST"),
    ],
)
def test_other_methods_are_told_what_is_possible(client: TestClient, address: str, allow: str) -> None:
    options, delete = client.options(address), client.delete(address)
    assert (options.status_code, options.headers["allow"], options.content) == (204, allow, b"")
    assert (delete.status_code, delete.headers["allow"]) == (405, allow)
    assert delete.headers["content-type"] == "application/problem+json"
    assert "DELETE" in delete.json()["detail"]


@pytest.mark.parametrize("path", ["/nothing", "/api", "/api/nothing", "/blåbær", "/redoc", "/healthz/x"])
def test_an_unknown_path(client: TestClient, path: str) -> None:
    for response in (client.get(path), client.options(path)):
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"
        assert path in response.json()["detail"]
        assert path in response.content.decode("utf-8"), "letters are not escaped"


def test_pages_from_elsewhere_may_read_and_nothing_more(client: TestClient) -> None:
    origin = {"Origin": "https://editor.example"}
    for address in ("/healthz", "/nothing"):
        headers = client.get(address, headers=origin).headers
        assert headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in headers
    asked = {**origin, "Access-Control-Request-Headers": "content-type"}
    for method, status in (("POST", 200), ("DELETE", 400)):
        response = client.options("/sparql", headers={**asked, "Access-Control-Request-Method": method})
        assert response.status_code == status


def test_long_answers_are_packed(client: TestClient) -> None:
    response = client.get("/api/articles/hamna-2024", headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in response.headers["vary"]
    assert response.json()["id"] == "hamna-2024"


def test_documentation_needs_no_network(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert not re.findall(r"(?i)(?:https?:)?//[a-z0-9.-]+\.[a-z]+", page.text)
    resources = re.findall(r"(?:src|href)=\"([^\"]+)\"|url: '([^']+)'", page.text)
    found = {first or second for first, second in resources}
    assert len(found) == 4
    for address in found:
        assert client.get(address).status_code == 200
    style = client.get("/static/docs/swagger-ui.css").text
    assert not re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", style)


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if "$ref" in node else []
        return own + [r for value in node.values() for r in references(value)]
    return [r for value in node for r in references(value)] if isinstance(node, list) else []


def test_openapi_tells_of_every_route(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert {path: set(item) for path, item in document["paths"].items()} == PATHS
    operations = [o for item in document["paths"].values() for o in item.values()]
    assert len({o["operationId"] for o in operations}) == len(operations)
    for path, item in document["paths"].items():
        for operation in item.values():
            assert operation["summary"]
            assert operation["description"]
            assert path == "/healthz" or "example" in json.dumps(operation), f"{path} has no example"
            parameters = operation.get("parameters", [])
            assert {p["name"] for p in parameters if p["in"] == "path"} == set(re.findall(r"{(\w+)}", path))
            assert all(p["description"] for p in parameters)
            for status, response in operation["responses"].items():
                assert response["description"]
                if int(status) >= 400:
                    assert list(response["content"]) == ["application/problem+json"]
    for reference in references(document):
        place = document
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]


def test_documented_problems_are_those_that_come(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert set(paths["/healthz"]["get"]["responses"]) == {"200"}
    assert set(paths["/api/entities/{id}"]["get"]["responses"]) == {"200", "404", "422", "503"}
    assert set(paths["/api/export"]["get"]["responses"]) == {"200", "422", "503"}
    sparql = {"200", "400", "403", "406", "413", "415", "503"}
    assert set(paths["/sparql"]["post"]["responses"]) == sparql


def test_nothing_is_left_among_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither of the index, nor of the copies that queries read, nor of jobs."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings = Settings.model_validate({"update_token": "krabbe"})
    with Store.memory() as store:
        store.replace_article(article_quads(harbour()))
        with TestClient(create_app(settings, store, writable=True)) as client:
            assert client.get("/api/articles").status_code == 200
            assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
            assert client.app.state.jobs._place().exists()  # type: ignore[attr-defined]
            sorts = {entry.name.split("-")[1] for entry in tmp_path.iterdir()}
            assert sorts == {"index", "copy", "union", "jobs"}
    assert not list(tmp_path.iterdir())
