"""Decisions as requests send them, and as the API tells of them."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from fastapi import Request
from pydantic import BaseModel, Field, ValidationError
from pydantic.config import JsonDict

from app.api.bodies import JSON, media_type, parsed
from app.api.problems import ProblemError, problem
from app.api.protocol import limited_body
from app.api.schemas import Listed, PartyOut
from app.api.views import Document
from app.identity import Judgement, Kind
from app.query import (
    DecisionAccount,
    DecisionError,
    PointlessDecisionError,
    UnknownDecisionError,
    UnlikeError,
)

_MOST_BYTES = 20_000
_CLEAN = r"^[^\x00-\x1f\x7f]*$"
"""Of people's words: in one line, since not all that is exported can carry the rest."""
_EXAMPLE: JsonDict = {
    "id": "3f9a01c2d4e5f607",
    "kind": "same",
    "of": "entities",
    "a": {
        "label": "Kari B. Vik",
        "id": "person/kari-b-vik",
        "iri": "https://w3id.org/nyhendegraf/id/person/kari-b-vik",
    },
    "b": {
        "label": "Kari Vik",
        "id": "person/kari-vik",
        "iri": "https://w3id.org/nyhendegraf/id/person/kari-vik",
    },
    "because": "same office, same week",
    "by": "Liv",
    "by_person": True,
    "time": "2024-05-01T12:00:00Z",
    "score": 1.0,
    "counts": True,
    "undone": None,
    "undone_by": None,
}
_WHERE = {"decision": "/api/decisions?all=true", "entity or event": "/api/entities?q= or /api/events"}
_SHOWN = 500
_LONGEST_INPUT = 100
UNLIKE = "Two kinds of things"
"""The title of the problem of two that are put together only if somebody insists."""
_OF = {
    Kind.ENTITY: "entities",
    Kind.EVENT: "events",
    Kind.TEXT: "texts",
    Kind.NAMESAKE: "namesakes",
    Kind.FACT: "facts",
}
_JUDGED = {Judgement.SAME: "same", Judgement.DIFFERENT: "different", Judgement.WRONG: "wrong"}

By = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$")]


class DecisionIn(BaseModel):
    """What somebody decides on two entities or two reports of events, or on one fact that is wrong."""

    model_config = {
        "extra": "forbid",
        "json_schema_extra": {
            "examples": [
                {
                    "kind": "same",
                    "a": "person/kari-vik",
                    "b": "person/kari-b-vik",
                    "because": "same office, same week",
                    "by": "Liv",
                }
            ]
        },
    }

    kind: Literal["same", "different", "wrong"] = Field(
        description="Whether a and b are the same or different, or the fact a wrong."
    )
    a: str = Field(min_length=1, max_length=2_000, description="An id or an IRI.")
    b: str | None = Field(
        default=None,
        min_length=1,
        max_length=2_000,
        description="The other one, or an article that means (not) that person by the name; none for wrong.",
    )
    because: str = Field(
        default="", max_length=2_000, pattern=_CLEAN, description="Why, for those who read it."
    )
    by: By = Field(description="Who decides.")
    force: bool = Field(
        default=False,
        description="Of two that are to be one: also where their types or their items of Wikidata differ.",
    )


class UndoIn(BaseModel):
    """Who takes a decision back."""

    model_config = {"extra": "forbid", "json_schema_extra": {"examples": [{"by": "Liv"}]}}

    by: By = Field(description="Who takes it back.")


class DecisionOut(BaseModel):
    """What was decided on two, by whom, when, how surely and why."""

    model_config = {"json_schema_extra": {"examples": [_EXAMPLE]}}

    id: str
    kind: str = Field(description="same, different or wrong.")
    of: str = Field(description="entities, events, texts, namesakes (an article and a person) or facts.")
    a: PartyOut
    b: PartyOut | None = Field(description="The other one; null where a fact is wrong.")
    because: str
    by: str
    by_person: bool = Field(description="Whether a person has decided, and not a program.")
    time: str
    score: float = Field(description="How surely, at most 1.")
    counts: bool = Field(description="Whether it has effect: no other decision stands against it.")
    undone: str | None = Field(description="When it was taken back.")
    undone_by: str | None


