"""The questions of `nyhendegraf graph`, each a command."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.markup import escape

from app.cli.answers import AnswerFormat, show_json, show_table
from app.cli.options import LanguageOption, StoreOption, settings
from app.cli.show import candidates
from app.cli.terminal import ExitCode, messages, output
from app.errors import RunError
from app.graph.port import ArticleStore
from app.query.filters import FactFilter, FilterError
from app.query.network import build_network
from app.query.network import questions as ask
from app.query.network.documents import paths_document, subgraph_document
from app.query.plain import plain

FormatOption = Annotated[AnswerFormat, typer.Option("--format", help="How the answer is shown.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="At most so many.")]
EntityArgument = Annotated[str, typer.Argument(metavar="ENTITY", help="Its name or id.", show_default=False)]
SeedOption = Annotated[
    int, typer.Option("--seed", min=0, help="Where chance has a part, the same for the same seed.")
]
_TABLE = AnswerFormat.TABLE


@dataclass(frozen=True)
class Asked:
    """A store's network with a filter, and the store."""

    asking: ask.Asking
    source: ArticleStore

    def entity(self, name: str) -> str:
        """The one entity that a name or an id means; ends the command where it is none or several."""
        network = self.asking.network
        nodes = candidates(self.source, name, self.asking.base)
        found = [i for i in dict.fromkeys(network.entity(node.value) for node in nodes) if network.has(i)]
        if len(found) == 1:
            return found[0]
        if found:
            messages().print(f"{escape(name)} may be one of these; give the id:")
            for actor in map(self.asking.actor, found):
                output().print(f"  {escape(actor.id)}  {escape(actor.label)} ({actor.type})")
        else:
            messages().print(
                f"{escape(self.source.place)} knows nothing of {escape(name)}. "
                "See its articles: nyhendegraf show"
            )
        raise typer.Exit(ExitCode.SOME_FAILED)


@contextmanager
def _asked(chosen: FactFilter, store: str | None, language: str | None) -> Iterator[Asked]:
    from app.graph.stores import read_store

    told = settings(store=store, language=language)
    with read_store(told.place) as source:
        try:
            asking = ask.Asking(build_network(source), chosen, told.languages, told.base_iri, source)
            yield Asked(asking, source)
        except FilterError as error:
            raise typer.BadParameter(str(error)) from error
        except ask.UnansweredError as error:
            raise RunError(str(error)) from error


