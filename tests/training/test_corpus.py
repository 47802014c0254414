from pathlib import Path

import pytest

from app.errors import RunError
from app.model.article import Variety
from app.training.corpus import read_documents, read_split, with_noise


def test_reads_names_spaces_and_lemmas_of_punctuation(corpus: Path) -> None:
    first = read_split(corpus, Variety.NYNORSK, "dev")[0][0]
    assert [w.name for w in first][:3] == ["B-PER", "I-PER", "O"]
    assert [w.space_after for w in first][-2:] == [False, True]
    assert first[-1].lemma == "."
    assert [w.head for w in first] == [3, 1, 0, 5, 3, 7, 3, 3]


def test_passes_over_multiword_tokens_and_empty_nodes(tmp_path: Path) -> None:
    path = tmp_path / "x.conllu"
    path.write_text(
        "1-2\tdet's\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "1\tdet\tdet\tPRON\t_\t_\t0\troot\t_\t_\n"
        "1.1\ter\tvere\tAUX\t_\t_\t_\t_\t_\t_\n"
        "2\t$\t$\tSYM\t_\t_\t1\tdep\t_\t_",
        encoding="utf-8",
    )
    ((sentence,),) = read_documents(path)
    assert [w.form for w in sentence] == ["det", "$"]
    assert [w.lemma for w in sentence] == ["det", "$"]
    assert [w.name for w in sentence] == ["O", "O"]


def test_documents_begin_where_the_file_says(corpus: Path) -> None:
    assert [len(document) for document in read_split(corpus, Variety.NYNORSK, "train")] == [2, 2, 2, 2]
    path = corpus / "nno" / "no_nynorsk-ud-dev.conllu"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("# newdoc id = nn\n", ""), encoding="utf-8")
    assert [len(document) for document in read_split(corpus, Variety.NYNORSK, "dev")] == [2]


def test_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"no_nynorsk-ud-train\.conllu.*--corpus"):
        read_split(tmp_path, Variety.NYNORSK, "train")


def test_noise_is_headlines_and_seeded(corpus: Path) -> None:
    sentences = [s for document in read_split(corpus, Variety.BOKMAAL, "train") for s in document]
    extra = with_noise(sentences, 1.0, seed=3)
    assert extra == with_noise(sentences, 1.0, seed=3)
    shouted = [s for s in extra if s[0].form.isupper()]
    stopless = [s for s in extra if not s[0].form.isupper()]
    assert shouted
    assert stopless
    assert all(s[-1].form != "." for s in stopless)
    assert all(0 <= w.head <= len(s) for s in extra for w in s)
    assert with_noise(sentences, 0.0, seed=3) == []
