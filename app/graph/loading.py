"""Whole new articles in bulk: all of them, or none, whatever happens on the way."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from app.errors import RunError
from app.graph.vocabulary import DCTERMS, ONTOLOGY_GRAPH, SCHEMA, TYPE

LOADING = "nyhendegraf.loading"
"""In the store's folder while a load is under way: the graphs that were there before it, one a line."""
_SHOWN = 3


class Intake:
    """Lets only whole new articles through, and remembers them."""

    def __init__(self, present: Collection[str]) -> None:
        """`present` are the names of graphs that may not be added to."""
        self._present = present
        self._described: set[NamedNode] = set()
        self.articles: set[NamedNode] = set()
        self.quads = 0

    def checked(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The quads of articles; those of the ontology are left out. RunError where one belongs to no new article."""
        for quad in quads:
            graph = quad.graph_name
            if not isinstance(graph, NamedNode):
                raise RunError(
                    f"{quad} is in no named graph, and each article is one. Load N-Quads or TriG, as export "
                    "writes them"
                )
            if graph not in self.articles:
                if graph == ONTOLOGY_GRAPH:
                    continue
                if graph.value in self._present:
                    raise RunError(
                        f"{graph.value} is in the store already. Remove it first (nyhendegraf remove), or load into "
                        "another store"
                    )
                self.articles.add(graph)
            if quad.predicate == TYPE and quad.subject == graph and quad.object == SCHEMA("NewsArticle"):
                self._described.add(graph)
            self.quads += 1
            yield quad
        if missing := sorted(graph.value for graph in self.articles - self._described):
            more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
            raise RunError(
                f"{', '.join(missing[:_SHOWN])}{more}: the graph does not say that it is a schema:NewsArticle. "
                f"Load what export or backup has written, whole ({DCTERMS('identifier').value} and all)"
            )


def load_all(
    database: pyoxigraph.Store,
    quads: Iterable[Quad],
    folder: Path | None,
    noted: Callable[[set[NamedNode]], None],
) -> Intake:
    """Load; what is half loaded is taken out again, by `undo` where the process is killed.

    `noted` gets the articles once they are there, while they still can be taken out.
    """
    present = {name.value for name in database.named_graphs()}
    intake = Intake(present)
    if folder is not None:
        _begin(folder / LOADING, present)
    try:
        # Checked as they pass, which costs nothing beside the writing.
        database.bulk_extend(intake.checked(quads))
        noted(intake.articles)
        if folder is not None:
            database.flush()
    except BaseException:
        _remove_new(database, present)
        raise
    finally:
        if folder is not None:
            (folder / LOADING).unlink(missing_ok=True)
    return intake


def undo(database: pyoxigraph.Store, folder: Path) -> None:
    """Take out what a load has left that was killed; nothing where none was."""
    try:
        text = (folder / LOADING).read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    _remove_new(database, set(text.splitlines()))
    database.flush()
    (folder / LOADING).unlink()


def _remove_new(database: pyoxigraph.Store, present: set[str]) -> None:
    for name in list(database.named_graphs()):
        if name.value not in present:
            database.remove_graph(name)


def _begin(journal: Path, present: set[str]) -> None:
    unnamed = journal.with_suffix(".new")
    with unnamed.open("w", encoding="utf-8") as file:
        file.write("".join(f"{name}\n" for name in sorted(present)))
        file.flush()
        os.fsync(file.fileno())
    unnamed.replace(journal)
