"""Backups: a folder with all articles as N-Quads and a manifest, which any store can be restored from."""

import gzip
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import IO, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

import app
from app.errors import RunError
from app.graph.decisions import decision_quads, load_everything
from app.graph.hashing import article_hash, store_hash
from app.graph.migrations import migrated, steps
from app.graph.port import ArticleStore, Told, untold
from app.graph.serialisation import nquads
from app.graph.versions import SCHEMA_VERSION, stored_version

DATA = "articles.nq.gz"
MANIFEST = "manifest.json"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds."""

    version: str
    """Of the store, not of the program."""
    program: str
    created: str
    articles: int
    quads: int
    graph_hash: str
    sha256: str
    """Of the file with the articles."""


def write_backup(store: ArticleStore, folder: Path, told: Told = untold) -> Manifest:
    """Write a backup into a folder that is new or empty, whole or not at all; `told` hears of each article."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RunError(f"{folder} is there already. Choose a new or an empty folder")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        unnamed = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            manifest = _written(store, unnamed, told)
            # mkdtemp makes folders that only their owner may read.
            umask = os.umask(0)
            os.umask(umask)
            unnamed.chmod(0o777 & ~umask)
            unnamed.replace(folder)
        except BaseException:
            shutil.rmtree(unnamed, ignore_errors=True)
            raise
    except OSError as error:
        raise RunError(
            f"the backup {folder} cannot be written: {error.strerror or error}. Make room, or choose another place"
        ) from error
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """What a backup holds, once its file is known to be undamaged; RunError where it is not."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        digest = hashlib.sha256()
        with (folder / DATA).open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise RunError(
            f"the backup {folder} cannot be read: {error.filename}: {error.strerror}."
            " Give a folder that nyhendegraf backup has written"
        ) from error
    except (ValueError, TypeError) as error:
        raise RunError(
            f"{folder / MANIFEST} is no manifest of a backup ({error}). Use another backup"
        ) from error
    if digest.hexdigest() != manifest.sha256:
        raise RunError(f"{folder / DATA} is damaged: its SHA-256 is not the manifest's. Use another backup")
    return manifest


def restore_backup(store: ArticleStore, folder: Path, manifest: Manifest) -> None:
    """Put a backup's articles into a store that has none, brought up to date; RunError where it has some."""
    if store.size().articles:
        raise RunError(f"the store {store.place} has articles. Restore into a new one: --store FOLDER")
    way = steps(manifest.version, f"the backup {folder}")
    try:
        with gzip.open(folder / DATA, "rb") as file:
            quads: Iterable[Quad] = parse(cast("IO[bytes]", file), RdfFormat.N_QUADS)
            if way:
                quads = (q for _, its in groupby(quads, lambda q: q.graph_name) for q in migrated(its, way))
            load_everything(store, quads)
    except SyntaxError as error:
        raise RunError(f"{folder / DATA} is damaged: {error}. Use another backup") from error


def hash_of(store: ArticleStore, told: Told = untold) -> str:
    """The hash of all that a store's articles say."""

    def hashes() -> Iterator[tuple[NamedNode, str]]:
        for record in store.articles():
            yield record.iri, article_hash(store.article_quads(record.iri))
            told(record.identifier)

    return store_hash(hashes())


def _written(store: ArticleStore, folder: Path, told: Told) -> Manifest:
    hashes = []
    quads = 0
    with (
        (folder / DATA).open("wb") as file,
        # Without a name and a time in it, so that the same articles give the same bytes.
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed,
    ):
        for record in store.articles():
            its: tuple[Quad, ...] = tuple(store.article_quads(record.iri))
            packed.write(nquads(its))
            hashes.append((record.iri, article_hash(its)))
            quads += len(its)
            told(record.identifier)
        packed.write(nquads(decision_quads(store)))
    manifest = Manifest(
        version=stored_version(store) or SCHEMA_VERSION,
        program=app.__version__,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        articles=len(hashes),
        quads=quads,
        graph_hash=store_hash(hashes),
        sha256=hashlib.sha256((folder / DATA).read_bytes()).hexdigest(),
    )
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1) + "\n", encoding="utf-8")
    return manifest
