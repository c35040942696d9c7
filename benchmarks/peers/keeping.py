"""What is kept of a comparison: every round as a row of a table, and one figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.contest import OURS, Game, Result, ratios

COLUMNS = ("model", "way", "round", "microseconds_an_agent_step", "times_coopsim")
TITLE = "One agent, one step: what each way of writing costs"
CAPTION = (
    "Each dot is a round, in processor time; the bar is the median. Ways take turns in one process on one core; "
    "a ratio is the median of the ratios within rounds. Set-up and compilation are not counted."
)
WIDTH, ROW_INCHES, HEAD_INCHES = 7.4, 0.34, 0.95


def keep(games: Sequence[Game], played: Mapping[str, Sequence[Result]], folder: Path) -> Path:
    """Write every round of every way to `peers.csv`.

    Parameters
    ----------
    games : sequence of Game
    played : results by the key of the game
    folder : Path

    Returns
    -------
    Path, of the file
    """
    from coopsim.lab.store.whole import write_whole

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for game in games:
        ours = next(result.times for result in played[game.key] if result.way == OURS)
        for result in played[game.key]:
            for place, (spent, own) in enumerate(zip(result.times, ours, strict=True), start=1):
                writer.writerow([game.key, result.way, place, f"{spent:.5f}", f"{spent / own:.2f}"])
    write_whole(folder / "peers.csv", text.getvalue().encode())
    return folder / "peers.csv"


def draw(games: Sequence[Game], played: Mapping[str, Sequence[Result]], folder: Path) -> Path:
    """Draw every round of every way, one panel a model, to `peers.png`.

    Parameters
    ----------
    games : sequence of Game
    played : results by the key of the game
    folder : Path

    Returns
    -------
    Path, of the file
    """
    from coopsim.figures.sheet import drawing, save, sheet

    rows = [len(played[game.key]) for game in games]
    with drawing():
        figure = sheet((WIDTH, sum(rows) * ROW_INCHES + HEAD_INCHES), TITLE, CAPTION)
        panels = figure.subplots(len(games), 1, sharex=True, squeeze=False, gridspec_kw={"height_ratios": rows})[:, 0]
        for game, panel in zip(games, panels, strict=True):
            _draw_game(panel, game, played[game.key])
        panels[-1].xaxis.set_major_formatter(lambda value, _: f"{value:g}")
        panels[-1].set_xlabel(f"µs an agent and step; on the right, times {OURS}")
        return save(figure, folder / "peers.png")


def _draw_game(panel: Any, game: Game, results: Sequence[Result]) -> None:
    """One panel: a row a way, dearest above."""
    from coopsim.figures.sheet import COLOURS

    times = ratios(results)
    for row, result in enumerate(results):
        colour = COLOURS[2] if result.way == OURS else COLOURS[0]
        panel.plot(result.times, [row] * len(result.times), "o", color=colour, alpha=0.45, markersize=4, mew=0)
        panel.plot([result.median], [row], "|", color=colour, markersize=15, mew=2)
        panel.annotate(
            f"{times[result.way]:.0f} ×", (1.01, row), xycoords=("axes fraction", "data"), va="center", color=colour
        )
    panel.set_xscale("log")
    panel.set_title(game.title)
    panel.set_yticks(range(len(results)), [result.way for result in results])
    panel.set_ylim(len(results) - 0.5, -0.5)
    panel.grid(axis="y", visible=False)
