"""SPARQL clients of other makers, unmodified, against the running server."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2
import pandas
import pytest
import rdflib
import rdflib.query
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, RDFXML, TURTLE, XML, SPARQLWrapper

from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE, NG, PREFIXES
from tests.api.test_serve import serving
from tests.graph.examples import bokmaal, harbour

ROOT = Path(__file__).parents[2]
DECLARED = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name in ("ng", "skos"))
WHO = f"{DECLARED}SELECT DISTINCT (STR(?label) AS ?name) {{ ?a ng:met ?b ; skos:prefLabel ?label }} ORDER BY ?name"
NAMES = ["Kari Vik", "Per Å. Moe"]
MET = f"{DECLARED}CONSTRUCT WHERE {{ ?a ng:met ?b }}"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("clients")
    with Store.open(folder / "store") as store:
        for linked in (harbour(), bokmaal()):
            store.replace_article(article_quads(linked))
    with serving(folder) as server:
        yield f"{server.address}/sparql"


def converted(wrapper: SPARQLWrapper) -> Any:
    return wrapper.queryAndConvert()


def first_column(result: rdflib.query.Result) -> list[str]:
    return [str(row[0]) for row in result if isinstance(row, rdflib.query.ResultRow)]


# The libraries themselves use what rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper(address: str, method: str) -> None:
    wrapper = SPARQLWrapper(address)
    wrapper.setMethod(method)
    wrapper.setQuery(WHO)
    wrapper.setReturnFormat(JSON)
    assert [row["name"]["value"] for row in converted(wrapper)["results"]["bindings"]] == NAMES
    wrapper.setReturnFormat(XML)
    texts = converted(wrapper).getElementsByTagName("literal")
    assert [node.firstChild.data for node in texts] == NAMES
    wrapper.setReturnFormat(CSV)
    assert converted(wrapper).decode().splitlines() == ["name", *NAMES]
    wrapper.setQuery(MET)
    wrapper.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=converted(wrapper), format="turtle")) == 4
    wrapper.setReturnFormat(RDFXML)
    assert len(converted(wrapper)) == 4
    wrapper.setQuery("ASK { ?a ?b ?c }")
    wrapper.setReturnFormat(JSON)
    assert converted(wrapper) == {"head": {}, "boolean": True}


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_graph(address: str, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(address, method=method))
    assert first_column(graph.query(WHO)) == NAMES
    assert len(graph.query(MET).graph or ()) == 4
    assert graph.query("ASK { ?a ?b ?c }").askAnswer
    kari, met = rdflib.URIRef(f"{DEFAULT_BASE}person/kari-vik"), rdflib.URIRef(NG("met").value)
    assert len(set(graph.objects(kari, met))) >= 1
    assert (kari, met, None) in graph
    assert len(graph) > 100


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_rdflib_dataset(address: str) -> None:
    dataset = rdflib.Dataset(SPARQLStore(address))
    by_graph = f"{DECLARED}SELECT DISTINCT ?g {{ GRAPH ?g {{ ?a ng:met ?b }} }}"
    graphs = set(first_column(dataset.query(by_graph)))
    assert len(graphs) == 2
    assert first_column(dataset.query(WHO)) == NAMES
    for name in graphs:
        one = rdflib.Graph(dataset.store, identifier=rdflib.URIRef(name))
        identified = "SELECT ?a { ?a <http://purl.org/dc/terms/identifier> ?id }"
        assert first_column(one.query(identified)) == [name]
        assert len(set(one.triples((None, rdflib.RDF.type, None)))) > 5


def test_pandas(address: str) -> None:
    frame = pandas.read_csv(
        f"{address}?{urlencode({'query': WHO})}", storage_options={"Accept": "text/csv"}, encoding="utf-8"
    )
    assert list(frame.columns) == ["name"]
    assert list(frame["name"]) == NAMES


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        # What the editor sends by default, and what it sends when its settings are left alone outside of a tab.
        (WHO, "application/sparql-results+json", "application/sparql-results+json"),
        (WHO, "application/sparql-results+json,*/*;q=0.9", "application/sparql-results+json"),
        (WHO, "text/csv", "text/csv"),
        (MET, "text/turtle", "text/turtle"),
        (MET, "application/n-triples,*/*;q=0.9", "application/n-triples"),
        (MET, "application/ld+json", "application/ld+json"),
    ],
)
@pytest.mark.parametrize("method", ["POST", "GET"])
def test_the_requests_of_yasgui(address: str, query: str, accept: str, expected: str, method: str) -> None:
    origin = {"Origin": "https://yasgui.example.org"}
    asked = {
        **origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "content-type",
    }
    body = urlencode({"query": query})
    with httpx2.Client(trust_env=False) as client:
        # A form is a simple request for a browser, but extensions and other headers bring about a preflight.
        preflight = client.options(address, headers=asked)
        assert preflight.status_code == 200
        assert preflight.headers["access-control-allow-origin"] == "*"
        headers = {**origin, "Accept": accept}
        if method == "POST":
            answer = client.post(address, content=body, headers={**headers, "Content-Type": FORM})
        else:
            answer = client.get(f"{address}?{body}", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == expected
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.text


def test_yasgui_is_told_why_an_update_is_refused(address: str) -> None:
    headers = {"Accept": "text/plain,*/*;q=0.9", "Content-Type": FORM}
    with httpx2.Client(trust_env=False) as client:
        answer = client.post(address, content=urlencode({"update": "CLEAR ALL"}), headers=headers)
    assert answer.status_code in (401, 403)
    assert answer.json()["detail"]


@pytest.mark.slow
def test_comunica(address: str) -> None:
    """Takes minutes the first time, when npm installs it."""
    modules = ROOT / "build" / "comunica" / "node_modules"
    here = Path(__file__).parent / "comunica"
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("Node and npm are not installed")
    if not (modules / "@comunica" / "query-sparql" / "package.json").is_file():
        if "SLOW_TESTS" not in os.environ:
            pytest.skip("installs 80 MB from npm into build/comunica; set SLOW_TESTS=1")
        modules.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(here / "package.json", modules.parent)
        install = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
        done = subprocess.run(install, cwd=modules.parent, capture_output=True, text=True, timeout=900)
        if done.returncode:
            pytest.skip(f"npm could not install Comunica: {done.stderr.strip()[-200:]}")
    shutil.copy(here / "ask.mjs", modules.parent)
    asked = subprocess.run(
        [node, modules.parent / "ask.mjs", address], capture_output=True, text=True, timeout=120
    )
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout) == {"guessed": NAMES, "told": NAMES, "triples": 4, "ask": True}
