"""Machine code gives back every array that it makes."""

import os
import subprocess
import sys

import numba
import pytest

SCRIPT = """
from numba.core.runtime import rtsys
from coopsim.engine.history import History
from coopsim.scenario import load_scenario

def kept():
    stats = rtsys.get_allocation_stats()
    return stats.alloc - stats.free

def play(replicate):
    History(load_scenario("strong-npm", {"quarters": 12, "burn_in": 4}), 1, replicate).step(12)

play(0)
before = kept()
play(1)
play(2)
print(kept() - before)
"""


def test_a_run_leaves_no_array_behind():
    """Also where a function stands above those that it calls: it must know that they make arrays."""
    if numba.config.DISABLE_JIT:
        pytest.fail("run with machine code: plain Python has no arrays of numba's")
    environment = {**os.environ, "NUMBA_NRT_STATS": "1"}
    said = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True)
    assert int(said.stdout) == 0
