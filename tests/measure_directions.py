"""`python -m tests.measure_directions GRAPH.nq EVALUATION/dev`: arguments with doer and done-to turned around.

An argument counts as turned when it makes somebody an agent whom the annotated events of its class only have it done
to, or the other way round. EVALUATION is the folder of the scorer, which reads both.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from rich.console import Console

_OTHER = {"party": "object", "object": "party"}


@dataclass(frozen=True, slots=True)
class Turned:
    """An argument that is the wrong way round."""

    article: str
    classes: str
    role: str
    entity: str


def load_scorer(folder: Path) -> ModuleType:
    """The scorer of an evaluation folder."""
    spec = spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder}: no scorer here. Give a folder of articles that lies beside score.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def turned(graph: str, gold: Path) -> tuple[list[Turned], int]:
    """The arguments that are the wrong way round, and how many there are in all."""
    scorer = load_scorer(gold.parent)
    dataset, names, articles = scorer.read_graph(graph)
    found: list[Turned] = []
    given = 0
    for path in sorted(gold.glob("*.json")):
        article = articles.get(path.stem)
        if article is None:
            continue
        _, entities, wanted, *_ = scorer.read_gold(path)
        arguments, *_ = scorer.read_article(dataset, names, article)
        known = list(_distinct(arguments))
        given += len(known)
        for classes, role, name in known:
            roles = {
                role_
                for types, role_, entity, _ in wanted
                if types & classes and entities[entity][0].matches(name, entities[entity][1])
            }
            if role in _OTHER and role not in roles and _OTHER[role] in roles:
                label = min(name.names, default="")
                found.append(Turned(path.stem, "/".join(sorted(classes)), role, label))
    return found, given


def _distinct(arguments: list[Any]) -> Iterator[Any]:
    """Each class, role and entity once, as the scorer counts them."""
    seen: list[Any] = []
    for classes, role, name in arguments:
        if not any(classes == c and role == r and name.names & n.names for c, r, n in seen):
            seen.append((classes, role, name))
            yield classes, role, name


def main() -> None:
    """Tell the arguments and their share."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph")
    parser.add_argument("gold", type=Path)
    options = parser.parse_args()
    found, given = turned(options.graph, options.gold)
    console = Console(highlight=False, soft_wrap=True)
    for one in found:
        console.print(f"{one.article}: {one.classes} | {one.role} | {one.entity}", markup=False)
    share = len(found) / given if given else 0.0
    console.print(f"{len(found)} of {given} arguments turned around ({share:.1%})")


if __name__ == "__main__":
    main()
