"""Which articles each change of a store touched: whoever keeps something made of them reads only those again.

The number of the last change stands in the store, written in the transaction of the change itself. The articles stand
in a file beside it, written before that: after a crash it may name more than was changed, never less.
"""

import os
import secrets
from collections.abc import Collection, Iterator
from io import RawIOBase
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from app.graph.port import Changes, Readable, State
from app.graph.records import article_nodes, is_article
from app.graph.vocabulary import NG, ONTOLOGY_GRAPH

CHANGES = "nyhendegraf.changes"
"""In the store's folder: a line for each article of each change, «number, tab, IRI»; «*» where it may be any."""
STATE = NG("storeState")
_ANY = "*"
_MOST_NAMED = 5_000
"""A change of more articles is one of any."""
_MOST_LINES, _KEPT_LINES = 60_000, 20_000
_TAIL_BYTES = 1 << 16


class ChangeLog:
    """The articles of each change, in the store's folder or in memory."""

    def __init__(self, folder: Path | None) -> None:
        self._file = None if folder is None else folder / CHANGES
        self._lines: list[str] = []
        """Those of a store in memory."""

    def begin_anew(self) -> None:
        """Forget what is there: it is of another store, or of this one before others wrote to it."""
        self._lines.clear()
        if self._file is not None:
            self._file.write_bytes(b"")

    def shorten(self) -> None:
        """Forget what is old where it has become long."""
        if self._file is None or not self._file.exists():
            return
        lines = self._file.read_text(encoding="utf-8").splitlines(keepends=True)
        if len(lines) <= _MOST_LINES:
            return
        kept = lines[-_KEPT_LINES:]
        # Of the first change only a part may be left, which would pass for the whole.
        first = kept[0].partition("\t")[0]
        kept = [line for line in kept if line.partition("\t")[0] != first]
        unnamed = self._file.with_suffix(".new")
        unnamed.write_text("".join(kept), encoding="utf-8")
        unnamed.replace(self._file)

    def note(self, number: int, articles: Collection[NamedNode] | None) -> None:
        """Before a change with a number: the articles that it touches; None where it may be any."""
        if articles is None or len(articles) > _MOST_NAMED:
            names = [_ANY]
        else:
            # Of none too, so that no number is missing.
            names = sorted(article.value for article in articles) or [""]
        lines = [f"{number}\t{name}\n" for name in names]
        if self._file is None:
            self._lines += lines
        else:
            with self._file.open("a+b", buffering=0) as file:
                # One write: what a killed process leaves is whole lines, but for the last.
                file.write((b"\n" if _is_broken(file) else b"") + "".join(lines).encode())

    def between(self, after: int, last: int) -> set[str] | None:
        """The IRIs of what was touched by the changes after one up to another; None where it may be any."""
        lines = self._lines if self._file is None else _read(self._file, after)
        found: dict[int, set[str]] = {}
        for line in lines:
            number, tab, name = line.rstrip("\n").partition("\t")
            if tab and line.endswith("\n") and number.isdecimal() and after < int(number) <= last:
                found.setdefault(int(number), set()).add(name)
        names = {name for one in found.values() for name in one}
        return None if _ANY in names or len(found) < last - after else names - {""}


def changes_since(store: Readable, log: ChangeLog, now: State, state: State | None) -> Changes:
    """What a store that is in a state now has become since another one."""
    if state == now:
        return Changes(now)
    names = None
    if state is not None and state.store == now.store and state.number < now.number:
        names = log.between(state.number, now.number)
    if names is None:
        return Changes(now, tuple(sorted(article_nodes(store), key=str)), everything=True)
    nodes = [NamedNode(name) for name in sorted(names)]
    there = {node for node in nodes if is_article(store, node)}
    return Changes(
        now,
        tuple(node for node in nodes if node in there),
        tuple(node for node in nodes if node not in there),
    )


def stored_state(database: pyoxigraph.Store) -> State | None:
    """The state that a store carries; None where it has none."""
    for quad in database.quads_for_pattern(ONTOLOGY_GRAPH, STATE, None, ONTOLOGY_GRAPH):
        if isinstance(quad.object, Literal):
            store, _, number = quad.object.value.rpartition(":")
            if store and number.isdecimal():
                return State(store, int(number))
    return None


def new_state() -> State:
    """Of a store that had none: nobody knows what was written to it."""
    return State(secrets.token_hex(8), 0)


def state_quad(state: State) -> Quad:
    """The mark that a store in a state carries."""
    return Quad(ONTOLOGY_GRAPH, STATE, Literal(str(state)), ONTOLOGY_GRAPH)


def marking(state: State, before: State | None = None) -> str:
    """The update that puts a store into a state, from one before or, five times as slow, whatever it was in."""

    def block(value: object) -> str:
        return f"{{ GRAPH {ONTOLOGY_GRAPH} {{ {ONTOLOGY_GRAPH} {STATE} {value} }} }}"

    gone = "WHERE " + block("?state") if before is None else "DATA " + block(state_quad(before).object)
    return f"DELETE {gone} ;\nINSERT DATA {block(state_quad(state).object)}"


def _read(file: Path, after: int) -> Iterator[str]:
    """The lines of the changes after one, and perhaps of some before."""
    try:
        with file.open("rb") as opened:
            size = opened.seek(0, os.SEEK_END)
            opened.seek(max(0, size - _TAIL_BYTES))
            content = opened.read()
            if size > _TAIL_BYTES:
                # Numbers go up, so an earlier one before it shows that the rest is whole.
                _, _, content = content.partition(b"\n")
                first = content.partition(b"\t")[0]
                if not first.isdigit() or int(first) > after:
                    opened.seek(0)
                    content = opened.read()
    except FileNotFoundError:
        return iter(())
    return iter(content.decode("utf-8", errors="replace").splitlines(keepends=True))


def _is_broken(file: RawIOBase) -> bool:
    """Whether the last line was not finished."""
    if file.seek(0, os.SEEK_END) == 0:
        return False
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"
