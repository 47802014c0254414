"""One article into the index, or out of it."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from app.graph.vocabulary import PREFIXES
from app.query.index.folding import folded, words
from app.query.index.packing import pack_fact, pack_naming, said
from app.query.index.standing import Naming, Standing
from app.query.index.types import most_particular
from app.query.records import ArticleContent, FactRecord, day_bounds

_WIKIDATA = PREFIXES["wd"]


def put_article(connection: sqlite3.Connection, content: ArticleContent, digest: str) -> None:
    """An article that is not in it, with those who stand for its entities in their place."""
    record = content.article
    wide = [place for place, character in enumerate(content.text) if ord(character) > 0xFFFF]
    predicates = [(iri, *label) for iri, labels in content.predicates.items() for label in labels.items()]
    article = connection.execute(
        "INSERT INTO article (iri, identifier, language, headline, published, url, first, last, digest, wide, "
        "predicates, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record.iri.value,
            record.identifier,
            record.language,
            record.headline,
            record.published,
            record.url,
            *day_bounds(record.published),
            digest,
            json.dumps(wide),
            json.dumps(predicates),
            content.text,
        ),
    ).lastrowid
    assert article is not None
    entities, stands = _Entities(connection), Standing(connection)
    sort = f"{record.identifier}\x1f{record.iri.value}"
    for naming in stands.namings(content):
        _put_entity(connection, entities[naming.iri], article, sort, naming)
    connection.executemany(
        "INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                entities[stands(m.entity)],
                sort,
                m.evidence.begin,
                m.evidence.end,
                article,
                m.kind,
                m.evidence.text,
            )
            for m in content.mentions
        ],
    )
    connection.executemany(
        "INSERT INTO predicate VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET uses = uses + 1", predicates
    )
    for place, fact in enumerate(content.facts):
        _put_fact(connection, entities, article, f"{sort}\x1f{place:06}", stands.fact(fact))


def remove_article(connection: sqlite3.Connection, iri: str) -> None:
    """An article with all that only it said; nothing where it is not in it."""
    found = connection.execute("SELECT id, predicates FROM article WHERE iri = ?", (iri,)).fetchone()
    if found is None:
        return
    article, predicates = found
    for key in json.loads(predicates):
        connection.execute(
            "UPDATE predicate SET uses = uses - 1 WHERE iri = ? AND language = ? AND label = ?", key
        )
        connection.execute(
            "DELETE FROM predicate WHERE iri = ? AND language = ? AND label = ? AND uses < 1", key
        )
    rows = connection.execute(
        "SELECT entity, mentions, record FROM entity_in WHERE article = ?", (article,)
    ).fetchall()
    connection.execute("DELETE FROM entity_in WHERE article = ?", (article,))
    for entity, mentions, packed in rows:
        _remove_entity(connection, entity, mentions, packed)
    for column in ("part.fact", "edge.fact", "told.id"):
        table = column.partition(".")[0]
        connection.execute(
            f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM fact WHERE article = ?)", (article,)
        )
    connection.execute("DELETE FROM fact WHERE article = ?", (article,))
    connection.execute("DELETE FROM mention WHERE article = ?", (article,))
    connection.execute("DELETE FROM article WHERE id = ?", (article,))


class _Entities:
    """IRI to number, with a new number where there is none."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, int] = {}

    def __getitem__(self, iri: str) -> int:
        number = self._known.get(iri)
        if number is None:
            found = self._connection.execute("SELECT id FROM entity WHERE iri = ?", (iri,)).fetchone()
            number = found[0] if found else None
            if number is None:
                number = self._connection.execute("INSERT INTO entity (iri) VALUES (?)", (iri,)).lastrowid
            assert number is not None
            self._known[iri] = number
        return number


def _put_entity(connection: sqlite3.Connection, number: int, article: int, sort: str, entity: Naming) -> None:
    connection.execute(
        "INSERT INTO entity_in VALUES (?, ?, ?, ?, ?, ?)",
        (number, sort, article, entity.type, entity.mentions, pack_naming(entity)),
    )
    connection.executemany(
        "INSERT INTO trait VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET uses = uses + 1",
        [(number, *trait) for trait in entity.traits],
    )
    renamed = False
    for language, name, preferred in entity.names:
        done = connection.execute(
            "UPDATE name SET uses = uses + 1 WHERE entity = ? AND preferred = ? AND language = ? AND name = ?",
            (number, preferred, language, name),
        )
        if done.rowcount:
            continue
        renamed = renamed or bool(preferred)
        its = connection.execute(
            "INSERT INTO name (entity, name, language, preferred, folded) VALUES (?, ?, ?, ?, ?)",
            (number, name, language, preferred, folded(name)),
        ).lastrowid
        connection.execute("INSERT INTO spelling (rowid, folded) VALUES (?, ?)", (its, folded(name)))
        connection.executemany(
            "INSERT OR IGNORE INTO word VALUES (?, ?)", [(word, its) for word in words(name)]
        )
    connection.execute(
        "UPDATE entity SET mentions = mentions + ?, articles = articles + 1 WHERE id = ?",
        (entity.mentions, number),
    )
    (kind, wikidata) = connection.execute(
        "SELECT type, wikidata FROM entity WHERE id = ?", (number,)
    ).fetchone()
    links = wikidata is None and _links(entity.traits)
    if renamed or links or kind != entity.type:
        _describe(connection, number)


