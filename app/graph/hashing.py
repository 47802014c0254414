"""One number for what a graph says, whatever made it and in whatever order.

The hash of an article is the SHA-256 of its canonical N-Quads (RDFC-1.0: sorted lines; articles have no blank nodes).
The hash of a store is the SHA-256 of a line for each article, «hash, two spaces, IRI», sorted by IRI.
"""

import hashlib
from collections.abc import Iterable

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad

from app.graph.serialisation import nquads


def article_hash(quads: Iterable[Quad]) -> str:
    """In hexadecimal digits."""
    found = tuple(quads)
    if any(isinstance(term, BlankNode) for q in found for term in (q.subject, q.object)):
        dataset = Dataset(found)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        found = tuple(dataset)
    return hashlib.sha256(nquads(found)).hexdigest()


def store_hash(articles: Iterable[tuple[NamedNode, str]]) -> str:
    """From the hash of each article."""
    lines = (f"{digest}  {iri.value}\n" for iri, digest in sorted(articles, key=lambda pair: pair[0].value))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
