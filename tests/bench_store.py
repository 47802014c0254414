"""`python -m tests.bench_store`: what the store costs beside the bare database, both sides in the same run."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rich.console import Console
from rich.table import Table

from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.graph.examples import bokmaal, harbour

REPLACEMENTS = 200
LIMIT_LOAD, LIMIT_REPLACE_MS = 1.2, 5.0


QUADS_AN_ARTICLE = (len(article_quads(harbour())) + len(article_quads(bokmaal()))) // 2


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


def articles(store: Store) -> list[NamedNode]:
    return [record.iri for record in store.articles()[:: max(1, store.size().articles // REPLACEMENTS)]]


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


def replacing(folder: Path) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds of each replacement: through the store, and of the whole graph by the database's own calls."""
    found: dict[str, tuple[list[float], list[float]]] = {}
    with Store.open(folder) as store:
        store.optimise()
        chosen = articles(store)
        for name, changed in CHANGES.items():
            ours, bare = found.setdefault(name, ([], []))
            for number, article in enumerate(chosen):
                new = changed(tuple(store.article_quads(article)), number)
                ours.append(1000 * seconds(partial(store.replace_article, new)))
        for number, article in enumerate(chosen):
            new = _all_new(tuple(store.article_quads(article)), number)
            spent = 1000 * seconds(partial(_bare, store.database, article, new))
            for _, bare in found.values():
                bare.append(spent)
    return found


def _same(quads: tuple[Quad, ...], number: int) -> tuple[Quad, ...]:
    return quads


def _tenth(quads: tuple[Quad, ...], number: int) -> tuple[Quad, ...]:
    """A tenth of the quads of an article says something else."""
    return tuple(_other(q, number) if place % 10 == 0 else q for place, q in enumerate(quads))


def _all_new(quads: tuple[Quad, ...], number: int) -> tuple[Quad, ...]:
    return tuple(_other(quad, number) for quad in quads)


def _forty(quads: tuple[Quad, ...], number: int) -> tuple[Quad, ...]:
    """What an article of forty quads costs, all of them new."""
    return (*(_other(quad, number) for quad in quads[:40]), *quads[40:])


def _other(quad: Quad, number: int) -> Quad:
    return Quad(
        quad.subject, quad.predicate, Literal(f"{quad.object} {number} {perf_counter()}"), quad.graph_name
    )


CHANGES = {
    "the same again": _same,
    "a tenth changed": _tenth,
    "40 quads changed": _forty,
    "all changed": _all_new,
}


def _bare(database: pyoxigraph.Store, article: NamedNode, quads: tuple[Quad, ...]) -> None:
    database.remove_graph(article)
    database.extend(quads)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000, help="how many are generated")
    parser.add_argument("--rounds", type=int, default=2, help="how often they are loaded")
    options = parser.parse_args()
    shown = Table(
        title=f"Store: {options.quads:,} quads, {QUADS_AN_ARTICLE} in an article", title_justify="left"
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
        for what, (mine, theirs) in replacing(store).items():
            for part, of in (
                ("median", median),
                ("95 %", lambda found: sorted(found)[len(found) * 95 // 100]),
            ):
                figures = f"{of(mine):.2f}", f"{of(theirs):.2f}", f"{of(mine) / of(theirs):.2f}"
                shown.add_row(f"replace one article, {what}, ms ({part})", *figures, f"{LIMIT_REPLACE_MS} ms")
        with Store.open(store) as opened:
            checkpoint = seconds(lambda: opened.database.backup(folder / "copy"))
        shown.add_row("copy for readers, ms", f"{1000 * checkpoint:.1f}", "", "", "")
    Console(width=110).print(shown)


if __name__ == "__main__":
    main()
