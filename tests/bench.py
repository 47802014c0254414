"""`make bench`: what each part costs; both sides of every comparison are measured in the same run.

Times are the fastest of the rounds, since what disturbs a measurement only slows it; stages count processor time.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple, ParamSpec, TypeVar
from urllib.request import urlopen

from rich.console import Console
from rich.table import Table

from app.errors import ArticleError, NyhendegrafError
from app.extraction import Extractor
from app.graph.checks import quarantine
from app.graph.mapping import article_quads
from app.graph.shapes import validate
from app.graph.store import Store
from app.language import Analyser, load_pipeline
from app.lean import own_process
from app.linking import Linker
from app.pipeline import Pipeline
from app.query import article_facts, find_entities, projection, run
from app.reading import read_articles
from tests.api.test_serve import serving

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
QUERIES = {
    "every meeting": "SELECT ?a ?b { ?a ng:met ?b }",
    "facts and their sentences": "SELECT ?fact ?text { ?fact ng:evidence/nif:anchorOf ?text ; ng:modality ng:Actual }",
    "most mentioned entities": "SELECT ?l (COUNT(*) AS ?n) { ?e gaf:denotedBy ?m ; skos:prefLabel ?l } GROUP BY ?l",
    "a group of classes": "SELECT ?label { ?fact a/rdfs:subClassOf ng:Consultation ; rdfs:label ?label }",
}
P = ParamSpec("P")
T = TypeVar("T")
U = TypeVar("U")


class Clock:
    """Seconds by name, one for each time that it was done."""

    def __init__(self, now: Callable[[], float] = perf_counter) -> None:
        self.now = now
        self.seconds: dict[str, list[float]] = {}

    def time(self, name: str, action: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        began = self.now()
        result = action(*args, **kwargs)
        self.seconds.setdefault(name, []).append(self.now() - began)
        return result

    def each(self, name: str, action: Callable[[T], U], items: Iterable[T]) -> list[U]:
        """Do it with each item, and note how long they took together."""
        return self.time(name, lambda: [action(item) for item in items])

    def best(self) -> dict[str, float]:
        return {name: min(seconds) for name, seconds in self.seconds.items()}


def tell(what: str) -> None:
    Console(stderr=True, soft_wrap=True).print(f"… {what}", markup=False)


def table(title: str, *columns: str) -> Table:
    made = Table(title=title, title_justify="left", caption_justify="left")
    for column in columns:
        made.add_column(column, justify="left" if column == columns[0] else "right")
    return made


def stages(rounds: int) -> Table:
    """Each stage alone and the whole, against the bare language pipeline."""
    nlp = load_pipeline()
    analyser, extractor, linker = Analyser(nlp), Extractor(), Linker()
    whole = Pipeline(analyser, extractor, linker)
    articles = [a for a in read_articles([SEEDS]) if not isinstance(a, ArticleError)]
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    # Before anything is measured caches are filled, and what stays is settled, as after a build's first articles.
    list(whole.graphs(articles))
    clock, bare = Clock(process_time), "language pipeline, bare"
    all_together = "whole, without reading and storing"
    for number in range(rounds):
        tell(f"stages, round {number + 1} of {rounds}")
        clock.time("reading", lambda: list(read_articles([SEEDS])))
        clock.time(bare, lambda: list(nlp.pipe(texts)))
        analysed = clock.time("language with identification", lambda: list(analyser.analyse(articles)))
        documents = [d for d in analysed if not isinstance(d, ArticleError)]
        linked = clock.each("linking", linker.link, clock.each("extraction", extractor.extract, documents))
        checked = clock.each("checks", quarantine, clock.each("mapping", article_quads, linked))
        with Store.memory() as store:
            clock.each("storing in memory", store.replace_article, [graph.quads for graph in checked])
        clock.time(all_together, lambda: list(whole.graphs(articles)))
    clock.each("SHACL shapes (--validate)", validate, [graph.quads for graph in checked])
    title = f"Stages: {len(articles)} articles, {words} words"
    shown = table(title, "", "words/s", "ms/article", "ratio to bare")
    for name, seconds in (best := clock.best()).items():
        ms = 1000 * seconds / len(articles)
        shown.add_row(name, f"{words / seconds:,.0f}", f"{ms:.1f}", f"{seconds / best[bare]:.3f}")
    shown.caption = (
        "processor time, as after a build's first articles; the language pipeline is "
        f"{best[bare] / best[all_together]:.0%} of the whole (75 % at least)"
    )
    return shown


def start_up(folder: Path) -> Table:
    """Commands from nothing to their end, each in a process of its own."""
    seed, store = min(SEEDS.glob("*.txt")), str(folder / "start-up")
    commands = {
        "--version": ["--version"],
        "--help": ["--help"],
        "build one article": ["build", str(seed), "--store", store, "--quiet"],
        "show its facts": ["show", seed.stem, "--store", store],
        "query": ["query", QUERIES["every meeting"], "--store", store],
    }
    clock, python = Clock(), [sys.executable, "-c", "from app.cli import main; main()"]
    for name, arguments in commands.items():
        tell(f"start-up, {name}")
        for command in 3 * [[*python, *arguments]]:
            clock.time(name, subprocess.run, command, cwd=ROOT, check=True, capture_output=True)
    for _ in range(3):
        clock.time("serve, to its first answer", answered, folder, store)
    shown = table("Start-up", "nyhendegraf", "seconds")
    for name, seconds in clock.best().items():
        shown.add_row(name, f"{seconds:.2f}")
    return shown


def answered(folder: Path, store: str) -> None:
    """Start a server, and ask it for its articles."""
    with serving(folder, "--store", store) as server, urlopen(f"{server.address}/api/articles") as answer:
        answer.read()


def throughput(folder: Path, copies: tuple[int, ...]) -> Table:
    """Builds of the seeds repeated into a store, start-up of the processes included; and memory as it goes."""
    shown = table("Build", "articles", "processes", "seconds", "words/s", "ratio to one", "of it storing")
    for number in copies:
        articles = folder / f"articles-{number}"
        articles.mkdir()
        for seed in SEEDS.glob("*.txt"):
            for copy in range(number):
                shutil.copyfile(seed, articles / f"{seed.stem}-{copy}.txt")
        count = len(list(articles.glob("*.txt")))
        words = sum(len(path.read_text(encoding="utf-8").split()) for path in articles.glob("*.txt"))
        one = 0.0
        for processes in (1, 2):
            tell(f"build of {count} articles with {processes} process{'es' * (processes > 1)}")
            built = built_alone(articles, folder / f"store-{number}-{processes}", processes)
            one = one or built.seconds
            figures = f"{built.seconds:.1f}", f"{words / built.seconds:,.0f}", f"{one / built.seconds:.2f}"
            shown.add_row(str(count), str(processes), *figures, f"{built.storing / built.seconds:.0%}")
            if processes == 1:
                early, last = built.memory[len(built.memory) // 4], built.memory[-1]
                shown.caption = (
                    f"memory of one process: {early:.0f} MiB after a quarter, {last:.0f} MiB at the end"
                )
    return shown


class Built(NamedTuple):
    """What a build took, from nothing to its end; MiB of the process that writes, after each article."""

    seconds: float
    storing: float
    memory: list[float]


def built_alone(articles: Path, store: Path, processes: int) -> Built:
    """A build in a process of its own, as the command has one."""
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, str(articles), str(store), str(processes)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    storing, *memory = map(float, done.stdout.split())
    return Built(perf_counter() - began, storing, memory)


_BUILD = """
import os, sys
from pathlib import Path
from time import perf_counter
from app.bootstrap import build
from app.config import Settings
from app.errors import ArticleError
from app.graph.store import Store
from app.lean import own_process

