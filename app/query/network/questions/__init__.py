"""The questions that are asked of the network; every answer is the same for the same network, filter and seed."""

from app.query.network.questions.asking import Actor, Asking, Report
from app.query.network.questions.balance import Balance, Tie, balance, signs
from app.query.network.questions.centrality import (
    Measure,
    Ranked,
    Ranking,
    UnansweredError,
    centrality,
)
from app.query.network.questions.communities import Communities, Community, Method, communities
from app.query.network.questions.comparison import (
    Changes,
    Comentions,
    Likeness,
    Similars,
    changes,
    comentions,
    similar,
)
from app.query.network.questions.neighbourhood import Subgraph, most_connected, neighbourhood
from app.query.network.questions.paths import Path, Paths, Step, all_paths, shortest_paths
from app.query.network.questions.speech import Contests, Speeches, contested, speeches
from app.query.network.questions.structure import (
    Bridges,
    Components,
    Cores,
    Statistics,
    bridges,
    components,
    cores,
    statistics,
)
from app.query.network.questions.windows import Step as WindowStep
from app.query.network.questions.windows import period, time_span, windows, windows_of

__all__ = [
    "Actor",
    "Asking",
    "Balance",
    "Bridges",
    "Changes",
    "Comentions",
    "Communities",
    "Community",
    "Components",
    "Contests",
    "Cores",
    "Likeness",
    "Measure",
    "Method",
    "Path",
    "Paths",
    "Ranked",
    "Ranking",
    "Report",
    "Similars",
    "Speeches",
    "Statistics",
    "Step",
    "Subgraph",
    "Tie",
    "UnansweredError",
    "WindowStep",
    "all_paths",
    "balance",
    "bridges",
    "centrality",
    "changes",
    "comentions",
    "communities",
    "components",
    "contested",
    "cores",
    "most_connected",
    "neighbourhood",
    "period",
    "shortest_paths",
    "signs",
    "similar",
    "speeches",
    "statistics",
    "time_span",
    "windows",
    "windows_of",
]
