"""Who takes part together by weights, over documents built by hand; the weights are made up for each test."""

from collections.abc import Mapping

from app.extraction import Extractor
from app.extraction.candidates import mentions_by_sentence
from app.extraction.company import LEAST_CHANCE, TOGETHER
from app.extraction.drafts import Draft
from app.extraction.gazetteer import Gazetteer
from app.extraction.lexicon import load_lexicon
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.language import Document
from app.model.extraction import MentionKind
from app.model.vocabulary import EventClass, Role
from tests.extraction.documents import document

NOTHING_KNOWN = Gazetteer({}, {}, {}, {}, {}, {}, {}, {})
SURE: Mapping[str, float] = {"always": 3.0}
"""Whoever is mentioned in the same sentence takes part in the same event."""
RESTING = """
Kari Kari PROPN 3 nsubj _ B-PER
no no ADV 3 advmod
ligg liggje VERB 0 root Tense=Pres|VerbForm=Fin
bak bak ADP 5 case
Per Per PROPN 3 obl _ B-PER
i i ADP 8 case
den den DET 8 det
lista liste NOUN 3 obl Definite=Def|Gender=Fem|Number=Sing
"""
BLAMED = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Per Per PROPN 2 obj _ B-PER
"""
TURNED = """
Kari Kari PROPN 2 nsubj _ B-PER
dyttar dytte VERB 0 root Tense=Pres|VerbForm=Fin
Per Per PROPN 2 obj _ B-PER
ved ved ADP 5 case
Anne Anne PROPN 2 obl _ B-PER
"""
READ = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
boka bok NOUN 2 obj Definite=Def|Gender=Fem|Number=Sing
til til ADP 5 case
Per Per PROPN 3 nmod _ B-PER
ved ved ADP 7 case
vatnet vatn NOUN 2 obl Definite=Def|Gender=Neut|Number=Sing
"""
FOND = """
Kari Kari PROPN 3 nsubj _ B-PER
er vere AUX 3 cop Tense=Pres|VerbForm=Fin
fan fan NOUN 0 root Definite=Ind|Gender=Masc|Number=Sing
av av ADP 5 case
Per Per PROPN 3 nmod _ B-PER
"""
OWN = """
Noregs Noreg PROPN 2 nmod:poss _ B-GPE_LOC
styre styre NOUN 3 nsubj Definite=Ind|Gender=Neut|Number=Sing
ligg liggje VERB 0 root Tense=Pres|VerbForm=Fin
bak bak ADP 5 case
Per Per PROPN 3 obl _ B-PER
"""


SELF = """
Eg eg PRON 2 nsubj Number=Sing|Person=1|PronType=Prs
ligg liggje VERB 0 root Tense=Pres|VerbForm=Fin
bak bak ADP 4 case
Per Per PROPN 2 obl _ B-PER
"""


def _drafts(text: Document, weights: Mapping[str, float]) -> list[Draft]:
    return list(Extractor(load_lexicon(), NOTHING_KNOWN, company=weights).drafts(text).events)


def _together(text: Document, weights: Mapping[str, float]) -> list[Draft]:
    return [d for d in _drafts(text, weights) if d.rule == TOGETHER]


def _who(draft: Draft) -> set[tuple[Role, str]]:
    return {(a.role, a.word.text) for a in draft.arguments}


def test_who_is_sure_to_take_part_becomes_an_event_of_the_clause() -> None:
    (draft,) = _together(document(RESTING), SURE)
    assert draft.event_class is EventClass.EVENT
    assert (draft.predicate, draft.trigger.text) == ("liggje", "ligg")
    assert _who(draft) == {(Role.AGENT, "Kari"), (Role.THEME, "Per"), (Role.THEME, "lista")}
    assert draft.confidence >= LEAST_CHANCE


def test_who_does_not_fit_all_others_stays_out() -> None:
    weights = {"kinds named person and named person": 3.0, "always": -0.5}
    (draft,) = _together(document(RESTING), weights)
    assert _who(draft) == {(Role.AGENT, "Kari"), (Role.THEME, "Per")}


def test_only_what_is_likelier_than_not_is_told() -> None:
    assert not _together(document(RESTING), {"always": -0.1})
    assert not _together(document(RESTING), {})
    assert _together(document(RESTING), {"always": 0.1})


def test_what_rules_tell_is_not_told_again() -> None:
    assert not _together(document(BLAMED), SURE)


def test_nothing_is_told_beside_a_known_event() -> None:
    """«Kari kritiserte boka til Per»: that Per has to do with it, the rule that knows the word leaves out."""
    assert not _together(document(READ), SURE)


def test_an_author_who_speaks_of_himself_is_nobody_that_the_text_names() -> None:
    """Whatever chain holds «eg»: here that of Kari."""
    text = document(RESTING, SELF)
    names = NameTable(text, NOTHING_KNOWN)
    participants = Participants(text, NOTHING_KNOWN, names)
    kari = next(r for r in participants.referents if r.name == "Kari")
    speaker = next(t for t in text.doc if t.text == "Eg")
    participants.adopt(speaker, kari, MentionKind.PRONOUN, takes_part=False)
    assert speaker.i in kari.heads
    _, (_, own) = mentions_by_sentence(text, participants)
    assert [word.text for word, _ in own] == ["Per"]


def test_what_somebody_is_tells_of_whom_it_leads_to() -> None:
    (draft,) = _together(document(FOND), SURE)
    assert {a.word.text for a in draft.arguments} == {"Kari", "Per"}


def test_a_country_that_something_is_of_is_no_place() -> None:
    (draft,) = _together(document(OWN), SURE)
    assert {(Role.THEME, "Noregs"), (Role.THEME, "Per")} <= _who(draft)


def test_who_is_missing_joins_an_event_of_no_known_class() -> None:
    (event,) = _drafts(document(TURNED), SURE)
    assert event.rule == "open"
    assert {a.word.text for a in event.arguments} == {"Kari", "Per", "Anne"}


def test_what_is_told_does_not_depend_on_other_sentences_of_the_same_words() -> None:
    first, second = _together(document(RESTING, RESTING.replace("Per", "Nils")), SURE)
    assert first.trigger.i < second.trigger.i
    assert {a.word.text for a in second.arguments} >= {"Kari", "Nils"}


def test_without_what_is_learned_rules_stand_alone() -> None:
    rules = Extractor(load_lexicon(), Gazetteer({}, {}, {}, {}, {}, {}, {}, {}), learned=False)
    assert rules.drafts(document(RESTING)).events == ()
    pairs = {
        frozenset(r.name for r in candidate.referents) for candidate, _ in rules.untold(document(RESTING))
    }
    assert frozenset(("Kari", "Per")) in pairs
