"""The application factory."""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles
from fastapi_offline import FastAPIOffline

import app as package
from app.api import explorer, problems
from app.api.analysis import Analysis, Factory
from app.api.answers import KeptAnswers
from app.api.conventions import REQUEST_ID, Conventions
from app.api.current import Current
from app.api.description import Counts
from app.api.jobs import Jobs
from app.api.limits import queries_of
from app.api.methods import HeadMiddleware
from app.api.metrics import Metrics
from app.api.page import STATIC_FOLDER, STATIC_PATH
from app.api.rates import Rates
from app.api.routes import (
    addresses,
    article_past,
    article_writing,
    articles,
    decisions,
    entities,
    entity_parts,
    events,
    exports,
    extraction,
    graphs,
    health,
    measures,
    network,
    reconciliation,
    resolving,
    sparql,
    structure,
    update,
    wellknown,
)
from app.api.routes import (
    jobs as jobs_routes,
)
from app.api.streaming import TRUNCATED
from app.api.writing import Writer
from app.bootstrap import PipelineFactory
from app.config import Settings, load_settings
from app.graph.port import ArticleStore
from app.graph.stores import snapshot_of
from app.query.network import LiveNetwork
from app.reading.web.apart import Fetching

_GZIP_FROM_BYTES = 1_000
# The highest takes three times as long for a tenth less.
_GZIP_LEVEL = 5
_DESCRIPTION = """
A knowledge graph of Norwegian news: entities, events and relations, each with the sentence that says so.

Ids in addresses are the local parts of the graph's IRIs. Offsets count code points of the article's text;
`utf16` gives the same stretch as JavaScript counts. Errors are problem documents (RFC 9457).
"""


def create_app(
    settings: Settings | None = None,
    store: ArticleStore | None = None,
    *,
    writable: bool = False,
    factory: Factory | None = None,
    fetching: Fetching | None = None,
    settled: Callable[[], object] = lambda: None,
) -> FastAPI:
    """The API over a store that the caller keeps open, or over a snapshot of the settings' store.

    The snapshot is taken at once (RunError where there is no store) and given up when the application stops.
    With `writable`, whoever has the settings' token may change the store, which was opened for that.
    `factory` makes the pipeline that texts are analysed with, that of the settings by default;
    `fetching` reads addresses for those who have the token, and without it nothing does. `settled` is called when much
    has come into memory that will stay.
    """
    chosen = settings or load_settings()
    opened = store if store is not None else snapshot_of(chosen.place)
    queries = queries_of(opened, chosen)
    # Answers depend on these too.
    sort = f"{package.__version__} {chosen.language} {chosen.base_iri}"
    current = Current(opened, writable=writable, sort=hashlib.sha256(sort.encode()).hexdigest()[:8])
    metrics = Metrics()
    analysis = Analysis(factory or PipelineFactory(chosen), seconds=chosen.max_query_seconds)
    writer = Writer(current)
    jobs = Jobs(opened, chosen, analysis, writer if writable else None)

    @asynccontextmanager
    async def lifespan(_application: FastAPI) -> AsyncIterator[None]:
        queries.start()
        current.start()
        jobs.start()
        try:
            yield
        finally:
            analysis.close()
            jobs.close()
            queries.close()
            current.close()
            if store is None:
                opened.close()

    application = FastAPIOffline(
        title="Nyhendegraf",
        version=package.__version__,
        description=_DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        static_url="/static/docs",
        redoc_url=None,
        lifespan=lifespan,
        generate_unique_id_function=lambda route: route.name,
    )
    application.state.settings = chosen
    application.state.store = opened
    application.state.current = current
    application.state.network = LiveNetwork(current.using, settled)
    application.state.metrics = metrics
    application.state.analysis = analysis
    application.state.writer = writer
    application.state.jobs = jobs
    application.state.fetching = fetching
    application.state.extract_rates = Rates(
        chosen.max_extracts_per_minute / 60, chosen.max_extracts_per_minute
    )
    application.state.counts = Counts(current)
    application.state.writable = writable
    application.state.queries = queries
    application.add_middleware(GZipMiddleware, minimum_size=_GZIP_FROM_BYTES, compresslevel=_GZIP_LEVEL)
    # Pages from elsewhere may ask, SPARQL editors and maps for instance: everything here is for reading, and nothing
    # depends on who asks, so no credentials are let through.
    application.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["Accept", "Content-Type", "If-None-Match", REQUEST_ID],
        expose_headers=[
            *("Content-Disposition", "ETag", "Last-Modified", "Link", "Location", "Retry-After"),
            *(REQUEST_ID, TRUNCATED),
        ],
    )
    application.add_middleware(HeadMiddleware)
    application.add_middleware(KeptAnswers, tag=lambda: current.tag)
    application.add_middleware(Conventions, settings=chosen, metrics=metrics, tag=lambda: current.tag)
    problems.install(application)
    # Looked for in this order: those that are asked most come first.
    for module in (
        sparql,
        health,
        extraction,
        addresses,
        article_past,
        articles,
        article_writing,
        entity_parts,
        entities,
        events,
        exports,
        network,
        structure,
        update,
        decisions,
        graphs,
        wellknown,
        resolving,
        reconciliation,
        jobs_routes,
        measures,
    ):
        application.include_router(module.router)

    application.include_router(explorer.router)
    application.mount(
        explorer.STATIC_PATH, explorer.Assets(directory=explorer.FOLDER), name="explorer-assets"
    )
    application.mount(STATIC_PATH, StaticFiles(directory=STATIC_FOLDER), name="page")
    return application
