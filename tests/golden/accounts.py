"""An article's facts as text: one line each, in text order.

Confidences are left out: tuning one weight would change every line. What is left has to be equal to the letter. The
model reads one sentence at a time and adds in whole numbers that cannot overflow, so processors can differ only in the
last digits of what it scales by, which shows in a fact only where two labels are all but equal.
"""

import difflib
from collections.abc import Iterable
from pathlib import Path
from textwrap import shorten

from app.bootstrap import Factory, build
from app.config import Settings
from app.errors import ArticleError
from app.graph.store import Store
from app.model.vocabulary import Modality, Polarity
from app.pipeline import ArticleGraph
from app.query import Fact, When, article_facts

FOLDER = Path(__file__).parent
SEEDS = FOLDER.parents[1] / "seeds"
ARTICLES = ("gaza-vaapenkvile", "regjeringsskifte-2021", "skredet-i-gjerdrum", "sverige-nato")
PATHS = tuple(SEEDS / f"{name}.txt" for name in ARTICLES)
_LONGEST_QUOTATION = 40


def accounts(paths: Iterable[Path] = PATHS, factory: Factory | None = None) -> dict[str, str]:
    """Article id → account, built now; the error itself where an article cannot be built."""
    # Spelled out, so that no variable of the environment changes what is expected.
    settings = Settings(pipeline=None, processes=1)
    found = {}
    for item in build(settings, paths, factory):
        if isinstance(item, ArticleError):
            raise item
        found[str(item.id)] = account(item)
    return found


def account(graph: ArticleGraph) -> str:
    """All facts of one article."""
    # A store of its own: names that another article gives an entity must not show.
    with Store.memory() as store:
        store.replace_article(graph.quads)
        record = store.article(graph.id)
        assert record is not None
        return "".join(f"{line(fact)}\n" for fact in article_facts(store, record))


def line(fact: Fact) -> str:
    """What happened, who took part, what the text makes of it, and the trigger."""
    parts = [fact.kind]
    if fact.kind == "Relation" and fact.predicate is not None and fact.predicate.iri is not None:
        ends = ((party.label for party in side) for side in (fact.subjects, fact.objects))
        subject, object_ = (", ".join(labels) for labels in ends)
        parts = [fact.predicate.iri.rsplit("#", 1)[-1], f"{subject} → {object_}"]
    parts += [f"{p.role}: {p.party.label}" for p in fact.participants]
    parts += [] if fact.polarity == Polarity.POSITIVE else [fact.polarity]
    parts += [] if fact.modality == Modality.ACTUAL else [fact.modality]
    parts += [f"stance: {fact.stance}"] if fact.stance else []
    parts += [f"time: {_when(fact.time)}"] if fact.time else []
    parts += [f"source: {fact.source.label}"] if fact.source else []
    parts += [f"quoted: {shorten(q.text, _LONGEST_QUOTATION, placeholder=' …')}" for q in fact.quotations]
    return " · ".join([*parts, f"«{fact.trigger.text}»"])


def _when(time: When) -> str:
    meaning = " ".join(part for part in (time.value, time.weekday) if part)
    return f"{time.words} = {meaning or '?'}"


def expected(article: str, folder: Path = FOLDER) -> str:
    """What the golden file says; empty where there is none yet."""
    path = folder / f"{article}.txt"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def difference(article: str, old: str, new: str) -> str:
    """A unified diff; empty where both are equal."""
    lines = difflib.unified_diff(
        old.splitlines(True), new.splitlines(True), f"{article}.txt (expected)", f"{article}.txt (found)"
    )
    return "".join(lines)
