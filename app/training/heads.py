"""What is learned from annotated articles: confidences, as weights of the signs of facts."""

import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.errors import ArticleError, RunError
from app.extraction import Extractor
from app.extraction.drafts import Draft
from app.extraction.entities import Referent
from app.extraction.extractor import Drafts
from app.extraction.learned import Signs, event_signs, relation_signs
from app.extraction.learned.confidences import chance
from app.extraction.relation_drafts import RelationDraft
from app.language import Analyser, load_pipeline
from app.model.vocabulary import EventClass
from app.reading import read_articles
from app.training.annotations import ROLE_GROUPS, Annotation, Naming, naming, read_annotations

FOLDS = 5
RIDGES = {"events": 12.0, "relations": 3.0}
"""How much a weight costs, found by cross-validation."""
FREE_RIDGE = 0.01
_FREE = frozenset({"always", "weighed", "rule's"})
"""Signs that may weigh what they like: how sure the rules are, and how sure one is of anything."""
LEAST_SEEN = 4
"""Rarer signs get no weight."""
_STEPS = 50
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Example:
    """A fact that the rules found: its signs, how much of it is right, and how many claims it makes."""

    signs: Signs
    right: float
    claims: int
    by_rules: float
    """The confidence that the rules give it."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How good confidences are.

    `brier` is the mean squared error, `gap` the mean distance between confidence and the share that is right, in ten
    classes of confidence, `order` how often a right claim is surer than a wrong one, and `sure` the share of the right
    claims that the surest facts hold of which nine in ten are right.
    """

    brier: float
    gap: float
    order: float
    sure: float

    def __str__(self) -> str:
        return f"Brier {self.brier:.3f}, gap {self.gap:.3f}, order {self.order:.3f}, sure {self.sure:.3f}"


def learn(annotated: Path, output: Path, report: Callable[[str], None], held_out: Path | None = None) -> None:
    """Learns from the articles of a folder and writes the weights; all figures are of articles not learned from.

    `held_out` are annotated articles to measure on, beside the cross-validation.
    """
    started = time.monotonic()
    articles = _examples_of(annotated)
    others = _examples_of(held_out) if held_out is not None else []
    weights = {}
    for part, ridge in RIDGES.items():
        of_articles = [article[part] for article in articles]
        every = [example for article in of_articles for example in article]
        if not every:
            raise RunError(f"{annotated}: the rules find no {part} in these articles. Give more articles")
        weights[part] = fit(every, ridge)
        report(f"{part}: {len(every)} in {len(articles)} articles, {len(weights[part])} signs have weights")
        report(f"  by the rules      {quality(every, [e.by_rules for e in every])}")
        report(f"  in {FOLDS} folds        {quality(every, cross_validated(of_articles, ridge))}")
        if rest := [example for article in others for example in article[part]]:
            report(f"{part}: {len(rest)} in {len(others)} articles held out")
            report(f"  by the rules      {quality(rest, [e.by_rules for e in rest])}")
            report(f"  as learned        {quality(rest, [chance(weights[part], e.signs) for e in rest])}")
    write_weights(weights, output)
    report(f"wrote {output} after {time.monotonic() - started:.0f} s")


