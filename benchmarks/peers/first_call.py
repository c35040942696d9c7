"""What compiling costs, apart from the table: the first call in a process of its own.

Once with an empty folder of machine code, once with what the first one kept.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import benchmarks.peers.segregation.in_coopsim as segregation
import benchmarks.peers.wealth.in_coopsim as wealth
from benchmarks.peers.contest import Size

ROOT = Path(__file__).resolve().parents[2]
TINY = Size(agents=20, steps=1)


def seconds_of_first_calls() -> dict[str, float]:
    """Seconds in which our way of each model is set up and passes one tiny step, in this process."""
    found = {}
    for title, start in (("wealth exchange", wealth.start), ("segregation", segregation.start)):
        begin = time.perf_counter()
        start(1, TINY).advance()
        found[title] = time.perf_counter() - begin
    return found


def show_first_calls() -> None:
    """Print what the first call costs with nothing kept, and with machine code kept."""
    print("\nThe first call of coopsim's way, in seconds: not in the table above")
    with tempfile.TemporaryDirectory() as folder:
        for told in ("to compile", "compiled before"):
            spent = in_new_process(Path(folder))
            print(f"{told:<26}" + ", ".join(f"{title}: {each:.2f}" for title, each in spent.items()), flush=True)


def in_new_process(folder: Path) -> dict[str, float]:
    """Ask a new process, whose machine code is kept in a folder."""
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.peers.first_call"],
        cwd=ROOT,
        env=os.environ | {"COOPSIM_CACHE": str(folder)},
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(answer.stdout)
    return found


if __name__ == "__main__":
    print(json.dumps(seconds_of_first_calls()))
