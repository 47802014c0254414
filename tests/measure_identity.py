"""`python -m tests.measure_identity ARTICLES`: who is who and which events are one, against annotation by hand.

ARTICLES is the folder with `nn/` and `nb/` of the development articles; `tests/data/identity` says what is right. With
`--store`, a store that has these articles is read instead of building them.
"""

import argparse
import csv
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions
from rich.console import Console

from app.extraction.gazetteer import load_gazetteer
from app.graph.port import ArticleStore
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE, NG, PREFIXES
from app.identity.scores import Counted, b_cubed
from app.model.vocabulary import EntityType
from app.query.identity import Identities
from app.query.resolve import resolve
from app.query.world import world_of

DATA = Path(__file__).parent / "data" / "identity"
_LEAST_OVERLAP = 0.5
_MENTIONS = """SELECT ?id ?begin ?end ?entity { GRAPH ?g {
  ?g dcterms:identifier ?id . ?m ng:mentionKind "name" ; itsrdf:taIdentRef ?entity ;
    nif:beginIndex ?begin ; nif:endIndex ?end } }"""

_EVENTS = """SELECT ?id ?begin ?class ?event { GRAPH ?g {
  ?g dcterms:identifier ?id . ?event ng:polarity ?p ; a ?class ; gaf:denotedBy/nif:beginIndex ?begin } }"""

Place = tuple[str, int, int]
"""Article and offsets of a mention."""


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of an annotated table."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")


def gold_mentions() -> dict[Place, str]:
    """Where each name stands, and who it is."""
    return {(r["article"], int(r["begin"]), int(r["end"])): r["entity"] for r in rows("mentions.tsv")}


