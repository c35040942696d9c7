"""The ways wealth exchange is written here, and its sizes."""

from __future__ import annotations

from benchmarks.peers.contest import OURS, Game, Size, Way
from benchmarks.peers.wealth import in_agentpy, in_coopsim, in_mesa
from benchmarks.peers.wealth.law import faults

WEALTH = Game(
    key="wealth",
    title="Wealth exchange",
    measures=("gini",),
    ways=(
        Way("Mesa, as its tutorial", in_mesa.start_tutorial),
        Way("Mesa, partners in a list", in_mesa.start_listed),
        Way("AgentPy", in_agentpy.start),
        Way(OURS, in_coopsim.start),
    ),
    faults=faults,
    quick=Size(agents=400, steps=25),
    usual=Size(agents=1000, steps=50),
)
