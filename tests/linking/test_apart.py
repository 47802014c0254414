"""What bears one name is told apart or left apart, by what the language model and the rules read in whole articles."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from app.bootstrap import build
from app.config import Settings
from app.errors import ArticleError
from app.graph.vocabulary import DCTERMS, DEFAULT_BASE, ITSRDF, NIF

pytestmark = pytest.mark.model

TEXTS = {
    "delstat": """date 2021-01-06

Jon Ossoff vann valet i Georgia tysdag. Han møtte veljarar i Atlanta.""",
    "land": """date 2021-01-06

Statsministeren i Georgia møtte Vladimir Putin i Tbilisi tysdag. Georgia vil inn i Nato.""",
    "etternamn": """date 2021-01-06

Trine Bergen møtte Kari Vik i Oslo tysdag. Bergen kritiserte framlegget.""",
    "by": """date 2021-01-06

Ordfører Kari Vik møtte næringslivet i Bergen tirsdag. Bergen er en vakker by.""",
    "klubb": """date 2021-01-06

Brann slo Viking 3–0 på heimebane laurdag. Trenaren i Brann var nøgd.""",
    "eld": """date 2021-01-06

Brann øydela tre hus i Storvika natt til tysdag. Ein brann i same gata tok eitt hus i fjor.""",
    "sogn": """date 2021-01-06

Eit ras stengde vegen ved Vik i Sogn tysdag. Ordføraren i Vik ber om hjelp.""",
    "vik": """date 2021-01-06

Eit ras stengde vegen ved Vik tysdag. Ordføraren i Vik ber om hjelp.""",
    "statsminister": """date 2024-03-05

Statsminister Jonas Gahr Støre møtte Mark Rutte i Oslo måndag.""",
    "utan-tittel": """date 2024-03-05

Jonas Gahr Støre møtte Mark Rutte i Oslo måndag. Støre seier at samarbeidet er viktig for Noreg.""",
    "ung": """date 2024-03-05

Røyrleggar Jonas Gahr Støre (34) frå Namsos vann pokalen i Trondheim laurdag. Støre trena heile vinteren.""",
    "rektor": """date 2024-03-05

Rektor Jonas Gahr Støre ved Sund skule i Namsos opna det nye biblioteket måndag.""",
    "snikker": """date 2024-03-05

Snekker Jonas Gahr Støre bygget huset i Namsos i fjor. Han har ikke sagt noe om prisen hittil.""",
    "svensk": """date 2010-05-05

Den svenske skodespelaren Erik Solheim fekk pris i Stockholm fredag. Solheim er glad.""",
    "gammal": """date 1901-05-05

Jonas Gahr Støre selde garden sin i Namsos til Ola Nes. Han vil ikkje seie noko om kva han fekk for han.""",
}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, set[str]]]:
    """Article → words of a name → the ids of what they name."""
    folder: Path = tmp_path_factory.mktemp("apart")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    found: dict[str, dict[str, set[str]]] = {}
    for article in build(Settings(pipeline=None, processes=1), [folder]):
        assert not isinstance(article, ArticleError)
        said = [(q.subject, q.predicate, q.object) for q in article.quads]
        (name,) = {o.value for _, p, o in said if p == DCTERMS("identifier") and isinstance(o, Literal)}
        words = {s: o.value for s, p, o in said if p == NIF("anchorOf") and isinstance(o, Literal)}
        for subject, predicate, entity in said:
            if predicate == ITSRDF("taIdentRef") and isinstance(entity, NamedNode):
                its = found.setdefault(name, {}).setdefault(words[subject], set())
                its.add(entity.value.removeprefix(DEFAULT_BASE))
    return found


@pytest.mark.parametrize(
    ("article", "name", "expected"),
    [
        ("delstat", "Georgia", "city/georgia"),
        ("land", "Georgia", "country/georgia"),
        ("etternamn", "Bergen", "person/trine-bergen"),
        ("by", "Bergen", "no/bergen"),
        ("klubb", "Brann", "org/brann"),
        ("sogn", "Vik", "no/vik-vestland"),
        ("vik", "Vik", "vik/place/vik"),
        ("statsminister", "Jonas Gahr Støre", "person/jonas-gahr-stoere"),
        ("utan-tittel", "Støre", "person/jonas-gahr-stoere"),
        ("ung", "Jonas Gahr Støre", "ung/person/jonas-gahr-stoere"),
        ("ung", "Støre", "ung/person/jonas-gahr-stoere"),
        ("rektor", "Jonas Gahr Støre", "rektor/person/jonas-gahr-stoere"),
        ("snikker", "Jonas Gahr Støre", "snikker/person/jonas-gahr-stoere"),
        ("svensk", "Erik Solheim", "svensk/person/erik-solheim"),
        ("gammal", "Jonas Gahr Støre", "gammal/person/jonas-gahr-stoere"),
    ],
)
def test_who_and_what_bears_a_name(
    named: Mapping[str, Mapping[str, set[str]]], article: str, name: str, expected: str
) -> None:
    assert named[article][name] == {expected}


def test_a_fire_is_no_club(named: Mapping[str, Mapping[str, set[str]]]) -> None:
    assert not [i for ids in named["eld"].values() for i in ids if i.startswith("org/")]
