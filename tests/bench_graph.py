"""`python -m tests.bench_graph`: the network in memory, its questions, and exports of a large one."""

import argparse
import gc
import multiprocessing
import resource
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rich.console import Console
from rich.table import Table

from app.export import ExportFormat, ExportOptions, Profile, write_network
from app.graph.mapping import article_quads
from app.graph.records import article_nodes
from app.graph.store import Store
from app.query.filters import ASSERTED
from app.query.network import LiveNetwork, Network, build_network
from app.query.network import questions as ask
from app.query.records import ArticleContent, read_content
from tests.bench_store import generated, seconds
from tests.graph.examples import harbour

LIMIT_BUILD, LIMIT_CHANGE_MS, LIMIT_EXPORT_MB = 2.0, 50.0, 500.0
CHANGES = 200
EXPORTS = [
    *((f"graphml, {profile}", ExportFormat.GRAPHML, profile) for profile in (Profile.PLAIN, Profile.YED)),
    *((form.value, form, Profile.PLAIN) for form in (ExportFormat.GEXF, ExportFormat.CYTOSCAPE)),
    *((form.value, form, Profile.PLAIN) for form in (ExportFormat.CSV, ExportFormat.NEO4J)),
]


def resident_mb() -> float:
    return (
        int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 2**20
    )


def read(store: Store) -> None:
    """What a program does at least that looks at every quad."""
    for article in article_nodes(store):
        for quad in store.article_quads(article):
            _ = quad.subject, quad.predicate, quad.object


