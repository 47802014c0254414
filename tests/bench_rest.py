"""`python -m tests.bench_rest`: what the REST API takes to answer 16 clients at a million quads."""

import argparse
import http.client
import json
import os
import random
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, perf_counter, sleep
from urllib.parse import quote

from pyoxigraph import RdfFormat, parse
from rich.console import Console
from rich.table import Table

from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from tests.api.test_serve import serving
from tests.bench_store import generated

CLIENTS = 16
PAUSE_SECONDS = 0.2
WARMING_SECONDS = 10.0
LIMIT_MEDIAN_MS, LIMIT_99_MS = 10.0, 50.0
FIRST = (
    "Anne",
    "Bjarte",
    "Dag",
    "Eli",
    "Frode",
    "Gro",
    "Halvard",
    "Ingrid",
    "Jorunn",
    "Knut",
    "Marit",
    "Odd",
)
LAST = (
    "Aasen",
    "Berge",
    "Dale",
    "Eide",
    "Foss",
    "Gravdal",
    "Haugen",
    "Indrebø",
    "Kleppe",
    "Lien",
    "Moen",
    "Nes",
)
PEOPLE = ("Kari Vik", "Per Å. Moe", "Liv Strand")


def archive(quads: int) -> Iterator[str]:
    """The articles of the store's benchmark, with people who are called differently."""
    for number, text in enumerate(generated(quads)):
        chance = random.Random(number)
        for person in PEOPLE:
            name = f"{chance.choice(FIRST)} {chance.choice(LAST)}{chance.choice(('', 'sen', 'stad', 'vik'))}"
            text = text.replace(person, name)
        yield text


class Addresses:
    """What clients ask for: people most, then places that nearly every article has."""

    def __init__(self, store: Store, number: int) -> None:
        self.number = number
        chance = random.Random(number)
        articles = [record.identifier for record in store.articles()]
        self.people = [
            f"person/{name.removeprefix('mal-')}-{who}"
            for name in articles
            for who in ("kari-vik", "liv-strand")
        ]
        self._chance = chance
        self._articles = articles

    def kinds(self) -> dict[str, Callable[[], str]]:
        """Kind of question → an address of one."""
        chance = self._chance
        busy = ("place/langfjorden", "body/harbour-council", "country/northland", "place/storvik")

        def somebody() -> str:
            return quote(chance.choice(self.people if chance.random() < 0.8 else busy))

        def name() -> str:
            return f"{chance.choice(FIRST)[: chance.randint(3, 8)]} {chance.choice(LAST)[: chance.randint(1, 6)]}"

        return {
            "entities?q=": lambda: f"/api/entities?q={quote(name())}&limit=10",
            "entities?q= (misspelled)": lambda: f"/api/entities?q={quote(name()[::-1])}&limit=10",
            "entities": lambda: f"/api/entities?type=Person&limit={chance.randint(5, 50)}",
            "entity": lambda: f"/api/entities/{somebody()}",
            "entity/events": lambda: f"/api/entities/{somebody()}/events?limit=20",
            "entity/neighbours": lambda: f"/api/entities/{somebody()}/neighbours",
            "entity/timeline": lambda: f"/api/entities/{somebody()}/timeline?limit=20",
            "entity/mentions": lambda: f"/api/entities/{somebody()}/mentions",
            "entity/quotes": lambda: f"/api/entities/{somebody()}/quotes",
            "events?class=": lambda: (
                f"/api/events?class={chance.choice(('Meeting', 'Adoption', 'Visit'))}&limit=20"
            ),
            "events?from=&to=": lambda: f"/api/events?from=2024-0{chance.randint(1, 4)}&to=2024&limit=20",
            "articles": lambda: f"/api/articles?limit=50&offset={chance.randrange(len(self._articles))}",
            "article": lambda: f"/api/articles/{chance.choice(self._articles)}",
        }