def found_mentions(store: ArticleStore) -> dict[str, dict[tuple[int, int], NamedNode]]:
    """Article → place → entity, of all names that the store has."""
    answer = store.query(_MENTIONS, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    found: dict[str, dict[tuple[int, int], NamedNode]] = defaultdict(dict)
    for row in answer:
        identifier, begin, end, entity = (row[name] for name in ("id", "begin", "end", "entity"))
        assert isinstance(identifier, Literal) and isinstance(begin, Literal) and isinstance(end, Literal)
        assert isinstance(entity, NamedNode)
        found[identifier.value][int(begin.value), int(end.value)] = entity
    return found


def nearest(place: Place, found: dict[tuple[int, int], NamedNode]) -> NamedNode | None:
    """The entity of the mention that shares most with the place; None where none shares half."""
    _, begin, end = place

    def shared(span: tuple[int, int]) -> float:
        common = min(end, span[1]) - max(begin, span[0])
        return common / (max(end, span[1]) - min(begin, span[0]))

    best = max(sorted(found), key=shared, default=None)
    return found[best] if best is not None and shared(best) >= _LEAST_OVERLAP else None


def assigned(store: ArticleStore) -> dict[Place, str | None]:
    """The local id that the store gives each annotated name, after its decisions; None where it found no name."""
    identities = Identities(store)
    found = found_mentions(store)
    result: dict[Place, str | None] = {}
    for place in gold_mentions():
        node = nearest(place, found.get(place[0], {}))
        result[place] = None if node is None else identities.canonical(node).value.removeprefix(DEFAULT_BASE)
    return result


def score_mentions(store: ArticleStore) -> Counted:
    """B³ over all annotated names of all articles together; what was not found stands alone."""
    gold, found = gold_mentions(), assigned(store)
    sides = []
    for of in (gold, {place: entity or f"none/{place}" for place, entity in found.items()}):
        groups: dict[str, set[Place]] = defaultdict(set)
        for place, entity in of.items():
            groups[entity].add(place)
        sides.append([frozenset(group) for group in groups.values()])
    return b_cubed(*sides)


def score_links(store: ArticleStore) -> Counted:
    """Linking of countries, capitals and public bodies to the gazetteer."""
    right = found = wanted = 0
    by_place = assigned(store)
    for place, gold in gold_mentions().items():
        entity = by_place[place]
        found += _is_wanted(entity)
        wanted += _is_wanted(gold)
        right += _is_wanted(gold) and gold == entity
    return Counted(right, wanted, right, found)


def score_events(store: ArticleStore) -> Counted:
    """Merging of the annotated pairs of reports."""
    at: dict[tuple[str, str, str], list[NamedNode]] = defaultdict(list)
    answer = store.query(_EVENTS, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        identifier, begin, kind, event = (row[name] for name in ("id", "begin", "class", "event"))
        assert isinstance(identifier, Literal) and isinstance(begin, Literal)
        assert isinstance(kind, NamedNode) and isinstance(event, NamedNode)
        at[identifier.value, begin.value, NG.local(kind) or ""].append(event)
    identities = Identities(store)
    right = found = wanted = 0
    for pair in rows("events.tsv"):
        ends = [at[pair[end], pair[f"{end}_begin"], pair["class"]] for end in ("one", "other")]
        is_one = any(
            a != b and identities.canonical(a) == identities.canonical(b) for a in ends[0] for b in ends[1]
        )
        same = pair["same"] == "1"
        wanted, found, right = wanted + same, found + is_one, right + (same and is_one)
    return Counted(right, wanted, right, found)


def _is_wanted(entity: str | None) -> bool:
    entry = load_gazetteer().entries.get(entity or "")
    return entry is not None and (
        entry.id.startswith(("country/", "capital/"))
        or entry.type in (EntityType.GOVERNMENT_BODY, EntityType.ORGANIZATION)
    )


def wrong_mentions(store: ArticleStore) -> Counter[str]:
    """What was taken for what, by how often; names that were not found as none."""
    by_place = assigned(store)
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for place, gold in gold_mentions().items():
        named[gold][by_place[place] or "none"] += 1
    wrong: Counter[str] = Counter()
    for gold, entities in named.items():
        usual = gold if gold in entities else entities.most_common(1)[0][0]
        for entity, count in entities.items():
            if entity != usual or entity == "none":
                wrong[f"{gold}: {entity}"] = count
    return wrong


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--store", type=Path, help="a store that has the articles")
    parser.add_argument("--wrong", action="store_true", help="show what is wrong")
    arguments = parser.parse_args()
    with closing(_store(arguments.articles, arguments.store)) as store:
        show(f"{len(gold_mentions())} names, {len(set(gold_mentions().values()))} entities")
        resolve(store, base=DEFAULT_BASE, now=datetime.now(UTC), world=world_of(load_gazetteer()))
        for name, counted in (
            ("B³ across articles", score_mentions(store)),
            ("linking", score_links(store)),
            ("event pairs", score_events(store)),
        ):
            show(f"{name}: P {counted.precision:.3f} R {counted.recall:.3f} F1 {counted.f1:.3f}")
        if arguments.wrong:
            for wrong, count in wrong_mentions(store).most_common():
                show(f"{count:4} {wrong}")


def show(line: str) -> None:
    """One line of the report."""
    Console(soft_wrap=True, highlight=False).print(line, markup=False)


def _store(articles: Path, folder: Path | None) -> ArticleStore:
    if folder is not None:
        with Store.snapshot(folder) as source:
            copy = Store.memory()
            copy.load(source.quads())
            return copy
    from app.bootstrap import build
    from app.config import Settings
    from app.errors import ArticleError

    pairs = list(rows("events.tsv"))
    names = sorted(
        {place[0] for place in gold_mentions()} | {p[end] for p in pairs for end in ("one", "other")}
    )
    paths: list[str | os.PathLike[str]] = [
        path for name in names for path in sorted(articles.glob(f"n[nb]/{name}.txt"))
    ]
    store = Store.memory()
    for item in build(Settings(), paths):
        if isinstance(item, ArticleError):
            raise item
        store.replace_article(item.quads)
    return store


if __name__ == "__main__":
    main()
