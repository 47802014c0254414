"""The API over two small articles."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.api import create_app
from app.config import Settings
from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.graph.examples import bokmaal, harbour


@pytest.fixture(scope="package")
def store() -> Iterator[Store]:
    with Store.memory() as filled:
        for linked in (harbour(), bokmaal()):
            filled.replace_article(article_quads(linked))
        yield filled


@pytest.fixture(scope="package")
def application(store: Store) -> FastAPI:
    return create_app(Settings(language="en"), store)


@pytest.fixture(scope="package")
def client(application: FastAPI) -> Iterator[TestClient]:
    with TestClient(application, follow_redirects=False) as asking:
        yield asking
