"""From scores to the best valid structure: spanning trees for parses, BIO sequences for names."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32] | NDArray[np.float64]


def spanning_tree(scores: Scores) -> list[int]:
    """The best tree with exactly one root.

    `scores[d, h]` is the finite score of word d (0-based) having head h; h = 0 is the root and h = i + 1 is
    word i. Returns the head column of each word. Chu & Liu (1965), Edmonds (1967); where the best tree has several
    roots, every root arc is made dearer than all other arcs together, so that it has only one (Stanojević & Cohen
    2021).
    """
    count = scores.shape[0]
    if count == 0:
        return []
    full = np.full((count + 1, count + 1), -np.inf)
    full[1:, :] = scores
    full[np.arange(1, count + 1), np.arange(1, count + 1)] = -np.inf
    # Nearly always the best tree of all has one root, and is found at once where every word's best head makes a tree;
    # with the dear root arcs every sentence has cycles to break.
    heads = _edmonds(full)
    if np.count_nonzero(heads[1:] == 0) > 1:
        full[1:, 0] -= (count + 1) * (float(scores.max() - scores.min()) + 1)
        heads = _edmonds(full)
    return [int(head) for head in heads[1:]]


def _edmonds(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Maximum arborescence from node 0; `scores[d, h]`."""
    count = scores.shape[0]
    heads: NDArray[np.int64] = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads.tolist())
    if cycle is None:
        return heads
    inside = np.zeros(count, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    cycle_nodes = np.array(cycle)
    kept = scores[cycle_nodes, heads[cycle_nodes]]
    # Contract the cycle into the last node of a smaller graph.
    size = len(outside) + 1
    small = np.full((size, size), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(cycle_nodes, outside)] - kept[:, None]
    enter = into.argmax(axis=0)
    small[-1, :-1] = into.max(axis=0)
    from_cycle = scores[np.ix_(outside, cycle_nodes)]
    leave = from_cycle.argmax(axis=1)
    small[:-1, -1] = from_cycle.max(axis=1)
    small[-1, -1] = -np.inf
    found = _edmonds(small)
    result: NDArray[np.int64] = heads.copy()
    for index, node in enumerate(outside):
        if node == 0:
            continue
        head = found[index]
        result[node] = cycle_nodes[leave[index]] if head == size - 1 else outside[head]
    entry = found[-1]
    result[cycle_nodes[enter[entry]]] = outside[entry]
    result[0] = 0
    return result


def _find_cycle(heads: Sequence[int]) -> list[int] | None:
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None


def bio_transitions(labels: Sequence[str]) -> Scores:
    """0 where label j may follow label i, -inf where it may not; the last row is the start."""
    count = len(labels)
    table = np.zeros((count + 1, count), dtype=np.float32)
    for j, label in enumerate(labels):
        if not label.startswith("I-"):
            continue
        for i in range(count + 1):
            before = labels[i] if i < count else "O"
            if before[2:] != label[2:] or before == "O":
                table[i, j] = -np.inf
    return table


def viterbi(emissions: Scores, transitions: Scores) -> list[int]:
    """The best path; `emissions[t, j]`, `transitions[i, j]` with the start as the last row."""
    steps = emissions.shape[0]
    if steps == 0:
        return []
    likeliest: NDArray[np.int64] = emissions.argmax(axis=1)
    before = np.concatenate(([len(transitions) - 1], likeliest[:-1]))
    if transitions.max() == 0 and not transitions[before, likeliest].any():
        # Nothing is lost by taking the likeliest label of each word: so it is for most sentences.
        return [int(label) for label in likeliest]
    score = emissions[0] + transitions[-1]
    back = np.zeros((steps, emissions.shape[1]), dtype=np.int64)
    for t in range(1, steps):
        paths = score[:, None] + transitions[:-1]
        back[t] = paths.argmax(axis=0)
        score = paths.max(axis=0) + emissions[t]
    best = [int(score.argmax())]
    for t in range(steps - 1, 0, -1):
        best.append(int(back[t, best[-1]]))
    return best[::-1]
