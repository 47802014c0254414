"""What decisions amount to: groups of IRIs that are one thing.

There are no chains without evidence. What people have put together stays together; between two such groups, or two
single things, a program's decision is needed for **each** pair of them, and one decision that two are different keeps
the groups apart. The result depends on the decisions alone, not on the order in which they are read.
"""

from collections.abc import Iterable, Mapping

from app.identity.decisions import Decision, Judgement, Pair, effective, pair_of


def cluster(decisions: Iterable[Decision]) -> tuple[tuple[str, ...], ...]:
    """The groups of two and more, sorted."""
    return _Clusters(effective(decisions)).groups()


def refusals(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions «same» that count and have no effect, because others keep their two apart."""
    counting = effective(decisions)
    member = {iri: group for group in _Clusters(counting).groups() for iri in group}
    return tuple(
        decision
        for _, decision in sorted(counting.items())
        if decision.judgement is Judgement.SAME and decision.pair[1] not in member.get(decision.pair[0], ())
    )


class _Clusters:
    def __init__(self, counting: Mapping[Pair, Decision]) -> None:
        self._counting = counting
        self._members: dict[str, set[str]] = {}
        same = [d for d in counting.values() if d.judgement is Judgement.SAME]
        # The latest word of a person counts where two cannot both be followed.
        for decision in sorted((d for d in same if d.by_person), key=lambda d: (d.time, d.id), reverse=True):
            self._join(*decision.pair)
        self._group = {iri: number for number, group in enumerate(self._sets()) for iri in group}
        self._evidence: set[tuple[object, object]] = set()
        automatic = [d for d in same if not d.by_person]
        for decision in automatic:
            one, other = map(self._unit, decision.pair)
            self._evidence |= {(one, other), (other, one)}
        for decision in sorted(automatic, key=lambda d: (-d.score, d.pair)):
            if self._is_evidenced(*decision.pair):
                self._join(*decision.pair)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted(tuple(sorted(group)) for group in self._sets()))

    def _sets(self) -> list[set[str]]:
        return list({id(group): group for group in self._members.values()}.values())

    def _of(self, iri: str) -> set[str]:
        return self._members.get(iri, {iri})

    def _unit(self, iri: str) -> object:
        """What people have put together counts as one."""
        return self._group.get(iri, iri)

    def _is_evidenced(self, one: str, other: str) -> bool:
        left, right = ({self._unit(iri) for iri in self._of(end)} for end in (one, other))
        return all((a, b) in self._evidence for a in left for b in right if a != b)

    def _join(self, one: str, other: str) -> None:
        left, right = self._of(one), self._of(other)
        if left is right or any(self._apart(a, b) for a in left for b in right):
            return
        joined = left | right
        for iri in joined:
            self._members[iri] = joined

    def _apart(self, one: str, other: str) -> bool:
        decision = self._counting.get(pair_of(one, other))
        return decision is not None and decision.judgement is Judgement.DIFFERENT
