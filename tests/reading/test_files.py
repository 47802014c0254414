import codecs
import os
import subprocess
from pathlib import Path

import pytest

from app.errors import ArticleError
from app.model.article import Article, BlockKind, PartialDate
from app.reading import article_paths, read_article, read_articles

BODY = "Kommunestyret i Vågdal vedtok torsdag å leggje ned to skular. Foreldra gjekk frå møtet i protest."


def write(path: Path, text: str = BODY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def failure(path: Path, **options: int) -> str:
    with pytest.raises(ArticleError) as caught:
        read_article(path, **options)
    message = str(caught.value)
    assert str(path) in message
    assert caught.value.remedy
    return message


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("date 2024-03-25\n", PartialDate(2024, 3, 25)),
        (" date 2024-03 ", PartialDate(2024, 3)),
        ("date 2024\n\n", PartialDate(2024)),
        ("\ufeff date 2024-3-5\r\n", PartialDate(2024, 3, 5)),
        ("Date: 1999-12-31\r", PartialDate(1999, 12, 31)),
        ("", None),
    ],
)
def test_the_date_line(tmp_path: Path, header: str, expected: PartialDate | None) -> None:
    article = read_article(write(tmp_path / "skular.txt", header + BODY))
    assert article.id == "skular"
    assert article.date == expected
    assert article.text == BODY
    assert article.source == str(tmp_path / "skular.txt")


def test_a_text_that_begins_with_the_word_date(tmp_path: Path) -> None:
    article = read_article(write(tmp_path / "a.txt", "Date night i Vågdal samla hundre par i går kveld."))
    assert article.date is None
    assert article.text.startswith("Date night")


@pytest.mark.parametrize(
    "value", ["2024-13-45", "2023-02-29", "2024-00", "2024-01-00", "0000", "20240325", "24-03-25"]
)
def test_an_impossible_date(tmp_path: Path, value: str) -> None:
    message = failure(write(tmp_path / "a.txt", f"date {value}\n{BODY}"))
    assert repr(value) in message
    assert "YYYY-MM-DD" in message


def test_blocks_are_offsets_of_the_text(tmp_path: Path) -> None:
    article = read_article(write(tmp_path / "a.txt", f"date 2024\nSkular blir lagde ned\r\n\r\n{BODY}\u00a0"))
    assert [(b.kind, article.text[b.start : b.end]) for b in article.blocks] == [
        (BlockKind.HEADLINE, "Skular blir lagde ned"),
        (BlockKind.PARAGRAPH, BODY),
    ]


