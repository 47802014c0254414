"""The exported pipeline on the development files, and the card that goes with the weights."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from app.language.model import add_model
from app.language.model.consistency import agree
from app.language.model.inference import FILES, SentenceAnalysis, SentenceModel, SentenceWords
from app.language.sentences import NAME as SENTENCES
from app.language.tokenizer import blank_pipeline
from app.model.article import Variety
from app.training.corpus import read_split
from app.training.evaluation import Prediction, Scores
from app.training.raw_text import RawScores, score_raw

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


RAW_FIGURES = {"words": "words", "sentences": "sentences", **FIGURES}


@dataclass(frozen=True, slots=True)
class Result:
    """One variety's development file: with gold tokens and sentences, and as raw text on one thread."""

    variety: Variety
    scores: Scores
    raw: RawScores


def evaluate_weights(corpus: Path, weights: Path) -> list[Result]:
    """Scores the graph of a folder as run time uses it."""
    model = SentenceModel(weights)
    nlp = blank_pipeline()
    nlp.add_pipe(SENTENCES)
    add_model(nlp, weights)
    results: list[Result] = []
    for variety in Variety:
        documents = read_split(corpus, variety, "dev")
        scores = Scores()
        for document in documents:
            words = [
                SentenceWords(tuple(w.form for w in s), tuple(w.space_after for w in s)) for s in document
            ]
            analyses = [analysis for window in model.windows(words) for analysis in model.analyse(window)]
            for sentence, analysis in zip(document, agree(words, analyses), strict=True):
                scores.add(sentence, _prediction(analysis))
        results.append(Result(variety, scores, score_raw(nlp, documents)))
    return results


def _prediction(analysis: SentenceAnalysis) -> Prediction:
    return Prediction(
        upos=analysis.upos,
        feats=[feats or "_" for feats in analysis.feats],
        lemma=analysis.lemmas,
        heads=[0 if head == index else head + 1 for index, head in enumerate(analysis.heads)],
        deprel=analysis.deprels,
        name=analysis.names,
    )


def write_card(path: Path, results: Sequence[Result], weights: Path, runs: Sequence[Path]) -> None:
    """Fills TEMPLATE with the figures; the epochs of runs that went on from each other are counted on."""
    steps = _steps(runs)
    size = sum((weights / name).stat().st_size for name in FILES) / 1_000_000
    relations = [result.scores.per_relation() for result in results]
    types = [result.scores.per_name_type() for result in results]
    varieties = [str(result.variety) for result in results]
    text = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        size=f"{size:.0f}",
        speed=f"{min(result.raw.words_per_second for result in results):.0f}",
        figures=_table(
            ["", *FIGURES.values()],
            ([str(r.variety), *(f"{r.scores.summary()[key]:.1f}" for key in FIGURES)] for r in results),
        ),
        raw=_table(
            ["", *RAW_FIGURES.values()],
            ([str(r.variety), *(f"{r.raw.f1(key):.1f}" for key in RAW_FIGURES)] for r in results),
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


def _steps(runs: Iterable[Path]) -> list[dict[str, Any]]:
    """What the runs' curve.json tell, where they have one."""
    steps: list[dict[str, Any]] = []
    for curve in (run / "curve.json" for run in runs):
        before = steps[-1]["epoch"] if steps else 0
        rows = json.loads(curve.read_text(encoding="utf-8")) if curve.is_file() else []
        steps += [{**row, "epoch": before + row["epoch"]} for row in rows]
    return steps


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
