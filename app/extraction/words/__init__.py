"""The closed word lists of `ontology/lexicon/`: status, judgements, reference, relations and time."""

from app.extraction.words.judgements import JudgementWords, judgement_words
from app.extraction.words.reference import Pronoun, ReferenceWords, reference_words
from app.extraction.words.relations import (
    RelationNoun,
    RelationVerb,
    RelationWords,
    StateWord,
    relation_words,
)
from app.extraction.words.status import StatusWords, status_words
from app.extraction.words.time import is_decade, time_units, time_words

__all__ = [
    "JudgementWords",
    "Pronoun",
    "ReferenceWords",
    "RelationNoun",
    "RelationVerb",
    "RelationWords",
    "StateWord",
    "StatusWords",
    "is_decade",
    "judgement_words",
    "reference_words",
    "relation_words",
    "status_words",
    "time_units",
    "time_words",
]
