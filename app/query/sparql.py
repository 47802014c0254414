"""SPARQL over a store: the articles' union is the default graph, and nothing leaves the machine."""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from app.errors import NyhendegrafError
from app.graph.port import ArticleStore, QueryAnswer
from app.graph.serialisation import prefixes
from app.graph.vocabulary import DEFAULT_BASE
from app.query.formats import GraphFormat, ResultFormat, graph_text, write_table
from app.query.guard import has_dataset, refuse_outside
from app.query.mistakes import misused_function, syntax_error
from app.query.rows import cut, rows_of, table_text

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Term = NamedNode | BlankNode | Literal | Triple
T = TypeVar("T")
MAX_ANSWER_BYTES = 250_000_000
_TERM_BYTES = 300
"""What a term takes in memory besides its text."""


class AnswerTooLargeError(NyhendegrafError):
    """The answer is larger than answers may be."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__(
            f"the answer takes more than {max_bytes / 1e6:g} MB. Ask for less (a LIMIT, patterns that share "
            "variables), or raise NYHENDEGRAF_MAX_ANSWER_BYTES"
        )


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a query is asked of, whatever it says itself: graphs that together are the default graph, and named ones."""

    default: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """A query and how it is to be understood."""

    query: str
    base: str = DEFAULT_BASE
    """What `ngr:` stands for."""
    base_iri: str | None = None
    """What relative IRIs are relative to."""
    dataset: Dataset | None = None
    union: bool = True
    """Whether all graphs together are the default graph, where no dataset is named."""
    max_rows: int | None = None
    """So many rows or triples are wanted and no more; None for all of them."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to SELECT: a row holds a term or None for each column, in the order of the query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def table(self, *, base: str = DEFAULT_BASE) -> tuple[tuple[str, ...], ...]:
        """The rows as people read them: literals bare, IRIs with prefixes where there are some, empty for unbound."""
        return tuple(
            tuple("" if term is None else readable(term, base=base) for term in row) for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Statements:
    """The answer to CONSTRUCT or DESCRIBE, without doubles, sorted."""

    triples: tuple[Triple, ...]


def run(
    store: ArticleStore, query: str, *, base: str = DEFAULT_BASE, max_bytes: int = MAX_ANSWER_BYTES
) -> Solutions | Answer | Statements:
    """Run a query with the usual prefixes declared.

    RefusedQueryError where it reaches outside, QuerySyntaxError where it is no query, AnswerTooLargeError where its
    terms take more memory than `max_bytes`.
    """
    return _apart(lambda: _read(store, Asking(query, base), max_bytes), max_bytes)


def serialise(
    store: ArticleStore,
    query: str | Asking,
    *,
    results: ResultFormat = ResultFormat.JSON,
    graph: GraphFormat = GraphFormat.TURTLE,
    base: str = DEFAULT_BASE,
    max_bytes: int = MAX_ANSWER_BYTES,
) -> bytes:
    """Run a query and write its answer in a standard format: `results` for SELECT and ASK, `graph` for the others.

    Errors as for `run`, and ValueError where an IRI of the dataset is none. Rows are counted as written, triples by
    the memory that their terms take.
    """
    asking = Asking(query, base) if isinstance(query, str) else query
    return _apart(lambda: _written(store, asking, results, graph, max_bytes)[0], max_bytes)


def serialise_some(
    store: ArticleStore, asking: Asking, *, results: ResultFormat, graph: GraphFormat, max_bytes: int
) -> tuple[bytes, bool]:
    """As `serialise`; and whether rows were left out because no more were wanted."""
    return _apart(lambda: _written(store, asking, results, graph, max_bytes), max_bytes)


def readable(term: Term, *, base: str = DEFAULT_BASE) -> str:
    """A term as people read it: a literal's text, an IRI with its prefix."""
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        matches = [(iri, prefix) for prefix, iri in prefixes(base).items() if term.value.startswith(iri)]
        if matches:
            iri, prefix = max(matches, key=lambda match: len(match[0]))
            return f"{prefix}:{term.value[len(iri) :]}"
        return term.value
    return str(term)


