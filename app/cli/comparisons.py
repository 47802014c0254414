"""The questions of `nyhendegraf graph` that compare: for and against, who about whom, then and now, one and another."""

from typing import Annotated

import typer
from rich.markup import escape

from app.cli.answers import names, show_table
from app.cli.asking import Asked, EntityArgument, LimitOption, Told
from app.cli.terminal import messages, output
from app.query.network import questions as ask


def balance(
    asked: Asked,
    limit: LimitOption = 20,
) -> Told:
    """Alliances and conflicts: who stands with and against whom, which camps that makes, and what does not fit.

    \b
    Example:
      nyhendegraf graph balance --from 2023 --to 2024
    """
    found = ask.balance(asked.asking, limit=limit)

    def show() -> None:
        for title, ties in (
            ("alliances", found.alliances),
            ("conflicts", found.conflicts),
            ("both", found.mixed),
            ("does not fit the camps", found.strained),
        ):
            rows = [(t.one.label, t.other.label, t.positive, t.negative, ", ".join(t.classes)) for t in ties]
            show_table(("one", "other", "for", "against", "by"), rows, title=title)
        for number, camp in enumerate(found.camps, 1):
            output().print(f"camp {number}: {escape(names(camp))}")
        messages().print(
            f"{found.balanced_triangles} balanced triangles, {found.unbalanced_triangles} unbalanced"
            + ("; there are more: --limit" if found.truncated else "")
        )

    return Told(found, show)


def speakers(
    asked: Asked,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Only what this entity says.")] = None,
    about: Annotated[str | None, typer.Option("--about", help="Only what is said of this entity.")] = None,
    limit: LimitOption = 20,
) -> Told:
    """Who speaks about whom: as a source, or in words of saying, criticism, support and the like.

    \b
    Examples:
      nyhendegraf graph speakers --status all
      nyhendegraf graph speakers --about Hamas --status all
    """
    ends = [None if name is None else asked.entity(name) for name in (speaker, about)]
    found = ask.speeches(asked.asking, speaker=ends[0], about=ends[1], limit=limit)
    rows = [
        (s.speaker.label, s.about.label, s.facts, s.quoted, s.articles, ", ".join(c for c, _ in s.classes))
        for s in found.speeches
    ]
    return Told(
        found,
        lambda: show_table(
            ("who", "about", "facts", "quotations", "articles", "in"), rows, truncated=found.truncated
        ),
    )


def contested(
    asked: Asked,
    limit: LimitOption = 20,
) -> Told:
    """Claims that some articles or sources tell as so, and others deny or doubt.

    \b
    Example:
      nyhendegraf graph contested --class Conflict
    """
    found = ask.contested(asked.asking, limit=limit)
    rows = [
        (c.subject.label, c.label, c.object.label, c.affirmed, c.denied, c.doubted, c.articles)
        for c in found.claims
    ]
    columns = ("who", "what", "whom", "affirmed", "denied", "doubted", "articles")
    return Told(found, lambda: show_table(columns, rows, truncated=found.truncated))


def changes(
    asked: Asked,
    before: Annotated[
        str, typer.Argument(help="A year, month, day, or two with a slash.", show_default=False)
    ],
    after: Annotated[str, typer.Argument(help="The later period, likewise.", show_default=False)],
    limit: LimitOption = 20,
) -> Told:
    """What is new, gone, more or less in one period beside another.

    \b
    Examples:
      nyhendegraf graph changes 2023 2024
      nyhendegraf graph changes 2024-01/2024-03 2024-04/2024-06 --dated published
    """
    periods = ask.period("before", before), ask.period("after", after)
    found = ask.changes(asked.asking, *periods, limit=limit)

    def show() -> None:
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

    return Told(found, show)


def similar(
    asked: Asked,
    entity: EntityArgument,
    likeness: Annotated[
        ask.Likeness, typer.Option("--by", help="Number, share or rarity of the neighbours in common.")
    ] = ask.Likeness.ADAMIC_ADAR,
    limit: LimitOption = 20,
) -> Told:
    """Who has to do with the same others as an entity.

    \b
    Example:
      nyhendegraf graph similar "Lloyd Austin" --by jaccard
    """
    found = ask.similar(asked.asking, asked.entity(entity), likeness=likeness, limit=limit)
    rows = [(s.actor.label, s.score, s.joined, names(s.shared)) for s in found.similar]
    return Told(
        found,
        lambda: show_table(("who", likeness.value, "joined", "in common"), rows, truncated=found.truncated),
    )


def together(
    asked: Asked,
    entity: Annotated[str | None, typer.Option("--entity", help="Only with this one.")] = None,
    without_facts: Annotated[
        bool, typer.Option("--without-facts", help="Only pairs that no fact joins.")
    ] = False,
    limit: LimitOption = 20,
) -> Told:
    """Who is named in the same articles, beside the facts that join them, perhaps none.

    \b
    Examples:
      nyhendegraf graph together --without-facts
      nyhendegraf graph together --entity Hamas
    """
    one = None if entity is None else asked.entity(entity)
    found = ask.comentions(asked.asking, entity=one, without_facts=without_facts, limit=limit)
    rows = [(p.one.label, p.other.label, p.articles, p.facts, p.lift) for p in found.pairs]
    return Told(
        found,
        lambda: show_table(("one", "other", "articles", "facts", "lift"), rows, truncated=found.truncated),
    )
