"""Renewing the gazetteers' names and Wikidata ids from a SPARQL endpoint that has them.

Nothing is lost: a name that gives way becomes an alias, a row whose id the source does not know stays and is reported,
and the ids that our IRIs end in never change.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from app.errors import RunError
from app.graph.port import Term
from app.graph.vocabulary import WD

LANGUAGES = ("nn", "nb", "en")
_FROM = {"nn": "nn", "nb": "nb", "no": "nb", "en": "en"}
"""Language tag of the source → our column; «no» is Bokmål there, where there is no «nb»."""
_ANY = "mul"
"""Tag of a label for all languages, which are those that have none of their own."""
_WIKIDATA_ID = re.compile(r"Q[1-9]\d*")
_BATCH = 100
_MOST_MOVES = 5
_QUERY = """PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT ?item ?moved ?label {{
  VALUES ?item {{ {items} }}
  OPTIONAL {{ ?item owl:sameAs ?moved }}
  OPTIONAL {{ ?item rdfs:label ?label FILTER(LANG(?label) IN ("nn", "nb", "no", "en", "mul")) }}
}}"""


Asking = Callable[[int, int], object]
"""Is told how many ids of how many were asked for."""


class Endpoint(Protocol):
    """What answers a SELECT in rows."""

    def rows(self, query: str) -> Iterator[tuple[Term | None, ...]]:
        """The rows of a SELECT."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that is another than before."""

    table: str
    id: str
    column: str
    old: str
    new: str
    shared: tuple[str, ...] = ()
    """Our ids of other rows that have the new name too."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that is left as it is though it was asked for, and why."""

    id: str
    wikidata: str
    reason: str


@dataclass(slots=True)
class Renewal:
    """What a table becomes, and what is told of it."""

    table: str
    text: str
    changes: list[Change] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    asked: int = 0
    without_id: int = 0


@dataclass(frozen=True, slots=True)
class _Item:
    labels: Mapping[str, str]
    moved: str | None


class _Moved:
    """An item that has moved to where nothing is."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of entities: the lines above its rows, and its lines, those of rows by column."""

    name: str
    above: Sequence[str]
    lines: Sequence[str | dict[str, str]]

    @property
    def rows(self) -> Iterator[dict[str, str]]:
        return (line for line in self.lines if not isinstance(line, str))


def renew(paths: Iterable[Path], endpoint: Endpoint, asking: Asking | None = None) -> tuple[Renewal, ...]:
    """The tables of entities after what the endpoint says; others, which have no Wikidata ids, are left out.

    RunError for no table, or rows that are none.
    """
    tables = [table for path in paths if (table := _read(path)) is not None]
    rows = [row for table in tables for row in table.rows]
    ids = list(dict.fromkeys(row["wikidata"] for row in rows if row["wikidata"]))
    known = _known(endpoint, ids, asking)
    holders = {row["wikidata"]: row["id"] for row in rows if row["wikidata"]}
    renewals = []
    renewed: list[tuple[Renewal, dict[str, str], dict[str, str]]] = []
    for table in tables:
        result = Renewal(table.name, "")
        renewals.append(result)
        written = list(table.above)
        for line in table.lines:
            if isinstance(line, str):
                written.append(line)
                continue
            new = _row(line, known, holders, result)
            renewed.append((result, line, new))
            written.append("\t".join(new.values()))
        result.text = "\n".join(written)
    called = _called(new for _, _, new in renewed)
    for result, old, new in renewed:
        result.changes += _changes(result.table, old, new, called)
    return tuple(renewals)


def _read(path: Path) -> _Table | None:
    """A table of entities; None for any other."""
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next((i for i, line in enumerate(lines) if line and not line.startswith("#")), None)
    if at is None:
        raise RunError(f"{path} has no rows. Restore it")
    header = lines[at].split("\t")
    if not {"id", "wikidata", "aliases", *LANGUAGES} <= set(header):
        return None
    found: list[str | dict[str, str]] = []
    for number, line in enumerate(lines[at + 1 :], start=at + 2):
        if not line or line.startswith("#"):
            found.append(line)
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise RunError(
                f"{path}, line {number}, has {len(cells)} columns and the header {len(header)}. Mend the line"
            )
        row = dict(zip(header, cells, strict=True))
        if row["wikidata"] and not _WIKIDATA_ID.fullmatch(row["wikidata"]):
            raise RunError(
                f"{path}, line {number}: wikidata = {row['wikidata']!r} is no id of Wikidata. Write Q and its number, "
                "or nothing"
            )
        found.append(row)
    return _Table(path.name, lines[: at + 1], found)


