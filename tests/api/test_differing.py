"""How versions of an article differ, of articles that are made by hand."""

from contextlib import closing

from pyoxigraph import Literal, Quad

from app.api.differing import changes
from app.api.views import View
from app.graph.mapping import article_quads
from app.graph.port import Earlier, History
from app.graph.vocabulary import DEFAULT_BASE, SCHEMA
from app.query.index.naming import Names
from app.query.index.single import index_of_article
from app.query.records import read_content
from tests.graph.examples import harbour

NOW = article_quads(harbour())


def renamed(headline: str) -> tuple[Quad, ...]:
    return tuple(
        Quad(q.subject, q.predicate, Literal(headline, language="nn"), q.graph_name)
        if q.predicate == SCHEMA("headline")
        else q
        for q in NOW
    )


def test_a_new_headline_is_a_change_and_the_same_again_is_none() -> None:
    content = read_content(NOW)
    assert content is not None
    history = History(
        None, (Earlier("2024-01-01T00:00:00Z", renamed("Før")), Earlier("2024-01-02T00:00:00Z", NOW))
    )
    with closing(index_of_article(content)) as connection:
        (change,) = changes(history, NOW, View(connection, Names(), None, DEFAULT_BASE, ("nn",)))
    assert (change["time"], change["headline_before"]) == ("2024-01-01T00:00:00Z", "Før")
    assert (change["added"], change["removed"], change["lines_added"]) == ([], [], [])
    assert change["kept"] > 0
