"""The SHACL shapes run over an article's graph with pySHACL; thorough, and slow beside `app.graph.checks`."""

from collections.abc import Iterable
from functools import cache

from pyoxigraph import Quad
from rdflib import RDF, Graph, URIRef
from rdflib import Namespace as RdflibNamespace

from app.errors import RunError
from app.graph.checks import Violation
from app.resources import ontology_path

_SH = RdflibNamespace("http://www.w3.org/ns/shacl#")


@cache
def load_shapes() -> Graph:
    """The shapes graph, parsed once."""
    path = ontology_path("shapes.ttl")
    try:
        return Graph().parse(path, format="turtle")
    except Exception as error:
        raise RunError(f"{path}: {error}. Mend the shapes or reinstall nyhendegraf") from error


def validate(quads: Iterable[Quad]) -> tuple[Violation, ...]:
    """Every violation of the shapes in the quads, taken as one graph, sorted."""
    from pyshacl import (
        validate as run_shacl,
    )  # it takes half a second to import, and most runs need none of it

    data = Graph()
    triples = {f"{q.subject} {q.predicate} {q.object} .\n" for q in quads}
    data.parse(data="".join(sorted(triples)), format="nt")
    _, report, _ = run_shacl(
        data, shacl_graph=load_shapes(), inference="none", advanced=False, meta_shacl=False
    )
    found = set()
    for result in report.subjects(RDF.type, _SH.ValidationResult):
        node = report.value(result, _SH.focusNode)
        path, value = report.value(result, _SH.resultPath), report.value(result, _SH.value)
        message = report.value(result, _SH.resultMessage)
        shown = path if isinstance(path, URIRef) else "the node"
        found.add(
            Violation(str(node), f"{shown}: {message}" + (f" (found {value})" if value is not None else ""))
        )
    return tuple(sorted(found))
