"""What pronouns and definite nouns refer back to, on documents built by hand."""

from app.extraction.gazetteer import Gazetteer, Title
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from tests.extraction.documents import document

_TITLES = {
    word: Title(word, word, "office", "affiliatedWith")
    for word in ("kunstnar", "helseminister", "statsråd", "forskar", "fredsforskar")
}
_GAZETTEER = Gazetteer({}, {}, {}, {}, _TITLES, {"Kari": "f", "Per": "m"}, {}, {})


def referents(*sentences: str) -> dict[str, str | None]:
    """Form of each word → name of what it refers to; of equal forms the last."""
    text = document(*sentences)
    participants = Participants(text, _GAZETTEER, NameTable(text, _GAZETTEER))
    found = {
        token.text: participants.resolve(token)
        for token in text.doc
        if token.pos_ in ("PRON", "NOUN", "PROPN")
    }
    return {form: referent.name if referent is not None else None for form, referent in found.items()}


KARI = """
Kari Kari PROPN 2 nsubj _ B-PER
kom kome VERB 0 root
"""
MAN = """
Ein ein DET 2 det
mann mann NOUN 3 nsubj Definite=Ind|Gender=Masc|Number=Sing
stod stå VERB 0 root
der der ADV 3 advmod
"""


def test_a_woman_is_no_man() -> None:
    assert referents(KARI, MAN, "Ho ho PRON 2 nsubj\nsong syngje VERB 0 root")["Ho"] == "Kari"


def test_what_somebody_works_as_is_nobody_else() -> None:
    works = """
    Kari Kari PROPN 2 nsubj _ B-PER
    arbeider arbeide VERB 0 root
    som som ADP 4 case
    kunstnar kunstnar NOUN 2 obl Definite=Ind|Number=Sing
    """
    assert referents(works, "Ho ho PRON 2 nsubj\nsong syngje VERB 0 root")["Ho"] == "Kari"


def test_a_pronoun_beside_a_name_is_the_name() -> None:
    beside = """
    Han han PRON 2 det
    Per Per PROPN 3 nsubj _ B-PER
    kom kome VERB 0 root
    """
    assert referents(MAN, beside)["Han"] == "Per"


def test_a_pronoun_with_a_clause_of_its_own_refers_to_nobody_before() -> None:
    those = """
    Dei dei PRON 4 nsubj
    som som SCONJ 3 mark
    sov sove VERB 1 acl:relcl
    vakna vakne VERB 0 root
    """
    crowd = """
    Kvinner kvinne NOUN 2 nsubj Definite=Ind|Number=Plur
    song syngje VERB 0 root
    """
    assert referents(crowd, those)["Dei"] is None
    assert referents(crowd, "Dei dei PRON 2 nsubj\nvakna vakne VERB 0 root")["Dei"] == "kvinner"


def test_the_man_is_the_one_that_the_same_word_introduced() -> None:
    named = "Per Per PROPN 2 nsubj _ B-PER\nkom kome VERB 0 root"
    assert referents(MAN, named, "Mannen mann NOUN 2 nsubj Definite=Def|Number=Sing\ngjekk gå VERB 0 root")[
        "Mannen"
    ] == ("ein mann")


def test_a_title_can_be_told_more_broadly() -> None:
    minister = """
    Helseminister helseminister NOUN 3 nsubj Definite=Ind|Number=Sing
    Kari Kari PROPN 1 appos _ B-PER
    kom kome VERB 0 root
    """
    researcher = minister.replace("Helseminister helseminister", "Fredsforskar fredsforskar").replace(
        "Kari", "Per"
    )
    council = "Statsråden statsråd NOUN 2 nsubj Definite=Def|Number=Sing\nsong syngje VERB 0 root"
    scientist = "Forskaren forskar NOUN 2 nsubj Definite=Def|Number=Sing\nsong syngje VERB 0 root"
    found = referents(minister, researcher, council, scientist)
    assert found["Statsråden"] == "Kari"
    assert found["Forskaren"] == "Per"


def test_all_names_that_a_noun_introduces_take_part() -> None:
    text = document("""
    Forskarane forskar NOUN 5 nsubj Definite=Def|Number=Plur
    Kari Kari PROPN 1 appos _ B-PER
    og og CCONJ 4 cc
    Per Per PROPN 2 conj _ B-PER
    kom kome VERB 0 root
    """)
    participants = Participants(text, _GAZETTEER, NameTable(text, _GAZETTEER))
    assert [r.name for _, r in participants.resolve_all(text.doc[0])] == ["Kari", "Per"]


def test_a_plural_pronoun_is_all_that_the_last_subject_names() -> None:
    text = document(
        """
        Kari Kari PROPN 4 nsubj _ B-PER
        og og CCONJ 3 cc
        Per Per PROPN 1 conj _ B-PER
        kom kome VERB 0 root
        """,
        "Dei dei PRON 2 nsubj\nsong syngje VERB 0 root",
    )
    participants = Participants(text, _GAZETTEER, NameTable(text, _GAZETTEER))
    they = next(token for token in text.doc if token.text == "Dei")
    assert [r.name for _, r in participants.resolve_all(they)] == ["Kari", "Per"]
    assert participants.resolve(they) is None
