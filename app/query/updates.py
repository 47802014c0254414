"""SPARQL updates: what they may not do, and the dataset that a request gives them."""

from pyoxigraph import NamedNode

from app.graph.port import ArticleStore
from app.graph.serialisation import prefixes
from app.query.guard import refuse_outside_update, tokens
from app.query.sparql import Asking, syntax_error

_NAMING = ("USING", "WITH")


class DatasetConflictError(ValueError):
    """The request names a dataset, and so does the update."""


def update(store: ArticleStore, asking: Asking) -> None:
    """Run an update, all or nothing, with the usual prefixes declared.

    RefusedQueryError where it reaches outside, QuerySyntaxError where it is no update, DatasetConflictError where it
    names a dataset beside that of the request, ValueError where an IRI of that is none.
    """
    refuse_outside_update(asking.query)
    text = asking.query
    if asking.dataset is not None:
        clauses = [f"USING {NamedNode(iri)}" for iri in asking.dataset.default]
        clauses += [f"USING NAMED {NamedNode(iri)}" for iri in asking.dataset.named]
        text = _with_dataset(text, " ".join(clauses))
    try:
        store.update(text, prefixes=prefixes(asking.base), base_iri=asking.base_iri)
    except SyntaxError as error:
        raise syntax_error(error, asking, "update") from error


def _with_dataset(text: str, clauses: str) -> str:
    """An update with USING clauses in each of its operations that has a pattern."""
    depth = 0
    last = ""
    pattern_from: int | None = None
    result: list[str] = []
    done = 0
    for position, word in tokens(text):
        character = text[position]
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            # A block between two words shows that they do not belong together.
            last = ""
            if depth == 0 and pattern_from is not None:
                # «DELETE WHERE» takes no dataset; what it is short for does.
                pattern = text[pattern_from : position + 1]
                result += [pattern, f" {clauses} WHERE ", pattern]
                done = position + 1
                pattern_from = None
        if depth or not word:
            continue
        keyword = word.upper()
        if keyword in _NAMING:
            raise DatasetConflictError(f"the update has {keyword}, and the request names a dataset too")
        if keyword == "WHERE" and last == "DELETE":
            result.append(text[done:position])
            done = pattern_from = position + len(word)
        elif keyword == "WHERE":
            result += [text[done:position], f"{clauses} WHERE"]
            done = position + len(word)
        last = keyword
    return "".join([*result, text[done:]])
