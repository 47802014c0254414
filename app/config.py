"""What a user may set, by environment variable or command-line option."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import RunError
from app.query import MAX_ANSWER_BYTES
from app.reading import DEFAULT_MAX_BYTES


class SettingError(RunError):
    """A setting has a value that it cannot have."""


class Settings(BaseSettings):
    """Every setting has a default that works; `NYHENDEGRAF_STORE=/data/store` and so on override it."""

    model_config = SettingsConfigDict(env_prefix="NYHENDEGRAF_", frozen=True, extra="forbid")

    store: Path = Field(default=Path("store"), description="Folder of the embedded store.")
    base_iri: str = Field(
        default="https://w3id.org/nyhendegraf/id/",
        pattern=r"^https?://[^\s<>\"{}|\\^`]+[/#]$",
        description="What the IRIs of entities, events and articles begin with; ends in «/» or «#».",
    )
    pipeline: str | None = Field(
        default=None,
        description="Another spaCy pipeline, by package name or folder; the built-in one by default.",
    )
    processes: int = Field(default=1, ge=1, le=256, description="How many processes analyse articles.")
    batch_size: int = Field(default=16, ge=1, le=10_000, description="Articles analysed at a time.")
    max_bytes: int = Field(default=DEFAULT_MAX_BYTES, ge=1, description="Longer files are no articles.")
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
        raise SettingError(
            f"{name} = {first['input']!r}: {first['msg']}. Change the option, or NYHENDEGRAF_{name.upper()}"
        ) from error
