"""How probably two mentions of a sentence take part in the same event, learned from annotated articles."""

import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from app.errors import ArticleError, RunError
from app.extraction import Extractor
from app.extraction.entities import Referent
from app.extraction.learned.confidences import chance
from app.language import Analyser, Document, load_pipeline
from app.reading import read_articles
from app.training.annotations import Annotation, Naming, naming, read_annotations
from app.training.heads import FOLDS, names_of

RIDGE = 20.0
"""How much a weight costs, found by cross-validation."""
LEAST_SEEN = 20
"""Rarer signs get no weight."""
_LEAST_WEIGHT = 0.02
"""Smaller weights change nothing that anybody would notice."""
_STEPS = 60
_LEVELS = (0.7, 0.6, 0.5, 0.4)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of whom no rule tells anything together; `right` says whether a reader does."""

    signs: tuple[str, ...]
    right: bool
    who: frozenset[int]
    """The two, by numbers that are theirs within the article."""


def learn_company(
    annotated: Path, output: Path, report: Callable[[str], None], held_out: Path | None = None
) -> None:
    """Learns from the articles of a folder and writes the weights; all figures are of articles not learned from.

    `held_out` are annotated articles to measure on, beside the cross-validation.
    """
    started = time.monotonic()
    articles = _pairs_in(annotated)
    every = [pair for article in articles for pair in article]
    if not every:
        raise RunError(f"{annotated}: no sentence of these articles mentions two. Give more articles")
    weights = fit_pairs(every)
    report(f"pairs: {len(every)} in {len(articles)} articles, {len(weights)} signs have weights")
    chances: list[list[float]] = [[] for _ in articles]
    for fold in range(FOLDS):
        others = [p for number, article in enumerate(articles) if number % FOLDS != fold for p in article]
        learned = fit_pairs(others)
        for number in range(fold, len(articles), FOLDS):
            chances[number] = [_chance(learned, pair) for pair in articles[number]]
    report(f"  in {FOLDS} folds     {_told(articles, chances)}")
    if held_out is not None:
        rest = _pairs_in(held_out)
        report(f"pairs: {sum(map(len, rest))} in {len(rest)} articles held out")
        report(
            f"  as learned     {_told(rest, [[_chance(weights, p) for p in article] for article in rest])}"
        )
    text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
    part = output.with_name(f"{output.name}.part")
    part.write_text(f"{text}\n", encoding="utf-8")
    part.replace(output)
    report(f"wrote {output} after {time.monotonic() - started:.0f} s")


def pairs_of(annotation: Annotation, document: Document, extractor: Extractor) -> list[Pair]:
    """The pairs of an article that the rules leave, compared with its annotation."""
    called: dict[int, tuple[Naming, frozenset[str]]] = {}

    def who(referent: Referent) -> frozenset[str]:
        if id(referent) not in called:
            names = naming(names_of(referent))
            called[id(referent)] = names, annotation.entities_called(names)
        return called[id(referent)][1]

    numbers: dict[int, int] = {}
    found = []
    for candidate, signs in extractor.untold(document):
        one, other = candidate.referents
        right = any(frozenset((a, b)) in annotation.together for a in who(one) for b in who(other))
        ids = frozenset(numbers.setdefault(id(r), len(numbers)) for r in candidate.referents)
        found.append(Pair(tuple(signs), right, ids))
    return found


def fit_pairs(pairs: Sequence[Pair]) -> dict[str, float]:
    """Logistic regression with a ridge; the same pairs give the same weights."""
    counts = Counter(sign for pair in pairs for sign in pair.signs)
    signs = sorted(sign for sign, count in counts.items() if count >= LEAST_SEEN)
    columns = {sign: column for column, sign in enumerate(signs)}
    known = [[columns[sign] for sign in pair.signs if sign in columns] for pair in pairs]
    flat = torch.tensor([column for row in known for column in row])
    starts = torch.tensor([0, *map(len, known)]).cumsum(0)[:-1]
    right = torch.tensor([float(pair.right) for pair in pairs], dtype=torch.float64)
    weights = torch.zeros(len(signs), 1, dtype=torch.float64, requires_grad=True)
    search = torch.optim.LBFGS([weights], max_iter=_STEPS, history_size=20, line_search_fn="strong_wolfe")

    def cost() -> torch.Tensor:
        search.zero_grad()
        odds = torch.nn.functional.embedding_bag(flat, weights, starts, mode="sum").squeeze(1)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(odds, right, reduction="sum")
        loss = loss + RIDGE / 2 * (weights**2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    search.step(cost)  # type: ignore[no-untyped-call]
    # Three decimals: what processors differ in is far behind them.
    rounded = {sign: round(value, 3) for sign, value in zip(signs, weights[:, 0].tolist(), strict=True)}
    return {sign: value for sign, value in rounded.items() if abs(value) >= _LEAST_WEIGHT}


def _pairs_in(folder: Path) -> list[list[Pair]]:
    extractor, analyser = Extractor(learned=False), Analyser(load_pipeline())
    articles = []
    for annotation in read_annotations(folder):
        for document in analyser.analyse(read_articles([annotation.text])):
            if isinstance(document, ArticleError):
                raise RunError(f"{annotation.text}: {document}") from document
            articles.append(pairs_of(annotation, document, extractor))
    return articles


def _chance(weights: dict[str, float], pair: Pair) -> float:
    return chance(weights, dict.fromkeys(pair.signs, 1.0))


def _told(articles: Sequence[Sequence[Pair]], chances: Sequence[Sequence[float]]) -> str:
    """How many pairs are as probable as that, and which share of them is right; each counts once in an article."""
    best: dict[tuple[int, frozenset[int]], tuple[float, bool]] = {}
    for number, (pairs, sure) in enumerate(zip(articles, chances, strict=True)):
        for pair, value in zip(pairs, sure, strict=True):
            key = number, pair.who
            best[key] = max(best.get(key, (0.0, False)), (value, pair.right))
    told = []
    for level in _LEVELS:
        right = [is_right for value, is_right in best.values() if value >= level]
        told.append(f"{level}: {len(right)}, {sum(right) / max(len(right), 1):.2f} right")
    return "; ".join(told)
