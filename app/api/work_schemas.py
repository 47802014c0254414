"""The documents of what the API does: what a text would change, jobs, addresses, and that the server is there."""

from pydantic import BaseModel, Field

from app.api.schemas import FactOut, PartyOut


class Difference(BaseModel):
    """What a new text of an article would change; facts are the same wherever in the text they are."""

    added: list[FactOut]
    removed: list[FactOut]
    kept: int = Field(description="How many facts stay.")
    entities_added: list[PartyOut] = Field(description="Who has part in something only then.")
    entities_removed: list[PartyOut]


class ArticleChange(Difference):
    """How a version of an article differs from the one before it."""

    time: str = Field(
        description="When it came in the place of the one before, UTC.", examples=["2024-03-06T09:30:00Z"]
    )
    headline_before: str | None = Field(description="The headline of the one before, where it was another.")
    lines_added: list[str] = Field(description="Lines of the text that the one before does not have.")
    lines_removed: list[str]


class ArticleChanges(BaseModel):
    """When an article was added, and how its last few versions differ."""

    added: str | None = Field(
        description="When it was first there, UTC; null where nobody knows.",
        examples=["2024-03-05T18:00:00Z"],
    )
    changed: str | None = Field(description="When it last came to say something else; null where it has not.")
    changes: list[ArticleChange] = Field(description="The latest first.")


class JobError(BaseModel):
    """An article that could not be taken."""

    place: str
    reason: str
    remedy: str


class JobOut(BaseModel):
    """How far a job has come."""

    id: str
    state: str = Field(description="waiting, running, done, failed or interrupted.")
    total: int = Field(description="How many articles; 0 while a document has not been read.")
    done: int
    failed: int
    errors: list[JobError] = Field(description="The first hundred of those that failed.")
    created: str
    ended: str | None
    reason: str | None = Field(description="Why all of it failed, or was interrupted.")


class FetchedArticle(BaseModel):
    """An article at an address, as it can be added without its language."""

    id: str
    headline: str | None
    date: str | None = Field(description="A year, a month or a day.")
    text: str
    url: str | None
    language: str | None = Field(
        description="nn, nb, or another one, which cannot be added; null where unclear."
    )


class FetchedOut(BaseModel):
    """What is at an address."""

    address: str
    articles: list[FetchedArticle] = Field(description="The first hundred.")
    errors: list[JobError] = Field(description="Parts of it that cannot be read, the first twenty.")
    truncated: bool = Field(description="Whether there are more articles.")


class Health(BaseModel):
    """That the server answers, and over what."""

    model_config = {
        "json_schema_extra": {
            "examples": [{"status": "ok", "version": "1.0", "articles": 16, "quads": 9_000}]
        }
    }

    status: str
    version: str
    articles: int
    quads: int
