"""Mentions, what is told of pairs of them, and chains by hand-made weights."""

import random
from pathlib import Path

import numpy as np
import pytest

from app.errors import RunError
from app.extraction.chain import Chain
from app.extraction.completion import complete
from app.extraction.coreference import Mentioned, mentions_of
from app.extraction.coreference_features import new_features, pair_features
from app.extraction.disjoint import Disjoint
from app.extraction.feature_sums import FeatureSums
from app.extraction.gazetteer import Gazetteer
from app.extraction.looking_back import look_back
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


SAID = """
– – PUNCT 3 punct
Eg eg PRON 3 nsubj Number=Sing|Person=1
kjem kome VERB 8 ccomp
til til ADP 5 case
Per Per PROPN 3 obl _ B-PER
, , PUNCT 3 punct
– – PUNCT 3 punct
sa seie VERB 0 root
leiaren leiar NOUN 8 nsubj Definite=Def|Gender=Masc|Number=Sing
"""
PAPERS = """
Dei dei PRON 2 nsubj Number=Plur
las lese VERB 0 root
nye ny ADJ 4 amod
avisene avis NOUN 2 obj Definite=Def|Number=Plur
til til ADP 6 case
leiaren leiar NOUN 4 nmod Definite=Def|Gender=Masc|Number=Sing
sin sin DET 6 nmod:poss
"""
US = """
– – PUNCT 4 punct
« « PUNCT 4 punct
Vi vi PRON 4 nsubj Number=Plur
les lese VERB 7 ccomp
avisa avis NOUN 4 obj Definite=Def|Number=Sing
» » PUNCT 4 punct
sa seie VERB 0 root
han han PRON 7 nsubj Number=Sing
"""
STORY = (KARI, SHE, PAPER, SAID, PAPERS, US, SHE, KARI, SAID, PAPER, PAPERS)


def found(*sentences: str) -> tuple[Document, tuple[Mentioned, ...]]:
    text = document(*sentences)
    names = NameTable(text, _GAZETTEER)
    return text, mentions_of(text, names, Participants(text, _GAZETTEER, names))


def of(*mentions: Mentioned) -> Chain:
    cluster = Chain()
    for mention in mentions:
        cluster.add(mention)
    return cluster


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
    assert of(kari).clashes(he)
    assert of(kari).clashes(they)
    assert of(one).clashes(several)
    assert not of(several).clashes(they)
    # «dei to andre partia» are not the one party that has a name.
    assert of(kari).clashes(several)
    assert not of(kari).clashes(one)


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
    lookbacks = list(look_back(mentions))
    assert lookbacks[3].antecedents == (2, 1, 0)
    assert lookbacks[0].antecedents == ()
    assert lookbacks[5].antecedents[0] == 4
    assert [set(lookback.related) for lookback in lookbacks] == [set(), set(), set(), {0}, set(), {2}]


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
        list(known),
        np.zeros((len(known), 1), np.float32),
        np.array(list(known.values()), np.float32),
        np.zeros(1, np.float32),
        np.zeros(1, np.float32),
        0.0,
    )
    groups = [[m.form for m in c.mentions] for c in chains(mentions, text.doc, ranking, eagerness=0)]
    assert groups == [["kari", "ho", "seg"], ["per"], ["avisa", "lokalavisa"]]


def weighed(known: dict[str, float]) -> Ranking:
    """Without a hidden layer."""
    return Ranking(
        list(known),
        np.zeros((len(known), 1), np.float32),
        np.array(list(known.values()), np.float32),
        np.zeros(1, np.float32),
        np.zeros(1, np.float32),
        0.0,
    )


LOST = """
Vikaselskap Vikaselskap PROPN 2 nsubj _ B-ORG
tapte tape VERB 0 root
"""
WON = """
Nordkraft Nordkraft PROPN 2 nsubj _ B-ORG
vann vinne VERB 0 root
"""
BECAUSE = """
fordi fordi SCONJ 5 mark
selskapet selskap NOUN 5 nsubj Definite=Def|Number=Sing
venta vente VERB 2 advcl
"""
WAITED = """
Selskapet selskap NOUN 2 nsubj Definite=Def|Number=Sing
venta vente VERB 0 root
"""


