"""`nyhendegraf build` and `remove`: articles into the store, and out of it."""

from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from app.cli.facts import line, reservations, statement
from app.cli.options import FieldOption, LanguageOption, StoreOption, fields_of, settings
from app.cli.terminal import ExitCode, messages, output, progress, show_article_error
from app.errors import ArticleError, RunError

if TYPE_CHECKING:
    from app.graph.port import ArticleStore
    from app.query import Fact

DEFAULT_FACTS = 8


class OutputSuffix(StrEnum):
    """What `--output` can write, by the end of the file's name."""

    NQUADS = ".nq"
    TRIG = ".trig"


def register(group: typer.Typer) -> None:
    """Adds the commands."""
    group.command("build")(build)
    group.command("remove")(remove)


def build(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders, patterns and addresses.", show_default=False),
    ],
    store: StoreOption = None,
    output_file: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Also write these articles' graphs to FILE.nq or FILE.trig; without --store, only there.",
        ),
    ] = None,
    field: FieldOption = None,
    processes: Annotated[
        int | None,
        typer.Option(
            help="Processes that analyse.  [default: one for each core, where there are many articles]",
            show_default=False,
        ),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(
            help="Where to analyse: processes, dask or spark.  [default: processes]", show_default=False
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Of Dask's scheduler, tcp://…:8786, or Spark's master.",
            show_default=False,
        ),
    ] = None,
    work: Annotated[
        Path | None,
        typer.Option(
            help="Folder that keeps what is done; a run that is broken off goes on there.", show_default=False
        ),
    ] = None,
    batch_size: Annotated[
        int | None,
        typer.Option(help="Articles at a time; changes no result.  [default: 16]", show_default=False),
    ] = None,
    pipeline: Annotated[
        str | None,
        typer.Option(help="Another spaCy pipeline, by package name or folder.", show_default=False),
    ] = None,
    base_iri: Annotated[
        str | None,
        typer.Option("--base-iri", help="What IRIs of entities and articles begin with.", show_default=False),
    ] = None,
    validate: Annotated[
        bool | None,
        typer.Option(
            "--validate/--no-validate",
            help="Also check with the SHACL shapes, a quarter second each.",
            show_default=False,
        ),
    ] = None,
    facts: Annotated[
        int, typer.Option(min=0, help="Facts to show of each article; 0 shows all.")
    ] = DEFAULT_FACTS,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Show no facts and no counts, only what went wrong.")
    ] = False,
    language: LanguageOption = None,
) -> None:
    """Read articles and put their graphs into the store.

    Plain text, RSS and Atom feeds, HTML pages, JSON and JSON lines, CSV, NewsML-G2, ninjs and WARC, also in gzip
    and zip; what a file is, its content tells (docs/sources.md).

    Building an article again replaces its graph, and what it says otherwise than before is shown. An article that
    cannot be read is left out with the reason and the remedy; the others are built.

    \b
    Examples:
      nyhendegraf build articles/
      nyhendegraf build 'news/2024-*.txt' --store /data/store --processes 4
      nyhendegraf build article.txt --output article.nq
      nyhendegraf build dump.jsonl.gz --field text=content.rendered
      nyhendegraf build dump.jsonl.gz --engine dask --scheduler tcp://10.0.0.5:8786 --work shards/
    """
    suffix = _suffix(output_file)
    chosen = settings(
        store=store,
        processes=processes,
        engine=engine,
        scheduler=scheduler,
        work=work,
        batch_size=batch_size,
        pipeline=pipeline,
        base_iri=base_iri,
        validate_graphs=validate,
        language=language,
        fields=fields_of(field),
    )
    # Here, because --help should not wait for the language libraries.
    from app import bootstrap
    from app.export import Spool, refuse_unwritable, whole_file
    from app.graph.changes import graph_name
    from app.graph.store import Store
    from app.graph.stores import open_store
    from app.pipeline import Counts
    from app.query import article_facts

    if output_file is not None:
        refuse_unwritable(output_file)
    stored = store is not None or output_file is None
    console, total = output(), Counts()
    built = failed = replaced = 0
    with ExitStack() as stack:
        target = stack.enter_context(open_store(chosen.place) if stored else Store.memory())
        spool = stack.enter_context(Spool())
        advance = stack.enter_context(progress("building"))
        for item in bootstrap.build(chosen, paths):
            advance("")
            if isinstance(item, ArticleError):
                failed += 1
                show_article_error(item)
                continue
            built += 1
            before = None if quiet else _told(target, item.id, chosen.languages)
            replaced += target.replace_article(item.quads)
            if output_file is not None:
                spool.put(graph_name(item.quads), item.quads)
            for violation in item.violations:
                messages().print(
                    f"[yellow]kept out[/] {escape(item.id)}: {escape(violation.node)} {escape(violation.message)}"
                )
            total += item.counts
            record = target.article(item.id)
            if not quiet and record is not None:
                date = f", {record.published}" if record.published else ""
                told = article_facts(target, record, languages=chosen.languages)
                lines = (
                    [line(fact) for fact in told if fact.asserted and fact.predicate]
                    if before is None
                    else _difference(before, told)
                )
                shown = [
                    f"\n[bold]{escape(item.id)}[/]  ({record.language}{date})  {_counted(item.counts)}",
                    *(f"  {escape(text)}" for text in lines[: facts or None]),
                ]
                if facts and len(lines) > facts:
                    shown.append(
                        f"  … and {len(lines) - facts} more; see all: nyhendegraf show {escape(item.id)}"
                    )
                console.print("\n".join(shown))
            if not stored and record is not None:
                target.remove_article(record.iri)
        if output_file is not None and built:
            with whole_file(output_file) as file:
                if suffix is OutputSuffix.NQUADS:
                    spool.write_nquads(file)
                else:
                    spool.write_trig(file, base=chosen.base_iri)
    if not quiet:
        again = f" ({replaced} of them again)" if replaced else ""
        console.print(
            f"\n[bold]{_number(built, 'article')} built{again}[/], {failed} left out: {_counted(total)}"
        )
        places = [
            str(place)
            for place, wanted in ((chosen.place, stored), (output_file, output_file))
            if wanted and built
        ]
        console.print(f"written to {escape(' and '.join(places))}" if places else "nothing written")
    if failed:
        raise typer.Exit(ExitCode.SOME_FAILED if built else ExitCode.FAILED)


