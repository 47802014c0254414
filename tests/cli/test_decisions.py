"""Deciding who is who from the command line."""

from pathlib import Path

import pytest

from app.graph.mapping import article_quads
from app.graph.store import Store
from app.query import find_entities
from tests.cli.conftest import Run
from tests.graph.examples import harbour


def test_merge_decisions_split_and_undo(run: Run, articles: Path) -> None:
    run("build", articles)
    made = run("merge", "Kari", "person/ola", "--because", "ein og same", "--by", "Liv")
    assert made.exit_code == 0 and "are one" in made.stdout
    shown = run("show", "Kari").stdout
    assert "put together with" in shown and "fjord" in shown and "hamn" in shown
    listed = run("decisions").stdout
    assert "Kari (person/kari) = Ola (person/ola)  1.00  Liv" in listed and "ein og same" in listed
    assert "are different" in run("split", "person/kari").stdout
    assert "put together with" not in run("show", "Kari").stdout
    apart = run("decisions", "Kari").stdout.splitlines()
    assert "[does not count" in apart[0] and "≠" in apart[1]
    assert run("undo", apart[1].split()[0], "--by", "Per").exit_code == 0
    assert "put together with" in run("show", "Kari").stdout
    assert "by Per]" in run("decisions", "--all").stdout
    run("build", articles)
    assert "put together with" in run("show", "Kari").stdout


def test_a_wrong_fact_is_shown_only_where_it_is_asked_for(run: Run, articles: Path) -> None:
    run("build", articles)
    before = run("show", "hamn").stdout
    told = run("show", "hamn", "--wrong").stdout
    fact = next(line.strip() for line in told.splitlines() if line.strip().startswith("fact/"))
    made = run("wrong", fact, "--because", "ein annan", "--by", "Liv")
    assert made.exit_code == 0 and f"{fact} is wrong" in made.stdout
    assert run("show", "hamn").stdout != before
    assert f"{fact} is wrong" in run("show", "hamn", "--wrong").stdout
    run("build", articles)
    listed = run("decisions", fact).stdout
    assert f"({fact}) is wrong  1.00  Liv" in listed and "ein annan" in listed
    assert run("undo", listed.split()[0]).exit_code == 0
    assert run("show", "hamn").stdout == before
    assert run("wrong", "person/kari").exit_code == 3


def test_what_loses_its_effect_is_told_and_several_are_taken_back_at_once(run: Run, articles: Path) -> None:
    run("build", articles)
    first = run("merge", "Kari", "Ola").stdout.split()[0]
    run("merge", "Ola", "person/liv")
    again = run("merge", "person/ola", "person/kari")
    assert again.exit_code == 3 and first in again.stderr
    apart = run("split", "person/ola")
    ids = [line.split()[0] for line in apart.stdout.splitlines()]
    assert len(ids) == 2 and f"nyhendegraf undo {' '.join(ids)}" in apart.stderr
    assert f"counts no longer: {first}  Kari (person/kari) = Ola (person/ola)" in apart.stderr
    assert run("undo", *ids).stdout.count("taken back") == 2
    twice = run("undo", ids[0])
    assert twice.exit_code == 3 and "was taken back already, on 20" in twice.stderr
    assert run("undo", "a").exit_code == 3
    assert "put together with" in run("show", "Kari").stdout


def test_an_article_may_mean_a_namesake(run: Run, tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        store.replace_article(article_quads(harbour()))
    apart = run("split", "person/kari-vik", "hamna-2024")
    assert "hamna-2024 means another than person/kari-vik: hamna-2024/person/kari-vik" in apart.stdout
    # No article has her under the name's own id any more.
    back = run("merge", "hamna-2024", "person/kari-vik")
    assert "hamna-2024 means person/kari-vik" in back.stdout
    undone = run("undo", back.stdout.split()[0], apart.stdout.split()[0])
    assert "taken back: hamna-2024 means another" in undone.stdout


def test_types_that_differ_are_put_together_only_with_force(run: Run, tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        store.replace_article(article_quads(harbour()))
        town = next(e for e in find_entities(store, "Storvik") if e.type == "GeopoliticalEntity")
    refused = run("merge", "person/kari-vik", town.iri)
    assert refused.exit_code == 3 and "Person" in refused.stderr and "--force" in refused.stderr
    assert run("merge", "person/kari-vik", town.iri, "--force").exit_code == 0


@pytest.mark.parametrize(
    "command",
    [("resolve",), ("merge", "a", "b"), ("split", "a"), ("wrong", "fact/1"), ("undo", "abcd")],
    ids=lambda command: command[0],
)
def test_without_a_store_none_is_made(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    result = run(*command, "--store", "none")
    assert result.exit_code == 3 and "there is no store at none" in result.stderr
    assert not (tmp_path / "none").exists()


def test_nothing_decided(run: Run, articles: Path) -> None:
    run("build", articles)
    result = run("decisions")
    assert result.exit_code == 1 and "nothing was decided" in result.stderr
    wrong = run("merge", "Kari", "Nobody")
    assert wrong.exit_code == 3 and "nyhendegraf show" in wrong.stderr


def test_backup_keeps_decisions(run: Run, articles: Path) -> None:
    run("build", articles)
    run("merge", "Kari", "Ola")
    run("backup", "copy")
    assert run("restore", "copy", "--store", "other").exit_code == 0
    assert run("decisions", "--store", "other").stdout == run("decisions").stdout


def test_resolve_and_events(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, day in (("ein", 5), ("to", 6)):
        (folder / f"{name}.txt").write_text(f"date 2024-03-0{day}\nKari møtte Liv.\n", encoding="utf-8")
    for number in range(150):
        first, other = (f"{word}{chr(97 + number % 26)}{chr(97 + number // 26)}" for word in ("Per", "Ola"))
        (folder / f"n{number}.txt").write_text(f"date 2023-03-05\n{first} møtte {other}.\n", encoding="utf-8")
    assert run("build", folder, "--quiet").exit_code == 0
    done = run("resolve")
    assert done.exit_code == 0
    assert "1 pairs of reports of events are one, 1 of them new" in done.stdout
    told = run("events").stdout
    assert "ein, 2024-03-05" in told and "to, 2024-03-06" in told
    assert "events in 152 reports" in told
    assert "0 of them new" in run("resolve", "--quiet").stdout
