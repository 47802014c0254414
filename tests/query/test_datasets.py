"""What a query is asked of, as its text tells."""

import pytest

from app.query.datasets import asks_named_graphs_only


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
        "SELECT*{GRAPH?g{?s?p?o}}",
        "prefix x: <urn:x:> PREFIX GRAPH: <urn:x:CONSTRUCT> SELECT * { GRAPH ?g { ?s x:p ?o } }",
        "PREFIX x: <urn:x:> ASK WHERE { GRAPH x:g { ?s ?p ?o } . GRAPH <urn:x:h> { ?s ?p 'a } b' # }\n } }",
        "SELECT (COUNT(*) AS ?n) { graph $g { { ?s ?p ?o } UNION { FILTER EXISTS { ?o ?p ?s } } } } GROUP BY ?g",
        "SELECT ?s { # GRAPH\n GRAPH ?g { SELECT ?s { ?s ?p ?o } LIMIT 1 } } ORDER BY ?s VALUES ?s { <urn:x:s> }",
    ],
)
def test_named_graphs_only(query: str) -> None:
    # VALUES after the pattern has braces of its own, and is not looked into.
    assert asks_named_graphs_only(query) is ("VALUES" not in query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * {}",
        "SELECT * { GRAPH ?g { ?s ?p ?o } ?s ?p ?o }",
        "SELECT * { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } OPTIONAL { ?s ?q ?r } }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } { ?s ?q ?r } }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER EXISTS { ?s ?q ?r } }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(?s != ?o) }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } } HAVING EXISTS { ?s ?q ?r }",
        "SELECT * { { SELECT * { ?s ?p ?o } } }",
        "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }",
        "DESCRIBE ?s { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM <urn:x:g> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { GRAPH ?g { ?s ?p ?o FILTER(?s<1)}?a?b?c{>2) } }",
        "SELECT * { GRAPH ?g { ?s ?p ?o }",
        "SELECT * { [] ?p ?o . GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { 'GRAPH' ?p ?o }",
        "PREFIX x: <urn:x:> PREFIX y: <urn:{> SELECT * { GRAPH ?g { ?s x:p ?o } }",
        "PREFIX x: <urn:x:> DESCRIBE ?s { GRAPH ?g { ?s x:p ?o } }",
        "SELECT * { graph:x graph:y ?o }",
        "",
    ],
)
def test_the_default_graph_matters(query: str) -> None:
    assert not asks_named_graphs_only(query)
