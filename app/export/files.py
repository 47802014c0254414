"""A store's graph in a file: written beside its place first and put there whole."""

import errno
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

from app.errors import RunError
from app.export.attributes import Profile
from app.export.cytoscape import write_cytoscape
from app.export.gexf import write_gexf
from app.export.graphml import write_graphml
from app.export.quads import graphs
from app.export.rdf import write_jsonld, write_nquads, write_trig, write_turtle
from app.export.tables import Tables, neo4j_tables, plain_tables, write_table, write_zip
from app.graph.port import ArticleStore
from app.graph.vocabulary import DEFAULT_BASE
from app.query.filters import ASSERTED, FactFilter
from app.query.network import Network, Projection, build_network, edges, nodes
from app.query.reading import DEFAULT_LANGUAGES

_NAME_PART = 40


class ExportFormat(StrEnum):
    """The formats of `nyhendegraf export`."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    CYTOSCAPE = "cytoscape"
    CSV = "csv"
    NEO4J = "neo4j"
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

    @property
    def is_rdf(self) -> bool:
        """Whether it holds the graph as it is stored, and not nodes and edges made of it."""
        return self in (ExportFormat.TRIG, ExportFormat.NQUADS, ExportFormat.TURTLE, ExportFormat.JSONLD)


_MEDIA_TYPES = {
    ExportFormat.GRAPHML: "application/graphml+xml",
    ExportFormat.GEXF: "application/gexf+xml",
    ExportFormat.CYTOSCAPE: "application/json",
    ExportFormat.CSV: "application/zip",
    ExportFormat.NEO4J: "application/zip",
    ExportFormat.TRIG: "application/trig",
    ExportFormat.NQUADS: "application/n-quads",
    ExportFormat.TURTLE: "text/turtle",
    ExportFormat.JSONLD: "application/ld+json",
}
_SUFFIXES = {
    ExportFormat.GRAPHML: ".graphml",
    ExportFormat.GEXF: ".gexf",
    ExportFormat.CYTOSCAPE: ".cyjs",
    ExportFormat.CSV: ".zip",
    ExportFormat.NEO4J: ".neo4j.zip",
    ExportFormat.TRIG: ".trig",
    ExportFormat.NQUADS: ".nq",
    ExportFormat.TURTLE: ".ttl",
    ExportFormat.JSONLD: ".jsonld",
}


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What goes into an export, and for whom.

    Without a filter, RDF holds everything, and the others what is asserted. `languages` is the order of preference for
    labels, which RDF has all of; `profile` is for GraphML, `projection` for all but RDF.
    """

    chosen: FactFilter | None = None
    profile: Profile = Profile.PLAIN
    projection: Projection = Projection.ENTITIES
    languages: tuple[str, ...] = DEFAULT_LANGUAGES
    base: str = DEFAULT_BASE


def write_export(
    store: ArticleStore,
    export_format: ExportFormat,
    out: IO[bytes],
    options: ExportOptions | None = None,
    *,
    network: Network | None = None,
) -> None:
    """Write the store's articles piece by piece, without the ontology; the same store gives the same bytes.

    `network` is that of the store, where one is at hand.
    """
    options = options or ExportOptions()
    if export_format.is_rdf:
        found = graphs(store, options.chosen)
        match export_format:
            case ExportFormat.TRIG:
                write_trig(found, out, base=options.base)
            case ExportFormat.NQUADS:
                write_nquads(found, out)
            case ExportFormat.TURTLE:
                write_turtle(found, out, base=options.base)
            case _:
                write_jsonld(found, out, base=options.base)
        return
    write_network(network or build_network(store), export_format, out, options)


def write_network(
    network: Network, export_format: ExportFormat, out: IO[bytes], options: ExportOptions
) -> None:
    """Nodes and edges in any format but RDF; ValueError for one of RDF."""
    chosen = options.chosen or ASSERTED
    found = nodes(network, chosen, languages=options.languages, projection=options.projection)
    joining = edges(network, chosen, languages=options.languages, projection=options.projection)
    match export_format:
        case ExportFormat.GRAPHML:
            write_graphml(found, joining, out, options.profile)
        case ExportFormat.GEXF:
            write_gexf(found, joining, out)
        case ExportFormat.CYTOSCAPE:
            write_cytoscape(found, joining, out)
        case ExportFormat.CSV | ExportFormat.NEO4J:
            write_zip(tables(network, export_format, options), out)
        case _:
            raise ValueError(f"{export_format} is made of the store's quads, not of its network")


def tables(network: Network, export_format: ExportFormat, options: ExportOptions) -> Tables:
    """The two tables of CSV or Neo4j, the nodes to be read before the edges."""
    chosen = options.chosen or ASSERTED
    found = nodes(network, chosen, languages=options.languages, projection=options.projection)
    joining = edges(network, chosen, languages=options.languages, projection=options.projection)
    return (plain_tables if export_format is ExportFormat.CSV else neo4j_tables)(found, joining)


def exported(
    store: ArticleStore,
    export_format: ExportFormat,
    options: ExportOptions | None = None,
    *,
    network: Network | None = None,
) -> bytes:
    """The same in memory."""
    out = io.BytesIO()
    write_export(store, export_format, out, options, network=network)
    return out.getvalue()


def export(
    store: ArticleStore, export_format: ExportFormat, path: Path, options: ExportOptions | None = None
) -> int:
    """Write to a file, whole or not at all; the number of bytes.

    Tables go into a folder as two files where the path has no suffix.
    """
    if export_format in (ExportFormat.CSV, ExportFormat.NEO4J) and not path.suffix:
        size = 0
        for name, rows in tables(build_network(store), export_format, options or ExportOptions()):
            with whole_file(path / name) as file:
                write_table(rows, file)
                size += file.tell()
        return size
    with whole_file(path) as file:
        write_export(store, export_format, file, options)
        return file.tell()


def write_whole(path: Path, content: bytes) -> int:
    """Put content in a file's place at once: a reader never sees half of it; RunError where it cannot be written."""
    with whole_file(path) as file:
        file.write(content)
    return len(content)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to be written piece by piece that appears in its place at the end, or not at all after an error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = _beside(path)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
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
