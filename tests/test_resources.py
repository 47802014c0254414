"""The data files are read as the library reads them, only sooner."""

from pathlib import Path

import pytest
import yaml

from app.resources import ontology_path, read_yaml

FILES = sorted(ontology_path().rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_data_file_is_read_as_the_library_reads_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_yaml(text) == yaml.safe_load(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# berre ein merknad",
        "ord",
        "- 1\n- 1.5\n- 0x1f\n- 1_000\n- 12:30\n- .inf\n- -3\n- '7'\n- \"8\"",
        "- ja\n- yes\n- no\n- on\n- Off\n- true\n- 'true'\n- null\n- ~\n- nn\n- n\n-",
        "- 2024-03-25\n- 2024-03-25 10:15:00\n- 2024-3",
        "a: &x [1, {b: c}]\nd: *x\ne: {f: *x}",
        "a: &x ord\nb: *x",
        "? 1\n: to\n2: {}\n3: []\na: 1\na: 2",
        "<<: {a: 1}\nb: 2",
        "x: &x {a: 1}\ny: {<<: *x, b: 2}",
        "- !!str 5\n- !!set {a, b}\n- !!binary aGVp",
        "a: |\n  to\n  liner\nb: >\n  og\n  ei\n",
        "b: <\nc: '<<'\n'<<': d",
        "---\na: 1\n...\n",
    ],
)
def test_yaml_of_any_kind_is_what_the_library_says(text: str) -> None:
    found, expected = read_yaml(text), yaml.safe_load(text)
    assert found == expected and repr(found) == repr(expected)


@pytest.mark.parametrize(
    "text", ["a: *x", "a: =", "a: [1", "- a\n b: c", "a: 1\n---\nb: 2", "!!python/object:x {}"]
)
def test_what_is_wrong_is_told_as_by_the_library(text: str) -> None:
    with pytest.raises(yaml.YAMLError) as expected:
        yaml.safe_load(text)
    with pytest.raises(yaml.YAMLError) as caught:
        read_yaml(text)
    assert type(caught.value) is type(expected.value)


def test_there_are_files() -> None:
    assert len(FILES) >= 15
