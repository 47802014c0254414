"""The read side: SPARQL, facts and entities for people, and the networkx projection."""

from app.query.entities import EntityProfile, EntitySummary, entity_node, entity_profile, find_entities
from app.query.facts import Fact, Participant, Party, article_facts, entity_facts, told
from app.query.filters import ASSERTED, EVERYTHING, FactFilter, FilterError, fact_filter
from app.query.formats import GraphFormat, ResultFormat
from app.query.guard import RefusedQueryError, refuse_outside
from app.query.projection import projection
from app.query.records import (
    ArticleContent,
    EntityRecord,
    Evidence,
    FactRecord,
    MentionRecord,
    When,
    article_content,
    read_content,
    read_fact,
)
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
    serialise_some,
)

__all__ = [
    "ASSERTED",
    "EVERYTHING",
    "MAX_ANSWER_BYTES",
    "Answer",
    "AnswerTooLargeError",
    "ArticleContent",
    "Asking",
    "Dataset",
    "EntityProfile",
    "EntityRecord",
    "EntitySummary",
    "Evidence",
    "Fact",
    "FactFilter",
    "FactRecord",
    "FilterError",
    "GraphFormat",
    "MentionRecord",
    "Participant",
    "Party",
    "QuerySyntaxError",
    "RefusedQueryError",
    "ResultFormat",
    "Solutions",
    "Statements",
    "When",
    "article_content",
    "article_facts",
    "entity_facts",
    "entity_node",
    "entity_profile",
    "fact_filter",
    "find_entities",
    "projection",
    "read_content",
    "read_fact",
    "readable",
    "refuse_outside",
    "run",
    "serialise",
    "serialise_some",
    "told",
]
