"""Reading a coreference corpus, and scoring chains against it."""

from pathlib import Path

import pytest

from app.errors import RunError
from app.model.article import Variety
from app.training.coreference import CorefDocument, CorefScores, MentionClass, evaluate, read_corpus

TEXT = """\
# newdoc id = prove
# global.Entity = eid-etype-head-other
# newpar
# text = Ordførar Kari Vik kom.
1	Ordførar	ordførar	NOUN	_	Definite=Ind	4	nsubj	_	name=O|Entity=(prove__1--1
2	Kari	Kari	PROPN	_	_	1	appos	_	name=B-PER
3	Vik	Vik	PROPN	_	_	2	flat:name	_	name=I-PER|Entity=prove__1)
4	kom	kome	VERB	_	_	0	root	_	name=O|SpaceAfter=No
5	.	$.	PUNCT	_	_	4	punct	_	name=O

# newpar
# text = Ho song songen sin.
1	Ho	ho	PRON	_	_	2	nsubj	_	name=O|Entity=(prove__1--1)
2	song	syngje	VERB	_	_	0	root	_	name=O
3	songen	song	NOUN	_	Definite=Def	2	obj	_	name=O|Entity=(prove__2--1
4	sin	sin	DET	_	Poss=Yes	3	det	_	name=O|SpaceAfter=No|Entity=(prove__1--1)prove__2)
5	.	$.	PUNCT	_	_	2	punct	_	name=O

# text = Vik gjekk.
1	Vik	Vik	PROPN	_	_	2	nsubj	_	name=B-PER|Entity=(prove__1--1)
2	gjekk	gå	VERB	_	_	0	root	_	name=O|SpaceAfter=No
3	.	$.	PUNCT	_	_	2	punct	_	name=O
"""


@pytest.fixture
def gold(tmp_path: Path) -> CorefDocument:
    folder = tmp_path / "nn" / "dev"
    folder.mkdir(parents=True)
    (folder / "prove.conllu").write_text(TEXT, encoding="utf-8")
    (document,) = read_corpus(tmp_path, Variety.NYNORSK, "dev")
    return document


def test_reading(gold: CorefDocument) -> None:
    text = gold.article.text
    assert text == "Ordførar Kari Vik kom.\n\nHo song songen sin. Vik gjekk."
    assert [text[b.start : b.end] for b in gold.article.blocks] == text.split("\n\n")
    surfaces = [[text[m.begin : m.end] for m in chain] for chain in gold.chains]
    assert surfaces == [["Ordførar Kari Vik", "Ho", "sin", "Vik"], ["songen sin"]]
    assert [text[m.head :].split()[0] for m in gold.chains[0]] == ["Ordførar", "Ho", "sin.", "Vik"]
    kinds = [m.kind for m in gold.chains[0]]
    assert kinds == [
        *(MentionClass.DESCRIPTION, MentionClass.PRONOUN, MentionClass.PRONOUN, MentionClass.NAME),
    ]


def test_a_mention_in_parts_is_known_by_its_first(tmp_path: Path) -> None:
    folder = tmp_path / "nb" / "train"
    folder.mkdir(parents=True)
    parts = TEXT.replace("(prove__2--1", "(prove__2[1/2]--1)").replace("prove__2)", "(prove__2[2/2]--1)")
    (folder / "a.conllu").write_text(parts, encoding="utf-8")
    (document,) = read_corpus(tmp_path, Variety.BOKMAAL, "train")
    assert [document.article.text[m.begin : m.end] for m in document.chains[1]] == ["songen"]
    with pytest.raises(RunError, match="--corpus"):
        next(read_corpus(tmp_path, Variety.NYNORSK, "train"))


def heads(gold: CorefDocument) -> list[frozenset[int]]:
    return [frozenset(m.head for m in chain) for chain in gold.chains]


def test_the_right_chains_are_all_right(gold: CorefDocument) -> None:
    scores = evaluate([gold], heads)
    assert scores.conll == pytest.approx(100)
    assert scores.linked is not None
    assert {kind: (c.key, c.recall) for kind, c in scores.linked.items()} == {
        MentionClass.NAME: (1, 1.0),
        MentionClass.PRONOUN: (2, 1.0),
        MentionClass.DESCRIPTION: (0, 0.0),
    }


def test_what_stands_alone_counts_nothing(gold: CorefDocument) -> None:
    assert evaluate([gold], lambda d: [frozenset({h}) for chain in heads(d) for h in chain]).conll == 0


def test_a_wrong_link_costs(gold: CorefDocument) -> None:
    ordforar, ho, sin, vik = (m.head for m in gold.chains[0])
    (songen,) = heads(gold)[1]
    scores = CorefScores()
    scores.add(gold, [frozenset({ordforar, vik}), frozenset({songen, ho, sin})])
    assert (scores.muc.recalled, scores.muc.key) == (2, 3)
    assert (scores.muc.precise, scores.muc.response) == (2, 3)
    assert scores.linked is not None
    assert scores.linked[MentionClass.PRONOUN].recall == 0.0
    assert scores.linked[MentionClass.NAME].recall == 1.0
