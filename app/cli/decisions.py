"""`nyhendegraf resolve`, `merge`, `split`, `wrong`, `undo` and `decisions`: deciding, and taking it back."""

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.markup import escape

from app.cli.options import LanguageOption, StoreOption, settings
from app.cli.terminal import ExitCode, messages, output
from app.config import Settings
from app.graph.namesakes import article_and_person, namesake
from app.graph.port import ArticleStore
from app.graph.stores import change_store, read_store
from app.identity import Decision, Judgement, Kind
from app.query import DecisionAccount, reject, short_id, without_effect
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


_DECIDED = {
    Kind.NAMESAKE: "articles that mean a namesake are told apart",
    Kind.ENTITY: "pairs of entities are one",
    Kind.EVENT: "pairs of reports of events are one",
    Kind.TEXT: "pairs of texts are one",
}


def register(group: typer.Typer) -> None:
    """Adds the commands."""
    for command in (resolve, merge, split, wrong, undo, decisions):
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
    with change_store(chosen.place) as target:
        done = resolved(target, base=chosen.base_iri, now=_now(), world=world)
    console = output()
    for resolution in done:
        for sign, found in (("+", resolution.new), ("-", resolution.gone)):
            for decision in () if quiet else found:
                console.print(
                    f"{sign} {short_id(decision)}  {decision.score:.2f}  {_named(decision.pair, chosen.base_iri)}: "
                    f"{escape(decision.reason)}"
                )
        overruled = f", {resolution.overruled} overruled by people" if resolution.overruled else ""
        console.print(
            f"[bold]{resolution.decided - resolution.overruled} {_DECIDED[resolution.kind]}[/], "
            f"{len(resolution.new)} of them new, {len(resolution.gone)} no longer{overruled}"
        )


def merge(
    one: EntityArgument,
    other: Annotated[
        str,
        typer.Argument(
            metavar="B", help="The other, or an article that means A by the name.", show_default=False
        ),
    ],
    because: BecauseOption = "",
    by: ByOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also where their types or their items of Wikidata differ.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Decide that two entities, or two reports of an event, are one.

    The articles stay as they are: the decision is kept beside them, counts in everything that is shown, projected and
    exported, holds when articles are built again, and can be taken back with undo. A person and an organisation, or two
    items of Wikidata, are refused unless you insist with --force.

    \b
    Examples:
      nyhendegraf merge person/kari-vik person/kari-b-vik --because "same office, same week"
      nyhendegraf merge "Kari Vik" hamn-2024/person/vik
    """
    chosen = settings(store=store)
    with change_store(chosen.place) as target:
        before = without_effect(target)
        made = merged(
            target,
            one,
            other,
            base=chosen.base_iri,
            by=by or _user(),
            now=_now(),
            because=because,
            force=force,
        )
        _tell((made,), target, chosen, before)


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
    with change_store(chosen.place) as target:
        before = without_effect(target)
        made = split_up(
            target, one, other, base=chosen.base_iri, by=by or _user(), now=_now(), because=because
        )
        _tell(made, target, chosen, before)


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
    with change_store(chosen.place) as target:
        before = without_effect(target)
        made = reject(target, fact, base=chosen.base_iri, by=by or _user(), now=_now(), because=because)
        _tell((made,), target, chosen, before)


def undo(
    decision: Annotated[
        list[str],
        typer.Argument(metavar="DECISION...", help="Ids, or the beginnings of ids.", show_default=False),
    ],
    by: ByOption = None,
    store: StoreOption = None,
) -> None:
    """Take decisions back, a program's or a person's; what counted before counts again.

    \b
    Example:
      nyhendegraf undo 3f9a01c2
    """
    chosen = settings(store=store)
    with change_store(chosen.place) as target:
        for one in dict.fromkeys(decision):
            undone = taken_back(target, one, base=chosen.base_iri, by=by or _user(), now=_now())
            output().print(f"{short_id(undone)}  taken back: {_sentence(undone, chosen.base_iri)}")


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


def _line(account: DecisionAccount, base: str, note: bool = True) -> str:
    decision = account.decision
    ends = [
        f"{escape(label)} ({escape(iri.removeprefix(base))})"
        for label, iri in zip(account.labels, decision.pair, strict=True)
    ]
    told = f" {'=' if decision.judgement is Judgement.SAME else '≠'} ".join(ends)
    if decision.judgement is Judgement.WRONG:
        told += " is wrong"
    state = ""
    if decision.undone is not None:
        state = f"  [taken back {decision.undone[:10]} by {decision.undone_by}]"
    elif not account.counts and note:
        state = "  [does not count: another decision stands against it]"
    return (
        f"{short_id(decision)}  {told}  {decision.score:.2f}  "
        f"{escape(decision.by)}, {decision.time[:10]}: {escape(decision.reason)}{escape(state)}"
    )


def _tell(made: Sequence[Decision], store: ArticleStore, chosen: Settings, before: frozenset[str]) -> None:
    """What was decided, which decisions lost their effect by it, and how to take it back."""
    for decision in made:
        output().print(f"{short_id(decision)}  {_sentence(decision, chosen.base_iri)}")
    if lost := without_effect(store) - before:
        for account in all_decisions(store, base=chosen.base_iri, languages=chosen.languages):
            if account.decision.id in lost:
                messages().print(f"counts no longer: {_line(account, chosen.base_iri, note=False)}")
    messages().print(f"take it back: nyhendegraf undo {' '.join(map(short_id, made))}")


def _sentence(decision: Decision, base: str) -> str:
    """A decision in words."""
    if decision.kind is Kind.NAMESAKE:
        article, person = article_and_person(decision.pair)
        who, local = escape(person.value.removeprefix(base)), escape(article.value.rsplit("/", 1)[-1])
        if decision.judgement is Judgement.SAME:
            return f"{local} means {who}"
        other = escape(namesake(article, person).value.removeprefix(base))
        return f"{local} means another than {who}: {other}"
    told = {Judgement.SAME: "are one", Judgement.DIFFERENT: "are different", Judgement.WRONG: "is wrong"}
    return f"{_named(decision.pair, base)} {told[decision.judgement]}"


def _named(pair: tuple[str, ...], base: str) -> str:
    return " and ".join(escape(iri.removeprefix(base)) for iri in pair)


def _now() -> datetime:
    return datetime.now(UTC)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
