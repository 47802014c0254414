"""Building, building again, and everything that can be wrong with an article."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pyoxigraph import RdfFormat, parse

from app.cli.terminal import ExitCode
from app.graph.serialisation import nquads
from app.graph.store import Store
from tests.fakes import BREAKS_EXTRACTION, FOREIGN, STOPS_THE_RUN

Run = Callable[..., Result]


def stored(path: Path | str = "store") -> bytes:
    with Store.read(Path(path)) as store:
        return nquads(store.quads())


def test_facts_are_printed_with_article_and_sentence(run: Run, articles: Path) -> None:
    result = run("build", articles)
    assert result.exit_code == ExitCode.OK
    assert "Kari — met — Liv   (hamn, «Kari møtte Liv.»)" in result.stdout
    assert "hamn  (nn, 2024-03)  3 entities, 2 events, 0 relations" in result.stdout
    assert "2 articles built, 0 left out" in result.stdout
    assert "written to store" in result.stdout
    assert result.stderr == "", "no progress bar where there is no terminal"


def test_long_tables_say_how_much_is_left_out(run: Run, articles: Path) -> None:
    result = run("build", articles, "--facts", "1")
    assert "… and 1 more; see all: nyhendegraf show hamn" in result.stdout
    assert "Liv — met — Per" not in result.stdout
    assert "Liv — met — Per" in run("build", articles, "--store", "other", "--facts", "0").stdout


def test_quiet_says_nothing_when_all_is_well(run: Run, articles: Path) -> None:
    assert run("build", articles, "--quiet").output == ""


def test_building_again_replaces(run: Run, articles: Path) -> None:
    run("build", articles)
    before = stored()
    assert "2 articles built (2 of them again)" in run("build", articles).stdout
    assert stored() == before
    (articles / "hamn.txt").write_text("Eva møtte Liv.", encoding="utf-8")
    run("build", articles / "hamn.txt")
    after = stored().decode()
    assert "person/eva" in after
    assert "person/per" not in after
    assert "person/ola" in after, "the other article stays"


def test_what_changed_in_an_article_is_shown(run: Run, articles: Path) -> None:
    run("build", articles)
    assert "  says what it said before" in run("build", articles / "hamn.txt").stdout
    (articles / "hamn.txt").write_text(
        "date 2024-03\nI dag: Kari møtte Liv. Liv møtte Eva.\n", encoding="utf-8"
    )
    lines = run("build", articles / "hamn.txt").stdout.splitlines()
    assert "  − Liv — met — Per   (hamn, «Liv møtte Per.»)" in lines
    assert "  + Liv — met — Eva   (hamn, «Liv møtte Eva.»)" in lines
    assert not any("Kari — met — Liv" in text for text in lines), "it says so still, elsewhere in the text"


def test_output_without_a_store(run: Run, articles: Path, tmp_path: Path) -> None:
    result = run("build", articles, "--output", "graph.nq")
    assert result.exit_code == ExitCode.OK
    assert not (tmp_path / "store").exists()
    assert "written to graph.nq" in result.stdout
    run("build", articles)
    assert (tmp_path / "graph.nq").read_bytes() == stored()


def test_output_and_store_together_as_trig(run: Run, articles: Path, tmp_path: Path) -> None:
    run("build", articles, "--output", "graph.trig", "--store", "other")
    parsed = parse(path=tmp_path / "graph.trig", format=RdfFormat.TRIG)
    assert nquads(parsed) == stored("other")


def test_an_output_of_unknown_kind_is_refused_before_anything_is_read(run: Run, articles: Path) -> None:
    result = run("build", articles, "--output", "graph.docx")
    assert result.exit_code == ExitCode.USAGE
    assert ".nq (N-Quads) or .trig (TriG)" in result.stderr
    assert not Path("store").exists()


def test_order_and_batches_change_no_byte(run: Run, articles: Path, tmp_path: Path) -> None:
    run("build", articles / "hamn.txt", articles / "fjord.txt", "-o", "one.nq")
    run("build", articles / "fjord.txt", articles / "hamn.txt", "-o", "two.nq", "--batch-size", "1")
    assert (tmp_path / "one.nq").read_bytes() == (tmp_path / "two.nq").read_bytes()


def test_where_nothing_is_built_nothing_is_said_to_be_written(run: Run) -> None:
    result = run("build", "none.txt")
    assert result.exit_code == ExitCode.FAILED
    assert "0 articles built, 1 left out" in result.stdout
    assert result.stdout.endswith("nothing written\n")


def make_empty(path: Path) -> None:
    path.touch()


def make_binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def make_latin1(path: Path) -> None:
    path.write_bytes("Kåre møtte Åse på øya.".encode("latin-1"))


def make_utf16(path: Path) -> None:
    path.write_bytes("Kari møtte Liv.".encode("utf-16"))


def make_impossible_date(path: Path) -> None:
    path.write_text("date 2024-13-45\nKari møtte Liv.", encoding="utf-8")


def make_huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def make_foreign(path: Path) -> None:
    path.write_text(f"{FOREIGN} is not Norwegian at all.", encoding="utf-8")


def make_defect(path: Path) -> None:
    path.write_text(BREAKS_EXTRACTION, encoding="utf-8")


def make_blank(path: Path) -> None:
    path.write_text(" \n\t\u00a0\n", encoding="utf-8")


def make_image(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


def make_utf16_without_mark(path: Path) -> None:
    path.write_bytes("Kari møtte Liv.".encode("utf-16-be"))


def make_dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def make_loop(path: Path) -> None:
    path.symlink_to(path.name)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


BAD: list[tuple[Callable[[Path], None], str]] = [
    (make_empty, "empty"),
    (make_binary, "binary"),
    (make_latin1, "iconv -f WINDOWS-1252"),
    (make_utf16, "UTF-16"),
    (make_impossible_date, "2024-13-45"),
    (make_huge, "50.0 MB"),
    (make_foreign, "English"),
    (make_defect, "report it"),
    (make_blank, "no text"),
    (make_image, "an image"),
    (make_utf16_without_mark, "iconv -f UTF-16BE"),
    (make_dangling, "link"),
    (make_loop, "leads back to itself"),
    (make_pipe, "no regular file"),
]


@pytest.mark.parametrize(("make", "words"), BAD, ids=[make.__name__ for make, _ in BAD])
def test_a_bad_article_is_named_and_the_others_are_built(
    run: Run, articles: Path, make: Callable[[Path], None], words: str
) -> None:
    run("build", articles)
    before = stored()
    bad = articles / "bad.txt"
    make(bad)
    result = run("build", articles)
    assert result.exit_code == ExitCode.SOME_FAILED
    assert "bad.txt" in result.stderr
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert "2 articles built (2 of them again), 1 left out" in result.stdout
    assert stored() == before, "nothing in the store is lost"
    alone = run("build", bad)
    assert alone.exit_code == ExitCode.FAILED
    assert stored() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(run: Run, articles: Path) -> None:
    (articles / "bad.txt").write_text("Kari møtte Liv.", encoding="utf-8")
    (articles / "bad.txt").chmod(0)
    result = run("build", articles)
    assert result.exit_code == ExitCode.SOME_FAILED
    assert "chmod u+r" in result.stderr


def test_an_output_that_cannot_be_written_is_told_before_the_work(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    (articles / "z.txt").write_text(STOPS_THE_RUN, encoding="utf-8")
    (tmp_path / "folder.nq").mkdir()
    for place in ("folder.nq", "articles/hamn.txt/x.nq"):
        result = run("build", articles, "--output", place)
        assert result.exit_code == ExitCode.FAILED
        assert f"error {place} cannot be written" in result.stderr
        assert "Choose another place" in result.stderr


def test_a_path_that_is_not_there(run: Run) -> None:
    result = run("build", "nothing-here")
    assert result.exit_code == ExitCode.FAILED
    assert "nothing-here: no such file or folder" in result.stderr
    assert "nothing written" in run("build", "nothing-here", "-o", "graph.nq").stdout
    assert not Path("graph.nq").exists()


def test_what_stops_the_run_keeps_the_store(run: Run, articles: Path) -> None:
    run("build", articles)
    before = stored()
    (articles / "z.txt").write_text(STOPS_THE_RUN, encoding="utf-8")
    result = run("build", articles, "--batch-size", "1")
    assert result.exit_code == ExitCode.FAILED
    assert "error the lexicon is broken. Mend it" in result.stderr
    assert stored() == before


def test_a_store_in_use_is_told(run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.graph.locking._WAIT_SECONDS", 0.05)
    with Store.open(Path("store")):
        result = run("build", articles)
    assert result.exit_code == ExitCode.FAILED
    assert "in use by another process" in result.stderr


def test_a_folder_of_something_else_is_no_store(run: Run, articles: Path) -> None:
    result = run("build", articles, "--store", articles)
    assert result.exit_code == ExitCode.FAILED
    assert "other files than a store" in result.stderr


@pytest.mark.parametrize(
    ("option", "value"), [("--processes", "0"), ("--base-iri", "x"), ("--language", "sv")]
)
def test_a_wrong_option_is_a_usage_error(run: Run, articles: Path, option: str, value: str) -> None:
    result = run("build", articles, option, value)
    assert result.exit_code == ExitCode.USAGE
    assert value in result.stderr
    assert "Traceback" not in result.output


def test_remove(run: Run, articles: Path) -> None:
    run("build", articles / "fjord.txt")
    before = stored()
    run("build", articles / "hamn.txt")
    assert "removed hamn" in run("remove", "hamn").stdout
    assert stored() == before
    missing = run("remove", "fjord", "hamn")
    assert missing.exit_code == ExitCode.FAILED
    assert "no article hamn" in missing.stderr
    assert stored() == before, "all or none"


def test_another_base(run: Run, articles: Path) -> None:
    run("build", articles, "--base-iri", "https://example.org/kb/")
    assert b"<https://example.org/kb/person/kari>" in stored()
    assert b"w3id.org/nyhendegraf/id/" not in stored()
