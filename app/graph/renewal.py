"""Renewing the gazetteers' names and Wikidata ids from a SPARQL endpoint that has them.

Nothing is lost: a name that gives way becomes an alias, a row whose id the source does not know stays and is reported,
and the ids that our IRIs end in never change.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_BATCH = 100
_QUERY = """PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT ?item ?moved ?label {{
  VALUES ?item {{ {items} }}
  OPTIONAL {{ ?item owl:sameAs ?moved }}
  OPTIONAL {{ ?item rdfs:label ?label FILTER(LANG(?label) IN ("nn", "nb", "no", "en")) }}
}}"""


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


@dataclass(slots=True)
class Renewal:
    """What a table becomes, and what is told of it."""

    table: str
    text: str
    changes: list[Change] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    """Our id and the Wikidata id of rows that the source knows nothing of; they are kept as they are."""
    asked: int = 0
    without_id: int = 0


@dataclass(frozen=True, slots=True)
class _Item:
    labels: Mapping[str, str]
    moved: str | None


def renew(path: Path, endpoint: Endpoint) -> Renewal | None:
    """A table of entities after what the endpoint says; None where it has no Wikidata ids. RunError for no table."""
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next((i for i, line in enumerate(lines) if line and not line.startswith("#")), None)
    if at is None:
        raise RunError(f"{path} has no rows. Restore it")
    header = lines[at].split("\t")
    if not {"id", "wikidata", "aliases", *LANGUAGES} <= set(header):
        return None
    result = Renewal(path.name, "")
    rows = [line.split("\t") if line and not line.startswith("#") else None for line in lines[at + 1 :]]
    column = header.index("wikidata")
    ids = [row[column] for row in rows if row is not None and len(row) > column and row[column]]
    known = _known(endpoint, ids)
    written = list(lines[: at + 1])
    for line, row in zip(lines[at + 1 :], rows, strict=True):
        if row is None:
            written.append(line)
            continue
        row += [""] * (len(header) - len(row))
        cells = dict(zip(header, row, strict=True))
        if not cells["wikidata"]:
            result.without_id += 1
            written.append(line)
            continue
        result.asked += 1
        renewed = _row(cells, known.get(cells["wikidata"]), result)
        written.append(line if renewed == cells else "\t".join(renewed[name] for name in header))
    result.text = "\n".join(written)
    return result


def _row(cells: dict[str, str], item: _Item | None, result: Renewal) -> dict[str, str]:
    if item is None:
        result.unknown.append((cells["id"], cells["wikidata"]))
        return cells
    renewed = dict(cells)
    if item.moved is not None:
        renewed["wikidata"] = item.moved
    for language in LANGUAGES:
        renewed[language] = _name(item.labels.get(language)) or cells[language]
    aliases = [alias for alias in cells["aliases"].split("|") if alias]
    preferred = {renewed[language] for language in LANGUAGES}
    # What was a name is still written, so it stays one.
    for language in LANGUAGES:
        if cells[language] and cells[language] not in preferred and cells[language] not in aliases:
            aliases.append(cells[language])
    renewed["aliases"] = "|".join(alias for alias in aliases if alias not in preferred)
    for name, value in renewed.items():
        if value != cells[name]:
            result.changes.append(Change(result.table, cells["id"], name, cells[name], value))
    return renewed


def _name(label: str | None) -> str | None:
    """A label that a cell can hold."""
    return None if label is None else " ".join(label.replace("|", " ").split()) or None


def _known(endpoint: Endpoint, ids: Sequence[str]) -> dict[str, _Item]:
    """What the source says of each id; of one that has moved, what it says of where it moved to."""
    found = _asked(endpoint, dict.fromkeys(ids))
    moved = {item.moved for item in found.values() if item.moved is not None}
    targets = _asked(endpoint, dict.fromkeys(sorted(moved)))
    for wikidata, item in list(found.items()):
        if item.moved is not None and item.moved in targets:
            found[wikidata] = _Item(targets[item.moved].labels, item.moved)
        elif item.moved is not None:
            # Moved to what is not there: better the old id than none.
            del found[wikidata]
    return found


def _asked(endpoint: Endpoint, ids: Iterable[str]) -> dict[str, _Item]:
    wanted = list(ids)
    labels: dict[str, dict[str, str]] = {}
    moved: dict[str, str] = {}
    for start in range(0, len(wanted), _BATCH):
        items = " ".join(f"wd:{wikidata}" for wikidata in wanted[start : start + _BATCH])
        for item, target, label in endpoint.rows(_QUERY.format(items=items)):
            wikidata = WD.local(item)
            if wikidata is None:
                continue
            if isinstance(target, NamedNode) and (to := WD.local(target)) is not None:
                moved[wikidata] = to
            if isinstance(label, Literal) and (column := _FROM.get(label.language or "")) is not None:
                its = labels.setdefault(wikidata, {})
                if label.language != "no" or column not in its:
                    its[column] = label.value
    return {w: _Item(labels.get(w, {}), moved.get(w)) for w in wanted if w in labels or w in moved}
