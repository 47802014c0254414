"""So many rows and no more: written as the store writes whole answers."""

import csv
import io

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, Triple, Variable

from app.query import ResultFormat
from app.query.rows import Row, Term, cut, rows_of, table_text

XSD = "http://www.w3.org/2001/XMLSchema#"
# What XML and lines can hold.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r"), max_size=12)
IRIS = st.sampled_from(["urn:x:a", "http://example.org/å?b=c&d=<>".replace("<>", "%3C")]).map(NamedNode)
LITERALS = st.one_of(
    TEXTS.map(Literal),
    TEXTS.map(lambda text: Literal(text, language="nn")),
    st.builds(
        Literal, TEXTS, datatype=st.sampled_from([NamedNode("urn:x:type"), NamedNode(f"{XSD}integer")])
    ),
    st.integers(-9, 9).map(Literal),
)
SIMPLE = st.one_of(IRIS, LITERALS)
TERMS: st.SearchStrategy[Term] = st.one_of(SIMPLE, st.builds(Triple, IRIS, IRIS, SIMPLE))
ROWS = st.lists(st.tuples(st.none() | TERMS, st.none() | TERMS), max_size=4)
NAMES = ["a", "b"]
READ = {
    ResultFormat.JSON: QueryResultsFormat.JSON,
    ResultFormat.XML: QueryResultsFormat.XML,
    ResultFormat.TSV: QueryResultsFormat.TSV,
}


@pytest.mark.parametrize("form", READ)
@given(rows=ROWS)
def test_what_is_written_is_read_again(form: ResultFormat, rows: list[Row]) -> None:
    text = table_text(NAMES, rows, form)
    answer = pyoxigraph.parse_query_results(text, READ[form])
    assert isinstance(answer, QuerySolutions)
    assert answer.variables == [Variable(name) for name in NAMES]
    assert list(rows_of(answer)) == rows


@given(rows=ROWS)
def test_csv_has_the_values(rows: list[Row]) -> None:
    read = list(csv.reader(io.StringIO(table_text(NAMES, rows, ResultFormat.CSV), newline="")))
    bare = [["" if t is None else str(t) if isinstance(t, Triple) else t.value for t in row] for row in rows]
    assert read == [NAMES, *bare]


@pytest.mark.parametrize("form", [ResultFormat.JSON, ResultFormat.CSV, ResultFormat.TSV])
def test_it_is_what_the_store_writes(form: ResultFormat) -> None:
    query = """SELECT * { VALUES (?a ?b) {
        (<urn:x:a> "tab\\t, \\"quotes\\" and \\\\") ("hav"@nn 1) (UNDEF 1.5) (true "<&>") ("" "linje\\n")
    } }"""
    form_of = getattr(QueryResultsFormat, form.name)
    answer = pyoxigraph.Store().query(query)
    again = pyoxigraph.Store().query(query)
    assert isinstance(answer, QuerySolutions)
    assert isinstance(again, QuerySolutions)
    written = answer.serialize(format=form_of)
    assert written is not None
    ours = table_text(NAMES, list(rows_of(again)), form)
    if form is ResultFormat.JSON:
        ours = ours.replace('": ', '":').replace(', "', ',"').replace("}, {", "},{")
    assert ours == written.decode()


@given(st.lists(st.integers(), max_size=5), st.integers(1, 5))
def test_cut(items: list[int], most: int) -> None:
    found, more = cut(iter(items), most)
    assert found == items[:most]
    assert more is (len(items) > most)
