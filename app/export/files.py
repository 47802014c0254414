"""A store's graph in a file: written beside its place first and put there whole."""

import errno
import os
import tempfile
from enum import StrEnum
from pathlib import Path

from app.errors import RunError
from app.export.graphml import graphml
from app.export.jsonld import jsonld
from app.graph.decisions import everything
from app.graph.port import ArticleStore
from app.graph.serialisation import nquads, trig, turtle
from app.graph.vocabulary import DEFAULT_BASE
from app.query.projection import projection
from app.query.reading import DEFAULT_LANGUAGES

_NAME_PART = 40


class ExportFormat(StrEnum):
    """The formats of `nyhendegraf export`."""

    GRAPHML = "graphml"
    TRIG = "trig"
    NQUADS = "nquads"
    TURTLE = "turtle"
    JSONLD = "jsonld"

    @property
    def media_type(self) -> str:
        """The media type that the API sends it as."""
        return _MEDIA_TYPES[self]

    @property
    def suffix(self) -> str:
        """The usual end of a file's name, with its dot."""
        return _SUFFIXES[self]


_MEDIA_TYPES = {
    ExportFormat.GRAPHML: "application/graphml+xml",
    ExportFormat.TRIG: "application/trig",
    ExportFormat.NQUADS: "application/n-quads",
    ExportFormat.TURTLE: "text/turtle",
    ExportFormat.JSONLD: "application/ld+json",
}
_SUFFIXES = {
    ExportFormat.GRAPHML: ".graphml",
    ExportFormat.TRIG: ".trig",
    ExportFormat.NQUADS: ".nq",
    ExportFormat.TURTLE: ".ttl",
    ExportFormat.JSONLD: ".jsonld",
}


def exported(
    store: ArticleStore,
    export_format: ExportFormat,
    *,
    base: str = DEFAULT_BASE,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
) -> bytes:
    """The store's articles and decisions in a format, without the ontology; the same store gives the same bytes.

    `languages` is the order of preference for the labels of GraphML; the RDF formats hold all of them.
    """
    match export_format:
        case ExportFormat.GRAPHML:
            return graphml(projection(store, languages=languages))
        case ExportFormat.TRIG:
            return trig(everything(store), base=base)
        case ExportFormat.NQUADS:
            return nquads(everything(store))
        case ExportFormat.TURTLE:
            return turtle(everything(store), base=base)
        case ExportFormat.JSONLD:
            return jsonld(everything(store), base=base)


def export(
    store: ArticleStore,
    export_format: ExportFormat,
    path: Path,
    *,
    base: str = DEFAULT_BASE,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
) -> int:
    """Write the store's articles to a file, whole or not at all; the number of bytes."""
    return write_whole(path, exported(store, export_format, base=base, languages=languages))


def write_whole(path: Path, content: bytes) -> int:
    """Put content in a file's place at once: a reader never sees half of it; RunError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = _beside(path)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            # mkstemp makes files that only their owner may read.
            umask = os.umask(0)
            os.umask(umask)
            Path(temporary).chmod(0o666 & ~umask)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(path, error) from error
    return len(content)


def refuse_unwritable(path: Path) -> None:
    """RunError where a file could not be written there, to be known before the work that fills it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        descriptor, temporary = _beside(path)
        os.close(descriptor)
        Path(temporary).unlink()
    except OSError as error:
        raise _unwritable(path, error) from error


def _beside(path: Path) -> tuple[int, str]:
    # Cut, for a name may be as long as names can be.
    return tempfile.mkstemp(prefix=f".{path.name[:_NAME_PART]}.", dir=path.parent)


def _unwritable(path: Path, error: OSError) -> RunError:
    remedy = "Make room on its disk, or choose" if error.errno == errno.ENOSPC else "Choose"
    return RunError(f"{path} cannot be written: {error.strerror}. {remedy} another place")
