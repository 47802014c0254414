"""What was found in an article and why, as people and programs read it."""

from dataclasses import asdict, dataclass
from typing import Any

from app.model.extraction import EntityKey, Extraction, Span


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part as what, and the words that put it there."""

    role: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """An event or a relation; `kept` says whether it is sure enough for the graph."""

    kind: str
    trigger: str
    rule: str
    participants: tuple[Participant, ...]
    polarity: str
    modality: str
    source: str | None
    time: str | None
    confidence: float
    kept: bool


@dataclass(frozen=True, slots=True)
class SentenceFindings:
    """A sentence, its offset in the article, and what it tells."""

    start: int
    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article's sentences in order, those that tell nothing too."""

    article: str
    variety: str
    sentences: tuple[SentenceFindings, ...]

    def as_json(self) -> dict[str, Any]:
        """What `json.dumps` takes."""
        return asdict(self)


def explanation(everything: Extraction, kept: Extraction, sentences: tuple[Span, ...]) -> Explanation:
    """Tells all that was found; `kept` is what of it goes into the graph, `sentences` are the article's, in order."""
    sure = {(e.trigger, e.event_class, e.rule) for e in kept.events}
    sure_relations = {(r.trigger, r.type, r.rule) for r in kept.relations}
    text = everything.article.text
    names = {entity.key: entity.name for entity in everything.entities}

    def name(key: EntityKey | None) -> str | None:
        return None if key is None else names[key]

    found: dict[int, list[tuple[int, Finding]]] = {span.start: [] for span in sentences}
    for event in everything.events:
        participants = tuple(
            Participant(a.role.value, names[a.entity], text[a.mention.start : a.mention.end])
            for a in event.arguments
        )
        finding = Finding(
            event.event_class.value,
            text[event.trigger.start : event.trigger.end],
            event.rule,
            participants,
            event.status.polarity.value,
            event.status.modality.value,
            name(event.status.source),
            None if event.time is None else event.time.surface,
            event.confidence,
            (event.trigger, event.event_class, event.rule) in sure,
        )
        found.setdefault(event.sentence.start, []).append((event.trigger.start, finding))
    for relation in everything.relations:
        target = name(relation.object) or relation.literal or ""
        subject = names[relation.subject]
        finding = Finding(
            relation.type.value,
            text[relation.trigger.start : relation.trigger.end],
            relation.rule,
            (Participant("subject", subject, subject), Participant("object", target, target)),
            relation.status.polarity.value,
            relation.status.modality.value,
            name(relation.status.source),
            None if relation.time is None else relation.time.surface,
            relation.confidence,
            (relation.trigger, relation.type, relation.rule) in sure_relations,
        )
        found.setdefault(relation.sentence.start, []).append((relation.trigger.start, finding))
    ends = {s.start: s.end for s in (e.sentence for e in everything.events)}
    ends |= {s.start: s.end for s in (r.sentence for r in everything.relations)}
    ends |= {s.start: s.end for s in sentences}
    return Explanation(
        everything.article.id,
        everything.variety.value,
        tuple(
            SentenceFindings(
                start,
                text[start : ends[start]],
                tuple(finding for _, finding in sorted(findings, key=lambda f: f[0])),
            )
            for start, findings in sorted(found.items())
        ),
    )
