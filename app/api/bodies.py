"""Articles as requests send them: a text, an object, a list of objects, or one a line."""

import json
from typing import Any

from fastapi import Request
from pydantic import BaseModel, Field, ValidationError

from app.api.problems import documented, problem
from app.api.protocol import limited_body
from app.config import Settings
from app.errors import ArticleError
from app.model.article import Article
from app.reading.limits import Limits
from app.reading.plain import checked_id, plain_article
from app.reading.sources.drafts import Draft, article_of
from app.reading.sources.moments import partial_date

JSON, TEXT = "application/json", "text/plain"
LINES = ("application/x-ndjson", "application/jsonl")
DOCUMENTS = (
    *("application/rss+xml", "application/atom+xml", "application/xml", "text/xml"),
    *("text/html", "application/xhtml+xml", "text/csv", "text/tab-separated-values"),
    *("application/feed+json", "application/warc", "application/gzip", "application/zip"),
    "application/octet-stream",
)
"""What the reader of sources reads; which of these it is, the content tells."""
PLACE = "the text"
_SHOWN = 100
_JSON_OVERHEAD = 6
"""How much longer a text may be in JSON, with each letter escaped."""


class ArticleIn(BaseModel):
    """An article as it is sent."""

    model_config = {
        "extra": "forbid",
        "json_schema_extra": {
            "examples": [
                {
                    "id": "hamna-2024",
                    "headline": "Møte i hamna",
                    "date": "2024-03-05",
                    "text": "Havneminister Kari Vik møtte Liv Strand i Storvik måndag.",
                }
            ]
        },
    }

    text: str = Field(min_length=1, description="The text, with empty lines between paragraphs.")
    headline: str | None = Field(default=None, max_length=2_000)
    date: str | None = Field(
        default=None,
        max_length=40,
        description="When it was published: a year, a month or a day.",
        examples=["2024"],
    )
    id: str | None = Field(
        default=None, max_length=400, description="Its id; one is made of the text without."
    )
    url: str | None = Field(default=None, max_length=2_000, description="Where it can be read.")


ONE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": ArticleIn.model_json_schema()},
            TEXT: {
                "schema": {"type": "string", "minLength": 1},
                "example": "date 2024-03-05\n\nMøte i hamna\n\nHavneminister Kari Vik møtte Liv Strand i Storvik.",
            },
        },
    }
}
MANY_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {
                "schema": {
                    "anyOf": [
                        ArticleIn.model_json_schema(),
                        {"type": "array", "items": ArticleIn.model_json_schema(), "minItems": 1},
                    ]
                },
                "examples": {
                    "one": {"value": {"id": "a", "text": "Kari Vik møtte Liv Strand."}},
                    "many": {"value": [{"id": "a", "text": "Kari Vik møtte Liv Strand."}]},
                },
            },
            TEXT: ONE_BODY["requestBody"]["content"][TEXT],
            **{
                name: {
                    "schema": {"type": "string", "minLength": 1},
                    "example": '{"id": "a", "text": "Kari Vik møtte Liv Strand."}\n{"id": "b", "text": "…"}\n',
                }
                for name in LINES
            },
        },
    }
}
MANY_BODY["requestBody"]["content"] |= {
    name: {"schema": {"type": "string", "format": "binary", "minLength": 1}} for name in DOCUMENTS
}
PROBLEMS = documented(
    _400="A body that cannot be read", _413="Too long", _415="A body of another type", _422="No article"
)