def _apart(answer: Callable[[], T], max_bytes: int) -> T:
    """The answer; an error that holds nothing of it.

    Results may be let go of only in their own thread, and an error carries what it passed through to others.
    """
    try:
        return answer()
    except AnswerTooLargeError:
        pass
    raise AnswerTooLargeError(max_bytes)


def _read(store: ArticleStore, asking: Asking, max_bytes: int) -> Solutions | Answer | Statements:
    result = evaluate(store, asking)
    if isinstance(result, pyoxigraph.QueryBoolean):
        return Answer(bool(result))
    if not isinstance(result, pyoxigraph.QuerySolutions):
        return Statements(_triples(result, max_bytes))
    columns = tuple(variable.value for variable in result.variables)
    rows = (tuple(solution[c] for c in columns) for solution in result)
    return Solutions(columns, tuple(_limited(rows, _row_size, max_bytes)))


def _written(
    store: ArticleStore, asking: Asking, results: ResultFormat, graph: GraphFormat, max_bytes: int
) -> tuple[bytes, bool]:
    result = evaluate(store, asking)
    if asking.max_rows is not None and not isinstance(result, pyoxigraph.QueryBoolean):
        content, more = first_rows(result, asking, results, graph, asking.max_rows)
        if len(content) > max_bytes:
            raise AnswerTooLargeError(max_bytes)
        return content, more
    if not isinstance(result, pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean):
        return graph_text(_triples(result, max_bytes), graph, asking.base), False
    out = _LimitedBuffer(max_bytes)
    write_table(result, out, results)
    return out.getvalue(), False


def evaluate(store: ArticleStore, asking: Asking) -> QueryAnswer:
    """The answer as the store gives it; RefusedQueryError and QuerySyntaxError as for `run`."""
    query, base, dataset = asking.query, asking.base, asking.dataset
    refuse_outside(query)
    try:
        # Oxigraph would put the union in place of a dataset that the query itself names.
        union = asking.union and dataset is None and not has_dataset(query)
        return store.query(
            query,
            prefixes=prefixes(base),
            union=union,
            default_graphs=None if dataset is None else _nodes(dataset.default),
            named_graphs=None if dataset is None else _nodes(dataset.named),
            base_iri=asking.base_iri,
        )
    except SyntaxError as error:
        raise syntax_error(error, query, base, "query") from error
    except RuntimeError as error:
        raise misused_function(error, "query") or error from error


def first_rows(
    answer: pyoxigraph.QuerySolutions | Iterator[Triple],
    asking: Asking,
    results: ResultFormat,
    graph: GraphFormat,
    most: int,
) -> tuple[bytes, bool]:
    """So many rows or triples of an answer as written, and whether there were more."""
    if isinstance(answer, pyoxigraph.QuerySolutions):
        names = [variable.value for variable in answer.variables]
        rows, more = cut(rows_of(answer), most)
        return table_text(names, rows, results).encode(), more
    triples, more = cut(distinct(answer), most)
    return graph_text(sorted(triples, key=str), graph, asking.base), more


def _nodes(graphs: tuple[str, ...]) -> list[NamedNode]:
    return [NamedNode(iri) for iri in graphs]


class _LimitedBuffer(io.BytesIO):
    """Takes so many bytes and no more."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__()
        self._max_bytes = max_bytes

    def write(self, data: "ReadableBuffer", /) -> int:
        if self.tell() + len(memoryview(data)) > self._max_bytes:
            raise AnswerTooLargeError(self._max_bytes)
        return super().write(data)


def _limited(items: Iterable[T], size: Callable[[T], int], max_bytes: int) -> Iterator[T]:
    total = 0
    for item in items:
        total += size(item)
        if total > max_bytes:
            raise AnswerTooLargeError(max_bytes)
        yield item


def distinct(items: Iterable[T]) -> Iterator[T]:
    """Each of them once, as they come."""
    seen: set[T] = set()
    for item in items:
        if item not in seen:
            seen.add(item)
            yield item


def _row_size(row: tuple[Term | None, ...]) -> int:
    return sum(_TERM_BYTES + len(str(term)) for term in row)


def _triples(triples: Iterable[Triple], max_bytes: int) -> tuple[Triple, ...]:
    """Without doubles, sorted."""
    return tuple(
        sorted(_limited(distinct(triples), lambda t: 3 * _TERM_BYTES + len(str(t)), max_bytes), key=str)
    )
