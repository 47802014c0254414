import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from app.language.sentences import NAME, sentence_words
from app.language.tokenizer import blank_pipeline


def pipeline() -> Language:
    nlp = blank_pipeline()
    nlp.add_pipe(NAME)
    return nlp


NLP = pipeline()
PIECES = [
    "Ho kom. ", "«Nei», sa ho. ", "– Ja. ", "Kva no? ", "\n", "\n\n", " ", "(NTB) ", "5. mai ", "Det er slik ",
    "kl. 10. ", "J. K. Dal ", "\"Slik!\" ", "... ", ": ", "«", "»", "(", ")", "osv. ", "Brei front ",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
    | st.text(alphabet='aÅ .:!?«»"()–\n5', max_size=40)
)
@settings(max_examples=400, deadline=None)
def test_no_sentence_crosses_a_line_break(text: str) -> None:
    doc = NLP(text)
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text
    for sentence in doc.sents:
        assert "\n" not in sentence.text.strip()


@pytest.mark.parametrize(
    "text",
    [
        # Credits of pictures that ran into the text
        "Vik kritiserte Moe i går | Foto: Jon Dal. | Høgre støttar Venstre.",
        "Vik kritiserte Moe i går. | FOTO: JON DAL | Moe er skuffa.",
        "Vik besøkte Voss. | Foto: Jon Dal, NTB Scanpix | Høyre kritiserte Venstre.",
        "Vik kritiserte Moe (Foto: Jon Dal) | Høyre støtter Venstre.",
        "Tekst og foto: Kari Vik, NTB",
        "Foto: Jon Erik Dal",
        # Full stops, abbreviations and ordinals
        "Ho kom. | Han gjekk.",
        "Det skjedde den 5. mai i Oslo. | Ingen blei skadde.",
        "Dei kom kl. 10. | Neste møte er 17. mai.",
        "Dei selde fisk, skalldyr osv. | Ho kjøpte alt.",
        "Dr. Dal kom saman med f.eks. Kari Nordmann.",
        "Boka er av J. K. Rowling og G. R. R. Martin.",
        "Han spelar på lag A. | Det er best.",
        "Prisen var 50 kr. | Alle betalte.",
        "Saka gjeld St.meld. nr. 4. | Ho er viktig.",
        "Han kom i går. | 15 menneske såg det.",
        # Questions, exclamations, ellipsis
        "Kven kom? | Ingen veit det!",
        "– Kva no? spurde ho.",
        "Og så ... ingenting.",
        "Han tenkte seg om ... | Det var feil.",
        # Quotations
        "– Vi gir oss ikkje, sa Dal. | – Aldri.",
        "«Vi gir oss ikkje.» | Det sa Dal.",
        "«Nei!» ropte ho. | Så gjekk ho.",
        'Ho sa "nei". | "Ja", sa han.',
        "Ho sa: | «Vi gir oss ikkje.»",
        "Ordføraren la til: | – Vi må spare.",
        "Filmen «Fjellet: Vegen heim» er ny.",
        "Foto: Lise Dal",
        # Parentheses
        "Han sa nei (slik han plar. Alltid) til alt.",
        "Ho vann. | (NTB) | Regjeringa går av.",
        "Kari Dal (34) kom først.",
        # Headings that ran into the paragraph
        "Brei front | Det er ikkje lett å seie nei.",
        "Sterk auke | Ifølgje tal frå fylket er det fleire no.",
        "Dei les boka Det gamle huset.",
        "Ho les På kanten av stupet.",
        # List numbers
        "1. Noreg",
        "Slik er det. | 2. Verksemder skal betale.",
    ],
)
def test_where_sentences_begin(text: str) -> None:
    doc = NLP(text.replace(" | ", " "))
    assert [sentence.text.strip() for sentence in doc.sents] == text.split(" | ")


def test_a_heading_without_a_full_stop_ends_a_sentence() -> None:
    doc = NLP("Skular blir lagde ned\n\nSterke protestar\n\nForeldra kom. Dei ropte.")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Skular blir lagde ned",
        "Sterke protestar",
        "Foreldra kom.",
        "Dei ropte.",
    ]


@pytest.mark.parametrize("text", ["", "\n", " \n ", "...", "»"])
def test_hardly_any_text(text: str) -> None:
    doc = NLP(text)
    assert doc.text == text
    assert len(list(doc.sents)) <= 1


def test_words_are_small_letters() -> None:
    words = sentence_words()
    for values in (
        words.before_more,
        words.labels,
        words.openers,
        words.openers_before_verb,
        words.verbs,
        words.unfinished,
    ):
        assert values
        assert all(word == word.lower() for word in values)
    assert not words.openers & words.openers_before_verb
