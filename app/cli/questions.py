"""The questions of `nyhendegraf graph` on where things are: beside, between, in the middle, together."""

from typing import Annotated

import typer
from rich.markup import escape

from app.cli.answers import names, show_table
from app.cli.asking import Asked, EntityArgument, LimitOption, Told
from app.cli.terminal import ExitCode, messages, output
from app.query.network import questions as ask
from app.query.network.documents import paths_document, subgraph_document
from app.query.plain import plain

SeedOption = Annotated[
    int, typer.Option("--seed", min=0, help="Where chance has a part, the same for the same seed.")
]


def neighbours(
    asked: Asked,
    entity: EntityArgument,
    depth: Annotated[int, typer.Option("--depth", min=1, max=5, help="How many steps away.")] = 1,
    limit: LimitOption = 50,
) -> Told:
    """Whom an entity has to do with, and by what: every edge among those nearest to it.

    \b
    Examples:
      nyhendegraf graph neighbours "Jens Stoltenberg"
      nyhendegraf graph neighbours person/jens-stoltenberg --depth 2 --class Consultation --format json
    """
    found = ask.neighbourhood(asked.asking, [asked.entity(entity)], depth=depth, limit=limit)
    called = {node.iri: node.label for node in found.nodes}
    rows = [
        (called[e.source], e.label, called[e.target], e.facts, e.articles, e.earliest, e.latest, e.confidence)
        for e in found.edges
    ]
    columns = ("who", "what", "whom", "facts", "articles", "first", "last", "confidence")
    return Told(
        subgraph_document(found, asked.asking.base),
        lambda: show_table(columns, rows, truncated=found.truncated),
    )


