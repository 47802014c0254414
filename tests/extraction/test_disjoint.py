"""Whom a pronoun or a noun cannot be by the build of its sentence."""

from app.extraction.coreference import Mentioned, mentions_of
from app.extraction.disjoint import Disjoint
from app.extraction.gazetteer import Gazetteer, load_gazetteer
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.language import Document
from tests.extraction.documents import document

_GAZETTEER = Gazetteer({}, {}, {}, {}, {}, {"Kari": "f", "Per": "m"}, {}, {})


def mentioned(text: Document, gazetteer: Gazetteer = _GAZETTEER) -> tuple[Mentioned, ...]:
    names = NameTable(text, gazetteer)
    return mentions_of(text, names, Participants(text, gazetteer, names))


def ruled_out(*sentences: str) -> dict[str, set[str]]:
    """Each mention's form with the forms and names that it cannot be."""
    text = document(*sentences)
    mentions = mentioned(text)
    disjoint = Disjoint(mentions, text.doc)
    return {
        m.form: {mentions[n].form for n in disjoint.earlier(m)} | {r.name for r in disjoint.bearers(m)}
        for m in mentions
    }


def test_two_arguments_of_one_verb_are_two() -> None:
    found = ruled_out(
        """
        Per Per PROPN 2 nsubj _ B-PER
        møtte møte VERB 0 root
        han han PRON 2 obj Gender=Masc|PronType=Prs
        """
    )
    assert found["han"] == {"per"}


def test_reflexives_and_first_persons_may_be_both() -> None:
    found = ruled_out(
        """
        Per Per PROPN 2 nsubj _ B-PER
        vaska vaske VERB 0 root
        seg seg PRON 2 obj PronType=Prs|Reflex=Yes
        """,
        """
        Eg eg PRON 2 nsubj Number=Sing|Person=1
        vaska vaske VERB 0 root
        meg eg PRON 2 obj Number=Sing|Person=1
        """,
    )
    assert found["seg"] == set() == found["meg"]


def test_a_pronoun_is_not_whose_name_stands_below_its_verb() -> None:
    found = ruled_out(
        """
        Han han PRON 2 nsubj Gender=Masc|PronType=Prs
        sa seie VERB 0 root
        at at SCONJ 5 mark
        Per Per PROPN 5 nsubj _ B-PER
        kom kome VERB 2 ccomp
        """
    )
    assert found["han"] == {"Per"}


def test_it_may_be_who_says_so_or_stands_in_a_clause_beside() -> None:
    found = ruled_out(
        """
        Han han PRON 2 nsubj Gender=Masc|PronType=Prs
        kjem kome VERB 0 root
        , , PUNCT 4 punct
        seier seie VERB 2 parataxis
        Per Per PROPN 4 nsubj _ B-PER
        """
    )
    assert found["han"] == set()


def test_one_of_two_who_ask_is_not_he_who_is_asked_for() -> None:
    found = ruled_out(
        """
        Kari Kari PROPN 4 nsubj _ B-PER
        og og CCONJ 3 cc
        Per Per PROPN 1 conj _ B-PER
        bad be VERB 0 root
        om om ADP 4 compound:prt
        at at SCONJ 8 mark
        han han PRON 8 nsubj Gender=Masc|PronType=Prs
        kom kome VERB 4 ccomp
        """
    )
    assert found["han"] == {"Kari", "Per"}


def test_one_who_asks_alone_may_be() -> None:
    found = ruled_out(
        """
        Per Per PROPN 2 nsubj _ B-PER
        lova love VERB 0 root
        at at SCONJ 5 mark
        han han PRON 5 nsubj Gender=Masc|PronType=Prs
        kjem kome VERB 2 ccomp
        """
    )
    assert found["han"] == set()


def test_an_inhabitant_is_none_of_another_country() -> None:
    text = document(
        """
        Amerikanaren amerikanar NOUN 3 nsubj Definite=Def|Gender=Masc|Number=Sing
        Per Per PROPN 1 appos _ B-PER
        leia leie VERB 0 root
        """,
        """
        Nordmannen nordmann NOUN 2 nsubj Definite=Def|Gender=Masc|Number=Sing
        vann vinne VERB 0 root
        """,
    )
    names = NameTable(text, load_gazetteer())
    participants = Participants(text, load_gazetteer(), names)
    per, norwegian = (t for t in text.doc if t.text in ("Per", "Nordmannen"))
    told = {m.form: m.country for m in mentions_of(text, names, participants)}
    assert told == {"per": "country/usa", "nordmannen": "country/noreg"}
    assert participants.resolve(norwegian) is not participants.resolve(per)
