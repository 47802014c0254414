"""What a query is asked of, as its text tells: the dataset of FROM and FROM NAMED, or named graphs only."""

import re

import pyoxigraph
from pyoxigraph import NamedNode, QuerySolutions

from app.graph.serialisation import prefixes
from app.query.guard import tokens
from app.query.sparql import Asking, Dataset

# Where a comparison is read as an IRI, braces may be missed.
_BRACE_IN_IRI = re.compile(r"<[^<>\x00-\x20]*[{}][^<>\x00-\x20]*>")
# Declarations as they usually are, in which there is nothing to be found.
_DECLARED = re.compile(r"(?:\s*PREFIX\s+[\w-]*:\s*<[^<>\s{}]*>)*\s*", re.IGNORECASE)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def dataset_of(asking: Asking) -> Dataset | None:
    """The dataset that the text of a query names; None where it names none, or cannot be read."""
    text = asking.query
    depth = 0
    form: int | None = None
    began: int | None = None
    clauses: list[str] = []
    for position, word in tokens(text):
        keyword = word.upper()
        if form is None and keyword in _FORMS:
            form = position
        is_end = text[position] == "{" or keyword in ("FROM", "WHERE")
        if began is not None and is_end:
            clauses.append(text[began:position])
            began = None
        if depth == 0 and keyword == "FROM":
            began = position + len(word)
        depth += (text[position] == "{") - (text[position] == "}")
    if form is None or not clauses:
        return None
    graphs: dict[bool, list[str]] = {False: [], True: []}
    for clause in clauses:
        graph = clause.lstrip()
        is_named = graph[:5].upper() == "NAMED"
        iri = iri_of(asking, text[:form], graph[5:] if is_named else graph)
        if iri is None:
            return None
        graphs[is_named].append(iri)
    return Dataset(tuple(dict.fromkeys(graphs[False])), tuple(dict.fromkeys(graphs[True])))


def asks_named_graphs_only(query: str) -> bool:
    """Whether a SELECT or ASK is nothing but GRAPH patterns, so that the default graph does not matter.

    False where that is not certain.
    """
    # Most have no such word, which is known a hundred times faster.
    if "graph" not in query.casefold():
        return False
    declared = _DECLARED.match(query)
    begins = declared.end() if declared else 0
    if _BRACE_IN_IRI.search(query, begins):
        return False
    depth = graphs = 0
    named = False
    for position, word in tokens(query, begins):
        character, keyword = query[position], word.upper()
        if depth == 0 and keyword in ("DESCRIBE", "CONSTRUCT", "EXISTS", "FROM"):
            return False
        if depth == 1 and not _between_graphs(character, keyword, named=named):
            return False
        if depth == 1 and keyword == "GRAPH":
            named = True
            graphs += 1
        depth += (character == "{") - (character == "}")
        if depth == 2:
            named = False
    return depth == 0 and graphs > 0


def _between_graphs(character: str, keyword: str, *, named: bool) -> bool:
    """Whether something may stand beside GRAPH patterns, or, `named`, between GRAPH and what it holds."""
    if named:
        return not keyword or character == "{"
    return keyword == "GRAPH" or (not keyword and character in " \t\r\n.}#")


def iri_of(asking: Asking, prologue: str, written: str) -> str | None:
    """What an IRI or a prefixed name stands for, after the prefixes and bases of its query; None where it is none."""
    try:
        answer = pyoxigraph.Store().query(
            f"{prologue} SELECT ({written}\n AS ?iri) {{}}",
            base_iri=asking.base_iri,
            prefixes=prefixes(asking.base),
        )
    except SyntaxError:
        return None
    assert isinstance(answer, QuerySolutions)
    (row,) = answer
    found = row["iri"]
    return found.value if isinstance(found, NamedNode) else None
