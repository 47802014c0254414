"""Mentions, what is told of pairs of them, and chains by hand-made weights."""

from pathlib import Path

import numpy as np
import pytest

from app.errors import RunError
from app.extraction.coreference import Mentioned, antecedents, mentions_of, new_features, pair_features
from app.extraction.gazetteer import Gazetteer
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.extraction.ranking import Ranking, chains, complete, load_ranking
from app.language import Document
from tests.extraction.documents import document

_GAZETTEER = Gazetteer({}, {}, {}, {}, {}, {"Kari": "f", "Per": "m"}, {}, {})
KARI = """
Kari Kari PROPN 2 nsubj _ B-PER
møtte møte VERB 0 root
Per Per PROPN 2 obj _ B-PER
i i ADP 5 case
avisa avis NOUN 2 obl Definite=Def|Number=Sing
"""
SHE = """
Ho ho PRON 2 nsubj
slo slå VERB 0 root
seg seg PRON 2 obj
"""
PAPER = """
Lokalavisa lokalavis NOUN 2 nsubj Definite=Def|Number=Sing
skreiv skrive VERB 0 root
"""


def found(*sentences: str) -> tuple[Document, tuple[Mentioned, ...]]:
    text = document(*sentences)
    names = NameTable(text, _GAZETTEER)
    return text, mentions_of(text, names, Participants(text, _GAZETTEER, names))


def test_mentions_in_text_order() -> None:
    _, mentions = found(KARI, SHE, PAPER)
    assert [(m.form, m.kind, m.gender) for m in mentions] == [
        ("kari", "name", "f"),
        ("per", "name", "m"),
        ("avisa", "def", ""),
        ("ho", "f", "f"),
        ("seg", "reflexive", ""),
        ("lokalavisa", "def", ""),
    ]
    assert [m.number for m in mentions] == list(range(6))
    assert [m.sentence for m in mentions] == [0, 0, 0, 1, 1, 2]


def test_the_head_of_a_name_behind_a_title_is_the_title() -> None:
    _, mentions = found(
        """
        Ordførar ordførar NOUN 3 nsubj
        Kari Kari PROPN 1 appos _ B-PER
        kom kome VERB 0 root
        """
    )
    assert [(m.form, m.kind) for m in mentions] == [("ordførar", "name")]


def test_antecedents_are_the_nearest_first() -> None:
    _, mentions = found(KARI, SHE, PAPER)
    assert antecedents(mentions, 3) == [2, 1, 0]
    assert antecedents(mentions, 0) == []
    assert antecedents(mentions, 5)[0] == 4


def test_features_tell_what_matters() -> None:
    text, mentions = found(KARI, SHE, PAPER)
    kari, per, avisa, ho, seg, lokalavisa = mentions
    assert "f g=True" in pair_features(ho, kari, text.doc, [kari])
    assert "f g=False" in pair_features(ho, per, text.doc, [per])
    assert "refl subject=True" in pair_features(seg, ho, text.doc, [ho])
    assert "refl subject=False" in pair_features(seg, kari, text.doc, [kari])
    assert "def suffix=True" in pair_features(lokalavisa, avisa, text.doc, [avisa])
    assert "def suffix=False" in pair_features(lokalavisa, kari, text.doc, [kari])
    assert "f named=True size=2" in pair_features(ho, per, text.doc, [kari, per])
    assert "k=def rel=True" in new_features(lokalavisa, has_related=True)


def test_chains_by_weights() -> None:
    text, mentions = found(KARI, SHE, PAPER)
    known = {"f g=True": 2.0, "refl subject=True": 2.0, "def suffix=True": 2.0, "k=f": 1.0, "k=def": 1.0}
    ranking = Ranking(
        {feature: number for number, feature in enumerate(known)},
        np.zeros((len(known), 1), np.float32),
        np.array(list(known.values()), np.float32),
        np.zeros(1, np.float32),
        np.zeros(1, np.float32),
        0.0,
    )
    groups = [[m.form for m in chain] for chain in chains(mentions, text.doc, ranking, eagerness=0)]
    assert groups == [["kari", "ho", "seg"], ["per"], ["avisa", "lokalavisa"]]


def test_eagerness_links_more() -> None:
    text, mentions = found(KARI, SHE)
    ranking = Ranking(
        {"k=f": 0},
        np.zeros((1, 1), np.float32),
        np.ones(1, np.float32),
        np.zeros(1, np.float32),
        np.zeros(1, np.float32),
        0.0,
    )
    sizes = [len(chains(mentions, text.doc, ranking, eagerness=e)) for e in (0.0, 2.0)]
    assert sizes[0] > sizes[1]


def test_what_the_rules_gave_to_nobody_is_given_by_the_trained_weights() -> None:
    text = document(KARI, SHE)
    names = NameTable(text, _GAZETTEER)
    participants = Participants(text, _GAZETTEER, names)
    complete(text, names, participants)
    kari = next(r for r in participants.referents if r.name == "Kari")
    assert {m.surface for m in kari.mentions.values()} == {"Kari", "Ho", "seg"}
    # Who is meant by «seg» takes part already.
    seg = next(t for t in text.doc if t.text == "seg")
    assert participants.resolve(seg) is None


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="Reinstall"):
        load_ranking(tmp_path / "none.npz")
    (tmp_path / "broken.npz").write_bytes(b"no weights")
    with pytest.raises(RunError, match="Reinstall"):
        load_ranking(tmp_path / "broken.npz")


def test_unknown_features_count_nothing() -> None:
    ranking = Ranking(
        {"a": 0},
        np.ones((1, 2), np.float32),
        np.ones(1, np.float32),
        np.zeros(2, np.float32),
        np.ones(2, np.float32),
        0.5,
    )
    assert ranking.scores([["a", "a", "b"], ["b"], []]).tolist() == [3.5, 0.5, 0.5]
