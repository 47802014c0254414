"""`python -m tests.bench_store`: what the store costs beside the bare database, both sides in the same run."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize
from rich.console import Console
from rich.table import Table

from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.graph.examples import bokmaal, harbour

REPLACEMENTS = 150
LIMIT_LOAD, LIMIT_REPLACE_MS = 1.2, 5.0


SIZES = len(article_quads(bokmaal())), len(article_quads(harbour()))
"""Quads of the two articles, copies of which take turns."""


def generated(quads: int) -> Iterator[str]:
    """Lines of N-Quads: two articles of the tests by turns, each copy an article with entities and facts of its own."""
    templates = []
    for linked in (harbour("mal"), bokmaal("mal")):
        lines = [f"{q} .\n" for q in article_quads(linked)]
        text = "".join(lines).replace("/article/mal", "/article/mal-@").replace('"mal"', '"mal-@"')
        templates.append((text.replace("/fact/", "/fact/@-").replace("/person/", "/person/@-"), len(lines)))
    number = written = 0
    while written < quads:
        text, size = templates[number % len(templates)]
        yield text.replace("@-", f"{number:07}-").replace("mal-@", f"mal-{number:07}")
        number += 1
        written += size


def seconds(action: Callable[[], object]) -> float:
    began = perf_counter()
    action()
    return perf_counter() - began


def articles(store: Store, quads: int, count: int) -> list[NamedNode]:
    """So many articles of a size, from the whole store."""
    found = [record.iri for record in store.articles()[:: max(1, store.size().articles // (3 * count)) | 1]]
    return [article for article in found if len(tuple(store.article_quads(article))) == quads][:count]


def loading(file: Path, folder: Path, rounds: int) -> tuple[float, float]:
    """The fastest of the rounds: the database's own loader, and the store's."""
    bare, ours = [], []
    for number in range(rounds):
        database = pyoxigraph.Store(folder / f"bare-{number}")
        bare.append(seconds(partial(database.bulk_load, path=file, format=RdfFormat.N_QUADS)))
        del database
        with Store.open(folder / f"ours-{number}") as store:
            ours.append(seconds(partial(store.load, parse(path=file, format=RdfFormat.N_QUADS))))
    return min(bare), min(ours)


def replacing(folder: Path) -> Iterator[tuple[str, tuple[list[float], ...]]]:
    """Milliseconds of each replacement, by turns on one database: through the store; by the database in one
    transaction, which is the same work without comparing, history and account of changes; and in two, by its own calls,
    between which a killed process leaves nothing of the article.

    Each side has articles of its own: what one has taken out and put in again, the next would have to read past.
    """
    with Store.open(folder) as store:
        store.optimise()
        chosen = {quads: articles(store, quads, 3 * REPLACEMENTS) for quads in SIZES}
        for name, changed in CHANGES.items():
            for quads in SIZES:
                sides: tuple[list[float], ...] = [], [], []
                for number, article in enumerate(chosen[quads]):
                    side, spent = (_ours, _in_one, _in_two)[number % 3], sides[number % 3]
                    new = changed(tuple(store.article_quads(article)), number)
                    spent.append(1000 * seconds(partial(side, store, article, new)))
                yield f"{name}, {quads} quads", sides


def _same(quads: tuple[Quad, ...], number: int) -> tuple[Quad, ...]:
    return quads


def _tenth(quads: tuple[Quad, ...], number: int) -> tuple[Quad, ...]:
    """A tenth of the quads of an article says something else."""
    return tuple(_other(q, number) if place % 10 == 0 else q for place, q in enumerate(quads))


def _all_new(quads: tuple[Quad, ...], number: int) -> tuple[Quad, ...]:
    return tuple(_other(quad, number) for quad in quads)


def _other(quad: Quad, number: int) -> Quad:
    return Quad(
        quad.subject, quad.predicate, Literal(f"{quad.object} {number} {perf_counter()}"), quad.graph_name
    )


CHANGES = {
    "the same again": _same,
    "a tenth changed": _tenth,
    "all changed": _all_new,
}


def _ours(store: Store, article: NamedNode, quads: tuple[Quad, ...]) -> None:
    store.replace_article(quads)


def _in_one(store: Store, article: NamedNode, quads: tuple[Quad, ...]) -> None:
    written = serialize(quads, format=RdfFormat.TRIG) or b""
    store.database.update(f"DROP SILENT GRAPH {article} ; INSERT DATA {{ GRAPH {written.decode()} }}")


def _in_two(store: Store, article: NamedNode, quads: tuple[Quad, ...]) -> None:
    store.database.remove_graph(article)
    store.database.extend(quads)


def _replacements(folder: Path) -> Table:
    shown = Table(
        title=f"Replacing one article, ms (limit {LIMIT_REPLACE_MS:g})",
        title_justify="left",
        caption=(
            "the bare database replaces the whole graph, whatever has changed: in one transaction, as the store does, "
            "or by its own calls in two, between which nothing of the article is there"
        ),
    )
    for column in ("", "the store", "bare, one", "ratio", "bare, two", "ratio", ""):
        shown.add_column(column, justify="left" if not column else "right")
    for what, sides in replacing(folder):
        for part, of in (("median", median), ("95 %", lambda found: sorted(found)[len(found) * 95 // 100])):
            ours, one, two = map(of, sides)
            figures = f"{ours:.2f}", f"{one:.2f}", f"{ours / one:.2f}", f"{two:.2f}", f"{ours / two:.2f}"
            shown.add_row(f"{what} ({part})", *figures, "within" if ours < LIMIT_REPLACE_MS else "")
    return shown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000, help="how many are generated")
    parser.add_argument("--rounds", type=int, default=2, help="how often they are loaded")
    options = parser.parse_args()
    shown = Table(
        title=f"Store: {options.quads:,} quads, {' and '.join(map(str, SIZES))} in an article by turns",
        title_justify="left",
    )
    for column in ("", "the store", "the bare database", "ratio", "limit"):
        shown.add_column(column, justify="left" if not column else "right")
    with tempfile.TemporaryDirectory(prefix="nyhendegraf-bench-") as name:
        folder = Path(name)
        file = folder / "quads.nq"
        with file.open("w", encoding="utf-8") as out:
            out.writelines(generated(options.quads))
        bare, ours = loading(file, folder, options.rounds)
        shown.add_row("bulk load, s", f"{ours:.2f}", f"{bare:.2f}", f"{ours / bare:.2f}", f"{LIMIT_LOAD}")
        store = folder / "ours-0"
        with Store.open(store) as opened:
            checkpoint = seconds(lambda: opened.database.backup(folder / "copy"))
        shown.add_row("copy for readers, ms", f"{1000 * checkpoint:.1f}", "", "", "")
        replaced = _replacements(store)
    console = Console(width=110)
    console.print(shown)
    console.print(replaced)


if __name__ == "__main__":
    main()