def _remove_entity(connection: sqlite3.Connection, number: int, mentions: int, packed: str) -> None:
    names, traits = json.loads(packed)
    for trait in traits:
        connection.execute(
            "UPDATE trait SET uses = uses - 1 WHERE entity = ? AND kind = ? AND value = ?", (number, *trait)
        )
    connection.execute("DELETE FROM trait WHERE entity = ? AND uses < 1", (number,))
    renamed = False
    for language, name, preferred in names:
        its, uses, folded_name = connection.execute(
            "SELECT id, uses, folded FROM name WHERE entity = ? AND preferred = ? AND language = ? AND name = ?",
            (number, preferred, language, name),
        ).fetchone()
        if uses > 1:
            connection.execute("UPDATE name SET uses = uses - 1 WHERE id = ?", (its,))
            continue
        connection.execute(
            "INSERT INTO spelling (spelling, rowid, folded) VALUES ('delete', ?, ?)", (its, folded_name)
        )
        connection.executemany(
            "DELETE FROM word WHERE word = ? AND name = ?", [(word, its) for word in words(name)]
        )
        connection.execute("DELETE FROM name WHERE id = ?", (its,))
        renamed = renamed or bool(preferred)
    connection.execute(
        "UPDATE entity SET mentions = mentions - ?, articles = articles - 1 WHERE id = ?", (mentions, number)
    )
    (kept,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM entity_in WHERE entity = ? AND type = "
        "(SELECT type FROM entity WHERE id = ?))",
        (number, number),
    ).fetchone()
    if renamed or not kept or _links(traits):
        _describe(connection, number)


def _describe(connection: sqlite3.Connection, number: int) -> None:
    """The name in each language, the most particular class and the link of an entity, from all its articles."""
    labels: dict[str, str] = {}
    for language, name in connection.execute(
        "SELECT language, name FROM name WHERE entity = ? AND preferred > 0 ORDER BY language, preferred, name",
        (number,),
    ):
        labels.setdefault(language, name)
    kinds = [
        row[0]
        for row in connection.execute("SELECT DISTINCT type FROM entity_in WHERE entity = ?", (number,))
    ]
    (link,) = connection.execute(
        "SELECT MIN(value) FROM trait WHERE entity = ? AND kind = 'same_as' AND value LIKE ?",
        (number, f"{_WIKIDATA}%"),
    ).fetchone()
    connection.execute(
        "UPDATE entity SET labels = ?, type = ?, wikidata = ? WHERE id = ?",
        (
            json.dumps(labels, ensure_ascii=False),
            most_particular(kinds),
            link,
            number,
        ),
    )


def _links(traits: Iterable[Sequence[str]]) -> bool:
    """Whether one of them is a link to Wikidata."""
    return any(kind == "same_as" and value.startswith(_WIKIDATA) for kind, value in traits)


def _put_fact(
    connection: sqlite3.Connection, entities: _Entities, article: int, sort: str, fact: FactRecord
) -> None:
    (wrong,) = connection.execute("SELECT EXISTS (SELECT 1 FROM wrong WHERE iri = ?)", (fact.iri,)).fetchone()
    number = connection.execute(
        "INSERT INTO fact (iri, article, sort, category, polarity, modality, asserted, source, confidence, first, "
        "last, said, wrong) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.iri,
            article,
            sort,
            fact.category,
            fact.polarity,
            fact.modality,
            fact.asserted,
            None if fact.source is None else entities[fact.source],
            fact.confidence,
            fact.first,
            fact.last,
            said(fact),
            wrong,
        ),
    ).lastrowid
    assert number is not None
    connection.execute("INSERT INTO told VALUES (?, ?)", (number, pack_fact(fact)))
    roles: dict[int, list[str]] = {}
    for role, party in (
        *fact.roles,
        *(("subject", party) for party in fact.subjects),
        *(("object", party) for party in fact.objects),
        *((("source", fact.source),) if fact.source is not None else ()),
    ):
        roles.setdefault(entities[party], []).append(role)
    day = fact.first or fact.last
    # An utterance has no source but who utters it.
    speaker = "agent" if fact.source is None else "source"
    connection.executemany(
        "INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)",
        [
            (entity, sort, number, f",{','.join(its)},", day, bool(fact.quotations) and speaker in its)
            for entity, its in roles.items()
        ],
    )
    connection.executemany(
        "INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                entities[subject],
                entities[object_],
                fact.predicate or "",
                number,
                article,
                fact.category,
                fact.asserted,
                fact.first,
                fact.last,
            )
            for subject, object_ in (() if wrong else fact.pairs)
        ],
    )