def changed(store: Store, live: LiveNetwork) -> Iterator[float]:
    """Milliseconds from when an article was written until the edges of one of its entities show it."""
    records = store.articles()
    for record in records[:: max(1, len(records) // CHANGES)]:
        quads = set(store.article_quads(record.iri))
        gone = next(q for q in sorted(quads, key=str) if q.predicate.value.endswith("#met"))
        left = {q for q in quads if not _holds(q, quads, gone.subject)}
        store.replace_article(left)
        began = perf_counter()
        with live.reading() as network:
            entity = str(gone.subject)[1:-1]
            assert not any(
                gone.predicate.value == key[1] and key[0] == entity for key in network.keys(entity)
            )
        yield 1000 * (perf_counter() - began)


def _holds(quad: Quad, quads: set[Quad], entity: object) -> bool:
    """Whether a quad is of a fact that has the entity for subject."""
    facts = {q.subject for q in quads if q.predicate.value.endswith("#subject") and q.object == entity}
    return quad.subject in facts or (quad.subject == entity and quad.predicate.value.endswith("#met"))


def copies(content: ArticleContent) -> Iterator[ArticleContent]:
    """The same article again and again, each with entities and facts of its own."""
    number = 0
    while True:
        new = str(number)

        def own(iri: str, new: str = new) -> str:
            return f"{iri}-{new}"

        yield replace(
            content,
            article=replace(content.article, iri=NamedNode(own(content.article.iri.value)), identifier=new),
            text="",
            mentions=(),
            entities=tuple(replace(e, iri=own(e.iri)) for e in content.entities),
            facts=tuple(
                replace(
                    f,
                    iri=own(f.iri),
                    article=own(f.article),
                    subjects=tuple(map(own, f.subjects)),
                    objects=tuple(map(own, f.objects)),
                    roles=tuple((role, own(party)) for role, party in f.roles),
                    source=None if f.source is None else own(f.source),
                )
                for f in content.facts
            ),
        )
        number += 1


def exporting(nodes: int) -> list[tuple[str, float, float, float]]:
    """In a process of its own, whose highest memory is that of the network and its exports."""
    content = read_content(article_quads(harbour()))
    assert content is not None
    network = Network()
    began = perf_counter()
    for copy in copies(content):
        network.add(copy)
        if len(network) % 500 == 0 and len(network.entities()) >= nodes:
            break
    found = [(f"network of {len(network.entities()):,} entities", perf_counter() - began, 0.0, _peak_mb())]
    for name, form, profile in EXPORTS:
        with tempfile.TemporaryFile() as file:
            began = perf_counter()
            write_network(network, form, file, ExportOptions(profile=profile))
            spent = perf_counter() - began
            found.append((name, spent, file.seek(0, 2) / 2**20, _peak_mb()))
    return found


def _peak_mb() -> float:
    # ru_maxrss would be that of the process that began this one, where that is larger.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def building(quads: int, folder: Path, shown: Table) -> None:
    file = folder / "quads.nq"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(generated(quads))
    with Store.open(folder / "store") as store:
        store.load(parse(path=file, format=RdfFormat.N_QUADS))
        store.optimise()
        spent = min(seconds(lambda: read(store)) for _ in range(2))
        shown.add_row("read every quad, s", f"{spent:.1f}", "")
        build = min(seconds(lambda: build_network(store)) for _ in range(2))
        gc.collect()
        before = resident_mb()
        live = LiveNetwork(lambda: nullcontext(store), gc.freeze)
        with live.reading() as network:
            shown.add_row("build the network, s", f"{build:.1f}", "")
            shown.add_row("… beside reading", f"{build / spent:.2f}", f"{LIMIT_BUILD}")
            shown.add_row("its memory, MB", f"{resident_mb() - before:.0f}", "")
            shown.add_row("entities", f"{len(network.entities()):,}", "")
            shown.add_row("edges", f"{len(network.all_keys()):,}", "")
        found = sorted(changed(store, live))
        shown.add_row("a change shows after, ms (median)", f"{median(found):.1f}", f"{LIMIT_CHANGE_MS:.0f}")
        shown.add_row(
            "a change shows after, ms (99 %)",
            f"{found[len(found) * 99 // 100]:.1f}",
            f"{LIMIT_CHANGE_MS:.0f}",
        )
        with live.reading() as network:
            for name, question in questions(ask.Asking(network, store=store)).items():
                shown.add_row(f"{name}, ms", f"{1000 * seconds(question):.1f}", "")


def questions(asking: ask.Asking) -> dict[str, Callable[[], object]]:
    central = ask.centrality(asking, ask.Measure.DEGREE, limit=2)[0].entities
    one, other = (ranked.actor.iri for ranked in central)
    measured = {
        f"centrality, {m}": lambda m=m: ask.centrality(asking, m)
        for m in (ask.Measure.DEGREE, ask.Measure.PAGERANK, ask.Measure.BETWEENNESS)
    }
    return {
        "neighbours, 2 steps": lambda: ask.neighbourhood(asking, [one], depth=2),
        "paths, 4 steps": lambda: ask.shortest_paths(asking, one, other),
        **measured,
        "communities": lambda: ask.communities(asking),
        "balance": lambda: ask.balance(asking),
        "statistics": lambda: ask.statistics(replace(asking, chosen=ASSERTED)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000, help="how many are generated")
    parser.add_argument("--nodes", type=int, default=100_000, help="how many are exported")
    options = parser.parse_args()
    shown = Table(title=f"Network of {options.quads:,} quads", title_justify="left")
    for column in ("", "", "limit"):
        shown.add_column(column, justify="left" if not shown.columns else "right")
    with tempfile.TemporaryDirectory(prefix="nyhendegraf-bench-") as name:
        building(options.quads, Path(name), shown)
    Console(width=110).print(shown)

    exported = Table(title=f"Exports of {options.nodes:,} nodes", title_justify="left")
    for column in ("", "s", "file, MB", "highest memory, MB", "limit"):
        exported.add_column(column, justify="right" if column else "left")
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        for what, spent, size, peak in process.submit(exporting, options.nodes).result():
            exported.add_row(what, f"{spent:.1f}", f"{size:.0f}", f"{peak:.0f}", f"{LIMIT_EXPORT_MB:.0f}")
    Console(width=110).print(exported)


if __name__ == "__main__":
    main()