def _row(
    cells: dict[str, str],
    known: Mapping[str, _Item | _Moved],
    holders: dict[str, str],
    result: Renewal,
) -> dict[str, str]:
    """A row after what is known; what is kept goes into the result."""
    wikidata = cells["wikidata"]
    if not wikidata:
        result.without_id += 1
        return cells
    result.asked += 1
    item = known.get(wikidata)
    if not isinstance(item, _Item):
        reason = "not known there" if item is None else "moved to what is not there"
        result.kept.append(Kept(cells["id"], wikidata, reason))
        return cells
    renewed = dict(cells)
    if item.moved is not None:
        holder = holders.setdefault(item.moved, cells["id"])
        if holder != cells["id"]:
            # Two rows would be one thing, with one name.
            reason = f"moved to {item.moved}, which is {holder} here: put the two rows together by hand"
            result.kept.append(Kept(cells["id"], wikidata, reason))
            return cells
        renewed["wikidata"] = item.moved
    for language in LANGUAGES:
        renewed[language] = (
            _name(item.labels.get(language)) or cells[language] or _name(item.labels.get(_ANY)) or ""
        )
    aliases = [alias for alias in cells["aliases"].split("|") if alias]
    preferred = {renewed[language] for language in LANGUAGES}
    # What was a name is still written, so it stays one.
    for language in LANGUAGES:
        if cells[language] and cells[language] not in preferred and cells[language] not in aliases:
            aliases.append(cells[language])
    renewed["aliases"] = "|".join(alias for alias in aliases if alias not in preferred)
    return renewed


def _called(rows: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    """Name → ids of the rows that have it, in any language or as an alias."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for name in {*(row[language] for language in LANGUAGES), *row["aliases"].split("|")} - {""}:
            found.setdefault(name, []).append(row["id"])
    return found


def _changes(
    table: str, old: Mapping[str, str], new: Mapping[str, str], called: Mapping[str, Sequence[str]]
) -> Iterator[Change]:
    for column, value in new.items():
        if value != old[column]:
            others = called.get(value, ()) if column in LANGUAGES else ()
            shared = tuple(sorted(set(others) - {new["id"]}))
            yield Change(table, new["id"], column, old[column], value, shared)


def _name(label: str | None) -> str | None:
    """A label that a cell can hold."""
    return None if label is None else " ".join(label.replace("|", " ").split()) or None


def _known(endpoint: Endpoint, ids: Sequence[str], asking: Asking | None) -> dict[str, _Item | _Moved]:
    """What the source says of each id that it knows; of one that has moved, what it says of where it moved to."""
    found = _asked(endpoint, ids, asking)
    targets = {i.moved for i in found.values() if i.moved is not None}
    for _ in range(_MOST_MOVES):
        wanted = sorted(targets - found.keys())
        if not wanted:
            break
        more = _asked(endpoint, wanted, None)
        found |= more
        targets = {i.moved for i in more.values() if i.moved is not None}
    return {wikidata: _end(wikidata, found) for wikidata in ids if wikidata in found}


def _end(wikidata: str, found: Mapping[str, _Item]) -> _Item | _Moved:
    """The item where a chain of moves ends."""
    at, seen = wikidata, {wikidata}
    while (to := found[at].moved) is not None:
        if to not in found or to in seen:
            return _Moved()
        seen.add(to)
        at = to
    return _Item(found[at].labels, None if at == wikidata else at)


def _asked(endpoint: Endpoint, wanted: Sequence[str], asking: Asking | None) -> dict[str, _Item]:
    labels: dict[str, dict[str, str]] = {}
    moved: dict[str, str] = {}
    if asking is not None:
        asking(0, len(wanted))
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        items = " ".join(f"wd:{wikidata}" for wikidata in batch)
        for item, target, label in endpoint.rows(_QUERY.format(items=items)):
            wikidata = WD.local(item)
            if wikidata is None:
                continue
            if isinstance(target, NamedNode) and (to := WD.local(target)) not in (None, wikidata):
                moved[wikidata] = min(to, moved.get(wikidata, to))
            if isinstance(label, Literal) and label.language in (*_FROM, _ANY):
                column = _FROM.get(label.language, _ANY)
                its = labels.setdefault(wikidata, {})
                if label.language != "no" or column not in its:
                    its[column] = label.value
        if asking is not None:
            asking(start + len(batch), len(wanted))
    return {w: _Item(labels.get(w, {}), moved.get(w)) for w in wanted if w in labels or w in moved}