def _told(store: "ArticleStore", identifier: str, languages: tuple[str, ...]) -> "tuple[Fact, ...] | None":
    """What the store has of an article; None where it has it not."""
    from app.query import article_facts

    record = store.article(identifier)
    return None if record is None else article_facts(store, record, languages=languages)


def _difference(before: "tuple[Fact, ...]", after: "tuple[Fact, ...]") -> list[str]:
    """What an article no longer says and what it says now, each fact by what it says and not by where."""
    old, new = ({statement(f) + reservations(f): f for f in facts} for facts in (before, after))
    lines = [f"− {line(fact)}" for said, fact in old.items() if said not in new]
    lines += [f"+ {line(fact)}" for said, fact in new.items() if said not in old]
    return lines or ["says what it said before"]


def remove(
    articles: Annotated[
        list[str],
        typer.Argument(metavar="ARTICLE", help="Ids (the files' stems) or IRIs.", show_default=False),
    ],
    store: StoreOption = None,
) -> None:
    """Withdraw articles, with all that only they said.

    \b
    Example:
      nyhendegraf remove gaza-2024-03 --store store
    """
    from app.graph.stores import open_store, read_store

    chosen = settings(store=store)
    with read_store(chosen.place) as present:
        records = {name: present.article(name) for name in articles}
    missing = [name for name, record in records.items() if record is None]
    if missing:
        raise RunError(
            f"{chosen.place} has no article {', '.join(missing)}. See what there is: nyhendegraf show"
        )
    with open_store(chosen.place) as target:
        for record in records.values():
            if record is not None and target.remove_article(record.iri):
                output().print(f"removed {escape(record.identifier)}")


def _suffix(file: Path | None) -> OutputSuffix | None:
    if file is None:
        return None
    try:
        return OutputSuffix(file.suffix)
    except ValueError as error:
        raise typer.BadParameter(
            f"{file}: its name must end in .nq (N-Quads) or .trig (TriG)", param_hint="--output"
        ) from error


def _counted(counts: object) -> str:
    from app.pipeline import Counts

    assert isinstance(counts, Counts)
    return ", ".join(
        (
            _number(counts.entities, "entity", "entities"),
            _number(counts.events, "event"),
            _number(counts.relations, "relation"),
            _number(counts.asserted, "asserted triple"),
        )
    )


def _number(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
