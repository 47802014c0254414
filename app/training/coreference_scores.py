"""How well the pipeline's own chains agree with the corpus, from raw text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from app.extraction import Extractor
from app.extraction.coreference import mentions_of
from app.extraction.entities import freeze
from app.extraction.gazetteer import Gazetteer, load_gazetteer
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.extraction.ranking import chains, load_ranking
from app.language import Document, load_pipeline
from app.model.article import Variety
from app.model.extraction import Entity, MentionKind
from app.training.coreference import CorefDocument, CorefScores, Heads, read_corpus


@dataclass(frozen=True, slots=True)
class CorefResult:
    """The scores of one way to find chains."""

    name: str
    scores: CorefScores

    def lines(self) -> Iterator[str]:
        """For people: the CoNLL figure, what it is the mean of, and the links of each class of mention."""
        scores = self.scores
        metrics = (("MUC", scores.muc), ("B³", scores.b_cubed), ("CEAFe", scores.ceaf_e))
        parts = (
            f"{n} {100 * c.f1:.1f} (R {100 * c.recall:.1f} P {100 * c.precision:.1f})" for n, c in metrics
        )
        yield f"{self.name}: CoNLL {scores.conll:.1f}  {'  '.join(parts)}"
        for kind, counted in (scores.linked or {}).items():
            yield (
                f"    {kind.value}: {100 * counted.f1:.1f} of links (R {100 * counted.recall:.1f} "
                f"P {100 * counted.precision:.1f}, {counted.key:.0f} wanted)"
            )


def score_corpus(corpus: Path, split: str = "dev") -> list[CorefResult]:
    """Of both varieties together: rules alone, the trained chains, and the entities that extraction gives the graph."""
    ways = {name: CorefScores() for name in ("rules", "chains", "graph", "graph, in facts or named")}
    nlp, gazetteer, extractor = load_pipeline(), load_gazetteer(), Extractor()
    for variety in Variety:
        for gold in read_corpus(corpus, variety, split):
            document = Document(gold.article, gold.variety, nlp(gold.article.text))
            for name, heads in chains_of(document, gazetteer, extractor).items():
                ways[name].add(gold, heads)
    return [CorefResult(name, scores) for name, scores in ways.items()]


def chains_of(document: Document, gazetteer: Gazetteer, extractor: Extractor) -> dict[str, list[Heads]]:
    """The chains of one document in each way, by the places of their heads."""
    doc = document.doc
    names = NameTable(document, gazetteer)
    participants = Participants(document, gazetteer, names)
    found = chains(mentions_of(document, names, participants), doc, load_ranking())
    rules = freeze(participants.referents, {id(r) for r in participants.referents})[1]
    extraction = extractor.extract(document)
    used = {a.entity for event in extraction.events for a in event.arguments}
    used |= {event.status.source for event in extraction.events if event.status.source is not None}
    used |= {key for r in extraction.relations for key in (r.subject, r.object) if key is not None}
    used |= {entity.key for entity in extraction.entities if entity.is_named}
    return {
        "rules": entity_heads(document.analysis, rules),
        "chains": [frozenset(doc[m.index].idx for m in chain.mentions) for chain in found],
        "graph": entity_heads(document.analysis, extraction.entities),
        "graph, in facts or named": entity_heads(
            document.analysis, [e for e in extraction.entities if e.key in used]
        ),
    }


def entity_heads(doc: Doc, entities: Sequence[Entity]) -> list[Heads]:
    """The mentions of each entity by the place of their heads; a word is of the first that has it.

    A title with the name behind it is one mention. Country adjectives and first parts of compounds, which the
    corpus does not count as mentions, are left out.
    """
    taken: set[int] = set()
    found = []
    for entity in entities:
        spans = [m.span for m in entity.mentions]
        names = [m.span for m in entity.mentions if m.kind is MentionKind.NAME]
        heads = set()
        for span in spans:
            if any(n != span and span.start <= n.start and n.end <= span.end for n in names):
                continue
            words = doc.char_span(span.start, span.end)
            head = words.root if words is not None else None
            if head is not None and head.idx not in taken and head.pos_ != "ADJ":
                heads.add(head.idx)
        taken |= heads
        found.append(frozenset(heads))
    return found


def training_documents(corpus: Path) -> Iterator[CorefDocument]:
    """The documents of both varieties to train on."""
    for variety in Variety:
        yield from read_corpus(corpus, variety, "train")