class DecisionList(Listed):
    """Decisions, the latest last."""

    decisions: list[DecisionOut]


M = TypeVar("M", bound=BaseModel)


async def sent(request: Request, model: type[M]) -> M:
    """The object that a request sends; a problem where it sends none."""
    kind = media_type(request)
    if kind != JSON:
        told = kind or "a body without type"
        raise problem(415, "Unsupported media type", f"Send a decision as {JSON}, not as {told}.")
    body = await limited_body(request, _MOST_BYTES, f"A decision may have {_MOST_BYTES} bytes.")
    try:
        return model.model_validate(parsed(body, "The body"))
    except ValidationError as error:
        first = error.errors()[0]
        raise problem(422, "No decision", _told(model, first)) from error


def _told(model: type[BaseModel], error: Mapping[str, Any]) -> str:
    """What is wrong with one part of a body, and how it is right."""
    name = ".".join(str(part) for part in error["loc"])
    example: JsonDict = model.model_json_schema()["examples"][0]
    if not name:
        told = str(error["input"])[:_LONGEST_INPUT]
        return f"The body is {told!r} and no object. Send one such as {json.dumps(example)}."
    if error["type"] == "extra_forbidden":
        return f"{name} is no part of it; it may have {', '.join(model.model_fields)}."
    field = model.model_fields.get(name)
    said = f", {field.description[:1].lower()}{field.description[1:]}" if field and field.description else "."
    such = f" Send it such as {json.dumps({name: example[name]})[1:-1]}." if name in example else ""
    if error["type"] == "missing":
        return f"{name} is missing{said}{such}"
    return f"{name} = {str(error['input'])[:_LONGEST_INPUT]!r}: {error['msg']}.{such}"


def body_of(model: type[BaseModel]) -> Document:
    """The description of a body that is read by hand."""
    schema = model.model_json_schema()
    example = schema["examples"][0]
    return {"requestBody": {"required": True, "content": {JSON: {"schema": schema, "example": example}}}}


def refused(error: DecisionError) -> ProblemError:
    """The problem of a decision that cannot be made or taken back."""
    if isinstance(error, UnknownDecisionError):
        near = f" Did you mean {' or '.join(error.nearby)}?" if error.nearby else ""
        return problem(
            404,
            "No such thing",
            f"The store has no {error.what} {error.name[:_SHOWN]!r}; {_WHERE[error.what]} lists those there are.{near}",
        )
    if isinstance(error, UnlikeError):
        return problem(422, UNLIKE, f"{_sentence(error)}.")
    if isinstance(error, PointlessDecisionError):
        return problem(409, "So already", f"{_sentence(error)}.")
    return problem(422, "No decision", f"{_sentence(error)}.")


def document(account: DecisionAccount, base: str) -> Document:
    """A decision as the API tells of it."""
    decision = account.decision
    a, *b = (
        {"label": label, "id": iri.removeprefix(base), "iri": iri}
        for label, iri in zip(account.labels, decision.pair, strict=True)
    )
    return {
        "id": decision.id,
        "kind": _JUDGED[decision.judgement],
        "of": _OF[decision.kind],
        "a": a,
        "b": b[0] if b else None,
        "because": decision.reason,
        "by": decision.by,
        "by_person": decision.by_person,
        "time": decision.time,
        "score": decision.score,
        "counts": account.counts,
        "undone": decision.undone,
        "undone_by": decision.undone_by,
    }


def _sentence(error: DecisionError) -> str:
    text = str(error)
    # What begins with an id stays as it is.
    return text[:1].upper() + text[1:] if text.partition(" ")[0].isalpha() else text
