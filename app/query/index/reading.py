"""Articles and facts from the index, in pages."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from app.query.filters import EVERYTHING, FactFilter
from app.query.index.conditions import condition
from app.query.index.packing import unpack_fact
from app.query.index.rows import ArticleRow, EntityRow, FactRow, MentionRow
from app.query.index.schema import NUMBER

ARTICLE = "article.iri, identifier, language, headline, published, url, digest, wide"
ENTITY = "entity.iri, entity.type, entity.labels, entity.mentions, entity.articles, entity.wikidata"
_FACT = f"told.record, fact.sort, fact.id, fact.said, fact.wrong, {ARTICLE}"
_WITH = "CROSS JOIN article ON article.id = fact.article CROSS JOIN told ON told.id = fact.id"
FactKey = tuple[str, int]
_START: FactKey = ("", -1)


@contextmanager
def one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is read inside is of one state."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def article_row(row: Sequence[object]) -> ArticleRow:
    """From the columns of an article."""
    *values, wide = row
    places: tuple[int, ...] = () if wide == "[]" else tuple(json.loads(str(wide)))
    return ArticleRow(*values, places)  # type: ignore[arg-type, call-arg]


def entity_row(row: Sequence[object]) -> EntityRow:
    """From the columns of an entity."""
    iri, kind, labels, *rest = row
    return EntityRow(iri, kind, json.loads(str(labels)), *rest)  # type: ignore[arg-type]


# Articles


def articles(
    connection: sqlite3.Connection,
    *,
    limit: int,
    after: tuple[str, str] = ("", ""),
    offset: int = 0,
    language: str | None = None,
) -> list[ArticleRow]:
    """So many articles by identifier, from a place on."""
    where, values = ("AND language = ?", [language]) if language is not None else ("", [])
    rows = connection.execute(
        f"SELECT {ARTICLE} FROM article WHERE (identifier, iri) > (?, ?) {where} "
        "ORDER BY identifier, iri LIMIT ? OFFSET ?",
        (*after, *values, limit, offset),
    )
    return [article_row(row) for row in rows]


def latest_articles(
    connection: sqlite3.Connection,
    *,
    limit: int,
    after: tuple[str, str, str] | None = None,
    offset: int = 0,
    language: str | None = None,
) -> list[ArticleRow]:
    """So many articles by publication, the latest first and those without a date last, from a place on.

    A place is the publication, empty where there is none, the identifier and the IRI.
    """
    where: list[str] = []
    values: list[str] = []
    if after is not None:
        published, *rest = after
        where.append(
            "IFNULL(published, '') <= ? AND (IFNULL(published, '') < ? OR (identifier, iri) > (?, ?))"
        )
        values += [published, published, *rest]
    if language is not None:
        where.append("language = ?")
        values.append(language)
    rows = connection.execute(
        f"SELECT {ARTICLE} FROM article WHERE {' AND '.join(where) or '1'} "
        "ORDER BY IFNULL(published, '') DESC, identifier, iri LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [article_row(row) for row in rows]


def number_of_articles(connection: sqlite3.Connection, language: str | None = None) -> int:
    """How many there are, in a language where one is given."""
    where, values = (" WHERE language = ?", [language]) if language is not None else ("", [])
    (number,) = connection.execute(f"SELECT COUNT(*) FROM article{where}", values).fetchone()
    return int(number)


def article(connection: sqlite3.Connection, identifier: str) -> tuple[ArticleRow, str] | None:
    """The article with an identifier or an IRI, and its text; None where there is none."""
    for column in ("identifier", "iri"):
        row = connection.execute(
            f"SELECT text, {ARTICLE} FROM article WHERE {column} = ? ORDER BY iri LIMIT 1", (identifier,)
        ).fetchone()
        if row is not None:
            return article_row(row[1:]), row[0]
    return None


def article_mentions(connection: sqlite3.Connection, iri: str) -> list[tuple[int, int, str, EntityRow]]:
    """Begin, end, kind and entity of each mention of an article, in text order."""
    rows = connection.execute(
        f"SELECT begin, stop, kind, {ENTITY} FROM mention JOIN entity ON entity.id = mention.entity "
        "WHERE mention.article = (SELECT id FROM article WHERE iri = ?) ORDER BY begin, stop, entity.iri",
        (iri,),
    )
    return [(begin, stop, kind, entity_row(row)) for begin, stop, kind, *row in rows]


# Facts


def facts(
    connection: sqlite3.Connection,
    chosen: FactFilter = EVERYTHING,
    *,
    limit: int,
    after: FactKey = _START,
    parties: Iterable[tuple[str, str | None]] = (),
    wrong: bool = False,
) -> list[FactRow]:
    """So many facts by article and text order, from a place on.

    Of those in which all of some entities have part, each in a role where one is given (`subject` and `object` are the
    ends of the direct triples, `source` is who says so). Without those that were decided to be wrong, or only those.
    """
    where, values = condition(chosen, wrong=wrong)
    wanted = list(parties)
    joined, given = [], []
    for number, (entity, role) in enumerate(wanted):
        joined.append(f"part{number}.entity = {NUMBER}")
        given.append(entity)
        if number:
            joined.append(f"(part{number}.sort, part{number}.fact) = (part0.sort, part0.fact)")
        if role is not None:
            joined.append(f"instr(part{number}.roles, ?)")
            given.append(f",{role},")
    if not joined:
        rows = connection.execute(
            f"SELECT {_FACT} FROM fact {_WITH} "
            f"WHERE (fact.sort, fact.id) > (?, ?) AND {where} ORDER BY fact.sort, fact.id LIMIT ?",
            (*after, *values, limit),
        )
        return [_fact_row(row) for row in rows]
    tables = " CROSS JOIN ".join(f"part part{number}" for number in range(len(wanted)))
    rows = connection.execute(
        f"SELECT {_FACT} FROM {tables} CROSS JOIN fact ON fact.id = part0.fact "
        f"{_WITH} "
        f"WHERE {' AND '.join(joined)} AND (part0.sort, part0.fact) > (?, ?) AND {where} "
        "ORDER BY part0.sort, part0.fact LIMIT ?",
        (*given, *after, *values, limit),
    )
    return [_fact_row(row) for row in rows]


def article_facts(connection: sqlite3.Connection, iri: str) -> list[FactRow]:
    """Every fact of an article that nobody decided to be wrong, in text order."""
    rows = connection.execute(
        f"SELECT {_FACT} FROM article CROSS JOIN fact ON fact.article = article.id "
        "CROSS JOIN told ON told.id = fact.id WHERE article.iri = ? AND NOT fact.wrong "
        "ORDER BY fact.sort, fact.id",
        (iri,),
    )
    return [_fact_row(row) for row in rows]


def fact(connection: sqlite3.Connection, iri: str) -> FactRow | None:
    """A fact by its IRI; the first by article where several tell of it."""
    row = connection.execute(
        f"SELECT {_FACT} FROM fact {_WITH} WHERE fact.iri = ? ORDER BY fact.sort, fact.id LIMIT 1",
        (iri,),
    ).fetchone()
    return None if row is None else _fact_row(row)


def reports(connection: sqlite3.Connection, row: FactRow, *, limit: int) -> list[FactRow]:
    """The facts of all articles that say the same, and of whose time nothing speaks against it; its own too.

    And those that were decided to tell of the same event.
    """
    first, last = row.fact.first, row.fact.last
    rows = connection.execute(
        "WITH same AS (SELECT COALESCE((SELECT one FROM standing WHERE iri = ?), ?) AS one), "
        "chosen AS (SELECT id FROM fact WHERE fact.said = ? "
        "AND (fact.last IS NULL OR ? IS NULL OR fact.last >= ?) "
        "AND (fact.first IS NULL OR ? IS NULL OR fact.first <= ?) AND NOT fact.wrong "
        "UNION SELECT id FROM fact WHERE iri IN "
        "(SELECT one FROM same UNION SELECT standing.iri FROM same CROSS JOIN standing USING (one)) "
        "AND NOT fact.wrong) "
        f"SELECT {_FACT} FROM chosen CROSS JOIN fact USING (id) {_WITH} ORDER BY fact.sort, fact.id LIMIT ?",
        (row.fact.iri, row.fact.iri, row.said, first, first, last, last, limit),
    )
    return [_fact_row(one) for one in rows]


def timeline(
    connection: sqlite3.Connection,
    entity: str,
    chosen: FactFilter,
    *,
    limit: int,
    after: tuple[str, str, int] = ("", "", -1),
) -> list[FactRow]:
    """So many dated facts of an entity, by their first day (or the last, where only that is known)."""
    where, values = condition(chosen)
    rows = connection.execute(
        f"SELECT {_FACT} FROM part CROSS JOIN fact ON fact.id = part.fact "
        f"{_WITH} "
        f"WHERE part.entity = {NUMBER} AND part.first IS NOT NULL "
        f"AND (part.first, part.sort, part.fact) > (?, ?, ?) AND {where} "
        "ORDER BY part.first, part.sort, part.fact LIMIT ?",
        (entity, *after, *values, limit),
    )
    return [_fact_row(row) for row in rows]


def undated(connection: sqlite3.Connection, entity: str, chosen: FactFilter, *, limit: int) -> list[FactRow]:
    """So many facts of an entity without a date, by article and text order."""
    where, values = condition(chosen)
    rows = connection.execute(
        f"SELECT {_FACT} FROM part CROSS JOIN fact ON fact.id = part.fact "
        f"{_WITH} "
        f"WHERE part.entity = {NUMBER} AND part.first IS NULL AND {where} "
        "ORDER BY part.sort, part.fact LIMIT ?",
        (entity, *values, limit),
    )
    return [_fact_row(row) for row in rows]


def quoting(
    connection: sqlite3.Connection, entity: str, *, limit: int, after: FactKey = _START
) -> list[FactRow]:
    """So many facts with quotations that an entity is the source of, or that are its utterances."""
    rows = connection.execute(
        f"SELECT {_FACT} FROM part CROSS JOIN fact ON fact.id = part.fact {_WITH} "
        f"WHERE part.entity = {NUMBER} AND part.says > 0 AND NOT fact.wrong "
        "AND (part.sort, part.fact) > (?, ?) ORDER BY part.sort, part.fact LIMIT ?",
        (entity, *after, limit),
    )
    return [_fact_row(row) for row in rows]


def mentions(
    connection: sqlite3.Connection, entity: str, *, limit: int, after: tuple[str, int, int] = ("", -1, -1)
) -> list[MentionRow]:
    """So many mentions of an entity, by article and text order."""
    rows = connection.execute(
        f"SELECT begin, stop, kind, mention.text, sort, {ARTICLE} FROM mention "
        "JOIN article ON article.id = mention.article "
        f"WHERE mention.entity = {NUMBER} AND (sort, begin, stop) > (?, ?, ?) "
        "ORDER BY sort, begin, stop LIMIT ?",
        (entity, *after, limit),
    )
    return [
        MentionRow(entity, article_row(row), begin, stop, kind, text, (sort, begin, stop))
        for begin, stop, kind, text, sort, *row in rows
    ]


def _fact_row(row: Sequence[object]) -> FactRow:
    record, sort, number, said, wrong, *columns = row
    its = article_row(columns)
    assert isinstance(said, bytes)
    return FactRow(unpack_fact(str(record), its.iri), its, (str(sort), int(str(number))), said, bool(wrong))
