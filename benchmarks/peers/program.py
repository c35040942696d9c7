"""The command: measure every way of every model by turns, check what came out, show and keep it.

Usage: python -m benchmarks.peers [--quick] [--out FOLDER] [--rounds NUMBER].
Ends with 1 if a way gave a wrong result, with 2 if it was asked for what it cannot do; never because of time.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.contest import OURS, Game, Result, Size, faults, play, ratios
from benchmarks.peers.first_call import show_first_calls

from coopsim.errors import CoopsimError, InputRefused
from coopsim.lab.extras import required

WRONG_RESULT = 1
USUAL_ROUNDS, QUICK_ROUNDS = 9, 3
OUT = Path("results/peers")


def main(words: Sequence[str]) -> int:
    """Do what is asked.

    Parameters
    ----------
    words : sequence of str, of the command line

    Returns
    -------
    int, exit code
    """
    asked = _asked(words)
    try:
        required("agentpy", "bench")
        from benchmarks.peers.games import GAMES

        code = run(GAMES, asked)
    except CoopsimError as problem:
        print(f"benchmarks.peers: {problem}", file=sys.stderr)
        return problem.exit_code
    if code == 0:
        show_first_calls()
    return code


def run(games: Sequence[Game], asked: Any) -> int:
    """Play the games, show and keep the table; 1 if anything was wrong."""
    from benchmarks.peers.keeping import draw, keep

    _make(asked.out)
    played, wrong = {}, []
    for game in games:
        size = game.quick if asked.quick else game.usual
        played[game.key] = play(game, size, asked.rounds or (QUICK_ROUNDS if asked.quick else USUAL_ROUNDS))
        wrong += faults(game, played[game.key], size)
        show(game, size, played[game.key])
    for fault in wrong:
        print(f"benchmarks.peers: {fault}", file=sys.stderr)
    if wrong:
        return WRONG_RESULT
    print(f"\n{keep(games, played, asked.out)}\n{draw(games, played, asked.out)}", flush=True)
    return 0


def show(game: Game, size: Size, results: Sequence[Result]) -> None:
    """One part of the table."""
    times = ratios(results)
    print(f"\n{game.title}: {size.agents} agents, {size.steps} steps, {len(results[0].times)} rounds by turns")
    print(f"{'way':<26}{'µs an agent-step':>17}{'least':>9}{'most':>9}{f'times {OURS}':>21}")
    for one in results:
        least, most = min(one.times), max(one.times)
        print(f"{one.way:<26}{one.median:>17.3f}{least:>9.3f}{most:>9.3f}{times[one.way]:>21.1f}", flush=True)


def _asked(words: Sequence[str]) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers", description="Two published models, in Mesa, in AgentPy, in coopsim's way"
    )
    parser.add_argument("--quick", action="store_true", help="small models, three rounds")
    parser.add_argument("--out", type=Path, default=OUT, help=f"folder of the table and the figure ({OUT})")
    parser.add_argument("--rounds", type=int, choices=range(1, 1000), metavar="NUMBER", help="of each way")
    return parser.parse_args(words)


def _make(folder: Path) -> None:
    """Make the folder before anything is measured."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise InputRefused("--out", "", "a folder that can be made", str(problem)) from None
