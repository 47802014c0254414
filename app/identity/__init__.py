"""Identity across articles: decisions that two things are one or two, what follows from them, and what suggests them.

Nothing here knows a store or a graph: things are their IRIs.
"""

from app.identity.clusters import cluster, refusals
from app.identity.decisions import Decision, Judgement, Kind, Pair, decide, effective, pair_of, wrong_by
from app.identity.kinds import may_be_one

__all__ = [
    "Decision",
    "Judgement",
    "Kind",
    "Pair",
    "cluster",
    "decide",
    "effective",
    "may_be_one",
    "pair_of",
    "refusals",
    "wrong_by",
]
