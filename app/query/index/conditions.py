"""A filter of facts as a condition in SQL, over `fact` and `article`."""

from app.query.filters import ARTICLE_ITSELF, Dated, FactFilter, Status
from app.query.index.schema import NUMBER

Condition = tuple[str, list[object]]


def condition(chosen: FactFilter, *, wrong: bool | None = False) -> Condition:
    """The condition, and its values; the same facts as `FactFilter.accepts` accepts.

    Those that were decided to be wrong are left out, or with `wrong` the others; None is for where they are not.
    """
    parts: list[str] = []
    values: list[object] = []

    def add(text: str, *given: object) -> None:
        parts.append(text)
        values.extend(given)

    if wrong is not None:
        add("fact.wrong" if wrong else "NOT fact.wrong")
    if chosen.status is Status.ASSERTED:
        add("fact.asserted")
    if chosen.min_confidence:
        add("fact.confidence >= ?", chosen.min_confidence)
    if chosen.classes:
        add(f"fact.category IN ({_marks(chosen.classes)})", *sorted(chosen.classes))
    if chosen.polarity is not None:
        add("fact.polarity = ?", chosen.polarity)
    if chosen.modalities:
        add(f"fact.modality IN ({_marks(chosen.modalities)})", *sorted(chosen.modalities))
    if chosen.source == ARTICLE_ITSELF:
        add("fact.source IS NULL")
    elif chosen.source is not None:
        add(f"fact.source = {NUMBER}", chosen.source)
    if chosen.language is not None:
        add("article.language = ?", chosen.language)
    if chosen.articles:
        marks, names = _marks(chosen.articles), sorted(chosen.articles)
        add(f"(article.identifier IN ({marks}) OR article.iri IN ({marks}))", *names, *names)
    table = "article" if chosen.dated is Dated.PUBLISHED else "fact"
    if chosen.first or chosen.last:
        add(f"({table}.first IS NOT NULL OR {table}.last IS NOT NULL)")
    if chosen.first:
        add(f"({table}.last IS NULL OR {table}.last >= ?)", chosen.first)
    if chosen.last:
        add(f"({table}.first IS NULL OR {table}.first <= ?)", chosen.last)
    return " AND ".join(parts) or "1", values


def _marks(values: frozenset[str]) -> str:
    return ", ".join("?" * len(values))
