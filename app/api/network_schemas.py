"""The documents of the graph's routes; the others are the answers of `app.query.network.questions` as they are."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.query.network.questions import Actor, Ranking, Report


class GraphNodeOut(BaseModel):
    """An entity in a drawing."""

    id: str
    iri: str
    label: str
    type: str
    degree: int = Field(description="How many others facts join it to, also outside this part.")
    mentions: int
    articles: int
    positions: str | None
    age: int | None
    x: float | None = Field(None, description="From -1 to 1, with layout=true.")
    y: float | None = None


class GraphEdgeOut(BaseModel):
    """All facts of one property between two entities."""

    model_config = ConfigDict(populate_by_name=True)

    id: str
    source: str = Field(description="The id of a node.")
    target: str
    predicate: str = Field(description="The IRI of the property.")
    label: str
    category: str = Field(alias="class", description="The event class, or the name of the relation.")
    kind: Literal["event", "relation"]
    symmetric: bool
    facts: int = Field(description="How many reports say so.")
    events: int = Field(
        description="How many happenings these are, as far as decisions and dates tell them apart."
    )
    articles: int
    first: str | None = Field(description="The earliest date, at the precision that is known.")
    last: str | None
    confidence: float = Field(description="Of the surest fact.")
    asserted: int
    planned: int
    negative: int
    evidence: list[str] = Field(description="Ids of the facts, 50 at most.")


class GraphOut(BaseModel):
    """A part of the network."""

    nodes: list[GraphNodeOut]
    edges: list[GraphEdgeOut]
    truncated: bool = Field(description="Whether there are more entities than the limit let in.")

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "nodes": [
                    {
                        "id": "person/kari-vik",
                        "iri": "https://w3id.org/nyhendegraf/id/person/kari-vik",
                        "label": "Kari Vik",
                        "type": "Person",
                        "degree": 1,
                        "mentions": 2,
                        "articles": 1,
                        "positions": "havneminister",
                        "age": 52,
                    }
                ],
                "edges": [],
                "truncated": False,
            }
        }
    )


class PredicateOut(BaseModel):
    """What joins two neighbours; `forward` is false where it runs against the path."""

    id: str
    iri: str
    label: str
    forward: bool


class StepOut(BaseModel):
    """From one entity to the next."""

    model_config = ConfigDict(populate_by_name=True)

    source: Actor = Field(alias="from")
    target: Actor = Field(alias="to")
    predicates: list[PredicateOut]
    total: int = Field(description="How many facts there are.")
    facts: list[Report] = Field(description="The surest of them, 5 at most.")


class PathOut(BaseModel):
    """Entities one after the other."""

    length: int
    nodes: list[Actor]
    steps: list[StepOut]


class PathsOut(BaseModel):
    """Ways from one entity to another, the shortest first."""

    paths: list[PathOut]
    truncated: bool = Field(description="Whether there may be more ways of that length.")


class CentralityOut(BaseModel):
    """A ranking, or one for each window."""

    rankings: list[Ranking]
