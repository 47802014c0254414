"""Mentions, what is told of pairs of them, and chains by hand-made weights."""

from pathlib import Path

import numpy as np
import pytest

from app.errors import RunError
from app.extraction.completion import complete
from app.extraction.coreference import Mentioned, mentions_of
from app.extraction.coreference_features import antecedents, clashes, new_features, pair_features
from app.extraction.gazetteer import Gazetteer
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.extraction.ranking import Ranking, chains, load_ranking
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


def test_a_name_behind_a_title_is_one_mention_that_stands_where_the_title_stands() -> None:
    text, mentions = found(
        """
        Ordførar ordførar NOUN 3 nsubj
        Kari Kari PROPN 1 appos _ B-PER
        kom kome VERB 0 root
        """
    )
    assert [(m.form, m.kind, m.role) for m in mentions] == [("kari", "name", "nsubj")]
    assert (text.doc[mentions[0].index].text, text.doc[mentions[0].top].text) == ("Kari", "Ordførar")


def test_words_that_stand_for_somebody_without_a_noun() -> None:
    _, mentions = found(
        """
        Dei dei DET 2 det
        to to NUM 3 nsubj
        såg sjå VERB 0 root
        Ukjenten Ukjenten PROPN 3 obj
        """,
        """
        Ein ein PRON 2 nsubj
        ventar vente VERB 0 root
        """,
    )
    assert [(m.form, m.kind) for m in mentions] == [("to", "def"), ("ukjenten", "name"), ("ein", "you")]


def test_grammar_rules_antecedents_out() -> None:
    _, mentions = found(
        """
        Kari Kari PROPN 2 nsubj _ B-PER
        såg sjå VERB 0 root
        sjukehuset sjukehus NOUN 2 obj Definite=Def|Number=Sing
        """,
        """
        Han han PRON 2 nsubj
        såg sjå VERB 0 root
        sjukehusa sjukehus NOUN 2 obj Definite=Def|Number=Plur
        """,
        """
        Dei dei PRON 2 nsubj
        venta vente VERB 0 root
        """,
    )
    kari, one, he, several, they = mentions
    assert clashes(he, [kari])
    assert clashes(they, [kari])
    assert clashes(several, [one])
    assert not clashes(they, [several])


def test_who_says_eg_is_who_says_it_behind_the_quotation() -> None:
    _, mentions = found(
        """
        – – PUNCT 3 punct
        Eg eg PRON 3 nsubj Number=Sing|Person=1
        kjem kome VERB 4 ccomp
        seier seie VERB 0 root
        Kari Kari PROPN 4 nsubj _ B-PER
        """
    )
    speaker, kari = mentions
    assert speaker.kind == "speaker"
    assert speaker.teller is kari.referent is not None


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
        {feature: number for number, feature in enumerate(known, start=1)},
        np.zeros((len(known) + 1, 1), np.float32),
        np.array([0, *known.values()], np.float32),
        np.zeros(1, np.float32),
        np.zeros(1, np.float32),
        0.0,
    )
    groups = [[m.form for m in c.mentions] for c in chains(mentions, text.doc, ranking, eagerness=0)]
    assert groups == [["kari", "ho", "seg"], ["per"], ["avisa", "lokalavisa"]]


def test_eagerness_links_more() -> None:
    text, mentions = found(KARI, SHE)
    ranking = Ranking(
        {"k=f": 1},
        np.zeros((2, 1), np.float32),
        np.array([0, 1], np.float32),
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


def test_what_is_told_of_again_by_a_noun_is_one_entity() -> None:
    text = document(
        """
        Ei ei DET 2 det
        bru bru NOUN 3 nsubj Definite=Ind|Number=Sing
        rasa rase VERB 0 root
        """,
        """
        Brua bru NOUN 2 nsubj Definite=Def|Number=Sing
        stengde stenge VERB 0 root
        """,
    )
    names = NameTable(text, _GAZETTEER)
    participants = Participants(text, _GAZETTEER, names)
    complete(text, names, participants)
    (bridge,) = participants.referents
    assert [m.surface for m in bridge.mentions.values()] == ["Ei bru", "Brua"]
    first, again = (t for t in text.doc if t.lemma_ == "bru")
    assert participants.resolve(first) is participants.resolve(again) is bridge


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="Reinstall"):
        load_ranking(tmp_path / "none.npz")
    (tmp_path / "broken.npz").write_bytes(b"no weights")
    with pytest.raises(RunError, match="Reinstall"):
        load_ranking(tmp_path / "broken.npz")


def test_unknown_features_count_nothing() -> None:
    ranking = Ranking(
        {"a": 1},
        np.array([[0, 0], [1, 1]], np.float32),
        np.array([0, 1], np.float32),
        np.zeros(2, np.float32),
        np.ones(2, np.float32),
        0.5,
    )
    assert ranking.scores(*ranking.sums([["a", "a", "b"], ["b"], []])).tolist() == [3.5, 0.5, 0.5]
