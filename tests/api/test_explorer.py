"""The explorer as files and as answers of the server; what it does is tested in a browser."""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.explorer import FOLDER
from app.graph.ontology import load_ontology
from app.graph.vocabulary import NG, SCHEMA
from app.model.vocabulary import EntityType, EventClass, RelationType, Role

SOURCE = Path(__file__).resolve().parents[2] / "app" / "explorer"
TEXTS = SOURCE / "src" / "texts"
LANGUAGES = ("nn", "nb", "en")
BEFORE_FIRST_VIEW_BYTES = 60_000


def sources() -> list[Path]:
    return sorted(path for path in (SOURCE / "src").rglob("*") if path.is_file())


def texts(language: str) -> dict[str, str]:
    read: dict[str, str] = json.loads((TEXTS / f"{language}.json").read_text(encoding="utf-8"))
    return read


def terms() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((TEXTS / "terms.json").read_text(encoding="utf-8"))
    return read


def test_the_page_lets_nothing_else_in(client: TestClient) -> None:
    response = client.get("/?entity=person/kari-vik")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-cache"
    rules = dict(
        rule.strip().split(" ", 1) for rule in response.headers["content-security-policy"].split(";")
    )
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert rules["require-trusted-types-for"] == "'script'"
    assert rules["trusted-types"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert not re.search(r"<style|\son\w+=|\sstyle=|<script(?![^>]*\ssrc=)", response.text)


def test_what_it_needs_is_served_and_kept_by_browsers(client: TestClient) -> None:
    addresses = re.findall(r'(?:src|href)="([^"]+)"', client.get("/").text)
    assets = [address for address in addresses if address.startswith("static/explorer/assets/")]
    assert {Path(asset).suffix for asset in assets} == {".js", ".css", ".svg"}
    assert set(addresses) - set(assets) == {"docs", "sparql"}
    for asset in assets:
        response = client.get(f"/{asset}")
        assert response.status_code == 200
        assert "immutable" in response.headers["cache-control"]
    licences = client.get("/static/explorer/LICENSES.txt")
    assert licences.headers["cache-control"] == "no-cache"
    missing = client.get("/static/explorer/assets/missing.js")
    assert missing.status_code == 404
    assert "immutable" not in missing.headers["cache-control"]


def test_the_assets_are_built_from_these_sources() -> None:
    """`make explorer` builds them; the digest is that of `vite.config.ts`."""
    own = ["index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"]
    files = [*(SOURCE / name for name in own), *sources()]
    digest = hashlib.sha256()
    for name, path in sorted((path.relative_to(SOURCE).as_posix(), path) for path in files):
        digest.update(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n".encode())
    assert (FOLDER / "sources.sha256").read_text() == f"{digest.hexdigest()}\n", "run make explorer"


def test_a_build_gives_the_same_bytes(tmp_path: Path) -> None:
    if shutil.which("npx") is None or not (SOURCE / "node_modules").is_dir():
        pytest.skip("needs Node and app/explorer/node_modules: make explorer")
    command = [
        "npx",
        "--no-install",
        "vite",
        "build",
        "--logLevel",
        "error",
        "--outDir",
        str(tmp_path / "built"),
    ]
    subprocess.run(command, cwd=SOURCE, check=True, timeout=120)
    built = {p.relative_to(tmp_path / "built"): p.read_bytes() for p in (tmp_path / "built").rglob("*.*")}
    assert len(built) > 5
    assert built == {p.relative_to(FOLDER): p.read_bytes() for p in FOLDER.rglob("*.*")}


def test_the_first_view_needs_little() -> None:
    page = (FOLDER / "index.html").read_text(encoding="utf-8")
    needed = [FOLDER / address for address in re.findall(r'static/explorer/([^"]+)"', page)]
    assert sum(len(gzip.compress(path.read_bytes())) for path in needed) < BEFORE_FIRST_VIEW_BYTES


def test_text_can_only_become_text() -> None:
    """The policy of the page forbids it too; this says where."""
    sinks = (
        r"innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|createContextualFragment|parseFromString"
        r"|document\.write|srcdoc|\beval\(|new Function"
    )
    assert len(sources()) > 30
    for path in sources():
        assert not re.search(sinks, path.read_text(encoding="utf-8")), path.name


def test_versions_are_exact_and_no_address_is_locked() -> None:
    package = json.loads((SOURCE / "package.json").read_text())
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())
    lock = json.loads((SOURCE / "package-lock.json").read_text())
    assert "resolved" not in json.dumps(lock)
    for name, version in versions.items():
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    permissive = {"MIT", "ISC", "BSD-3-Clause", "Apache-2.0", "0BSD"}
    bundled = [entry for path, entry in lock["packages"].items() if path and not entry.get("dev")]
    assert bundled
    assert {entry["license"] for entry in bundled} <= permissive


def test_the_licence_of_everything_that_is_bundled_comes_with_it() -> None:
    lock = json.loads((SOURCE / "package-lock.json").read_text())
    given = (FOLDER / "LICENSES.txt").read_text(encoding="utf-8")
    for path, entry in lock["packages"].items():
        if path and not entry.get("dev"):
            name = path.removeprefix("node_modules/")
            assert f"{name} {entry['version']} ({entry['license']})" in given


def test_each_language_has_every_text() -> None:
    said = {language: texts(language) for language in LANGUAGES}
    assert set(said["nn"]) == set(said["nb"]) == set(said["en"])
    for name in said["nn"]:
        filled = [sorted(re.findall(r"\{\w+\}", said[language][name])) for language in LANGUAGES]
        assert filled[0] == filled[1] == filled[2], name
        assert all(said[language][name].strip() for language in LANGUAGES), name


def test_every_text_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources() if path.suffix in (".ts", ".tsx"))
    # Those that end in a variable part: say(`kind.${kind}`).
    begun = tuple(re.findall(r"`([a-z.]+\.)\$\{", code))
    unused = [name for name in texts("nn") if f'"{name}"' not in code and not name.startswith(begun)]
    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_ontology_are_the_ontologys_own(language: str) -> None:
    label = load_ontology().label
    expected = {f"class.{kind}": label(NG(kind), language) for kind in (*EventClass, *RelationType)}
    expected |= {f"role.{role}": label(NG(role), language) for role in Role}
    expected |= {
        f"type.{each}": label(NG(each), language) or label(SCHEMA(each), language) for each in EntityType
    }
    got = terms()[language]
    # The open class and relations as such have no label of their own.
    assert set(got) - set(expected) == {"class.Relation"}
    expected["class.Event"] = got["class.Event"]
    assert got == {**expected, "class.Relation": got["class.Relation"]}


def test_symmetric_properties_are_the_ontologys_own() -> None:
    assert terms()["symmetric"] == sorted(
        name for term in load_ontology().symmetric if (name := NG.local(term))
    )
