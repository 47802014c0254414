"""Which event a time belongs to, and years that the text spoke of before."""

from app.extraction.timing import Times
from app.model.article import PartialDate
from tests.extraction.documents import document

BOUGHT = """
I i ADP 2 case
2021 2021 NUM 3 obl
kjøpte kjøpe VERB 0 root
Kari Kari PROPN 3 nsubj _ B-PER
båten båt NOUN 3 obj
"""
SOLD = """
Ho ho PRON 2 nsubj
selde selje VERB 0 root
han han PRON 2 obj
i i ADP 5 case
november november NOUN 2 obl
same same DET 7 det
året år NOUN 2 obl
"""


def values(*sentences: str) -> list[str | None]:
    told = document(*sentences, date=PartialDate(2024, 10, 22))
    times = Times(told)
    return [str(t.value) if t.value else None for s in told.doc.sents for t, _ in times.sentence(s)]


def test_a_month_of_the_same_year_is_of_the_year_spoken_of_last() -> None:
    assert values(BOUGHT, SOLD) == ["2021", "2021-11"]


def test_a_month_of_the_same_year_as_nobody_knows_has_no_value() -> None:
    assert values(SOLD) == [None]
