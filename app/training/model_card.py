"""The exported pipeline on the development files, and the card that goes with the weights."""

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from app.language.model.inference import FILES, SentenceModel
from app.model.article import Variety
from app.training.corpus import Sentence, read_split
from app.training.evaluation import Prediction, Scores

TEMPLATE = Path(__file__).parent / "model_card.md"
FIGURES = {
    "upos": "UPOS",
    "feats": "features",
    "lemma": "lemma",
    "uas": "UAS",
    "las": "LAS",
    "names, nine types": "names, nine types",
    "names, GPE folded": "names, GPE folded",
}


@dataclass(frozen=True, slots=True)
class Result:
    """One variety's development file with gold tokens and sentences, on one thread."""

    variety: Variety
    scores: Scores
    seconds: float

    @property
    def words_per_second(self) -> float:
        """From words to annotation, the search for trees and names included."""
        return self.scores.words / self.seconds


def evaluate_weights(corpus: Path, weights: Path) -> list[Result]:
    """Scores the graph of a folder as run time uses it."""
    model = SentenceModel(weights)
    return [_evaluate(model, variety, read_split(corpus, variety, "dev")) for variety in Variety]


def _evaluate(model: SentenceModel, variety: Variety, sentences: Sequence[Sentence]) -> Result:
    began = time.process_time()
    predictions = [_predict(model, sentence) for sentence in sentences]
    seconds = time.process_time() - began
    scores = Scores()
    for sentence, prediction in zip(sentences, predictions, strict=True):
        scores.add(sentence, prediction)
    return Result(variety, scores, seconds)


def _predict(model: SentenceModel, sentence: Sentence) -> Prediction:
    analysis = model.analyse([w.form for w in sentence], [w.space_after for w in sentence])
    return Prediction(
        upos=analysis.upos,
        feats=[feats or "_" for feats in analysis.feats],
        lemma=analysis.lemmas,
        heads=[0 if head == index else head + 1 for index, head in enumerate(analysis.heads)],
        deprel=analysis.deprels,
        name=analysis.names,
    )


def write_card(path: Path, results: Sequence[Result], weights: Path, curve: Path) -> None:
    """Fills TEMPLATE with the figures; `curve` is the run's curve.json, where there is one."""
    steps = json.loads(curve.read_text(encoding="utf-8")) if curve.is_file() else []
    size = sum((weights / name).stat().st_size for name in FILES) / 1_000_000
    relations = [result.scores.per_relation() for result in results]
    types = [result.scores.per_name_type() for result in results]
    varieties = [str(result.variety) for result in results]
    text = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        size=f"{size:.0f}",
        speed=f"{min(result.words_per_second for result in results):.0f}",
        figures=_table(
            ["", *FIGURES.values()],
            ([str(r.variety), *(f"{r.scores.summary()[key]:.1f}" for key in FIGURES)] for r in results),
        ),
        types=_table(
            ["", *varieties],
            (
                [key, *(_cell(column.get(key)) for column in types)]
                for key in sorted({k for c in types for k in c})
            ),
        ),
        relations=_table(
            ["", *(f"{variety}, {what}" for variety in varieties for what in ("words", "right"))],
            (
                [key, *(_cell(value) for column in relations for value in column.get(key, (0, None)))]
                for key in sorted({k for column in relations for k in column})
            ),
        ),
        curve=_table(
            ["epoch", "", *FIGURES.values()],
            ([str(row["epoch"]), row["variety"], *(f"{row[key]:.1f}" for key in FIGURES)] for row in steps),
        ),
    )
    path.write_text(text, encoding="utf-8")


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
