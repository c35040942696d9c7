"""The workshop as one file: it opens by a double click, without coopsim and without a network."""

from __future__ import annotations

import base64
import gzip
import json
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, as_completed
from pathlib import Path
from typing import Any

from coopsim.errors import InputRefused
from coopsim.workshop.crew import crew, dismiss
from coopsim.workshop.grid import LEVELS, Entry, entry, grid_policies, reference_key, side_by_side, worth_telling
from coopsim.workshop.job import told_born
from coopsim.workshop.listing import Listing
from coopsim.workshop.one_file import assembled
from coopsim.workshop.policies import Policy
from coopsim.workshop.runs import draw, listing_of
from coopsim.workshop.setting import DRAWS, SEED, Terms, setting_of

STORIES = 6
"""Associations whose stories are in the file."""

COMPRESSION = 9
Progress = Callable[[int, int], None]


def export_page(
    file: Path,
    language: str = "fr",
    levels: dict[str, tuple[float, ...]] | None = None,
    draws: int = DRAWS,
    hire: Callable[[], Executor] = crew,
) -> int:
    """Write the workshop into one file.

    Parameters
    ----------
    file : Path
    language : str, fr or en, with which it opens
    levels : dict of levels by lever; None for those of `coopsim.workshop.grid.LEVELS`
    draws : int, runs of each policy
    hire : function that gives an executor

    Returns
    -------
    int, bytes written

    Raises
    ------
    InputRefused
        If there can be no such file.
    """
    _refuse(file)
    executor = hire()
    try:
        data = computed(executor, dict(levels or LEVELS), Terms(language, draws=draws, offline=True), _said)
    finally:
        dismiss(executor)
    content = assembled(packed(data), language).encode()
    _write(file, content)
    return len(content)


def computed(
    executor: Executor, levels: dict[str, tuple[float, ...]], terms: Terms, told: Progress
) -> dict[str, Any]:
    """Everything that the exported page shows.

    Parameters
    ----------
    executor : Executor
    levels : dict of levels by lever
    terms : Terms
    told : function that is called with how many policies are done, and of how many

    Returns
    -------
    dict, JSON
    """
    policies = grid_policies(levels)
    listing = executor.submit(listing_of, SEED).result()
    chosen = _chosen(executor, policies, listing)
    futures = [executor.submit(entry, key, policy, SEED, chosen, terms.draws) for key, policy in policies.items()]
    for number, _ in enumerate(as_completed(futures), start=1):
        told(number, len(futures))
    content = _content([future.result() for future in futures], listing, levels, terms)
    content["setting"]["told"] = chosen
    return content


def packed(data: dict[str, Any]) -> str:
    """Data as text of an HTML file: JSON, gzip, base64.

    Parameters
    ----------
    data : dict, JSON

    Returns
    -------
    str

    Examples
    --------
    >>> json.loads(gzip.decompress(base64.b64decode(packed({"years": [2026]}))))
    {'years': [2026]}
    """
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return base64.b64encode(gzip.compress(text.encode(), COMPRESSION, mtime=0)).decode()


def _chosen(executor: Executor, policies: dict[str, Policy], listing: Listing) -> list[str]:
    """Associations with the most to tell, by the starting points."""
    starting = [policy for key, policy in policies.items() if key.startswith("start:")]
    drawn = [executor.submit(draw, policy, SEED, 0, True) for policy in starting]
    frames = [frame for one in drawn if (frame := one.result().frame)]
    return worth_telling(frames, listing.lives, STORIES)


def _content(
    entries: Sequence[Entry], listing: Listing, levels: dict[str, tuple[float, ...]], terms: Terms
) -> dict[str, Any]:
    """Setting, born and grid, as the page reads them."""
    born, columns = side_by_side(entries)
    places = listing.placed(born)
    setting = setting_of(SEED, listing, terms) | {"reference_key": reference_key(levels)}
    return {
        "setting": setting,
        "levels": levels,
        "order": list(levels),
        "born": [told_born(life, places[life.id]) for life in born],
        "columns": columns,
    }


def _refuse(file: Path) -> None:
    """Refuse a folder, or a file in a folder that is not there, before anything is computed."""
    if file.is_dir() or not file.name:
        raise InputRefused("--export", "", "the name of a file", "a folder")
    if not file.resolve().parent.is_dir():
        raise InputRefused("--export", "", "a file in a folder that is there", str(file), "Make the folder first")


def _write(file: Path, content: bytes) -> None:
    """Write all or nothing."""
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_bytes(content)
        os.replace(beside, file)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise InputRefused("--export", "", "a file that can be written", problem.strerror or "an error") from None


def _said(done: int, whole: int) -> None:
    """How far it is, on stderr."""
    end = "\n" if done == whole else ""
    print(f"\r{done}/{whole}", end=end, file=sys.stderr, flush=True)
