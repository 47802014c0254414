"""SPARQL updates: what they may not do, which graphs they touch, and the dataset that a request gives them."""

import re

from pyoxigraph import NamedNode

from app.errors import RunError
from app.graph.port import ArticleStore
from app.graph.serialisation import prefixes
from app.query.datasets import iri_of
from app.query.guard import refuse_outside_update, tokens
from app.query.mistakes import misused_function, syntax_error
from app.query.sparql import Asking

_NAMING = ("USING", "WITH")
_GRAPHS = ("GRAPH", "WITH")
_OPERATIONS = ("INSERT", "DELETE", "WITH", "DROP", "CLEAR", "CREATE")
_ANY_GRAPH = re.compile(r"(?i)\b(?:graph|with)\b")
_MANY_GRAPHS = re.compile(r"(?i)\b(?:all|named|copy|move|add)\b")
_GRAPH = re.compile(r"(?:\s|#[^\r\n]*[\r\n])*(<[^<>\s]*>|[\w.-]*:[\w.%-]*)")


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
        store.update(
            text, prefixes=prefixes(asking.base), base_iri=asking.base_iri, graphs=touched_graphs(asking)
        )
    except SyntaxError as error:
        raise syntax_error(error, asking.query, asking.base, "update") from error
    except RunError as error:
        # What the database says of it is taken for damage.
        raise (
            misused_function(error.__cause__ if isinstance(error.__cause__, Exception) else error, "update")
            or error
        ) from error


def touched_graphs(asking: Asking) -> tuple[NamedNode, ...] | None:
    """The named graphs that an update can touch, read from its text; None where that may be any.

    Where a graph is a variable, or a word may be one of several things, it may be any.
    """
    text = asking.query
    if _MANY_GRAPHS.search(text):
        return None
    begins: int | None = None
    found: dict[str, None] = {}
    named = 0
    for position, word in tokens(text):
        keyword = word.upper()
        if begins is None and keyword in _OPERATIONS:
            begins = position
        elif begins is not None and keyword in ("PREFIX", "BASE"):
            return None
        if keyword in _GRAPHS and begins is not None:
            named += 1
            written = _GRAPH.match(text, position + len(word))
            iri = None if written is None else iri_of(asking, text[:begins], written[1])
            if iri is None:
                return None
            found[iri] = None
    # What is a comment or a name in one reading may be a word in another.
    return tuple(map(NamedNode, found)) if named == len(_ANY_GRAPH.findall(text)) else None


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