def paths(
    asked: Asked,
    one: Annotated[str, typer.Argument(metavar="FROM", help="Its name or id.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="TO", help="Its name or id.", show_default=False)],
    k: Annotated[int, typer.Option("--k", min=1, max=100, help="How many ways at most.")] = 3,
    max_length: Annotated[
        int, typer.Option("--max-length", min=1, max=8, help="How many steps at most.")
    ] = 4,
    every: Annotated[bool, typer.Option("--all", help="Every way and not only the shortest.")] = False,
    directed: Annotated[
        bool, typer.Option("--directed", help="Only from who acts to whom it is done.")
    ] = False,
) -> Told:
    """How two entities are connected, each step with a sentence that says so.

    \b
    Examples:
      nyhendegraf graph paths "Lloyd Austin" Hamas
      nyhendegraf graph paths "Lloyd Austin" Hamas --all --max-length 3 --format json
    """
    ends = asked.entity(one), asked.entity(other)
    if every:
        found = ask.all_paths(asked.asking, *ends, limit=k, max_length=max_length, directed=directed)
    else:
        found = ask.shortest_paths(asked.asking, *ends, k=k, max_length=max_length, directed=directed)

    def show() -> None:
        console = output()
        for path in found.paths:
            console.print(f"[bold]{escape(' → '.join(actor.label for actor in path.nodes))}[/]")
            for step in path.steps:
                said = ", ".join(f"{'' if p.forward else '← '}{p.label}" for p in step.predicates)
                console.print(f"  {escape(step.source.label)} — {escape(said)} — {escape(step.target.label)}")
                # One sentence may tell several facts.
                for sentence, article in list(dict.fromkeys((r.sentence, r.article) for r in step.reports))[
                    :2
                ]:
                    console.print(f"      [italic]{escape(sentence or '')}[/]  ({escape(article)})")
        if not found.paths:
            messages().print(f"no way of at most {max_length} steps")
            raise typer.Exit(ExitCode.SOME_FAILED)
        if found.truncated:
            messages().print("there are more: --k")

    return Told(paths_document(found), show)


def centrality(
    asked: Asked,
    measure: Annotated[
        ask.Measure, typer.Option("--measure", help="What counts as central.")
    ] = ask.Measure.DEGREE,
    window: Annotated[
        ask.WindowStep | None, typer.Option("--window", help="A ranking for each year, quarter or month.")
    ] = None,
    sample: Annotated[
        int | None,
        typer.Option(
            "--sample",
            min=1,
            help="Estimate betweenness from so many entities, as is done in large networks.",
        ),
    ] = None,
    seed: SeedOption = 1,
    limit: LimitOption = 20,
) -> Told:
    """Who matters: by number of facts (degree), PageRank, betweenness, eigenvector, hubs or authorities.

    PageRank, hubs and authorities follow who acts on whom; the others count both ways. Betweenness finds those who
    connect groups.

    \b
    Examples:
      nyhendegraf graph centrality --measure pagerank
      nyhendegraf graph centrality --measure betweenness --class Consultation --window year
    """
    spans = () if window is None else ask.windows_of(asked.asking, window)
    found = ask.centrality(asked.asking, measure, limit=limit, windows=spans, sample=sample, seed=seed)

    def show() -> None:
        for ranking in found:
            title = f"{ranking.first} – {ranking.last}" if window is not None else None
            rows = [(r.rank, r.actor.label, r.actor.type, r.score, r.actor.id) for r in ranking.entities]
            show_table(
                ("", "who", "type", measure.value, "id"), rows, truncated=ranking.truncated, title=title
            )

    return Told(found, show)


def communities(
    asked: Asked,
    method: Annotated[ask.Method, typer.Option("--method", help="How groups are found.")] = ask.Method.LEIDEN,
    resolution: Annotated[
        float, typer.Option("--resolution", min=0.01, max=100, help="Above 1 gives more and smaller groups.")
    ] = 1.0,
    seed: SeedOption = 1,
    limit: LimitOption = 20,
) -> Told:
    """Groups that have more to do with each other than with the rest.

    \b
    Examples:
      nyhendegraf graph communities
      nyhendegraf graph communities --class Conflict --resolution 2
    """
    found = ask.communities(asked.asking, method=method, resolution=resolution, seed=seed, limit=limit)

    def show() -> None:
        rows = [(c.number, c.size, c.inside, c.outside, names(c.members)) for c in found.communities]
        show_table(("", "size", "facts within", "facts outwards", "members"), rows, truncated=found.truncated)
        messages().print(f"modularity {found.modularity:.3f}; {found.count} groups")

    return Told(found, show)


def stats(
    asked: Asked,
) -> Told:
    """The network in figures: size, time, density, and which kinds of facts there are.

    \b
    Examples:
      nyhendegraf graph stats
      nyhendegraf graph stats --from 2024 --status all --format json
    """
    found = ask.statistics(asked.asking)

    def show() -> None:
        figures = plain(found)
        classes = figures.pop("classes")
        show_table(("", ""), figures.items())
        show_table(("class", "facts"), classes)

    return Told(found, show)


def components(
    asked: Asked,
    limit: LimitOption = 20,
) -> Told:
    """The pieces that nothing connects.

    \b
    Example:
      nyhendegraf graph components --class Consultation
    """
    found = ask.components(asked.asking, limit=limit)
    rows = [(c.number, c.size, names(c.members)) for c in found.components]
    return Told(found, lambda: show_table(("", "size", "members"), rows, truncated=found.truncated))


def bridges(
    asked: Asked,
    limit: LimitOption = 20,
) -> Told:
    """Pairs whose facts alone hold two parts of the network together.

    \b
    Example:
      nyhendegraf graph bridges --limit 10
    """
    found = ask.bridges(asked.asking, limit=limit)
    rows = [(b.source.label, b.target.label, b.facts, b.cut_off) for b in found.bridges]
    return Told(
        found, lambda: show_table(("one", "other", "facts", "cut off"), rows, truncated=found.truncated)
    )


def cores(
    asked: Asked,
    limit: LimitOption = 5,
) -> Told:
    """Who is joined to at least k others that are so themselves, the innermost first.

    \b
    Example:
      nyhendegraf graph cores --min-confidence 0.8
    """
    found = ask.cores(asked.asking, limit=limit)
    return Told(
        found,
        lambda: show_table(("k", "size", "members"), [(c.k, c.size, names(c.members)) for c in found.cores]),
    )
