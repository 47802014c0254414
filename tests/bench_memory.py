"""`python -m tests.bench_memory`: what a build takes of memory and disk, over many short articles that are made up.

Each article has names that no other has, since what a process remembers of words grows with those. Fails where a
process takes more than it may, or where the second half of the build still takes more and more.
"""

import argparse
import json
import multiprocessing
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.table import Table

from app.bootstrap import build
from app.config import Settings
from app.errors import ArticleError
from app.graph.store import Store
from tests.bench_identity import SYLLABLES

MOST_MIB = 1500 * 10**6 / 2**20
MOST_MIB_A_THOUSAND = 10.0
"""Growth in the second half for each thousand articles: some five for the words, which are forgotten now and then."""
_ENOUGH = 5000
"""Articles, for growth to be told from warming up."""
_SENTENCES = (
    "{person} møtte statsminister {other} i {place} {day}. mai.",
    "– Vi treng ein ny avtale om hamna, seier {other} til avisa {place} Tidende.",
    "{person} vart vald til leiar i {place} kommune med {number} røyster.",
    "Politiet i {place} har pågripe ein mann i {number}-åra etter brannen {day}. juni.",
    "{other} kritiserer {person} for å ha brote løftet om {number} nye bustader.",
    "Selskapet {company} kjøper verftet i {place} for {number} millionar kroner.",
    "Statsministaren besøkte {place} saman med {person} {day}. september.",
)


@dataclass(frozen=True, slots=True)
class Look:
    """What there is after so many articles; MiB of the process that writes and of the largest that analyses."""

    articles: int
    seconds: float
    writer: float
    worker: float
    quads: int
    disk: float


def made_up(number: int) -> dict[str, str]:
    """An article of some fifty words; the same number gives the same."""
    chance = random.Random(number)

    def word(syllables: int = 3) -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(syllables)).capitalize()

    filled = {
        "person": f"{word(2)} {word(4)}",
        "other": f"{word(2)} {word(4)}",
        "place": word(3) + chance.choice(("vik", "sund", "dal", "nes")),
        "company": word(4),
    }
    sentences = [
        sentence.format(**filled, number=chance.randrange(20, 900), day=chance.randrange(1, 28))
        for sentence in chance.sample(_SENTENCES, 4)
    ]
    return {
        "id": f"m{number:06}",
        "date": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "text": "\n\n".join((f"{filled['person']} i {filled['place']}", *sentences)),
    }


def looks(folder: Path, articles: int, processes: int, every: int) -> Iterator[Look]:
    """One for each so many articles, and one at the end."""
    source = folder / "articles.jsonl"
    with source.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(made_up(number), ensure_ascii=False) + "\n" for number in range(articles))
    began, quads = perf_counter(), 0
    with Store.open(folder / "store") as store:
        results = build(Settings(pipeline=None, processes=processes), [source])
        for number, item in enumerate(results, 1):
            assert not isinstance(item, ArticleError), item
            store.replace_article(item.quads)
            quads += len(item.quads)
            if number % every == 0 or number == articles:
                workers = [_mib(child.pid) for child in multiprocessing.active_children()]
                size = sum(p.stat().st_size for p in (folder / "store").rglob("*") if p.is_file())
                yield Look(
                    number,
                    perf_counter() - began,
                    _mib(os.getpid()),
                    max(workers, default=_mib(os.getpid())),
                    quads,
                    size / 10**6,
                )


def _mib(process: int | None) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def slope(found: list[Look], part: str) -> float:
    """MiB for each thousand articles, by least squares over the second half."""
    half = found[len(found) // 2 :] if len(found) > 3 else found
    middle = sum(look.articles for look in half) / len(half)
    spread = sum((look.articles - middle) ** 2 for look in half)
    together = sum((look.articles - middle) * getattr(look, part) for look in half)
    return 1000 * together / spread if spread else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--every", type=int, default=1000, help="articles between two looks")
    options = parser.parse_args()
    words = sum(len(made_up(number)["text"].split()) for number in range(100)) / 100
    shown = Table(
        title=f"Build of {options.articles} articles of {words:.0f} words, {options.processes} processes",
        title_justify="left",
        caption_justify="left",
    )
    for column in (
        "articles",
        "articles/s",
        "MiB writing",
        "MiB analysing",
        "quads/article",
        "kB/article on disk",
    ):
        shown.add_column(column, justify="right")
    found: list[Look] = []
    with tempfile.TemporaryDirectory(prefix="nyhendegraf-bench-") as name:
        for look in looks(Path(name), options.articles, options.processes, options.every):
            Console(stderr=True).print(f"… {look.articles} articles, {look.worker:.0f} MiB", markup=False)
            before = found[-1] if found else Look(0, 0.0, 0.0, 0.0, 0, 0.0)
            found.append(look)
            shown.add_row(
                f"{look.articles}",
                f"{(look.articles - before.articles) / (look.seconds - before.seconds):.1f}",
                f"{look.writer:.0f}",
                f"{look.worker:.0f}",
                f"{(look.quads - before.quads) / (look.articles - before.articles):.0f}",
                f"{1000 * look.disk / look.articles:.1f}",
            )
    slopes = {part: slope(found, part) for part in ("writer", "worker")}
    shown.caption = (
        f"second half, for each thousand articles: {slopes['writer']:+.1f} MiB writing, "
        f"{slopes['worker']:+.1f} MiB analysing"
    )
    Console().print(shown)
    most = max(max(look.writer, look.worker) for look in found)
    if most > MOST_MIB:
        sys.exit(f"a process took {most:.0f} MiB; {MOST_MIB:.0f} are the most that it may take")
    # Of fewer articles the growth is what each process loads when it first needs it.
    enough = len(found) > 3 and options.articles >= _ENOUGH
    if enough and max(slopes.values()) > MOST_MIB_A_THOUSAND:
        sys.exit(f"memory grows by {max(slopes.values()):.1f} MiB with each thousand articles")


if __name__ == "__main__":
    main()
