"""`nyhendegraf resolve`, `merge`, `split`, `wrong`, `undo`, `decisions` and `events`: deciding, and taking it back."""

import getpass
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.markup import escape

from app.cli.facts import sentence
from app.cli.options import LanguageOption, StoreOption, settings
from app.cli.terminal import ExitCode, messages, output
from app.graph.port import ArticleStore
from app.graph.stores import open_store, read_store
from app.identity import Decision, Judgement, Kind
from app.query import DecisionAccount, count_events, happenings, reject, short_id
from app.query import decisions as all_decisions
from app.query import merge as merged
from app.query import split as split_up
from app.query import undo as taken_back
from app.query.differences import Value

EntityArgument = Annotated[
    str,
    typer.Argument(metavar="A", help="An id, an IRI, or a name that only one has.", show_default=False),
]
BecauseOption = Annotated[str, typer.Option("--because", help="Why, for those who read it later.")]
ByOption = Annotated[
    str | None,
    typer.Option("--by", help="Who decides.  [default: the user of this machine]", show_default=False),
]


_DECIDED = {
    Kind.NAMESAKE: "articles that mean a namesake are told apart",
    Kind.ENTITY: "pairs of entities are one",
    Kind.EVENT: "pairs of reports of events are one",
    Kind.TEXT: "pairs of texts are one",
}


def register(group: typer.Typer) -> None:
    """Adds the commands."""
    for command in (resolve, merge, split, wrong, undo, decisions, events):
        group.command(command.__name__)(command)


def resolve(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the numbers.")] = False,
    store: StoreOption = None,
) -> None:
    """Decide by program which texts, entities and reported events of all articles are the same.

    Run it after a build, as often as you like: the same articles give the same decisions, and what people have decided
    stays. Each decision is shown with what speaks for it, and can be taken back with undo or split.

    \b
    Example:
      nyhendegraf resolve --store store
    """
    # Here, because the other commands need no gazetteer and no language libraries.
    from app.extraction.gazetteer import load_gazetteer
    from app.query.resolve import resolve as resolved
    from app.query.world import world_of

    chosen = settings(store=store)
    world = world_of(load_gazetteer())
    with open_store(chosen.place) as target:
        done = resolved(target, base=chosen.base_iri, now=_now(), world=world)
    console = output()
    for resolution in done:
        for sign, found in (("+", resolution.new), ("-", resolution.gone)):
            for decision in () if quiet else found:
                console.print(
                    f"{sign} {short_id(decision)}  {decision.score:.2f}  {_named(decision.pair, chosen.base_iri)}: "
                    f"{escape(decision.reason)}"
                )
        console.print(
            f"[bold]{resolution.decided} {_DECIDED[resolution.kind]}[/], {len(resolution.new)} of them new, "
            f"{len(resolution.gone)} no longer"
        )


def merge(
    one: EntityArgument,
    other: Annotated[str, typer.Argument(metavar="B", help="The other.", show_default=False)],
    because: BecauseOption = "",
    by: ByOption = None,
    store: StoreOption = None,
) -> None:
    """Decide that two entities, or two reports of an event, are one.

    The articles stay as they are: the decision is kept beside them, counts in everything that is shown, projected and
    exported, holds when articles are built again, and can be taken back with undo.

    \b
    Examples:
      nyhendegraf merge person/kari-vik person/kari-b-vik --because "same office, same week"
      nyhendegraf merge "Kari Vik" hamn-2024/person/vik
    """
    chosen = settings(store=store)
    with open_store(chosen.place) as target:
        made = merged(target, one, other, base=chosen.base_iri, by=by or _user(), now=_now(), because=because)
    output().print(f"{short_id(made)}  {_named(made.pair, chosen.base_iri)} are one")
    _tell_undo(made)


def split(
    one: EntityArgument,
    other: Annotated[
        str | None,
        typer.Argument(
            metavar="B",
            help="What it is not, or an article that means a namesake; without it, all that it was put together with.",
        ),
    ] = None,
    because: BecauseOption = "",
    by: ByOption = None,
    store: StoreOption = None,
) -> None:
    """Decide that two entities, or two reports, are different, whatever was decided before.

    \b
    Examples:
      nyhendegraf split person/kari-vik person/kari-b-vik
      nyhendegraf split person/kari-vik hamna-2024 --because "a namesake: that article means another Kari Vik"
    """
    chosen = settings(store=store)
    with open_store(chosen.place) as target:
        made = split_up(
            target, one, other, base=chosen.base_iri, by=by or _user(), now=_now(), because=because
        )
    for decision in made:
        output().print(f"{short_id(decision)}  {_named(decision.pair, chosen.base_iri)} are different")
    _tell_undo(made[0])


