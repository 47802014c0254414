import pickle
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from app.language.tokenizer import blank_pipeline, token_data


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank_pipeline()


NLP = blank_pipeline()
SIGNS = "abÅø .,:;!?-–—/«»\"'’“”()[]§%&@#*+0123456789\n…"
PIECES = [
    "kl. ", "f.eks. ", "5. ", "17. mai", "12.30", "– ", "-", "«Nei»", ", sa ", "Kr.F.s ", "J. K. ", "olje- ", "\n",
    "og ", "s. ", "20", "mill. kr.", "www.avis.no", "A", "B.", "...", "2010-2012", "km/t", "og/eller",
]  # fmt: skip


@given(
    st.text(alphabet=SIGNS, max_size=60)
    | st.text(max_size=30)
    | st.lists(st.sampled_from(PIECES)).map("".join)
)
@settings(max_examples=300, deadline=None)
def test_tokens_cover_the_text_exactly(text: str) -> None:
    doc = NLP.make_doc(text)
    assert doc.text == text
    assert "".join(token.text_with_ws for token in doc) == text
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text
        assert token.text
        assert token.is_space or not any(c.isspace() for c in token.text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        # Abbreviations, also those that no list has in capitals
        ("Bl.a. kom dr. Dal kl. 12.30 .", "Bl.a.|kom|dr.|Dal|kl.|12.30|."),
        ("f.eks. Kr.F.s leiar, m.a. Sp.", "f.eks.|Kr.F.s|leiar|,|m.a.|Sp|."),
        ("St.meld. nr. 4 og Ot.prp. nr. 12", "St.meld.|nr.|4|og|Ot.prp.|nr.|12"),
        ("Ho bur i Washington D.C. no", "Ho|bur|i|Washington|D.C.|no"),
        ("Skriv ut osv. og kom", "Skriv|ut|osv.|og|kom"),
        # Abbreviations that are words too
        ("Det kostar 50 kr. Ho betalte", "Det|kostar|50|kr|.|Ho|betalte"),
        ("Det kostar kr. 50 i dag", "Det|kostar|kr.|50|i|dag"),
        ("Sykkelen er min. Den er ny", "Sykkelen|er|min|.|Den|er|ny"),
        ("Sjå s. 20 og d. 4. mai", "Sjå|s.|20|og|d.|4.|mai"),
        # Numbers, dates and ordinals
        ("10,5 prosent, 1.000 kroner", "10,5|prosent|,|1.000|kroner"),
        ("Dei kom kl. 10. Han gjekk", "Dei|kom|kl.|10|.|Han|gjekk"),
        ("Han kom den 5. i månaden", "Han|kom|den|5.|i|månaden"),
        ("Møtet er 11.–12. mars 2024.", "Møtet|er|11.|–|12.|mars|2024|."),
        ("Det var 17. mai.", "Det|var|17.|mai|."),
        ("Ho kom som nummer 11.", "Ho|kom|som|nummer|11|."),
        ("1. Noreg\n2. Sverige", "1.|Noreg|\n|2.|Sverige"),
        ("i åra 2010-2012 og 2014–2016", "i|åra|2010|-|2012|og|2014|–|2016"),
        ("Laget vann 2-0.", "Laget|vann|2|-|0|."),
        ("Målet kom den 2024-03-25.", "Målet|kom|den|2024-03-25|."),
        ("ei 20-åring frå 1990-åra og 2-0-sigeren", "ei|20-åring|frå|1990-åra|og|2-0-sigeren"),
        ("Ho køyrde 80 km/t.", "Ho|køyrde|80|km/t|."),
        ("Ca.20 stemte 22.juli", "Ca.|20|stemte|22.|juli"),
        ("E39. CO2. M2M.", "E39|.|CO2|.|M2M|."),
        # Hyphens, dashes and strokes
        ("olje- og energiministeren", "olje-|og|energiministeren"),
        ("EU-landa", "EU-landa"),
        ("-Ja, sa han. – Nei!", "-|Ja|,|sa|han|.|–|Nei|!"),
        ("Israel-Palestina-konflikten", "Israel-Palestina-konflikten"),
        ("toget Oslo–Bergen", "toget|Oslo–Bergen"),
        ("Bodø/Glimt og/eller A/S", "Bodø|/|Glimt|og|/|eller|A/S"),
        # Quotation marks, genitives and apostrophes
        ("«Hero»-spelet, sa «ho».Det", "«|Hero|»|-spelet|,|sa|«|ho|»|.|Det"),
        ("USAs, Paulus' og Guterres’ tale", "USAs|,|Paulus'|og|Guterres’|tale"),
        ("I'm O'Neill", "I'm|O'Neill"),
        # Addresses, handles and signs of paragraphs
        ("Sjå www.avis.no, https://avis.no/a?b=1.", "Sjå|www.avis.no|,|https://avis.no/a?b=1|."),
        ("Skriv til ola@avis.no. @ola og #val", "Skriv|til|ola@avis.no|.|@ola|og|#val"),
        ("Ho kom.Han gjekk", "Ho|kom|.|Han|gjekk"),
        ("§§ 3 og 4, § 12", "§§|3|og|4|,|§|12"),
        ("50% på +47 22 33", "50|%|på|+47|22|33"),
        # Initials
        ("J. K. Rowling og Anders B.", "J.|K.|Rowling|og|Anders|B."),
        ("i gruppe B.", "i|gruppe|B|."),
        ("FrP. Og KrF.", "FrP|.|Og|KrF|."),
    ],
)  # fmt: skip
def test_tokens_as_the_treebanks_have_them(nlp: Language, text: str, tokens: str) -> None:
    assert "|".join(token.text for token in nlp.make_doc(text)) == tokens.replace("\\n", "\n")


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "«", "5.", "a.", "-", "x-"])
def test_hardly_any_text(nlp: Language, text: str) -> None:
    assert nlp.make_doc(text).text == text


def test_the_same_tokens_from_disk_bytes_and_another_process(nlp: Language, tmp_path: Path) -> None:
    text = "Kr.F.s leiar kom kl. 10. Ho sa «nei»."
    expected = [token.text for token in nlp.make_doc(text)]
    nlp.to_disk(tmp_path)
    assert [token.text for token in spacy.load(tmp_path).make_doc(text)] == expected
    again = blank_pipeline().from_bytes(nlp.to_bytes())
    assert [token.text for token in again.make_doc(text)] == expected
    tokenizer = pickle.loads(pickle.dumps(nlp.tokenizer))
    assert [token.text for token in tokenizer(text)] == expected


def test_the_lists_agree_with_each_other() -> None:
    data = token_data()
    assert len(data["abbreviations"]) > 200
    assert not data["abbreviations"] & data["ambiguous"]
    assert all(word.endswith(".") for word in data["abbreviations"] | data["ambiguous"])
    assert all(word == word.lower() for word in data["abbreviations"] | data["ambiguous"])
    assert all(isinstance(value, str) for values in data.values() for value in values)