def neighbours(
    chosen: FactFilter,
    entity: EntityArgument,
    depth: Annotated[int, typer.Option("--depth", min=1, max=5, help="How many steps away.")] = 1,
    limit: LimitOption = 50,
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Whom an entity has to do with, and by what: every edge among those nearest to it.

    \b
    Examples:
      nyhendegraf graph neighbours "Jens Stoltenberg"
      nyhendegraf graph neighbours person/jens-stoltenberg --depth 2 --class Consultation --format json
    """
    with _asked(chosen, store, language) as asked:
        found = ask.neighbourhood(asked.asking, [asked.entity(entity)], depth=depth, limit=limit)
        base = asked.asking.base
    if form is AnswerFormat.JSON:
        show_json(subgraph_document(found, base))
        return
    names = {node.iri: node.label for node in found.nodes}
    rows = [
        (names[e.source], e.label, names[e.target], e.facts, e.articles, e.earliest, e.latest, e.confidence)
        for e in found.edges
    ]
    columns = ("who", "what", "whom", "facts", "articles", "first", "last", "confidence")
    show_table(columns, rows, truncated=found.truncated)


def paths(
    chosen: FactFilter,
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
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """How two entities are connected, each step with a sentence that says so.

    \b
    Examples:
      nyhendegraf graph paths "Lloyd Austin" Hamas
      nyhendegraf graph paths "Lloyd Austin" Hamas --all --max-length 3 --format json
    """
    with _asked(chosen, store, language) as asked:
        ends = asked.entity(one), asked.entity(other)
        if every:
            found = ask.all_paths(asked.asking, *ends, limit=k, max_length=max_length, directed=directed)
        else:
            found = ask.shortest_paths(asked.asking, *ends, k=k, max_length=max_length, directed=directed)
    if form is AnswerFormat.JSON:
        show_json(paths_document(found))
        return
    console = output()
    for path in found.paths:
        console.print(f"[bold]{escape(' → '.join(actor.label for actor in path.nodes))}[/]")
        for step in path.steps:
            said = ", ".join(f"{'' if p.forward else '← '}{p.label}" for p in step.predicates)
            console.print(f"  {escape(step.source.label)} — {escape(said)} — {escape(step.target.label)}")
            # One sentence may tell several facts.
            for sentence, article in list(dict.fromkeys((r.sentence, r.article) for r in step.reports))[:2]:
                console.print(f"      [italic]{escape(sentence or '')}[/]  ({escape(article)})")
    if not found.paths:
        messages().print(f"no way of at most {max_length} steps")
        raise typer.Exit(ExitCode.SOME_FAILED)
    if found.truncated:
        messages().print("there are more: --k")


def centrality(
    chosen: FactFilter,
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
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Who matters: by number of facts (degree), PageRank, betweenness, eigenvector, hubs or authorities.

    PageRank, hubs and authorities follow who acts on whom; the others count both ways. Betweenness finds those who
    connect groups.

    \b
    Examples:
      nyhendegraf graph centrality --measure pagerank
      nyhendegraf graph centrality --measure betweenness --class Consultation --window year
    """
    with _asked(chosen, store, language) as asked:
        spans = () if window is None else ask.windows_of(asked.asking, window)
        found = ask.centrality(asked.asking, measure, limit=limit, windows=spans, sample=sample, seed=seed)
    if form is AnswerFormat.JSON:
        show_json(found)
        return
    for ranking in found:
        title = f"{ranking.first} – {ranking.last}" if window is not None else None
        rows = [(r.rank, r.actor.label, r.actor.type, r.score, r.actor.id) for r in ranking.entities]
        show_table(("", "who", "type", measure.value, "id"), rows, truncated=ranking.truncated, title=title)


def communities(
    chosen: FactFilter,
    method: Annotated[ask.Method, typer.Option("--method", help="How groups are found.")] = ask.Method.LEIDEN,
    resolution: Annotated[
        float, typer.Option("--resolution", min=0.01, max=100, help="Above 1 gives more and smaller groups.")
    ] = 1.0,
    seed: SeedOption = 1,
    limit: LimitOption = 20,
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Groups that have more to do with each other than with the rest.

    \b
    Examples:
      nyhendegraf graph communities
      nyhendegraf graph communities --class Conflict --resolution 2
    """
    with _asked(chosen, store, language) as asked:
        found = ask.communities(asked.asking, method=method, resolution=resolution, seed=seed, limit=limit)
    if form is AnswerFormat.JSON:
        show_json(found)
        return
    rows = [(c.number, c.size, c.inside, c.outside, _names(c.members)) for c in found.communities]
    show_table(("", "size", "facts within", "facts outwards", "members"), rows, truncated=found.truncated)
    messages().print(f"modularity {found.modularity:.3f}; {found.count} groups")


def stats(
    chosen: FactFilter,
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """The network in figures: size, time, density, and which kinds of facts there are.

    \b
    Examples:
      nyhendegraf graph stats
      nyhendegraf graph stats --from 2024 --status all --format json
    """
    with _asked(chosen, store, language) as asked:
        found = ask.statistics(asked.asking)
    if form is AnswerFormat.JSON:
        show_json(found)
        return
    figures = plain(found)
    classes = figures.pop("classes")
    show_table(("", ""), figures.items())
    show_table(("class", "facts"), classes)


def components(
    chosen: FactFilter,
    limit: LimitOption = 20,
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """The pieces that nothing connects.

    \b
    Example:
      nyhendegraf graph components --class Consultation
    """
    with _asked(chosen, store, language) as asked:
        found = ask.components(asked.asking, limit=limit)
    if form is AnswerFormat.JSON:
        show_json(found)
        return
    rows = [(c.number, c.size, _names(c.members)) for c in found.components]
    show_table(("", "size", "members"), rows, truncated=found.truncated)


def bridges(
    chosen: FactFilter,
    limit: LimitOption = 20,
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Pairs whose facts alone hold two parts of the network together.

    \b
    Example:
      nyhendegraf graph bridges --limit 10
    """
    with _asked(chosen, store, language) as asked:
        found = ask.bridges(asked.asking, limit=limit)
    if form is AnswerFormat.JSON:
        show_json(found)
        return
    rows = [(b.source.label, b.target.label, b.facts, b.cut_off) for b in found.bridges]
    show_table(("one", "other", "facts", "cut off"), rows, truncated=found.truncated)


def cores(
    chosen: FactFilter,
    limit: LimitOption = 5,
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Who is joined to at least k others that are so themselves, the innermost first.

    \b
    Example:
      nyhendegraf graph cores --min-confidence 0.8
    """
    with _asked(chosen, store, language) as asked:
        found = ask.cores(asked.asking, limit=limit)
    if form is AnswerFormat.JSON:
        show_json(found)
        return
    show_table(("k", "size", "members"), [(c.k, c.size, _names(c.members)) for c in found.cores])


def balance(
    chosen: FactFilter,
    limit: LimitOption = 20,
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Alliances and conflicts: who stands with and against whom, which camps that makes, and what does not fit.

    \b
    Example:
      nyhendegraf graph balance --from 2023 --to 2024
    """
    with _asked(chosen, store, language) as asked:
        found = ask.balance(asked.asking, limit=limit)
    if form is AnswerFormat.JSON:
        show_json(found)
        return
    for title, ties in (
        ("alliances", found.alliances),
        ("conflicts", found.conflicts),
        ("both", found.mixed),
        ("does not fit the camps", found.strained),
    ):
        rows = [(t.one.label, t.other.label, t.positive, t.negative, ", ".join(t.classes)) for t in ties]
        show_table(("one", "other", "for", "against", "by"), rows, title=title)
    for number, camp in enumerate(found.camps, 1):
        output().print(f"camp {number}: {escape(_names(camp))}")
    messages().print(
        f"{found.balanced_triangles} balanced triangles, {found.unbalanced_triangles} unbalanced"
        + ("; there are more: --limit" if found.truncated else "")
    )


def speakers(
    chosen: FactFilter,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Only what this entity says.")] = None,
    about: Annotated[str | None, typer.Option("--about", help="Only what is said of this entity.")] = None,
    limit: LimitOption = 20,
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Who speaks about whom: as a source, or in words of saying, criticism, support and the like.

    \b
    Examples:
      nyhendegraf graph speakers --status all
      nyhendegraf graph speakers --about Hamas --status all
    """
    with _asked(chosen, store, language) as asked:
        ends = [None if name is None else asked.entity(name) for name in (speaker, about)]
        found = ask.speeches(asked.asking, speaker=ends[0], about=ends[1], limit=limit)
    if form is AnswerFormat.JSON:
        show_json(found)
        return
    rows = [
        (s.speaker.label, s.about.label, s.facts, s.quoted, s.articles, ", ".join(c for c, _ in s.classes))
        for s in found.speeches
    ]
    show_table(("who", "about", "facts", "quotations", "articles", "in"), rows, truncated=found.truncated)


def contested(
    chosen: FactFilter,
    limit: LimitOption = 20,
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Claims that some articles or sources tell as so, and others deny or doubt.

    \b
    Example:
      nyhendegraf graph contested --class Conflict
    """
    with _asked(chosen, store, language) as asked:
        found = ask.contested(asked.asking, limit=limit)
    if form is AnswerFormat.JSON:
        show_json(found)
        return
    rows = [
        (c.subject.label, c.label, c.object.label, c.affirmed, c.denied, c.doubted, c.articles)
        for c in found.claims
    ]
    columns = ("who", "what", "whom", "affirmed", "denied", "doubted", "articles")
    show_table(columns, rows, truncated=found.truncated)


def changes(
    chosen: FactFilter,
    before: Annotated[
        str, typer.Argument(help="A year, month, day, or two with a slash.", show_default=False)
    ],
    after: Annotated[str, typer.Argument(help="The later period, likewise.", show_default=False)],
    limit: LimitOption = 20,
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """What is new, gone, more or less in one period beside another.

    \b
    Examples:
      nyhendegraf graph changes 2023 2024
      nyhendegraf graph changes 2024-01/2024-03 2024-04/2024-06 --dated published
    """
    with _asked(chosen, store, language) as asked:
        periods = ask.period("before", before), ask.period("after", after)
        found = ask.changes(asked.asking, *periods, limit=limit)
    if form is AnswerFormat.JSON:
        show_json(found)
        return
    for title, changed in (
        ("new", found.appeared),
        ("gone", found.disappeared),
        ("more", found.rose),
        ("less", found.fell),
    ):
        show_table(
            ("who", "before", "after"), [(c.actor.label, c.before, c.after) for c in changed], title=title
        )
    for title, ties in (("new ties", found.new_ties), ("lost ties", found.lost_ties)):
        rows = [(t.one.label, t.other.label, t.before, t.after) for t in ties]
        show_table(("one", "other", "before", "after"), rows, title=title)
    if found.truncated:
        messages().print("there are more: --limit")


def similar(
    chosen: FactFilter,
    entity: EntityArgument,
    likeness: Annotated[
        ask.Likeness, typer.Option("--by", help="Number, share or rarity of the neighbours in common.")
    ] = ask.Likeness.ADAMIC_ADAR,
    limit: LimitOption = 20,
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Who has to do with the same others as an entity.

    \b
    Example:
      nyhendegraf graph similar "Lloyd Austin" --by jaccard
    """
    with _asked(chosen, store, language) as asked:
        found = ask.similar(asked.asking, asked.entity(entity), likeness=likeness, limit=limit)
    if form is AnswerFormat.JSON:
        show_json(found)
        return
    rows = [(s.actor.label, s.score, s.joined, _names(s.shared)) for s in found.similar]
    show_table(("who", likeness.value, "joined", "in common"), rows, truncated=found.truncated)


def together(
    chosen: FactFilter,
    entity: Annotated[str | None, typer.Option("--entity", help="Only with this one.")] = None,
    without_facts: Annotated[
        bool, typer.Option("--without-facts", help="Only pairs that no fact joins.")
    ] = False,
    limit: LimitOption = 20,
    form: FormatOption = _TABLE,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Who is named in the same articles, beside the facts that join them, perhaps none.

    \b
    Examples:
      nyhendegraf graph together --without-facts
      nyhendegraf graph together --entity Hamas
    """
    with _asked(chosen, store, language) as asked:
        one = None if entity is None else asked.entity(entity)
        found = ask.comentions(asked.asking, entity=one, without_facts=without_facts, limit=limit)
    if form is AnswerFormat.JSON:
        show_json(found)
        return
    rows = [(p.one.label, p.other.label, p.articles, p.facts, p.lift) for p in found.pairs]
    show_table(("one", "other", "articles", "facts", "lift"), rows, truncated=found.truncated)


def _names(actors: Iterable[ask.Actor], most: int = 8) -> str:
    names = [actor.label for actor in actors]
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
