"""Deciding who is who from the command line."""

from pathlib import Path

from tests.cli.conftest import Run


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
