"""Results that are kept on disk, so that a run that was broken off goes on where it was."""

import hashlib
import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

import app
from app.errors import ArticleError, RunError
from app.graph.checks import Violation
from app.graph.serialisation import nquads
from app.model.article import Article, ArticleId
from app.pipeline import ArticleGraph
from app.scale.work import Item, Result

_DIGITS = 24


@dataclass(frozen=True, slots=True)
class Shards:
    """A folder with an N-Quads file for each batch, named by what it was made of and by what."""

    folder: Path
    made_by: str
    """What else the results depend on: settings and the model."""

    def key(self, batch: Sequence[Item]) -> str:
        """Equal for equal articles in equal order, worked on by the same program with the same settings."""
        digest = hashlib.sha256(json.dumps([app.__version__, self.made_by]).encode())
        for item in batch:
            if isinstance(item, Article):
                parts = [item.id, item.text, str(item.date), item.source, item.url]
            else:
                parts = [item.place, item.reason, item.remedy]
            digest.update(json.dumps(parts, ensure_ascii=True).encode())
        return digest.hexdigest()[:_DIGITS]

    def find(self, batch: Sequence[Item]) -> list[Result] | None:
        """The results of a batch, where they are there."""
        key = self.key(batch)
        try:
            described = json.loads(self._path(key, ".json").read_text(encoding="utf-8"))
            quads = parse(self._path(key, ".nq").read_bytes(), RdfFormat.N_QUADS)
        except (FileNotFoundError, NotADirectoryError):
            return None
        graphs: dict[str, list[Quad]] = defaultdict(list)
        for quad in quads:
            assert isinstance(quad.graph_name, NamedNode)
            graphs[quad.graph_name.value].append(quad)
        return [_result(item, graphs) for item in described]

    def keep(self, batch: Sequence[Item], results: Sequence[Result]) -> None:
        """Write them: the description last, so that what is half written is not there."""
        key = self.key(batch)
        quads = [quad for result in results if isinstance(result, ArticleGraph) for quad in result.quads]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self._path(key, ".nq"), nquads(quads))
            described = json.dumps([_described(result) for result in results], ensure_ascii=False)
            _write(self._path(key, ".json"), described.encode())
        except OSError as error:
            raise RunError(
                f"{self.folder} cannot be written: {error.strerror}. Choose another folder for --work"
            ) from error

    def _path(self, key: str, suffix: str) -> Path:
        return self.folder / f"{key}{suffix}"


def _described(result: Result) -> dict[str, object]:
    if isinstance(result, ArticleError):
        return {"error": [result.place, result.reason, result.remedy]}
    graphs = sorted(
        {str(quad.graph_name.value) for quad in result.quads if isinstance(quad.graph_name, NamedNode)}
    )
    return {
        "id": result.id,
        "source": result.source,
        "graphs": graphs,
        "violations": [[v.node, v.message] for v in result.violations],
    }


def _result(described: dict[str, object], graphs: dict[str, list[Quad]]) -> Result:
    error = described.get("error")
    if isinstance(error, list):
        return ArticleError(*error)
    names, violations, source = described["graphs"], described["violations"], described["source"]
    assert isinstance(names, list) and isinstance(violations, list)
    return ArticleGraph(
        ArticleId(str(described["id"])),
        source if isinstance(source, str) else None,
        tuple(quad for name in names for quad in graphs[name]),
        tuple(Violation(*violation) for violation in violations),
    )


def _write(path: Path, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
