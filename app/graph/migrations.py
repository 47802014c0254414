"""From the version that a store has to the one that this program reads, article by article."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Quad

from app.errors import RunError
from app.graph.port import ArticleStore
from app.graph.versions import SCHEMA_VERSION, keeping, stored_version

Change = Callable[[tuple[Quad, ...]], tuple[Quad, ...]]


@dataclass(frozen=True, slots=True)
class Migration:
    """What becomes of each article's graph from one version to the next.

    `change` leaves alone what it has changed already: a migration that was interrupted is run again.
    """

    description: str
    change: Change


MIGRATIONS: dict[int, Migration] = {}
"""Version → the way from it to the next one."""


def steps(version: str | None, place: str, wanted: str = SCHEMA_VERSION) -> tuple[tuple[int, Migration], ...]:
    """The migrations from a version to the wanted one, in order; RunError where there is no way."""
    if version == wanted:
        return ()
    if version is None or not version.isdecimal() or int(version) > int(wanted):
        found = "no version" if version is None else f"version {version}"
        raise RunError(
            f"{place} has {found}, and no migration leads from there to version {wanted}. "
            "Use the nyhendegraf that made it or a newer one"
        )
    numbers = range(int(version), int(wanted))
    missing = [number for number in numbers if number not in MIGRATIONS]
    if missing:
        raise RunError(
            f"{place} has version {version}, and there is no migration from version {missing[0]}. "
            "Build it anew in another place"
        )
    return tuple((number, MIGRATIONS[number]) for number in numbers)


def migrated(quads: Iterable[Quad], way: Iterable[tuple[int, Migration]]) -> tuple[Quad, ...]:
    """One article's graph after all of them."""
    changed = tuple(quads)
    for _, migration in way:
        changed = migration.change(changed)
    return changed


def migrate(store: ArticleStore, wanted: str = SCHEMA_VERSION) -> Iterator[str]:
    """Bring a store up to date; each article that was looked at, as it goes.

    The store is opened with `any_version`. Each article is replaced at once and the version is written last, so one
    that was interrupted goes on when it is run again.
    """
    way = steps(stored_version(store), f"the store {store.place}", wanted)
    if not way:
        return
    for record in store.articles():
        old = tuple(store.article_quads(record.iri))
        new = migrated(old, way)
        if set(new) != set(old):
            store.replace_article(new)
        yield record.identifier
    store.update(keeping(wanted), graphs=())
