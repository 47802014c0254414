from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.language.model.consistency import agree
from app.language.model.inference import SentenceAnalysis, SentenceWords

Words = Sequence[tuple[str, str]]


def names(*sentences: Words) -> list[tuple[str, ...]]:
    """What is left of the names of sentences, each given as words with their labels."""
    words = [SentenceWords(tuple(w for w, _ in s), (True,) * len(s)) for s in sentences]
    analyses = [
        SentenceAnalysis(
            upos=("X",) * len(s),
            feats=("",) * len(s),
            lemmas=tuple(w for w, _ in s),
            heads=(0,) * len(s),
            deprels=("dep",) * len(s),
            names=tuple(label for _, label in s),
        )
        for s in sentences
    ]
    return [analysis.names for analysis in agree(words, analyses)]


def test_the_kind_of_most_occurrences_holds_for_all() -> None:
    club, town = [("Brann", "B-ORG")], [("Brann", "B-GPE_LOC"), ("vann", "O")]
    assert names(club, club, town) == [("B-ORG",), ("B-ORG",), ("B-ORG", "O")]
    assert names(club, town) == [("B-ORG",), ("B-GPE_LOC", "O")]
    assert names(club, club, town, town)[2] == ("B-GPE_LOC", "O")


def test_a_genitive_is_the_same_name() -> None:
    assert names([("Branns", "B-ORG")], [("Brann", "B-ORG")], [("Branns", "B-PER")])[2] == ("B-ORG",)
    # «Os» is a town, not the genitive of «O».
    assert names([("Os", "B-GPE_LOC")], [("O", "B-PER")], [("O", "B-PER")])[0] == ("B-GPE_LOC",)


def test_full_names_of_persons_vote_for_their_surname() -> None:
    full = [("Kari", "B-PER"), ("Voss", "I-PER")]
    assert names(full, full, [("Voss", "B-GPE_LOC")])[2] == ("B-PER",)
    assert names([("Voss", "B-ORG"), ("lag", "I-ORG")], full, [("Voss", "B-GPE_LOC")])[2] == ("B-GPE_LOC",)


def test_words_of_a_name_stay_together() -> None:
    agency = [("Norsk", "B-ORG"), ("Tind", "I-ORG")]
    assert names(agency, agency, [("Norsk", "B-PROD"), ("Tind", "I-PROD")])[2] == ("B-ORG", "I-ORG")


def test_a_country_acts_in_one_sentence_and_is_a_place_in_another() -> None:
    place, actor = [("Noreg", "B-GPE_LOC")], [("Noreg", "B-GPE_ORG")]
    assert names(place, place, actor)[2] == ("B-GPE_ORG",)
    assert names(place, place, [("Noreg", "B-ORG")])[2] == ("B-GPE_LOC",)


@given(
    st.lists(st.lists(st.sampled_from(["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-GPE_ORG"]), min_size=1))
)
def test_only_kinds_change(labels: list[list[str]]) -> None:
    sentences = [[(f"N{len(row)}", label) for label in row] for row in labels]
    for before, after in zip(labels, names(*sentences), strict=True):
        assert [label[:1] for label in before] == [label[:1] for label in after]
