"""Facts and entities of articles as text for the index, and back."""

import hashlib
import json
from typing import Any

from app.query.index.standing import Naming
from app.query.records import Evidence, FactRecord, When


def pack_fact(fact: FactRecord) -> str:
    """Everything of it but its article."""
    return _text(
        [
            fact.iri,
            fact.kind,
            dict(fact.labels),
            fact.predicate,
            fact.subjects,
            fact.objects,
            fact.literal,
            fact.roles,
            fact.polarity,
            fact.modality,
            fact.source,
            fact.confidence,
            fact.rule,
            fact.stance,
            None if fact.time is None else (fact.time.words, fact.time.value, fact.time.weekday),
            [_packed(quotation) for quotation in fact.quotations],
            _packed(fact.trigger),
            _packed(fact.sentence),
            fact.tenure,
        ]
    )


def unpack_fact(text: str, article: str) -> FactRecord:
    """What `pack_fact` was given."""
    (
        iri,
        kind,
        labels,
        predicate,
        subjects,
        objects,
        literal,
        roles,
        polarity,
        modality,
        source,
        confidence,
        rule,
        stance,
        time,
        quotations,
        trigger,
        sentence,
        tenure,
    ) = json.loads(text)
    when = None if time is None else When(*time)
    first, last = (None, None) if when is None else when.bounds
    return FactRecord(
        iri,
        article,
        kind,
        labels,
        predicate,
        tuple(subjects),
        tuple(objects),
        literal,
        tuple((role, party) for role, party in roles),
        polarity,
        modality,
        source,
        confidence,
        rule,
        stance,
        when,
        first,
        last,
        tuple(Evidence(*quotation) for quotation in quotations),
        Evidence(*trigger),
        Evidence(*sentence),
        tenure,
    )


def pack_naming(naming: Naming) -> str:
    """Its names and links."""
    return _text([naming.names, naming.traits])


def said(fact: FactRecord) -> bytes:
    """What is the same where several articles tell of the same: who, what, whom, and whether it is so."""
    parts = (
        fact.category,
        fact.predicate,
        sorted(fact.subjects),
        sorted(fact.objects),
        fact.literal,
        sorted(fact.roles),
        fact.polarity,
        fact.modality,
        fact.tenure,
    )
    return hashlib.blake2b(_text(parts).encode(), digest_size=12).digest()


def _packed(evidence: Evidence) -> tuple[int, int, str]:
    return evidence.begin, evidence.end, evidence.text


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
