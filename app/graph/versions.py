"""The version that a store carries, and what this program can read."""

import pyoxigraph
from pyoxigraph import Literal, Quad

from app.errors import RunError
from app.graph.changelog import STATE
from app.graph.ontology import load_ontology
from app.graph.port import Readable
from app.graph.vocabulary import NG, ONTOLOGY_GRAPH

SCHEMA_VERSION = "1"
"""Goes up when what is stored changes; `app.graph.migrations` then has the way from the version before."""
VERSION = NG("storeVersion")


def ontology_quads() -> set[Quad]:
    """What the ontology's graph of a store holds: the ontology and the version."""
    return {*load_ontology().quads, version_quad(SCHEMA_VERSION)}


def version_quad(version: str) -> Quad:
    """The mark that a store of a version carries."""
    return Quad(ONTOLOGY_GRAPH, VERSION, Literal(version), ONTOLOGY_GRAPH)


def stored_version(store: Readable) -> str | None:
    """The version of a store; None where it has none."""
    quads = store.quads_for_pattern(ONTOLOGY_GRAPH, VERSION, None, ONTOLOGY_GRAPH)
    return next((q.object.value for q in quads if isinstance(q.object, Literal)), None)


def put_back(database: pyoxigraph.Store) -> set[Quad]:
    """Add what is missing of the ontology, which is the store's own; what is too much there.

    Nothing is taken out first: without the version in it the store could not be opened any more.
    """
    wanted = ontology_quads()
    present = set(database.quads_for_pattern(None, None, None, ONTOLOGY_GRAPH))
    if missing := wanted - present:
        database.extend(missing)
    return {quad for quad in present - wanted if quad.predicate != STATE}


def keeping(version: str) -> str:
    """The update that has a store carry a version, whatever became of the mark."""
    mark = version_quad(version)
    return (
        f"DELETE WHERE {{ GRAPH {ONTOLOGY_GRAPH} {{ {ONTOLOGY_GRAPH} {VERSION} ?version }} }} ;\n"
        f"INSERT DATA {{ GRAPH {ONTOLOGY_GRAPH} {{ {mark.subject} {mark.predicate} {mark.object} }} }}"
    )


def check_version(store: Readable, place: str) -> None:
    """RunError where the store is of a version that this program cannot use as it is."""
    version = stored_version(store)
    if version == SCHEMA_VERSION:
        return
    found = "no version" if version is None else f"version {version}"
    if version is not None and version.isdecimal():
        older = int(version) < int(SCHEMA_VERSION)
        remedy = "Bring it up to date: nyhendegraf migrate" if older else "Use a newer nyhendegraf"
    else:
        remedy = "Build it anew in another place"
    raise RunError(f"the store {place} has {found} and this program reads version {SCHEMA_VERSION}. {remedy}")
