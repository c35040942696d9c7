"""The models that are compared."""

from benchmarks.peers.segregation.game import SEGREGATION
from benchmarks.peers.wealth.game import WEALTH

GAMES = (WEALTH, SEGREGATION)
