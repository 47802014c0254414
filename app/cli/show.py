"""`nyhendegraf show`: a readable account of an article or an entity."""

from collections.abc import Iterable
from typing import Annotated

import typer
from pyoxigraph import NamedNode
from rich.console import Console
from rich.markup import escape

from app.cli.facts import reservations, statement
from app.cli.options import LanguageOption, StoreOption, settings
from app.cli.terminal import ExitCode, messages, output
from app.graph.port import ArticleRecord, ArticleStore
from app.graph.stores import read_store
from app.query import (
    EntityProfile,
    Fact,
    article_facts,
    entity_node,
    entity_profile,
    find_entities,
    similar_names,
)

_MOST_CANDIDATES = 15


def register(group: typer.Typer) -> None:
    """Adds the command."""
    group.command("show")(show)


def show(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="ARTICLE|ENTITY",
            help="An article's id, or an entity's name or id; without it, the articles.",
        ),
    ] = None,
    wrong: Annotated[
        bool,
        typer.Option("--wrong", help="Facts too that were decided to be wrong, and the id of each fact."),
    ] = False,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Tell what is known, each fact with the sentence that says so.

    \b
    Examples:
      nyhendegraf show
      nyhendegraf show gaza-2024-03
      nyhendegraf show "Jens Stoltenberg" --language nn
    """
    chosen = settings(store=store, language=language)
    with read_store(chosen.place) as source:
        if name is None:
            _show_articles(output(), source.articles())
            return
        record = source.article(name)
        if record is not None:
            facts = article_facts(source, record, languages=chosen.languages, wrong=wrong)
            _show_article(output(), record, facts, chosen.base_iri if wrong else None)
            return
        found = candidates(source, name, chosen.base_iri)
        if len(found) == 1:
            profile = entity_profile(source, found[0], languages=chosen.languages, wrong=wrong)
            if profile is not None:
                _show_entity(output(), profile, chosen.base_iri if wrong else None)
                return
        named = find_entities(source, name, limit=_MOST_CANDIDATES, languages=chosen.languages)
        summaries = [s for s in named if NamedNode(s.iri) in found]
        if not found:
            tell_unknown(source, name)
    if found:
        messages().print(f"{escape(name)} may be one of these; give the id:")
        for summary in summaries:
            local = summary.iri.removeprefix(chosen.base_iri)
            output().print(
                f"  {escape(local)}  {escape(summary.label)} ({summary.type}, {summary.mentions} mentions)"
            )
    raise typer.Exit(ExitCode.SOME_FAILED)


def tell_unknown(store: ArticleStore, name: str) -> None:
    """That a store does not have what was asked for, and which names are spelt nearly so."""
    similar = " or ".join(f"«{found}»" for found in similar_names(store, name))
    remedy = f"Did you mean {similar}?" if similar else "See its articles: nyhendegraf show"
    messages().print(f"{escape(store.place)} knows nothing of {escape(name)}. {escape(remedy)}")


def candidates(store: ArticleStore, name: str, base: str) -> tuple[NamedNode, ...]:
    """The entities that a name may mean: the one of that id, else all that are called so, else all that begin so."""
    node = entity_node(store, name, base)
    if node is None or node.value in (name, base + name):
        return () if node is None else (node,)
    found = find_entities(store, name, limit=_MOST_CANDIDATES)
    called = [s for s in found if s.whole and s.rank == found[0].rank]
    return tuple(NamedNode(s.iri) for s in called or found)


def _show_articles(console: Console, articles: Iterable[ArticleRecord]) -> None:
    for article in articles:
        console.print(_article_line(article))


def _article_line(article: ArticleRecord) -> str:
    parts = [article.published or "undated", article.language or "", escape(article.headline or "")]
    return f"[bold]{escape(article.identifier)}[/]  {'  '.join(part for part in parts if part)}"


def _show_article(
    console: Console, article: ArticleRecord, facts: tuple[Fact, ...], base: str | None
) -> None:
    console.print(_article_line(article))
    previous = None
    for fact in facts:
        if fact.sentence != previous:
            console.print(f"\n  [italic]{escape(' '.join(fact.sentence.text.split()))}[/]")
            previous = fact.sentence
        console.print(f"    {_told(fact, base)}")


def _show_entity(console: Console, profile: EntityProfile, base: str | None) -> None:
    console.print(f"[bold]{escape(profile.label)}[/]  ({profile.type})  {escape(profile.iri)}")
    others = sorted({*profile.labels.values(), *profile.aliases} - {profile.label})
    if others:
        console.print(f"  also called: {escape(', '.join(others))}")
    for iri in profile.merged:
        console.print(f"  put together with: {escape(iri)}")
    for iri in profile.same_as:
        console.print(f"  same as: {escape(iri)}")
    console.print(
        f"  {profile.mentions} mentions in {', '.join(escape(a.identifier) for a in profile.articles)}"
    )
    article = None
    for fact in profile.facts:
        if fact.article != article:
            article = fact.article
            console.print(f"\n{_article_line(article)}")
        console.print(f"  {_told(fact, base)}")
        console.print(f"      [italic]{escape(' '.join(fact.sentence.text.split()))}[/]")


def _told(fact: Fact, base: str | None) -> str:
    """A fact, and its id where the base of IRIs is given."""
    its = "" if base is None else f"\n      {fact.iri.removeprefix(base)}{' is wrong' if fact.wrong else ''}"
    roles = ", ".join(f"{p.role}: {p.party.label}" for p in fact.participants)
    time = f" · {fact.time.value or fact.time.words}" if fact.time else ""
    kind = f" ({fact.kind}{'; ' + roles if roles else ''}{time})"
    quotations = "".join(f"\n      quoted: «{' '.join(q.text.split())}»" for q in fact.quotations)
    return f"{escape(statement(fact))}{escape(reservations(fact))}{escape(kind)}{escape(quotations + its)}"
