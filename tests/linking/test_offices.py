"""An office is held by one at a time."""

import pytest

from app.extraction.gazetteer import load_gazetteer
from app.linking.offices import Offices
from app.model.article import PartialDate

NORWAY = "country/noreg"


def held(description: str, year: int, month: int | None = None, *countries: str) -> str | None:
    found = Offices(load_gazetteer()).holder(description, PartialDate(year, month), countries)
    return None if found is None else found[1].nn


@pytest.mark.parametrize(
    ("description", "year", "holder"),
    [
        ("Statsministeren", 1999, "Kjell Magne Bondevik"),
        ("statsministeren", 2004, "Kjell Magne Bondevik"),
        ("statsministeren", 2009, "Jens Stoltenberg"),
        ("statsministeren", 2015, "Erna Solberg"),
        ("statsministeren", 2024, "Jonas Gahr Støre"),
        ("utanriksministeren", 2009, "Jonas Gahr Støre"),
        ("utenriksministeren", 2015, "Børge Brende"),
        ("utanriksministeren", 2024, "Espen Barth Eide"),
        ("forsvarsministeren", 2003, "Kristin Krohn Devold"),
        ("forsvarsministeren", 2016, "Ine Eriksen Søreide"),
        ("finansministeren", 1993, "Sigbjørn Johnsen"),
        ("finansministeren", 2010, "Sigbjørn Johnsen"),
        ("stortingspresidenten", 2007, "Thorbjørn Jagland"),
        ("kongen", 1980, "Olav V"),
        ("kongen", 2010, "Harald V"),
        ("Ap-leiaren", 1999, "Thorbjørn Jagland"),
        ("Ap-lederen", 2016, "Jonas Gahr Støre"),
        ("leiaren i SV", 2008, "Kristin Halvorsen"),
        ("lederen i Fremskrittspartiet", 2000, "Carl I. Hagen"),
        ("Høgre-leiaren", 2012, "Erna Solberg"),
        ("presidenten i USA", 2002, "George W. Bush"),
        ("USAs president", 2010, "Barack Obama"),
        ("den amerikanske presidenten", 2019, "Donald Trump"),
        ("den amerikanske presidenten", 2022, "Joe Biden"),
        ("den russiske presidenten", 2010, "Dmitrij Medvedev"),
        ("Russlands president", 2015, "Vladimir Putin"),
        ("den danske statsministeren", 2010, "Lars Løkke Rasmussen"),
        ("den israelske statsministeren", 2008, "Ehud Olmert"),
        ("generalsekretæren i NATO", 2016, "Jens Stoltenberg"),
        ("FNs generalsekretær", 2003, "Kofi Annan"),
        ("Noregs statsminister", 2015, "Erna Solberg"),
        ("den norske statsministeren", 2024, "Jonas Gahr Støre"),
    ],
)
def test_the_holder_of_the_time(description: str, year: int, holder: str) -> None:
    assert held(description, year) == holder


@pytest.mark.parametrize(
    ("description", "year"),
    [
        ("statsministeren", 2013),
        ("statsministeren", 1890),
        ("ein statsminister", 2009),
        ("statsminister", 2009),
        ("den tidlegare statsministeren", 2009),
        ("den neste presidenten i USA", 2010),
        ("presidenten", 2010),
        ("presidenten i klubben", 2010),
        ("statsministrane", 2009),
        ("leiaren", 2009),
        ("talsmannen for statsministeren", 2009),
        ("statsministerens kone", 2009),
        ("den norske og den svenske statsministeren", 2009),
        ("", 2009),
    ],
)
def test_who_may_be_several_or_nobody_is_not_guessed(description: str, year: int) -> None:
    assert held(description, year) is None


def test_the_month_tells_where_the_year_does_not() -> None:
    assert held("statsministeren", 2013, 9) == "Jens Stoltenberg"
    assert held("statsministeren", 2013, 11) == "Erna Solberg"
    assert held("statsministeren", 2013, 10) is None


def test_where_other_countries_are_spoken_of_it_may_be_theirs() -> None:
    assert held("statsministeren", 2009, None, NORWAY) == "Jens Stoltenberg"
    assert held("statsministeren", 2009, None, NORWAY, "country/sverige") is None
    assert held("den norske statsministeren", 2009, None, "country/sverige") == "Jens Stoltenberg"


def test_without_a_date_nobody_is() -> None:
    assert Offices(load_gazetteer()).holder("statsministeren", None, ()) is None
