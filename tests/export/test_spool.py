import io

from pyoxigraph import Literal, NamedNode, Quad

from app.export import Spool
from app.graph.serialisation import nquads, trig

BASE = "https://nyhendegraf.example/"


def _quads(graph: str, *texts: str) -> list[Quad]:
    name = NamedNode(BASE + graph)
    return [Quad(NamedNode(BASE + "x"), NamedNode(BASE + "says"), Literal(text), name) for text in texts]


def test_the_same_bytes_as_if_all_were_written_at_once_in_any_order() -> None:
    one, other = _quads("article/b", "hei", "linje\nto"), _quads("article/a", "«å»")
    with Spool() as spool:
        spool.put(NamedNode(BASE + "article/b"), one)
        spool.put(NamedNode(BASE + "article/a"), other)
        lines, graphs = io.BytesIO(), io.BytesIO()
        spool.write_nquads(lines)
        spool.write_trig(graphs, base=BASE)
    assert lines.getvalue() == nquads([*other, *one])
    assert graphs.getvalue() == trig([*other, *one], base=BASE)


def test_a_graph_that_comes_again_takes_the_place_of_what_it_said() -> None:
    name = NamedNode(BASE + "article/a")
    with Spool() as spool:
        spool.put(name, _quads("article/a", "først", "og dette"))
        spool.put(name, _quads("article/a", "sist"))
        ((graph, quads),) = spool.graphs()
    assert (graph, quads) == (name, set(_quads("article/a", "sist")))
