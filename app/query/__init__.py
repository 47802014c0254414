"""The read side: SPARQL, facts and entities for people, and the networkx projection."""

from app.query.decisions import (
    DecisionAccount,
    decisions,
    merge,
    reject,
    short_id,
    split,
    undo,
)
from app.query.differences import Difference
from app.query.entities import (
    EntityProfile,
    EntitySummary,
    entity_node,
    entity_profile,
    find_entities,
    similar_names,
)
from app.query.facts import Fact, Participant, Party, article_facts, entity_facts, told
from app.query.filters import ASSERTED, EVERYTHING, FactFilter, FilterError, fact_filter
from app.query.formats import GraphFormat, ResultFormat
from app.query.guard import RefusedQueryError, refuse_outside
from app.query.happenings import EventCounts, Happening, count_events, happenings
from app.query.meant import DecisionError, PointlessDecisionError, UnknownDecisionError, UnlikeError
from app.query.mistakes import QuerySyntaxError
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
    "DecisionAccount",
    "DecisionError",
    "Difference",
    "EntityProfile",
    "EntityRecord",
    "EntitySummary",
    "EventCounts",
    "Evidence",
    "Fact",
    "FactFilter",
    "FactRecord",
    "FilterError",
    "GraphFormat",
    "Happening",
    "MentionRecord",
    "Participant",
    "Party",
    "PointlessDecisionError",
    "QuerySyntaxError",
    "RefusedQueryError",
    "ResultFormat",
    "Solutions",
    "Statements",
    "UnknownDecisionError",
    "UnlikeError",
    "When",
    "article_content",
    "article_facts",
    "count_events",
    "decisions",
    "entity_facts",
    "entity_node",
    "entity_profile",
    "fact_filter",
    "find_entities",
    "happenings",
    "merge",
    "projection",
    "read_content",
    "read_fact",
    "readable",
    "refuse_outside",
    "reject",
    "run",
    "serialise",
    "serialise_some",
    "short_id",
    "similar_names",
    "split",
    "told",
    "undo",
]