if __name__ == "__main__":
    own_process()
    articles, place, processes = sys.argv[1:]
    storing, memory = 0.0, []
    with Store.open(Path(place)) as store:
        for item in build(Settings(pipeline=None, processes=int(processes)), [articles]):
            assert not isinstance(item, ArticleError), item
            began = perf_counter()
            store.replace_article(item.quads)
            storing += perf_counter() - began
            resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            memory.append(resident * os.sysconf("SC_PAGE_SIZE") / 2**20)
    print(storing, *memory)
"""


def storing(path: Path) -> Table:
    """A store on disk: loading, replacing, asking."""
    tell("store")
    clock = Clock()
    with Store.open(path) as store:
        records = store.articles()
        graphs = [tuple(store.article_quads(record.iri)) for record in records]
        for _ in range(5):
            clock.time(f"replace one article ({len(graphs[0])} quads)", store.replace_article, graphs[0])
            for name, query in QUERIES.items():
                clock.time(f"query: {name}", run, store, query)
            clock.time("facts of one article", article_facts, store, records[0])
            clock.time("find an entity by its name", find_entities, store, "Støre")
        clock.time("networkx projection", projection, store)
    with Store.open(path.with_name("loaded")) as store:
        clock.each("load all articles", store.replace_article, graphs)
    shown = table(f"Store: {len(records)} articles, {(quads := sum(map(len, graphs)))} quads", "", "ms")
    for name, seconds in clock.best().items():
        shown.add_row(name, f"{1000 * seconds:.1f}")
    shown.caption = f"loaded at {quads / clock.best()['load all articles']:,.0f} quads/s"
    return shown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each stage is measured")
    parser.add_argument(
        "--copies",
        type=int,
        nargs="+",
        default=(1, 12, 48),
        help="how often the seeds are repeated in a build",
    )
    options = parser.parse_args()
    own_process()
    try:
        Console().print(stages(options.rounds))
        with tempfile.TemporaryDirectory(prefix="nyhendegraf-bench-") as name:
            Console().print(start_up(Path(name)))
            Console().print(throughput(Path(name), tuple(options.copies)))
            Console().print(storing(Path(name) / f"store-{options.copies[-1]}-1"))
    except NyhendegrafError as error:
        tell(f"not measured: {error}")
        sys.exit(1)


if __name__ == "__main__":
    main()