@pytest.mark.parametrize(
    ("sentences", "whose"),
    [((LOST, WON + BECAUSE.strip()), "Nordkraft"), ((LOST, WON, WAITED), "Vikaselskap")],
)
def test_a_noun_whose_bearer_stands_in_the_sentence_is_no_other_bearer(
    sentences: tuple[str, ...], whose: str
) -> None:
    text, mentions = found(*sentences)
    company = next(m for m in mentions if m.form == "selskapet")
    assert company.referent is not None
    assert company.referent.name == "Nordkraft"
    ranking = weighed({"def suffix=True": 2.0, "def rule=True": 1.0})
    (joined,) = (c for c in chains(mentions, text.doc, ranking, eagerness=0) if company in c.mentions)
    assert text.doc[joined.mentions[0].index].text == whose


def test_eagerness_links_more() -> None:
    text, mentions = found(KARI, SHE)
    ranking = Ranking(
        ["k=f"],
        np.zeros((1, 1), np.float32),
        np.array([1], np.float32),
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
        ["a"],
        np.array([[1, 1]], np.float32),
        np.array([1], np.float32),
        np.zeros(2, np.float32),
        np.ones(2, np.float32),
        0.5,
    )
    table = ranking.sums()
    told = [["a", "a", "b"], ["b"], []]
    places = table.places("group", ["one", "two", "three"], lambda at: told[at])
    assert ranking.scores(table.rows[places]).tolist() == [3.5, 0.5, 0.5]


def test_what_was_summed_once_is_kept_and_stays_as_many_more_come() -> None:
    table = FeatureSums({"a": 0}, np.array([[2.0]], np.float32))
    first = table.place("group", -1, lambda: ["a"])
    for number in range(5000):
        table.place("group", number, list)
    assert table.place("group", -1, lambda: pytest.fail("known")) == first
    assert table.place("other", -1, lambda: ["b"]) != first
    assert table.rows[first].tolist() == [2.0]
    assert not table.is_full


def _as_by_features(
    mentions: tuple[Mentioned, ...], text: Document, weights: dict[str, float]
) -> list[list[int]]:
    """The chains with each pair's features summed by themselves."""
    groups: list[list[Mentioned]] = []
    of_number: dict[int, list[Mentioned]] = {}
    bearers: dict[int, list[Mentioned]] = {}
    disjoint = Disjoint(mentions, text.doc)

    def score(features: list[str]) -> float:
        return sum(weights[f] for f in dict.fromkeys(features))

    for mention, lookback in zip(mentions, look_back(mentions), strict=True):
        bearer = id(mention.referent) if mention.kind == "name" and mention.referent is not None else None
        group = bearers.get(bearer) if bearer is not None else None
        if group is None:
            taken = [id(g) for g in bearers.values()] if bearer is not None else []
            home = bearers.get(id(mention.referent)) if mention.kind == "def" else None
            if home and [m.sentence for m in home if m.kind == "name"][-1] == mention.sentence:
                taken = [id(g) for g in bearers.values() if g is not home]
            taken += [id(of_number[n]) for n in disjoint.earlier(mention)]
            taken += [id(bearers[id(r)]) for r in disjoint.bearers(mention) if id(r) in bearers]
            earlier = [
                n
                for n in lookback.antecedents
                if id(of_number[n]) not in taken and not of(*of_number[n]).clashes(mention)
            ]
            scores = [score(pair_features(mention, mentions[n], text.doc, of_number[n])) for n in earlier]
            new = score(new_features(mention, any(n in lookback.related for n in earlier)))
            group = of_number[earlier[scores.index(max(scores))]] if scores and max(scores) > new else []
            if not group:
                groups.append(group)
            if bearer is not None:
                bearers[bearer] = group
        group.append(mention)
        of_number[mention.number] = group
    return [[m.number for m in group] for group in groups]


class _Drawn(dict[str, float]):
    """A weight for every feature that is asked for."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._chance = random.Random(seed)

    def __missing__(self, feature: str) -> float:
        self[feature] = round(self._chance.gauss(0, 1), 2)
        return self[feature]


@pytest.mark.parametrize("seed", range(6))
def test_kept_sums_are_those_of_the_features(seed: int) -> None:
    told = found(*STORY)
    text, mentions = told
    weights = _Drawn(seed)
    expected = _as_by_features(mentions, text, weights)
    ranking = Ranking(
        list(weights),
        np.zeros((len(weights), 1), np.float32),
        np.array(list(weights.values()), np.float32),
        np.zeros(1, np.float32),
        np.zeros(1, np.float32),
        0.0,
    )
    for _ in range(2):
        groups = [[m.number for m in c.mentions] for c in chains(mentions, text.doc, ranking, eagerness=0)]
        assert groups == expected
    assert 3 < len(expected) < len(mentions) - 3
