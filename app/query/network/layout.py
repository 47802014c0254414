"""Places for the nodes of a drawing, the same for the same nodes and edges."""

import math
from collections.abc import Iterable, Sequence

_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
_MOST_ITERATIONS, _FEWEST_ITERATIONS = 120, 20
_PAIRS = 40_000_000
"""How many pairs of nodes are looked at in all, about: a second or two."""


def layout(nodes: Sequence[str], edges: Iterable[tuple[str, str, float]]) -> dict[str, tuple[float, float]]:
    """Coordinates from -1 to 1 by the forces of Fruchterman and Reingold, from a spiral and without chance.

    The first nodes begin, and mostly stay, in the middle. What an edge weighs draws its ends together.
    """
    import numpy as np

    count = len(nodes)
    if count == 0:
        return {}
    numbers = {node: number for number, node in enumerate(nodes)}
    pairs = [(numbers[s], numbers[t], w) for s, t, w in edges if s != t]
    order = np.arange(count)
    radius = np.sqrt((order + 0.5) / count)
    place = np.stack([radius * np.cos(order * _GOLDEN_ANGLE), radius * np.sin(order * _GOLDEN_ANGLE)], axis=1)
    sources = np.array([s for s, _, _ in pairs], dtype=np.int64)
    targets = np.array([t for _, t, _ in pairs], dtype=np.int64)
    weights = np.array([1 + math.log(max(1.0, w)) for _, _, w in pairs])
    best = math.sqrt(math.pi / count)
    iterations = max(_FEWEST_ITERATIONS, min(_MOST_ITERATIONS, _PAIRS // (count * count)))
    for step in range(iterations):
        force = np.zeros_like(place)
        for axis in (0, 1):
            # Axis by axis, for all pairs at once: two tables in memory and not three.
            apart = place[:, axis, None] - place[None, :, axis]
            if axis == 0:
                squares = (place[:, 1, None] - place[None, :, 1]) ** 2 + apart**2 + 1e-9
            force[:, axis] = (apart * (best * best / squares)).sum(axis=1)
        if pairs:
            between = place[targets] - place[sources]
            distance = np.sqrt((between**2).sum(axis=1, keepdims=True)) + 1e-9
            pull = between * distance / best * weights[:, None] * 0.5
            np.add.at(force, sources, pull)
            np.add.at(force, targets, -pull)
        # Gently to the middle, so that pieces do not drift away.
        force -= place * best
        length = np.sqrt((force**2).sum(axis=1, keepdims=True)) + 1e-9
        heat = 0.15 * (1 - step / iterations)
        place += force / length * np.minimum(length, heat)
    place -= (place.max(axis=0) + place.min(axis=0)) / 2
    place /= max(float(np.abs(place).max()), 1e-9)
    # The last digits are those of the processor.
    return {node: (round(float(x), 4), round(float(y), 4)) for node, (x, y) in zip(nodes, place, strict=True)}
