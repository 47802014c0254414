"""How well the pipeline's own chains agree with the corpus, from raw text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from app.extraction.coreference import mentions_of
from app.extraction.entities import Referent
from app.extraction.gazetteer import load_gazetteer
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.extraction.ranking import chains, complete, load_ranking
from app.language import Document, load_pipeline
from app.model.article import Variety
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
    """Of both varieties together: rules alone, the trained chains, and the entities that extraction makes of both."""
    ways = {"rules": CorefScores(), "chains": CorefScores(), "entities": CorefScores()}
    nlp, gazetteer = load_pipeline(), load_gazetteer()
    for variety in Variety:
        for gold in read_corpus(corpus, variety, split):
            document = Document(gold.article, gold.variety, nlp(gold.article.text))
            names = NameTable(document, gazetteer)
            participants = Participants(document, gazetteer, names)
            ways["rules"].add(gold, entity_heads(document.doc, participants.referents))
            mentions = mentions_of(document, names, participants)
            found = chains(mentions, document.doc, load_ranking())
            ways["chains"].add(gold, [frozenset(document.doc[m.index].idx for m in c) for c in found])
            complete(document, names, participants)
            ways["entities"].add(gold, entity_heads(document.doc, participants.referents))
    return [CorefResult(name, scores) for name, scores in ways.items()]


def entity_heads(doc: Doc, referents: Sequence[Referent]) -> list[Heads]:
    """The mentions of each referent by the place of their heads; a word is of the first that has it.

    Country adjectives and first parts of compounds, which the corpus does not count as mentions, are left out.
    """
    taken: set[int] = set()
    found = []
    for referent in referents:
        heads = set()
        for index in referent.heads:
            token = doc[index]
            is_part = referent.entry is not None and token.pos_ == "NOUN" and "-" in token.text
            if index not in taken and token.pos_ != "ADJ" and not is_part:
                taken.add(index)
                heads.add(token.idx)
        found.append(frozenset(heads))
    return found


def training_documents(corpus: Path) -> Iterator[CorefDocument]:
    """The documents of both varieties to train on."""
    for variety in Variety:
        yield from read_corpus(corpus, variety, "train")
