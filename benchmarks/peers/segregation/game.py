"""The ways segregation is written here, and its sizes."""

from __future__ import annotations

from benchmarks.peers.contest import OURS, Game, Size, Way
from benchmarks.peers.segregation import in_agentpy, in_columns, in_coopsim, in_mesa
from benchmarks.peers.segregation.town import faults

SEGREGATION = Game(
    key="segregation",
    title="Segregation",
    measures=("happy", "similar"),
    ways=(
        Way("Mesa", in_mesa.start),
        Way("Mesa, NumPy columns", in_columns.start),
        Way("AgentPy", in_agentpy.start),
        Way(OURS, in_coopsim.start),
    ),
    faults=faults,
    quick=Size(agents=320, steps=15),
    usual=Size(agents=1280, steps=30),
)