def write_weights(weights: dict[str, dict[str, float]], path: Path) -> None:
    """Puts the weights where extraction reads them, sorted by sign; the old file stands until the new one is whole."""
    text = json.dumps(weights, ensure_ascii=False, indent=1, sort_keys=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(f"{text}\n", encoding="utf-8")
    part.replace(path)


def _examples_of(folder: Path) -> list[dict[str, list[Example]]]:
    extractor, analyser = Extractor(learned=False), Analyser(load_pipeline())
    articles = []
    for annotation in read_annotations(folder):
        for document in analyser.analyse(read_articles([annotation.text])):
            if isinstance(document, ArticleError):
                raise RunError(f"{annotation.text}: {document}") from document
            articles.append(examples(annotation, extractor.drafts(document)))
    return articles


def examples(annotation: Annotation, found: Drafts) -> dict[str, list[Example]]:
    """The facts of an article, by part of the weights, compared with its annotation."""
    called: dict[int, tuple[Naming, frozenset[str]]] = {}

    def who(referent: Referent) -> tuple[Naming, frozenset[str]]:
        if id(referent) not in called:
            names = naming(names_of(referent))
            called[id(referent)] = names, annotation.entities_called(names)
        return called[id(referent)]

    def right_claims(draft: Draft) -> list[bool]:
        return [
            any(
                (draft.event_class.value, ROLE_GROUPS[a.role], entity) in annotation.participations
                for entity in who(a.referent)[1]
            )
            for a in draft.arguments
            if a.role in ROLE_GROUPS
        ]

    def is_right(draft: RelationDraft) -> bool:
        subjects = who(draft.subject)[1]
        if draft.object is not None:
            names, objects = who(draft.object)
        else:
            names, objects = naming([draft.literal or ""]), frozenset()
        return any(
            draft.type.value in types
            and subject in subjects
            and (
                object_ in objects
                if object_ in annotation.entities
                else naming([object_]).matches(names, loosely=True)
            )
            for types, subject, object_ in annotation.relations
        )

    events = []
    for draft in found.events:
        claims = right_claims(draft)
        if draft.event_class is not EventClass.EVENT and claims:
            share = sum(claims) / len(claims)
            events.append(Example(event_signs(draft), share, len(claims), draft.confidence))
    relations = [
        Example(relation_signs(draft), float(is_right(draft)), 1, draft.confidence)
        for draft in found.relations
    ]
    return {"events": events, "relations": relations}


def names_of(referent: Referent) -> set[str]:
    """All that the graph would call it."""
    names = {referent.name, *(" ".join(m.surface.split()) for m in referent.mentions.values())}
    if referent.entry is not None:
        names |= {name for name in (referent.entry.nn, referent.entry.nb, referent.entry.en) if name}
    return names


def fit(found: Sequence[Example], ridge: float) -> dict[str, float]:
    """Logistic regression with a ridge, by Newton's method; the same examples give the same weights."""
    counts = Counter(sign for example in found for sign in example.signs)
    signs = sorted(sign for sign, count in counts.items() if count >= LEAST_SEEN)
    columns = {sign: column for column, sign in enumerate(signs)}
    matrix = np.zeros((len(found), len(signs)))
    for row, example in enumerate(found):
        for sign, strength in example.signs.items():
            if sign in columns:
                matrix[row, columns[sign]] = strength
    right, claims = _columns(found)
    cost = np.array([FREE_RIDGE if sign in _FREE else ridge for sign in signs])
    weights = np.zeros(len(signs))
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-(matrix @ weights)))
        slope = matrix.T @ (claims * (chances - right)) + cost * weights
        bend = (matrix * (claims * chances * (1 - chances))[:, None]).T @ matrix + np.diag(cost)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max(initial=0.0)) < _CLOSE:
            break
    # Four decimals: what processors differ in is far behind them.
    rounded = {sign: round(float(weight), 4) for sign, weight in zip(signs, weights, strict=True)}
    return {sign: weight for sign, weight in rounded.items() if weight}


def cross_validated(articles: Sequence[Sequence[Example]], ridge: float) -> list[float]:
    """The confidence of each fact by weights from other articles, in the order of the articles."""
    by_fold = [
        fit([e for number, article in enumerate(articles) if number % FOLDS != fold for e in article], ridge)
        for fold in range(FOLDS)
    ]
    return [
        chance(by_fold[number % FOLDS], example.signs)
        for number, article in enumerate(articles)
        for example in article
    ]


def quality(found: Sequence[Example], confidences: Sequence[float]) -> Quality:
    """How good confidences of facts are; every claim counts once."""
    right, claims = _columns(found)
    sure = np.array(confidences)
    good, bad = claims * right, claims * (1 - right)
    error = claims * (right * (1 - sure) ** 2 + (1 - right) * sure**2)
    classes = np.minimum((sure * 10).astype(int), 9)
    gaps = [abs(float((claims * (sure - right))[classes == c].sum())) for c in range(10)]
    return Quality(
        float(error.sum() / claims.sum()),
        sum(gaps) / float(claims.sum()),
        _order(sure, good, bad),
        _sure_share(sure, good, claims),
    )


def _columns(found: Sequence[Example]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.array([e.right for e in found]), np.array([float(e.claims) for e in found])


def _order(sure: NDArray[np.float64], good: NDArray[np.float64], bad: NDArray[np.float64]) -> float:
    """The area under the ROC curve; equally sure counts half."""
    pairs = float(good.sum() * bad.sum())
    if not pairs:
        return 1.0
    levels, where = np.unique(sure, return_inverse=True)
    good_at = np.bincount(where, weights=good, minlength=len(levels))
    bad_at = np.bincount(where, weights=bad, minlength=len(levels))
    return float((good_at * (np.cumsum(bad_at) - bad_at / 2)).sum()) / pairs


def _sure_share(sure: NDArray[np.float64], good: NDArray[np.float64], claims: NDArray[np.float64]) -> float:
    levels, where = np.unique(-sure, return_inverse=True)
    good_until = np.cumsum(np.bincount(where, weights=good, minlength=len(levels)))
    until = np.cumsum(np.bincount(where, weights=claims, minlength=len(levels)))
    enough = np.flatnonzero(good_until / until >= 0.9)
    return float(good_until[enough[-1]] / good_until[-1]) if len(enough) else 0.0
