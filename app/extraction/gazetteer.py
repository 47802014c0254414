"""Names of the world, from the tables of `ontology/gazetteers/`."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from app.errors import RunError
from app.extraction.words import reference_words, relation_words
from app.model.article import PartialDate
from app.model.vocabulary import EntityType, RelationType
from app.resources import ontology_path


@dataclass(frozen=True, slots=True)
class Term:
    """An office for a time: its lemmas, whose it is, and the first and last day, month or year.

    `begins` is empty where the time is not known, `ends` where it had not ended when the tables were last revised.
    """

    offices: tuple[str, ...]
    of: str | None
    begins: str = ""
    ends: str = ""

    def covers(self, when: PartialDate | None) -> bool | None:
        """Whether the office may have been held at a time, at the precision that both have; None where not known."""
        if when is None or not self.begins:
            return None
        value, ends = str(when), self.ends or "9999"
        return (
            self.begins[: len(value)] <= value[: len(self.begins)]
            and value[: len(ends)] <= ends[: len(value)]
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity of the world.

    `note` holds what else is known.
    """

    id: str
    type: EntityType
    nn: str
    nb: str
    en: str
    aliases: tuple[str, ...]
    wikidata: str | None
    country: str | None
    note: Mapping[str, str]
    terms: tuple[Term, ...] = ()
    """Of a person: every office with its time; one that is only noted has one."""

    @property
    def is_county(self) -> bool:
        """Whether it is a Norwegian county, which is also called «X fylke»."""
        return any(alias.endswith(" fylke") for alias in self.aliases)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every name, without repetition."""
        return tuple(dict.fromkeys(f for f in (self.nn, self.nb, self.en, *self.aliases) if f))


@dataclass(frozen=True, slots=True)
class Title:
    """A title or occupation; `relation` is what «TITLE i X» makes of its holder."""

    lemma: str
    en: str
    kind: str
    relation: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything the tables say, ready for look-up."""

    entries: Mapping[str, Entry]
    names: Mapping[str, tuple[str, ...]]
    """Name form → ids, unambiguous types first."""
    adjectives: Mapping[str, str]
    """Country adjective («amerikansk») → id of the country."""
    inhabitants: Mapping[str, str]
    """Inhabitant noun («amerikanar») → id of the country."""
    titles: Mapping[str, Title]
    genders: Mapping[str, str]
    """Given name → m or f."""
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    """First word of names of several words → the words of each, longest first."""
    surnames: Mapping[str, tuple[Entry, ...]]
    """Last word of persons' names → the persons."""
    parties: Mapping[str, str] = field(default_factory=dict)
    """Letter that a party goes by in parentheses («H») → its id."""
    holders: Mapping[str, tuple[tuple[Term, Entry], ...]] = field(default_factory=dict)
    """Lemma of an office («statsminister») → who held it, and when."""

    within: Mapping[str, str] = field(default_factory=dict)
    """Place in Norway → its county, for those of which the tables tell it."""

    def holder(self, lemma: str, of: frozenset[str], when: PartialDate | None) -> tuple[Term, Entry] | None:
        """The one person who held an office of one of these at a time; None where it may be several, or nobody."""
        found = {
            entry.id: (term, entry)
            for term, entry in self.holders.get(lemma, ())
            if term.of in of and term.covers(when)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def find(self, name: str, types: frozenset[EntityType] | None = None) -> tuple[Entry, ...]:
        """The entries of a name; only those of the given types."""
        found = (self.entries[i] for i in self.names.get(name, ()))
        return tuple(e for e in found if types is None or e.type in types)

    def title(self, lemma: str) -> Title | None:
        """The title that a noun is, or ends in («visestatsminister», «kommunikasjonsdirektør»)."""
        lemma = lemma.lower()
        if lemma in self.titles:
            return self.titles[lemma]
        for start in range(2, len(lemma) - 3):
            found = self.titles.get(lemma[start:])
            if found is None or found.lemma in reference_words().before_name:
                # «balkong» is no king.
                continue
            if found.kind in ("office", "profession") and len(found.lemma) >= 4:
                # «salssjef i X»: who leads only a part of it works there.
                part = found.relation == RelationType.LEADER_OF and lemma.startswith(
                    relation_words().functions
                )
                return Title(lemma, "", found.kind, RelationType.EMPLOYED_BY if part else found.relation)
        return None


_WORDS = re.compile(r"[^\s/,]+|[/,]")
"""The words of a name as the tokenizer has them: «Bodø/Glimt» is three."""


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped tables."""
    folder = ontology_path("gazetteers")
    entries: dict[str, Entry] = {}
    terms: dict[str, list[Term]] = defaultdict(list)
    for row in _rows(folder / "offices.tsv"):
        terms[row["person"]].append(
            Term(tuple(row["office"].split("|")), row["of"] or None, row["from"], row["to"])
        )
    for path in sorted(folder.glob("*.tsv")):
        for row in _rows(path):
            if "id" in row and "type" in row:
                entry = _entry(path, row, terms.get(row["id"], []))
                entries.setdefault(entry.id, entry)
    names: dict[str, list[str]] = defaultdict(list)
    for entry in entries.values():
        for form in entry.forms:
            if entry.id not in names[form]:
                names[form].append(entry.id)
    adjectives: dict[str, str] = {}
    inhabitants: dict[str, str] = {}
    for row in _rows(folder / "demonyms.tsv"):
        for column, table in (
            ("adjective", adjectives),
            ("inhabitant", inhabitants),
            ("inhabitant_plural", inhabitants),
        ):
            for variety in ("nn", "nb"):
                for word in (row.get(f"{column}_{variety}") or "").split("|"):
                    if word:
                        table.setdefault(word.lower(), row["country"])
    titles: dict[str, Title] = {}
    for row in _rows(folder / "titles.tsv"):
        for form in (*row["nn"].split("|"), *row["nb"].split("|")):
            if form:
                titles.setdefault(form.lower(), Title(form.lower(), row["en"], row["kind"], row["relation"]))
    genders = {row["name"]: row["gender"] for row in _rows(folder / "given_names.tsv")}
    phrases: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in names:
        words = tuple(_WORDS.findall(form))
        if len(words) > 1:
            phrases[words[0]].append(words)
    surnames: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if entry.type is EntityType.PERSON:
            for last in sorted({form.split()[-1] for form in entry.forms}):
                surnames[last].append(entry)
    return Gazetteer(
        entries,
        {form: tuple(ids) for form, ids in names.items()},
        adjectives,
        inhabitants,
        titles,
        genders,
        {first: tuple(sorted(found, key=lambda w: (-len(w), w))) for first, found in phrases.items()},
        {last: tuple(found) for last, found in surnames.items()},
        {letter: entry.id for entry in entries.values() if (letter := entry.note.get("short"))},
        _holders(entries.values()),
        {row["place"]: row["within"] for row in _rows(folder / "within.tsv")},
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        data = (line for line in lines if not line.startswith("#") and line.strip())
        for row in csv.DictReader(data, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {key: (value or "").strip() for key, value in row.items() if key}


def _entry(path: Path, row: dict[str, str], terms: list[Term]) -> Entry:
    try:
        kind = EntityType(row["type"])
    except ValueError as error:
        raise RunError(f"{path.name}: the row {row['id']!r} has an unknown type {row['type']!r}") from error
    note = dict(part.partition("=")[::2] for part in row.get("note", "").split(";") if part)
    return Entry(
        row["id"],
        kind,
        row.get("nn", ""),
        row.get("nb", ""),
        row.get("en", ""),
        tuple(a for a in row.get("aliases", "").split("|") if a),
        row.get("wikidata") or None,
        row.get("country") or None,
        note,
        (*terms, *_noted(note, terms)),
    )


def _noted(note: Mapping[str, str], terms: list[Term]) -> list[Term]:
    """The office of a note, where the table of offices does not have it."""
    if not note.get("office"):
        return []
    noted = Term(tuple(note["office"].split("|")), note.get("of"), note.get("from", ""), note.get("to", ""))
    known = any(set(t.offices) & set(noted.offices) and t.of == noted.of for t in terms)
    return [] if known else [noted]


def _holders(entries: Iterable[Entry]) -> dict[str, tuple[tuple[Term, Entry], ...]]:
    found: dict[str, list[tuple[Term, Entry]]] = defaultdict(list)
    for entry in entries:
        for term in entry.terms:
            for lemma in dict.fromkeys(term.offices):
                found[lemma].append((term, entry))
    return {lemma: tuple(held) for lemma, held in found.items()}
