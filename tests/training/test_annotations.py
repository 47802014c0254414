"""Annotated articles of our own."""

from pathlib import Path

import pytest

from app.errors import RunError
from app.training.annotations import naming, read_annotations
from tests.training.annotated import ANNOTATION, write


def test_reads_what_takes_part_in_what(tmp_path: Path) -> None:
    (annotation,) = read_annotations(write(tmp_path))
    assert annotation.participations == {
        ("Criticism", "party", "e1"),
        ("Utterance", "party", "e1"),
        ("Criticism", "object", "e2"),
        ("Utterance", "object", "e2"),
    }
    assert annotation.relations == ((frozenset({"holdsPosition"}), "e1", "ordførar"),)
    assert annotation.text == tmp_path / "a.txt"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Lundes", {"e1"}),
        ("«Kari Lunde»", {"e1"}),
        ("Kari", set()),
        ("forslaget om nye vegar", {"e2"}),
        ("vegen", set()),
    ],
)
def test_names_are_equal_and_descriptions_alike(tmp_path: Path, name: str, found: set[str]) -> None:
    (annotation,) = read_annotations(write(tmp_path))
    assert annotation.entities_called(naming([name])) == found


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no annotated articles here"):
        list(read_annotations(tmp_path))


def test_a_missing_text_is_told(tmp_path: Path) -> None:
    (write(tmp_path) / "a.txt").unlink()
    with pytest.raises(RunError, match=r"a\.txt is missing"):
        list(read_annotations(tmp_path))


@pytest.mark.parametrize("data", [[], {"entities": []}, {**ANNOTATION, "entities": [{"id": "e1"}]}])
def test_something_else_is_told(tmp_path: Path, data: object) -> None:
    with pytest.raises(RunError, match=r"a\.json: no annotation"):
        list(read_annotations(write(tmp_path, data)))
