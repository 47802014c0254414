"""Nynorsk, Bokmål, or none of them: our own sentences, and properties of the word lists."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ArticleError
from app.language.identification import OtherLanguage, foreign_passages, identify, identify_article
from app.model.article import Article, ArticleId, Block, BlockKind, Variety
from app.resources import ontology_path

NYNORSK = "Ordføraren seier at kommunen ikkje har pengar nok til å byggje den nye skulen i år."
BOKMAAL = "Ordføreren sier at kommunen ikke har penger nok til å bygge den nye skolen i år."
OTHERS = {
    "da": (
        "Borgmesteren siger, at kommunen ikke har penge nok til at bygge den "
        "nye skole, og nu må børnene vente et år."
    ),
    "sv": (
        "Borgmästaren säger att kommunen inte har pengar så att det räcker "
        "till den nya skolan, och nu får barnen vänta."
    ),
    "fo": (
        "Borgarstjórin sigur, at kommunan hevur ikki pening til at byggja tann "
        "nýggja skúlan, og tí mugu børnini bíða."
    ),
    "is": (
        "Bæjarstjórinn segir að það séu ekki til peningar fyrir nýja skólanum "
        "og að börnin verði því að bíða í ár."
    ),
    "se": (
        "Sátnejođiheaddji dadjá ahte gielddas ii leat doarvái ruhta, muhto sii "
        "áigot dattetge álgit ođđa skuvllain dán jagi."
    ),
    "fi": (
        "Kunnanjohtaja sanoo, että kunnalla ei ole varaa uuteen kouluun, ja "
        "siksi lasten pitää odottaa vielä vuosi."
    ),
    "en": (
        "The mayor says that the council does not have the money for the new "
        "school, so the children will have to wait."
    ),
    "de": (
        "Die Bürgermeisterin sagt, dass die Gemeinde nicht genug Geld für die "
        "neue Schule hat und die Kinder warten müssen."
    ),
    "fr": (
        "Le maire dit que la commune n'a pas assez d'argent pour la nouvelle "
        "école et que les enfants doivent attendre."
    ),
    "es": (
        "La alcaldesa dice que el municipio no tiene dinero para la nueva "
        "escuela y que los niños tienen que esperar."
    ),
    "pl": (
        "Burmistrz mówi, że gmina nie ma tyle pieniędzy, aby zbudować nową "
        "szkołę, więc dzieci muszą jeszcze poczekać."
    ),
    "ru": "Мэр говорит, что у коммуны нет денег на новую школу, и поэтому детям придётся ждать ещё один год.",
}


def article(text: str, *kinds: BlockKind) -> Article:
    blocks, start = [], 0
    for kind, line in zip(kinds, text.split("\n"), strict=True):
        blocks.append(Block(kind, start, start + len(line)))
        start += len(line) + 1
    return Article(ArticleId("a"), text, tuple(blocks), source="saker/a.txt")


def test_varieties() -> None:
    assert identify(NYNORSK) is Variety.NYNORSK
    assert identify(BOKMAAL) is Variety.BOKMAAL


@pytest.mark.parametrize("tag", sorted(OTHERS))
def test_other_languages(tag: str) -> None:
    found = identify(OTHERS[tag])
    assert isinstance(found, OtherLanguage)
    assert found.tag == tag


def test_language_with_no_words_listed_is_told_by_its_letters() -> None:
    assert identify(
        "Ο δήμαρχος λέει ότι ο δήμος δεν έχει αρκετά χρήματα για το νέο σχολείο."
    ) == OtherLanguage(None, "a language in Greek letters")


def test_unknown_language_in_latin_letters() -> None:
    text = " ".join(f"{a}{b}zu" for a in ("kwem", "mbal", "ngor", "tsik", "phiw", "zwad") for b in "aeiouwy")
    assert identify(text) == OtherLanguage(None, "a language that is not recognised")


@pytest.mark.parametrize("text", ["", "2–1", "Brann – Viking 2–1", "Foto: Kari Nordmann"])
def test_too_little_to_tell(text: str) -> None:
    assert identify(text) is None


@pytest.mark.parametrize(
    ("text", "variety"),
    [
        ("Vil ikkje byggje ut", Variety.NYNORSK),
        ("Vil ikke bygge ut", Variety.BOKMAAL),
        ("Tre bilar i kollisjon på Voss", Variety.NYNORSK),
        ("Gutane vann finalen", Variety.NYNORSK),
        ("Fiskerne vant retten til kvotene", Variety.BOKMAAL),
    ],
)
def test_headlines(text: str, variety: Variety) -> None:
    assert identify(text) is variety


def test_the_majority_decides_in_a_mixed_text() -> None:
    assert identify(f"{NYNORSK} {NYNORSK} {BOKMAAL}") is Variety.NYNORSK
    assert identify(f"{NYNORSK} {BOKMAAL} {BOKMAAL}") is Variety.BOKMAAL


def test_captions_and_bylines_do_not_decide() -> None:
    text = f"Av Kari Nordmann\n{BOKMAAL}\nFoto: Dei var ikkje heime då eg kom, seier ho. Kva no, og korleis?"
    assert (
        identify_article(article(text, BlockKind.BYLINE, BlockKind.PARAGRAPH, BlockKind.CAPTION))
        is Variety.BOKMAAL
    )


def test_refusal_names_file_language_and_remedy() -> None:
    with pytest.raises(ArticleError) as caught:
        identify_article(article(OTHERS["da"], BlockKind.PARAGRAPH))
    message = str(caught.value)
    assert message.startswith("saker/a.txt: ")
    assert "Danish" in message
    assert "Nynorsk and Bokmål are supported" in message


def test_refusal_of_too_short_a_text() -> None:
    with pytest.raises(ArticleError, match="too short"):
        identify_article(article("Brann – Viking 2–1", BlockKind.PARAGRAPH))


def test_foreign_sentences_and_quotations() -> None:
    first = "Ministeren var oppgitt."
    english = ["We will not leave the negotiations now.", "They have been waiting for this."]
    last = "Ho sa «this is what they have been asking for» på engelsk, og gjekk."
    text = " ".join([first, *english, last])
    spans, start = [], 0
    for sentence in (first, *english, last):
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    found = foreign_passages(text, spans)
    assert [text[p.start : p.end] for p in found] == [
        " ".join(english),
        "«this is what they have been asking for»",
    ]
    assert {p.language.tag for p in found} == {"en"}


@pytest.mark.parametrize(
    "sentence",
    [
        NYNORSK,
        BOKMAAL,
        "Filmen «The Last Winter» har premiere fredag.",
        "Begge ligger hjemme, ifølge politiet.",
        "Alle var enige om det på møtet i går.",
    ],
)
def test_norwegian_sentences_are_not_foreign(sentence: str) -> None:
    assert foreign_passages(sentence, [(0, len(sentence))]) == ()


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    assert identify(text) is None or isinstance(identify(text), Variety | OtherLanguage)
    for passage in foreign_passages(text, [(0, len(text))]):
        assert 0 <= passage.start < passage.end <= len(text)


def test_marker_lists_are_clean() -> None:
    data = yaml.safe_load(ontology_path("language", "markers.yaml").read_text(encoding="utf-8"))
    lists = {key: value for key, value in data.items() if isinstance(value, list)}
    assert {"nn", "nb", "norwegian"} < lists.keys()
    for key, words in lists.items():
        # YAML reads a bare «no» as false.
        assert all(isinstance(word, str) and word == word.lower() for word in words), key
        assert len(words) == len(set(words)), key
    assert not set(data["nn"]) & set(data["nb"])
    assert not (set(data["nn"]) | set(data["nb"])) & set(data["norwegian"])