@pytest.mark.parametrize(
    ("data", "reason", "remedy"),
    [
        (b"", "empty", "leave the file out"),
        (b" \n\t\n", "empty", "leave the file out"),
        ("\u200b\u00ad".encode(), "no text", "leave the file out"),
        (b"date 2024-03-25\n", "no text", "leave the file out"),
        (bytes(range(256)) * 40, "binary", "plain text"),
        (b"\x7fELF" + bytes(200), "binary", "plain text"),
        (b"BZh91AY&SY\x00", "bzip2", "plain text"),
        (b"\x28\xb5\x2f\xfdtekst", "Zstandard", "plain text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF", "plain text"),
        (b"PK\x03\x04" + bytes(50), "archive", "plain text"),
        (b"\n<!DOCTYPE html><html><p>Hei</p></html>", "web page", "plain text"),
        (BODY.encode("latin-1"), "Latin-1", "iconv -f WINDOWS-1252 -t UTF-8"),
        ("– «Nei», sa ho på møtet i går".encode("cp1252"), "Windows-1252", "iconv"),
        (BODY.encode("utf-16"), "UTF-16", "iconv -f UTF-16 -t UTF-8"),
        (BODY.encode("utf-16-le"), "UTF-16", "iconv -f UTF-16LE"),
        (BODY.encode("utf-16-be"), "UTF-16", "iconv -f UTF-16BE"),
        (codecs.BOM_UTF32_LE + BODY.encode("utf-32-le"), "UTF-32", "iconv -f UTF-32"),
        (BODY.encode()[: BODY.encode().index(b"\xc3") + 1], "Latin-1", "iconv"),
        ((BODY + "\nDet var på").encode()[:-1], "damaged character on line 2", "Mend it"),
        (
            BODY.encode() + "\nørsmå".encode("latin-1") + BODY.encode(),
            "damaged character on line 2",
            "Mend it",
        ),
        (b"\x01\x02\x03\x04\x05 abc", "binary", "plain text"),
    ],
)
def test_what_is_no_article(tmp_path: Path, data: bytes, reason: str, remedy: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    message = failure(path)
    assert reason in message
    assert remedy in message


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le"])
def test_the_remedy_for_an_encoding_works(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "med mellomrom.txt"
    path.write_bytes(BODY.encode(encoding))
    with pytest.raises(ArticleError) as caught:
        read_article(path)
    command = caught.value.remedy.removeprefix("Convert it: ")
    assert subprocess.run(command, shell=True, cwd=tmp_path, check=False).returncode == 0
    assert read_article(tmp_path / "converted.txt").text == BODY


def test_a_text_that_is_too_long(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Å" * 600)
    message = failure(path, max_bytes=1000)
    assert "0.0 MB" in message
    assert "NYHENDEGRAF_MAX_BYTES" in message
    assert read_article(path, max_bytes=1200).text == "Å" * 600


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt")

    def refuse(self: Path, mode: str) -> object:
        raise PermissionError(13, "Permission denied", str(self))

    # Removing the permission would not stop root, who runs tests in containers.
    monkeypatch.setattr(Path, "open", refuse)
    assert "chmod u+r" in failure(path)


def test_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no regular file" in failure(tmp_path / "pipe.txt")


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "borte.txt")
    assert "leads nowhere" in failure(tmp_path / "a.txt")


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    assert "leads back to itself" in failure(tmp_path / "a.txt")


def test_a_loop_of_folders_is_walked_once(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert list(article_paths([tmp_path])) == [tmp_path / "a.txt"]


@pytest.mark.parametrize("name", [" .txt", "a\nb.txt", "a\x1b[31mb.txt", "a\u2028b.txt"])
def test_a_name_that_does_not_show(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArticleError, match="blank or has characters that do not show") as caught:
        read_article(write(tmp_path / name))
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("name", ['«Åse» & <x> "y" #z%.txt', "-o.txt", "[bold].txt", "x" * 250 + ".txt"])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    assert read_article(write(tmp_path / name)).id == name.removesuffix(".txt")


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xe5.txt"
    Path(os.fsdecode(name)).write_text(BODY, encoding="utf-8")
    (error,) = read_articles([tmp_path])
    assert isinstance(error, ArticleError)
    assert "not UTF-8" in str(error)
    str(error).encode()


def test_folders_globs_and_files_each_once_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "under/c.TXT", "under/.skjult.txt", ".git/d.txt", "notat.md"):
        write(tmp_path / name)
    found = list(
        article_paths(
            [tmp_path / "b.txt", tmp_path, str(tmp_path / "*.txt"), tmp_path / "under" / ".." / "a.txt"]
        )
    )
    assert [p.name for p in found if isinstance(p, Path)] == ["b.txt", "a.txt", "c.TXT"]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("given", "reason"),
    [("borte.txt", "no such file"), ("*.text", "matches no file"), (".", "holds no file of articles")],
)
def test_nothing_to_read(tmp_path: Path, given: str, reason: str) -> None:
    (error,) = read_articles([tmp_path / given])
    assert isinstance(error, ArticleError)
    assert reason in str(error)
    assert error.remedy


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(b"")
    write(tmp_path / "c.txt")
    results = list(read_articles([tmp_path]))
    assert [isinstance(r, Article) for r in results] == [True, False, True]


def test_two_files_of_one_name(tmp_path: Path) -> None:
    write(tmp_path / "x" / "sak.txt", BODY)
    write(tmp_path / "y" / "sak.txt", BODY + " Meir kjem.")
    for order in (["x", "y"], ["y", "x"]):
        results = list(read_articles([tmp_path / folder for folder in order]))
        read = [r for r in results if isinstance(r, Article)]
        errors = [r for r in results if isinstance(r, ArticleError)]
        assert [a.source for a in read] == [str(tmp_path / "x" / "sak.txt")]
        assert [e.place for e in errors] == [str(tmp_path / "y" / "sak.txt")]
        assert str(tmp_path / "x" / "sak.txt") in errors[0].reason


def test_a_copy_of_a_file_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "x" / "sak.txt")
    write(tmp_path / "y" / "sak.txt")
    (article,) = read_articles([tmp_path])
    assert isinstance(article, Article)


def test_ids_do_not_depend_on_how_a_file_system_spells_letters(tmp_path: Path) -> None:
    article = read_article(write(tmp_path / "a\u030al.txt"))
    assert article.id == "\u00e5l"
