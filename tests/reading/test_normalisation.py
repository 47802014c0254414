import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.reading.normalisation import normalise

ODD = (
    "\ufeff\u200b\u00ad\u2060\u200e\u0000\u0007\u0085\u2028\u2029\r\n\t\v\f \u00a0\u2009\u0301\u0308"
    "aoåæøAÅ.-–«»1ﬁ½²👩\u200d"
)

raw_text = st.text() | st.text(alphabet=ODD, max_size=80)
# Lines of about the width that mails wrap at, so that joining is tried too.
wrapped_text = st.lists(st.text(alphabet="aeå .\n«", min_size=1, max_size=70), max_size=8).map("\n".join)


@given(raw_text | wrapped_text)
@example("a\u0301\u00ad\u0323")
@example("\u200b\u00a0\n\n\u200b\n\n\n x")
@settings(max_examples=300)
def test_applied_twice_it_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(raw_text)
def test_what_is_left_is_composed_visible_and_trimmed(text: str) -> None:
    result = normalise(text)
    assert unicodedata.is_normalized("NFC", result)
    assert not set(result) & set("\r\t\v\f\u00a0\u00ad\ufeff\u200b\u2028\u2029\u0085\u0000")
    assert "  " not in result
    assert "\n\n\n" not in result
    assert all(line == line.strip() for line in result.split("\n"))
    assert result == result.strip()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("\ufeffOrdføraren går av.", "Ordføraren går av."),
        ("ein\r\nto\rtre\u2028fire", "ein\nto\ntre\nfire"),
        ("10\u00a0000\u2009kroner", "10 000 kroner"),
        ("stats\u00administeren\u200b", "statsministeren"),
        ("A\u030alesund", "Ålesund"),
        ("ﬁnans", "finans"),
        ("½ prosent og 5 km²", "½ prosent og 5 km²"),
        ("  innrykk \n\n\n\n\n neste ", "innrykk\n\nneste"),
        ("👩\u200d🌾 på jordet", "👩\u200d🌾 på jordet"),
    ],
)
def test_one_form_for_the_same_words(raw: str, expected: str) -> None:
    assert normalise(raw) == expected


def test_a_wrapped_paragraph_becomes_one_line() -> None:
    raw = (
        "Kommunestyret i Vågdal vedtok torsdag kveld å leggje ned to av dei fire\n"
        "skulane i bygda frå hausten av. Foreldra som hadde møtt opp, gjekk frå\n"
        "salen i protest.\n"
        "\n"
        "Ordføraren seier at økonomien ikkje gav dei noko val, og at borna skal få\n"
        "skyss til den nye skulen.\n"
    )
    assert normalise(raw) == (
        "Kommunestyret i Vågdal vedtok torsdag kveld å leggje ned to av dei fire skulane i bygda frå hausten av. "
        "Foreldra som hadde møtt opp, gjekk frå salen i protest.\n"
        "\n"
        "Ordføraren seier at økonomien ikkje gav dei noko val, og at borna skal få skyss til den nye skulen."
    )


@pytest.mark.parametrize(
    "raw",
    [
        "1. Vågdal 12 poeng\n2. Fjellheim 10 poeng\n3. Strandvik 7 poeng",
        "Dette er eit avsnitt som står på ei linje for seg sjølv.\nDette er eit anna som òg står for seg sjølv her.",
        "Skulen blir lagd ned\nKommunestyret vedtok det torsdag kveld mot røystene til opposisjonen.",
        "Snø på fjellet,\nregn ved sjøen,\nvind i vest",
    ],
)
def test_lines_that_stand_for_themselves_stay(raw: str) -> None:
    assert normalise(raw) == raw