def client(
    address: str, addresses: Addresses, seconds: float, pause: float, found: dict[str, list[float]]
) -> None:
    host, _, port = address.removeprefix("http://").partition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=60)
    # Each at times of its own.
    chance, kinds = random.Random(addresses.number), addresses.kinds()
    until = monotonic() + seconds
    while monotonic() < until:
        if pause:
            sleep(chance.uniform(0, 2 * pause))
        kind = chance.choice(tuple(kinds))
        path = kinds[kind]()
        began = perf_counter()
        connection.request("GET", path)
        response = connection.getresponse()
        content = response.read()
        spent = 1000 * (perf_counter() - began)
        if response.status != 200:
            raise RuntimeError(f"{path}: {response.status} {content[:300]!r}")
        found.setdefault(kind, []).append(spent)


def crowd(address: str, store: Store, seconds: float, pause: float) -> dict[str, list[float]]:
    """Milliseconds by kind of question."""
    each: list[dict[str, list[float]]] = [{} for _ in range(CLIENTS)]
    threads = [
        threading.Thread(target=client, args=(address, Addresses(store, number), seconds, pause, found))
        for number, found in enumerate(each)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole: dict[str, list[float]] = {}
    for found in each:
        for kind, spent in found.items():
            whole.setdefault(kind, []).extend(spent)
    return whole


def shown(title: str, found: dict[str, list[float]], console: Console) -> None:
    table = Table(title=title, title_justify="left")
    for column in ("", "answers", "median ms", "99 % ms"):
        table.add_column(column, justify="left" if not column else "right")
    everything = [spent for its in found.values() for spent in its]
    for kind, its in [*sorted(found.items()), ("all", everything)]:
        its.sort()
        table.add_row(kind, str(len(its)), f"{its[len(its) // 2]:.1f}", f"{its[int(len(its) * 0.99)]:.1f}")
    console.print(table)


def processor_seconds(process: int) -> float:
    """What a process has had of the processors, in user and system mode (proc(5))."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ready(address: str) -> float:
    """Seconds until the index is there."""
    host, _, port = address.removeprefix("http://").partition(":")
    began = perf_counter()
    while True:
        connection = http.client.HTTPConnection(host, int(port), timeout=60)
        connection.request("GET", "/api/articles?limit=1")
        response = connection.getresponse()
        if response.status == 200:
            json.loads(response.read())
            return perf_counter() - began
        sleep(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000, help="how many are generated")
    parser.add_argument("--seconds", type=float, default=30, help="how long the clients ask, each time")
    parser.add_argument("--store", type=Path, help="the folder of such a store, instead of making one")
    options = parser.parse_args()
    console = Console(width=110)
    with tempfile.TemporaryDirectory(prefix="nyhendegraf-bench-") as name:
        folder = options.store or Path(name)
        if not (folder / "store").exists():
            folder.mkdir(exist_ok=True)
            with (Path(name) / "quads.nq").open("w", encoding="utf-8") as out:
                out.writelines(archive(options.quads))
            with Store.open(folder / "store") as store:
                store.load(parse(path=Path(name) / "quads.nq", format=RdfFormat.N_QUADS))
                store.optimise()
        with Store.snapshot(folder / "store") as inside, serving(folder, seconds=None) as server:
            assert any(True for _ in inside.quads_for_pattern(None, None, None, None)), DEFAULT_BASE
            console.print(f"index: {ready(server.address):.1f} s")
            # A server that has just been started reads its files for the first time, and copies the store for queries.
            crowd(server.address, inside, WARMING_SECONDS, PAUSE_SECONDS)
            with_pauses = crowd(server.address, inside, options.seconds, PAUSE_SECONDS)
            title = f"{options.quads:,} quads, {CLIENTS} clients, each with {PAUSE_SECONDS:g} s between its questions"
            shown(f"{title} (limits: {LIMIT_MEDIAN_MS:g} and {LIMIT_99_MS:g})", with_pauses, console)
            spent = processor_seconds(server.process.pid)
            without = crowd(server.address, inside, options.seconds, 0)
            spent = processor_seconds(server.process.pid) - spent
            shown(f"{CLIENTS} clients without a pause", without, console)
            answers = sum(map(len, without.values()))
            each = 1000 * spent / answers
            console.print(
                f"{answers / options.seconds:.0f} answers a second; the server's own {each:.2f} ms of processor each, "
                f"so {CLIENTS} who ask without a pause wait {CLIENTS * each:.1f} ms on average at least"
            )


if __name__ == "__main__":
    main()
