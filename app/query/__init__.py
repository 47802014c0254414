"""The read side: SPARQL, facts and entities for people, and the networkx projection."""

from app.query.decisions import DecisionAccount, DecisionError, decisions, merge, short_id, split, undo
from app.query.entities import EntityProfile, EntitySummary, entity_node, entity_profile, find_entities
from app.query.facts import Evidence, Fact, Participant, Party, When, article_facts, entity_facts
from app.query.formats import GraphFormat, ResultFormat
from app.query.guard import RefusedQueryError, refuse_outside
from app.query.happenings import Difference, EventCounts, Happening, count_events, happenings
from app.query.projection import projection
from app.query.sparql import (
    MAX_ANSWER_BYTES,
    Answer,
    AnswerTooLargeError,
    Asking,
    Dataset,
    QuerySyntaxError,
    Solutions,
    Statements,
    readable,
    run,
    serialise,
)

__all__ = [
    "MAX_ANSWER_BYTES",
    "Answer",
    "AnswerTooLargeError",
    "Asking",
    "Dataset",
    "DecisionAccount",
    "DecisionError",
    "Difference",
    "EntityProfile",
    "EntitySummary",
    "EventCounts",
    "Evidence",
    "Fact",
    "GraphFormat",
    "Happening",
    "Participant",
    "Party",
    "QuerySyntaxError",
    "RefusedQueryError",
    "ResultFormat",
    "Solutions",
    "Statements",
    "When",
    "article_facts",
    "count_events",
    "decisions",
    "entity_facts",
    "entity_node",
    "entity_profile",
    "find_entities",
    "happenings",
    "merge",
    "projection",
    "readable",
    "refuse_outside",
    "run",
    "serialise",
    "short_id",
    "split",
    "undo",
]
