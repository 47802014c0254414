"""Entities from the index: by name, by what they are, and who is beside them."""

import sqlite3
from collections.abc import Iterable

from rapidfuzz import fuzz

from app.query.filters import FactFilter
from app.query.index.conditions import condition
from app.query.index.folding import folded
from app.query.index.reading import ARTICLE, ENTITY, article_row, entity_row
from app.query.index.rows import ArticleRow, EntityRow, Hit, Neighbour, Tie
from app.query.index.schema import NUMBER

_LAST = "\U0010ffff"
_MOST_HITS = 200
_ENOUGH = 5
"""With fewer that begin so, names that are spelled alike are looked for too."""
_ALIKE_PERCENT = 70
_MOST_ALIKE = 300
_NEAREST, _WORD, _OTHER = 0.9, 0.8, 0.95


def entity(connection: sqlite3.Connection, iri: str) -> EntityRow | None:
    """The entity with an IRI, or the one that stands for it; None where no article has one."""
    row = connection.execute(
        f"SELECT {ENTITY} FROM entity WHERE id = {NUMBER} AND articles > 0", (iri,)
    ).fetchone()
    return None if row is None else entity_row(row)


def merged(connection: sqlite3.Connection, iri: str) -> list[str]:
    """The IRIs for which an entity stands too, by alphabet."""
    return [
        other
        for (other,) in connection.execute("SELECT iri FROM standing WHERE one = ? ORDER BY iri", (iri,))
    ]


def traits(connection: sqlite3.Connection, iri: str) -> dict[str, list[str]]:
    """What its articles say of it: `same_as`, `about` and `reason`, each by alphabet."""
    found: dict[str, list[str]] = {"same_as": [], "about": [], "reason": []}
    rows = connection.execute(
        f"SELECT kind, value FROM trait WHERE entity = {NUMBER} ORDER BY kind, value",
        (iri,),
    )
    for kind, value in rows:
        found[kind].append(value)
    return found


def articles_of(connection: sqlite3.Connection, iri: str, *, limit: int) -> list[ArticleRow]:
    """The first articles that speak of an entity, by identifier."""
    rows = connection.execute(
        f"SELECT {ARTICLE} FROM entity_in CROSS JOIN article ON article.id = entity_in.article "
        f"WHERE entity = {NUMBER} ORDER BY sort LIMIT ?",
        (iri, limit),
    )
    return [article_row(row) for row in rows]


def entity_names(connection: sqlite3.Connection, iri: str) -> list[str]:
    """Its names beside the preferred ones, by alphabet."""
    rows = connection.execute(
        f"SELECT DISTINCT name FROM name WHERE entity = {NUMBER} AND preferred <> 1 ORDER BY name",
        (iri,),
    )
    return [name for (name,) in rows]


def by_mentions(
    connection: sqlite3.Connection,
    *,
    limit: int,
    after: tuple[int, str] | None = None,
    types: Iterable[str] = (),
    linked: bool | None = None,
) -> list[EntityRow]:
    """So many entities, the most mentioned first, from a place on."""
    where, values = _kind(types, linked)
    if after is not None:
        where += " AND (mentions < ? OR mentions = ? AND iri > ?)"
        values += [after[0], after[0], after[1]]
    rows = connection.execute(
        f"SELECT {ENTITY} FROM entity WHERE articles > 0{where} ORDER BY mentions DESC, iri LIMIT ?",
        (*values, limit),
    )
    return [entity_row(row) for row in rows]


def by_name(
    connection: sqlite3.Connection, text: str, *, types: Iterable[str] = (), linked: bool | None = None
) -> list[Hit]:
    """The entities that a text may mean, at most two hundred, best first.

    Whole names first, then names that begin with the text or have a word that does, then names that are spelled alike.
    Case, accents and punctuation do not count. Among equals the most mentioned come first.
    """
    wanted = folded(text)
    if not wanted:
        return []
    scores: dict[int, float] = {}

    def take(rows: Iterable[tuple[int, str, int]], score: float) -> None:
        for number, name, preferred in rows:
            its = (1.0 if name == wanted else score) * (1.0 if preferred else _OTHER)
            scores[number] = max(its, scores.get(number, 0.0))

    take(
        connection.execute(
            "SELECT name.entity, folded, preferred FROM name JOIN entity ON entity.id = name.entity "
            "WHERE folded >= ? AND folded < ? ORDER BY folded = ? DESC, mentions DESC, name.id LIMIT ?",
            (wanted, wanted + _LAST, wanted, _MOST_HITS),
        ),
        _NEAREST,
    )
    take(
        connection.execute(
            "SELECT name.entity, folded, preferred FROM word JOIN name ON name.id = word.name "
            "JOIN entity ON entity.id = name.entity "
            "WHERE word >= ? AND word < ? ORDER BY mentions DESC, name.id LIMIT ?",
            (wanted, wanted + _LAST, _MOST_HITS),
        ),
        _WORD,
    )
    if len(scores) < _ENOUGH:
        for number, name, _ in _alike(connection, wanted):
            score = fuzz.WRatio(wanted, name)
            if score >= _ALIKE_PERCENT:
                scores[number] = max(round(0.7 * score / 100, 4), scores.get(number, 0.0))
    return _hits(connection, scores, types, linked)


