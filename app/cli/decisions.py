"""`nyhendegraf merge`, `split`, `undo` and `decisions`: who is who, and how to take it back."""

import getpass
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.markup import escape

from app.cli.options import LanguageOption, StoreOption, settings
from app.cli.terminal import ExitCode, messages, output
from app.graph.port import ArticleStore
from app.graph.stores import open_store, read_store
from app.identity import Decision, Judgement
from app.query import DecisionAccount, short_id
from app.query import decisions as all_decisions
from app.query import merge as merged
from app.query import split as split_up
from app.query import undo as taken_back

EntityArgument = Annotated[
    str,
    typer.Argument(metavar="A", help="An id, an IRI, or a name that only one has.", show_default=False),
]
BecauseOption = Annotated[str, typer.Option("--because", help="Why, for those who read it later.")]
ByOption = Annotated[
    str | None,
    typer.Option("--by", help="Who decides.  [default: the user of this machine]", show_default=False),
]


def register(group: typer.Typer) -> None:
    """Adds the commands."""
    for command in (merge, split, undo, decisions):
        group.command(command.__name__)(command)


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
        typer.Argument(metavar="[B]", help="What it is not; without it, all that it was put together with."),
    ] = None,
    because: BecauseOption = "",
    by: ByOption = None,
    store: StoreOption = None,
) -> None:
    """Decide that two entities, or two reports, are different, whatever was decided before.

    \b
    Examples:
      nyhendegraf split person/kari-vik person/kari-b-vik
      nyhendegraf split person/kari-vik --because "two namesakes"
    """
    chosen = settings(store=store)
    with open_store(chosen.place) as target:
        made = split_up(
            target, one, other, base=chosen.base_iri, by=by or _user(), now=_now(), because=because
        )
    for decision in made:
        output().print(f"{short_id(decision)}  {_named(decision.pair, chosen.base_iri)} are different")
    _tell_undo(made[0])


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
        str | None, typer.Argument(metavar="[A]", help="Only those about this entity or report.")
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


def _line(account: DecisionAccount, base: str) -> str:
    decision = account.decision
    sign = "=" if decision.judgement is Judgement.SAME else "≠"
    ends = [
        f"{escape(label)} ({escape(iri.removeprefix(base))})"
        for label, iri in zip(account.labels, decision.pair, strict=True)
    ]
    note = ""
    if decision.undone is not None:
        note = f"  [taken back {decision.undone[:10]} by {decision.undone_by}]"
    elif not account.counts:
        note = "  [does not count: another decision stands against it]"
    return (
        f"{short_id(decision)}  {ends[0]} {sign} {ends[1]}  {decision.score:.2f}  "
        f"{escape(decision.by)}, {decision.time[:10]}: {escape(decision.reason)}{escape(note)}"
    )


def _without_effect(store: ArticleStore, base: str) -> dict[str, DecisionAccount]:
    return {a.decision.id: a for a in all_decisions(store, base=base) if not a.counts}


def _named(pair: tuple[str, str], base: str) -> str:
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
