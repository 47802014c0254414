"""What a user may set, by environment variable or command-line option."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import RunError
from app.graph.remote.address import DEFAULT_TIMEOUT_SECONDS, RemoteAddress
from app.graph.stores import Place
from app.query import MAX_ANSWER_BYTES
from app.query.rows import MOST_ROWS
from app.reading import DEFAULT_MAX_BYTES, DEFAULT_MAX_DOCUMENT_BYTES, FIELDS


class SettingError(RunError):
    """A setting has a value that it cannot have."""


class Settings(BaseSettings):
    """Every setting has a default that works; `NYHENDEGRAF_STORE=/data/store` and so on override it."""

    model_config = SettingsConfigDict(env_prefix="NYHENDEGRAF_", frozen=True, extra="forbid")

    store: Path | str = Field(
        default=Path("store"),
        description="Folder of the embedded store, or address (https://…) of a SPARQL server.",
    )
    store_query_url: str | None = Field(default=None, description="Where the server takes queries.")
    store_update_url: str | None = Field(default=None, description="Where the server takes updates.")
    store_graphs_url: str | None = Field(default=None, description="Its Graph Store Protocol endpoint.")
    store_user: str | None = Field(default=None, description="Who asks, by Digest or Basic.")
    store_password: SecretStr | None = Field(default=None, description="The user's password.")
    store_token: SecretStr | None = Field(default=None, description="A bearer token, instead of a user.")
    store_replace: Literal["update", "put"] | None = Field(
        default=None, description="How the server replaces an article: by an update, or by PUT of the graph."
    )
    store_timeout: float = Field(
        default=DEFAULT_TIMEOUT_SECONDS, gt=0, description="Seconds that the server may take to answer."
    )
    base_iri: str = Field(
        default="https://w3id.org/nyhendegraf/id/",
        pattern=r"^https?://[^\s<>\"{}|\\^`]+[/#]$",
        description="What the IRIs of entities, events and articles begin with; ends in «/» or «#».",
    )
    gazetteer_endpoint: str | None = Field(
        default=None, description="SPARQL endpoint that names and Wikidata ids are renewed from."
    )
    pipeline: str | None = Field(
        default=None,
        description="Another spaCy pipeline, by package name or folder; the built-in one by default.",
    )
    processes: int | None = Field(
        default=None,
        ge=1,
        le=256,
        description="How many processes analyse articles; by default one for each core where there are many.",
    )
    engine: Literal["processes", "dask", "spark"] = Field(
        default="processes", description="Where articles are analysed: here, or on a cluster."
    )
    scheduler: str | None = Field(
        default=None,
        description="Address of Dask's scheduler (tcp://…:8786) or Spark's master (spark://…:7077).",
    )
    work: Path | None = Field(
        default=None,
        description="Folder that keeps what is done, so that a run that is broken off goes on there.",
    )
    batch_size: int = Field(default=16, ge=1, le=10_000, description="Articles analysed at a time.")
    max_bytes: int = Field(default=DEFAULT_MAX_BYTES, ge=1, description="Longer texts are no articles.")
    max_document_bytes: int = Field(
        default=DEFAULT_MAX_DOCUMENT_BYTES,
        ge=1,
        description="Larger feeds, pages and JSON documents are not read; lines and archives are, part by part.",
    )
    allow_private_addresses: bool = Field(
        default=False, description="Feeds may be on this machine and in local networks."
    )
    fetch_addresses: bool = Field(
        default=False,
        description="Whoever has the token may have a server that takes updates read articles at addresses.",
    )
    fields: dict[str, str] = Field(
        default_factory=dict,
        description='Fields of JSON and CSV that are not called as usual: {"text": "content.rendered"}.',
    )
    validate_graphs: bool = Field(
        default=False, description="Also check each graph against the SHACL shapes."
    )
    language: Literal["nn", "nb", "en"] = Field(
        default="en", description="Language of labels where there is a choice."
    )
    host: str = Field(
        default="127.0.0.1", description="Address that the API listens on; loopback by default."
    )
    port: int = Field(default=8000, ge=0, le=65535, description="Port that the API listens on.")
    max_query_bytes: int = Field(default=100_000, ge=1, description="Longer SPARQL queries are refused.")
    max_answer_bytes: int = Field(
        default=MAX_ANSWER_BYTES, ge=1, description="Larger answers to SPARQL queries are given up."
    )
    max_rows: int | None = Field(
        default=None,
        ge=1,
        le=MOST_ROWS,
        description="Rows or triples that an answer to a SPARQL query has at most; what is cut says so.",
    )
    max_graph_bytes: int = Field(default=50_000_000, ge=1, description="Longer graphs are not taken.")
    max_query_seconds: float = Field(default=60.0, gt=0, description="Queries that take longer are stopped.")
    max_query_memory: int = Field(
        default=1_000_000_000, ge=1_000_000, description="Bytes that one query may take in memory."
    )
    light_queries: int = Field(default=4, ge=1, le=256, description="Queries answered at the same time.")
    heavy_queries: int = Field(
        default=2, ge=0, le=256, description="Beside them, queries that take longer than a second."
    )
    update_token: SecretStr | None = Field(
        default=None, description="Whoever has it may change the graph where serve is --writable."
    )
    request_log: Literal["none", "text", "json"] = Field(
        default="none", description="A line for each request on standard error, for people or for programs."
    )
    max_requests_per_second: float = Field(
        default=0.0, ge=0, description="From one address; more are told to wait. 0 is no limit."
    )
    max_extracts_per_minute: float = Field(
        default=60.0, ge=0, description="Texts analysed for one address at /api/extract. 0 is no limit."
    )
    max_batch_bytes: int = Field(
        default=50_000_000, ge=1, description="Longer lists of articles are not taken in one request."
    )
    union_default_graph: bool = Field(
        default=True, description="All graphs together are the default graph of the SPARQL endpoint."
    )

    @field_validator("fields")
    @classmethod
    def _known_fields(cls, value: dict[str, str]) -> dict[str, str]:
        unknown = sorted(set(value) - set(FIELDS))
        if unknown:
            raise ValueError(f"{', '.join(unknown)}: the fields are {', '.join(FIELDS)}")
        return value

    @field_validator("store", mode="before")
    @classmethod
    def _address_or_folder(cls, value: object) -> object:
        return Path(value) if isinstance(value, str) and "://" not in value else value

    @model_validator(mode="after")
    def _scheduler_of_an_engine(self) -> "Settings":
        if self.engine == "dask" and not self.scheduler:
            raise ValueError(
                "the engine dask needs the address of its scheduler: --scheduler tcp://HOST:8786"
            )
        if self.engine == "processes" and self.scheduler:
            raise ValueError("a scheduler is for the engines dask and spark: --engine dask")
        return self

    def without_secrets(self) -> "Settings":
        """What other processes and machines need to know."""
        return self.model_copy(update={"store_password": None, "store_token": None, "update_token": None})

    @property
    def place(self) -> Place:
        """Where the store is; RunError where an address cannot be one."""
        if isinstance(self.store, Path):
            return self.store
        return RemoteAddress(
            self.store,
            query_url=self.store_query_url,
            update_url=self.store_update_url,
            graphs_url=self.store_graphs_url,
            user=self.store_user,
            password=None if self.store_password is None else self.store_password.get_secret_value(),
            token=None if self.store_token is None else self.store_token.get_secret_value(),
            replace=self.store_replace,
            timeout_seconds=self.store_timeout,
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages of labels, the preferred one first."""
        return (self.language, *(tag for tag in ("nn", "nb", "en") if tag != self.language))


def load_settings(**given: Any) -> Settings:
    """The settings of the environment with those given in their place; SettingError names the wrong one."""
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"])
        if not name:
            # Of several settings together.
            raise SettingError(first["msg"].removeprefix("Value error, ")) from error
        raise SettingError(
            f"{name} = {first['input']!r}: {first['msg']}. Change the option, or NYHENDEGRAF_{name.upper()}"
        ) from error