def neighbours(
    connection: sqlite3.Connection, iri: str, chosen: FactFilter, *, limit: int, skip: int
) -> list[Neighbour]:
    """So many of the entities that direct triples connect with one, those of most facts first."""
    where, values = condition(chosen, wrong=None)
    joins = "CROSS JOIN fact ON fact.id = edge.fact CROSS JOIN article ON article.id = edge.article"
    # Most need nothing but the edges themselves.
    if where in ("1", "fact.asserted"):
        joins, where = "", where.replace("fact.", "edge.")
    rows = connection.execute(
        f"""WITH found AS (
            SELECT edge.object AS other, edge.predicate, edge.category, edge.fact, edge.article, edge.asserted,
                   edge.first, edge.last, 1 AS way
            FROM edge {joins} WHERE edge.subject = {NUMBER} AND {where}
            UNION ALL
            SELECT edge.subject, edge.predicate, edge.category, edge.fact, edge.article, edge.asserted,
                   edge.first, edge.last, 2
            FROM edge {joins} WHERE edge.object = {NUMBER} AND {where}
        ), best AS (
            SELECT other, COUNT(DISTINCT fact) AS facts, COUNT(DISTINCT found.article) AS articles
            FROM found JOIN entity ON entity.id = other WHERE entity.articles > 0
            GROUP BY other ORDER BY facts DESC, entity.mentions DESC, entity.iri LIMIT ? OFFSET ?
        )
        SELECT {ENTITY}, best.facts, best.articles, found.predicate, found.category,
               MIN(way) + MAX(way), COUNT(DISTINCT fact), COUNT(DISTINCT found.article),
               COUNT(DISTINCT CASE WHEN found.asserted THEN fact END), MIN(found.first), MAX(found.last)
        FROM best JOIN found USING (other) JOIN entity ON entity.id = other
        GROUP BY other, found.predicate, found.category
        ORDER BY best.facts DESC, entity.mentions DESC, entity.iri, 12 DESC, found.predicate, found.category""",
        (iri, *values, iri, *values, limit, skip),
    )
    found: list[Neighbour] = []
    for (
        *columns,
        facts,
        articles,
        predicate,
        category,
        ways,
        its_facts,
        its_articles,
        asserted,
        first,
        last,
    ) in rows:
        tie = Tie(
            predicate,
            category,
            {2: "out", 4: "in"}.get(ways, "both"),
            its_facts,
            its_articles,
            asserted,
            first,
            last,
        )
        if found and found[-1].entity.iri == columns[0]:
            before = found[-1]
            found[-1] = Neighbour(before.entity, before.facts, before.articles, (*before.ties, tie))
        else:
            found.append(Neighbour(entity_row(columns), facts, articles, (tie,)))
    return found


def _alike(connection: sqlite3.Connection, wanted: str) -> list[tuple[int, str, int]]:
    """Names that share most of the groups of three letters with a text."""
    groups = dict.fromkeys(wanted[place : place + 3] for place in range(len(wanted) - 2))
    if not groups:
        return []
    # Those that are in nearly every name would cost most and tell least.
    matched = " OR ".join(f'"{group}"' for group in groups)
    rows = connection.execute(
        "SELECT name.entity, name.folded, name.preferred FROM "
        "(SELECT rowid AS its FROM spelling WHERE spelling MATCH ? ORDER BY rank LIMIT ?) "
        "JOIN name ON name.id = its",
        (matched, _MOST_ALIKE),
    )
    return rows.fetchall()


def _hits(
    connection: sqlite3.Connection, scores: dict[int, float], types: Iterable[str], linked: bool | None
) -> list[Hit]:
    where, values = _kind(types, linked)
    found: list[Hit] = []
    numbers = list(scores)
    for begin in range(0, len(numbers), 500):
        some = numbers[begin : begin + 500]
        rows = connection.execute(
            f"SELECT entity.id, {ENTITY} FROM entity "
            f"WHERE id IN ({', '.join('?' * len(some))}) AND articles > 0{where}",
            (*some, *values),
        )
        found += [Hit(entity_row(row), scores[number]) for number, *row in rows]
    found.sort(key=lambda hit: (-hit.score, -hit.entity.mentions, hit.entity.iri))
    return found[:_MOST_HITS]


def _kind(types: Iterable[str], linked: bool | None) -> tuple[str, list[object]]:
    wanted = list(types)
    where = f" AND type IN ({', '.join('?' * len(wanted))})" if wanted else ""
    if linked is not None:
        where += f" AND wikidata IS {'NOT ' if linked else ''}NULL"
    return where, list(wanted)