def media_type(request: Request) -> str:
    """The type of a request's body, without parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def one_article(request: Request, settings: Settings, name: str | None = None) -> Article:
    """The article that a request sends, with an id where the address has one; a problem where it sends none."""
    kind = media_type(request)
    if kind not in (JSON, TEXT):
        raise _unsupported(kind, (JSON, TEXT))
    longest = settings.max_bytes * (_JSON_OVERHEAD if kind == JSON else 1)
    body = await limited_body(request, longest, f"An article may have {settings.max_bytes} bytes.")
    if kind == JSON:
        return article_in(parsed(body, "The body"), settings, name)
    if not body.strip():
        raise problem(400, "No text", "The body is empty. Send the text of the article.")
    try:
        if name is not None:
            return plain_article(PLACE, name, body, settings.max_bytes)
        article = plain_article(PLACE, "-", body, settings.max_bytes)
        draft = Draft(PLACE, article.text, date=article.date)
        return article_of(draft, Limits(article=settings.max_bytes))
    except ArticleError as error:
        raise not_taken(error) from error


async def sent_articles(request: Request, settings: Settings) -> "list[Any] | Article | bytes":
    """The one article that a request sends, a list of what is to be articles, or a document that holds some."""
    kind = media_type(request)
    if kind == TEXT:
        return await one_article(request, settings)
    if kind not in (JSON, *LINES, *DOCUMENTS):
        raise _unsupported(kind, (JSON, TEXT, *LINES, *DOCUMENTS))
    body = await limited_body(
        request, settings.max_batch_bytes, f"A list of articles may have {settings.max_batch_bytes} bytes."
    )
    if kind in DOCUMENTS:
        if not body.strip():
            raise problem(400, "No document", "The body is empty. Send a feed, a page or another document.")
        return body
    if kind == JSON:
        found = parsed(body, "The body")
        if not isinstance(found, list):
            return article_in(found, settings, None)
    else:
        lines = [(number, line) for number, line in enumerate(body.split(b"\n"), start=1) if line.strip()]
        found = [parsed(line, f"Line {number}") for number, line in lines]
    if not found:
        raise problem(422, "No articles", "The list is empty. Send at least one article.")
    for number, record in enumerate(found, start=1):
        try:
            ArticleIn.model_validate(record)
        except ValidationError as error:
            # Nothing of a list that is not what is described is taken; texts that are no articles cost only themselves.
            raise not_taken(_invalid(f"article {number}", error)) from error
    return found


def article_in(record: object, settings: Settings, name: str | None) -> Article:
    """The article of an object; a problem where there is none."""
    try:
        return article_of_record(record, settings, PLACE, name)
    except ArticleError as error:
        raise not_taken(error) from error


def article_of_record(record: object, settings: Settings, place: str, name: str | None = None) -> Article:
    """The article of an object; ArticleError where there is none."""
    try:
        given = ArticleIn.model_validate(record)
    except ValidationError as error:
        raise _invalid(place, error) from error
    date = partial_date(given.date) if given.date else None
    if given.date and date is None:
        raise ArticleError(
            place, f"date = {given.date[:_SHOWN]!r} is no date", "Write YYYY, YYYY-MM or YYYY-MM-DD"
        )
    wanted = name if name is not None else given.id
    draft = Draft(place, given.text, None, given.headline, date, given.url)
    article = article_of(draft, Limits(article=settings.max_bytes))
    if wanted is None:
        return article
    return Article(checked_id(place, wanted), article.text, article.blocks, article.date, place, article.url)


def not_taken(error: ArticleError) -> Exception:
    """The problem of a text that is no article."""
    return problem(422, "No article", f"{error.place} cannot be taken: {error.reason}. {error.remedy}.")


def _invalid(place: str, error: ValidationError) -> ArticleError:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"]) or "the article"
    return ArticleError(place, f"{name}: {first['msg']}", "See the description at /docs")


def parsed(body: bytes, place: str) -> Any:
    """What a body says in JSON; a problem where it is none."""
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise problem(400, "Not UTF-8", f"{place} is no UTF-8 text; JSON is.") from error
    except (ValueError, RecursionError) as error:
        raise problem(400, "No JSON", f"{place} is no JSON: {str(error)[:_SHOWN]}.") from error


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not in JSON")


def _unsupported(kind: str, taken: tuple[str, ...]) -> Exception:
    told = kind or "a body without type"
    return problem(415, "Unsupported media type", f"Send articles as {', '.join(taken)}, not as {told}.")
