"""The store of a place: a folder on this machine, or an address."""

from pathlib import Path

from app.graph.folders import refuse_none
from app.graph.port import ArticleStore
from app.graph.remote.address import RemoteAddress
from app.graph.store import Store

Place = Path | RemoteAddress


def open_store(place: Place, *, any_version: bool = False) -> ArticleStore:
    """For writing; RunError where it cannot be had. With `any_version`, one that is to be migrated is opened too."""
    if isinstance(place, Path):
        return Store.open(place, any_version=any_version)
    # Here, because a folder needs no HTTP client.
    from app.graph.remote.store import RemoteStore

    return RemoteStore.open(place, any_version=any_version)


def change_store(place: Place) -> ArticleStore:
    """For writing what concerns articles that are there; RunError where there is no store."""
    if isinstance(place, Path):
        refuse_none(place)
    return open_store(place)


def read_store(place: Place) -> ArticleStore:
    """For reading, also while another process writes; RunError where there is none."""
    if isinstance(place, Path):
        return Store.read(place)
    from app.graph.remote.store import RemoteStore

    return RemoteStore.read(place)


def snapshot_of(place: Place) -> ArticleStore:
    """For reading for long: of a folder a copy as it is now, of a server what it has at each moment."""
    return Store.snapshot(place) if isinstance(place, Path) else read_store(place)