def wrong(
    fact: Annotated[
        str, typer.Argument(metavar="FACT", help="The id or IRI of the fact.", show_default=False)
    ],
    because: BecauseOption = "",
    by: ByOption = None,
    store: StoreOption = None,
) -> None:
    """Decide that a fact is wrong: it is left out of what is shown, counted and drawn.

    The article's graph keeps it. The decision holds when the article is built again and says the same, and can be taken
    back with undo. show --wrong tells the ids of facts.

    \b
    Example:
      nyhendegraf wrong fact/0123456789abcdef0123 --because "the other minister"
    """
    chosen = settings(store=store)
    with open_store(chosen.place) as target:
        made = reject(target, fact, base=chosen.base_iri, by=by or _user(), now=_now(), because=because)
    output().print(f"{short_id(made)}  {_named(made.pair, chosen.base_iri)} is wrong")
    _tell_undo(made)


def undo(
    decision: Annotated[
        str, typer.Argument(metavar="DECISION", help="Its id, or the beginning of it.", show_default=False)
    ],
    by: ByOption = None,
    store: StoreOption = None,
) -> None:
    """Take a decision back, a program's or a person's; what counted before it counts again.

    \b
    Example:
      nyhendegraf undo 3f9a01c2
    """
    chosen = settings(store=store)
    with open_store(chosen.place) as target:
        undone = taken_back(target, decision, base=chosen.base_iri, by=by or _user(), now=_now())
    output().print(f"{short_id(undone)}  taken back: {_named(undone.pair, chosen.base_iri)}")


def decisions(
    name: Annotated[
        str | None, typer.Argument(metavar="A", help="Only those about this entity or report.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Those too that were taken back, and by whom.")
    ] = False,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Tell what was decided on who is who: what, who or what decided, when, how surely and why.

    \b
    Examples:
      nyhendegraf decisions
      nyhendegraf decisions person/kari-vik --all
    """
    chosen = settings(store=store, language=language)
    with read_store(chosen.place) as source:
        found = all_decisions(
            source, of=name, base=chosen.base_iri, everything=everything, languages=chosen.languages
        )
    for account in found:
        output().print(_line(account, chosen.base_iri))
    if not found:
        messages().print("nothing was decided")
        raise typer.Exit(ExitCode.SOME_FAILED)


def events(store: StoreOption = None, language: LanguageOption = None) -> None:
    """Tell which events have several reports, what each article says, and where they differ.

    \b
    Example:
      nyhendegraf events --store store
    """
    chosen = settings(store=store, language=language)
    with read_store(chosen.place) as source:
        counts = count_events(source)
        found = happenings(source, languages=chosen.languages)
    console = output()
    for happening in found:
        articles = len({report.article.iri for report in happening.reports})
        told = f"  ({articles} articles, of {happening.texts} texts)" if happening.texts < articles else ""
        console.print(f"\n[bold]{escape(happening.reports[0].label)}[/]  {happening.reports[0].kind}{told}")
        for report in happening.reports:
            date = f", {report.article.published}" if report.article.published else ""
            console.print(f"  {escape(report.article.identifier)}{date}: {escape(sentence(report))}")
            console.print(f"      {escape(report.iri.removeprefix(chosen.base_iri))}")
        if len(happening.history) > 1:
            steps = " → ".join(f"{status} ({article})" for status, article in happening.history)
            console.print(f"  history: {escape(steps)}")
        for difference in happening.differences:
            values = "; ".join(map(_value, difference.values))
            console.print(f"  they differ on {escape(difference.about)}: {escape(values)}")
    console.print(f"[bold]{counts.events} events[/] in {counts.reports} reports")


def _value(value: Value) -> str:
    said = f", according to {', '.join(value.sources)}" if value.sources else ""
    return f"{value.text} ({', '.join(value.articles)}{said})"


def _line(account: DecisionAccount, base: str) -> str:
    decision = account.decision
    ends = [
        f"{escape(label)} ({escape(iri.removeprefix(base))})"
        for label, iri in zip(account.labels, decision.pair, strict=True)
    ]
    told = f" {'=' if decision.judgement is Judgement.SAME else '≠'} ".join(ends)
    if decision.judgement is Judgement.WRONG:
        told += " is wrong"
    note = ""
    if decision.undone is not None:
        note = f"  [taken back {decision.undone[:10]} by {decision.undone_by}]"
    elif not account.counts:
        note = "  [does not count: another decision stands against it]"
    return (
        f"{short_id(decision)}  {told}  {decision.score:.2f}  "
        f"{escape(decision.by)}, {decision.time[:10]}: {escape(decision.reason)}{escape(note)}"
    )


def _without_effect(store: ArticleStore, base: str) -> dict[str, DecisionAccount]:
    return {a.decision.id: a for a in all_decisions(store, base=base) if not a.counts}


def _named(pair: tuple[str, ...], base: str) -> str:
    return " and ".join(escape(iri.removeprefix(base)) for iri in pair)


def _tell_undo(decision: Decision) -> None:
    messages().print(f"take it back: nyhendegraf undo {short_id(decision)}")


def _now() -> datetime:
    return datetime.now(UTC)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
