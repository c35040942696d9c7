"""The scenarios that come with coopsim, in a checkout or in an installed package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from coopsim.errors import InputRefused

NOT_SCENARIOS = ("experiments", "calibration")
"""Folders beside the scenarios that hold other things."""


@cache
def shipped_folder() -> Path:
    """Where the shipped scenarios are.

    An installed package carries them inside; a checkout has them at its root.

    Returns
    -------
    Path

    Raises
    ------
    InputRefused
        If the installation lost them.

    Examples
    --------
    >>> (shipped_folder() / "baseline.toml").is_file()
    True
    """
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "scenarios", here.parents[3] / "scenarios"):
        if (folder / "baseline.toml").is_file():
            return folder
    raise InputRefused("coopsim", "", "the shipped scenarios", "none", "Install coopsim again")


def shipped_names() -> tuple[str, ...]:
    """Names of the shipped scenarios, without the ending; baseline first.

    Returns
    -------
    tuple of str; those of a folder below carry its name, as in verification/growth

    Examples
    --------
    >>> shipped_names()[0]
    'baseline'
    """
    folder = shipped_folder()
    files = [file.relative_to(folder) for file in folder.rglob("*.toml")]
    names = [file.with_suffix("").as_posix() for file in files if file.parts[0] not in NOT_SCENARIOS]
    return tuple(sorted(names, key=lambda name: (name != "baseline", name.count("/"), name)))


def shipped_file(name: str) -> Path | None:
    """The shipped file of that name, with or without its ending.

    Parameters
    ----------
    name : str, such as strong-npm or strong-npm.toml

    Returns
    -------
    Path or None

    Examples
    --------
    >>> shipped_file("baseline") == shipped_file("baseline.toml")
    True
    """
    known = name.removesuffix(".toml")
    return shipped_folder() / f"{known}.toml" if known in shipped_names() else None
