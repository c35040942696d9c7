"""From a scenario file to the chain of files that it extends."""

from __future__ import annotations

import os
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from coopsim.errors import InputRefused
from coopsim.scenario.layers import Layer
from coopsim.scenario.read import read_toml
from coopsim.scenario.refusals import shown
from coopsim.scenario.shipped import shipped_file, shipped_names


def found_scenario(source: str | Path) -> Path:
    """The file behind a path or a shipped name.

    A file of that path comes first; a shipped scenario needs no ending.

    Parameters
    ----------
    source : str or Path

    Returns
    -------
    Path

    Raises
    ------
    InputRefused
        If there is neither; the nearest shipped name is given.

    Examples
    --------
    >>> found_scenario("strong-npm").name
    'strong-npm.toml'
    """
    name = str(source)
    if os.path.isfile(name):
        return Path(name)
    shipped = shipped_file(Path(name).as_posix())
    if shipped:
        return shipped
    got = "a folder" if os.path.isdir(name) else "nothing there"
    raise InputRefused(name.strip() or shown(name), "", "a scenario file or a shipped scenario", got, _known(name))


def chain_of(file: Path) -> list[Layer]:
    """The files of a scenario, from the root of `extends` to the file itself.

    Parameters
    ----------
    file : Path

    Returns
    -------
    list of Layer

    Raises
    ------
    InputRefused
        If a file is missing, unreadable, or extends itself in the end.

    Examples
    --------
    >>> [Path(layer.place).name for layer in chain_of(found_scenario("strong-npm"))]
    ['baseline.toml', 'strong-npm.toml']
    """
    files: list[Path] = []
    layers: list[Layer] = []
    following: Path | None = file
    while following:
        _refuse_cycle(files, following)
        files.append(following)
        content = read_toml(following, place_of(following))
        following = _extended(content.pop("extends", None), files[-1])
        layers.append(Layer(place_of(files[-1]), population_beside(content, files[-1].parent)))
    return layers[::-1]


def place_of(file: Path) -> str:
    """How an error names a file: relative to the working folder where that is shorter.

    Parameters
    ----------
    file : Path

    Returns
    -------
    str

    Examples
    --------
    >>> place_of(Path("scenarios") / "tender.toml")
    'scenarios/tender.toml'
    """
    full = Path(os.path.abspath(file))
    return (full.relative_to(Path.cwd()) if full.is_relative_to(Path.cwd()) else full).as_posix()


def population_beside(content: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The same content, the path of its population made absolute.

    A file names its population relative to itself, so that a folder of
    scenarios can be moved.

    Parameters
    ----------
    content : dict, what a layer says
    folder : Path, where its relative paths begin

    Returns
    -------
    dict

    Examples
    --------
    >>> population_beside({"quarters": 20}, Path("."))
    {'quarters': 20}
    """
    population = content.get("population")
    if isinstance(population, dict) and isinstance(population.get("path"), str) and population["path"]:
        beside = os.path.normpath(os.path.abspath(folder / population["path"]))
        return {**content, "population": {**population, "path": beside}}
    return content


def _extended(name: Any, file: Path) -> Path | None:
    """The file that another extends: beside it, or shipped."""
    if name is None:
        return None
    if not isinstance(name, str) or not name:
        raise InputRefused(place_of(file), "extends", "the name of a scenario file", shown(name))
    beside = file.parent / name
    found = beside if os.path.isfile(beside) else shipped_file(name)
    if found is None:
        expected = "a scenario file beside it or a shipped scenario"
        raise InputRefused(place_of(file), "extends", expected, shown(name), _known(name))
    return found


def _refuse_cycle(files: Sequence[Path], following: Path) -> None:
    """Refuse a chain that comes back to a file."""
    met = [file.resolve() for file in files]
    if following.resolve() in met:
        names = [file.name for file in files[met.index(following.resolve()) :]] + [following.name]
        raise InputRefused(place_of(files[0]), "extends", "a chain that ends", "a cycle: " + " → ".join(names))


def _known(name: str) -> str:
    """The nearest shipped name, and all of the first rank."""
    by_stem = {one.rpartition("/")[2]: one for one in shipped_names()}
    listed = "Shipped scenarios: " + ", ".join(one for one in shipped_names() if "/" not in one)
    close = get_close_matches(Path(name).name.removesuffix(".toml"), by_stem, n=1)
    return f"Did you mean {by_stem[close[0]]}? {listed}" if close else listed
