"""The dataset that a query itself names with FROM and FROM NAMED."""

import pyoxigraph
from pyoxigraph import NamedNode, QuerySolutions

from app.graph.serialisation import prefixes
from app.query.guard import tokens
from app.query.sparql import Asking, Dataset

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
