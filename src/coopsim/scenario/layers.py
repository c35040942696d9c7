"""One file over another: what a chain of files says, and which of them said it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from coopsim.scenario.keys import is_course
from coopsim.scenario.knobs import knob, scenario_keys
from coopsim.scenario.refusals import UnknownKey
from coopsim.scenario.suggest import suggested_key

SET = "--set"
"""The place of values that no file holds."""

TEXTS = ("title", "question")
"""What a scenario says of itself, and never inherits."""


class Layer(NamedTuple):
    """What one file (or the command line) says.

    Attributes
    ----------
    place : str, how an error names it
    content : dict, as read
    """

    place: str
    content: dict[str, Any]


def merged(layers: Sequence[Layer]) -> dict[str, Any]:
    """The content of a chain: each layer changes what lies below.

    Tables are merged; lists and courses of levers are replaced whole, because
    half of an old course under a new one would be nobody's policy. So is the
    population when another source is named.

    Parameters
    ----------
    layers : sequence of Layer, root first

    Returns
    -------
    dict

    Examples
    --------
    >>> below = Layer("a", {"quarters": 60, "levers": {"tendering": {"2026Q1": 0.1}}})
    >>> merged([below, Layer("b", {"levers": {"tendering": {"2030Q1": 0.4}}})])
    {'quarters': 60, 'levers': {'tendering': {'2030Q1': 0.4}}}
    """
    own = max(number for number, layer in enumerate(layers) if layer.place != SET or number == 0)
    content: dict[str, Any] = {}
    for number, layer in enumerate(layers):
        inherited = number < own
        spoken = {key: value for key, value in layer.content.items() if not (inherited and key in TEXTS)}
        content = _over(content, spoken, ())
    return content


def _over(below: dict[str, Any], above: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """One table over another."""
    result = {} if _is_another_population(below, above, path) else dict(below)
    for key, value in above.items():
        here = (*path, key)
        if isinstance(value, dict) and isinstance(below.get(key), dict) and not is_course(here):
            value = _over(below[key], value, here)
        result[key] = value
    return result


def _is_another_population(below: dict[str, Any], above: dict[str, Any], path: tuple[str, ...]) -> bool:
    """Whether a table names another source of the population: what belonged to the old one falls away."""
    return path == ("population",) and above.get("source", below.get("source")) != below.get("source")


def spoken_last(layers: Sequence[Layer], keys: Sequence[str]) -> str:
    """The place of the layer that spoke last on some keys.

    An error is mended in the last file that touched it. Where no layer states a
    key itself, the table around it counts.

    Parameters
    ----------
    layers : sequence of Layer, root first
    keys : sequence of str, dotted

    Returns
    -------
    str

    Examples
    --------
    >>> layers = [Layer("a", {"quarters": 60, "start": "2026Q1"}), Layer("b", {"quarters": 20})]
    >>> spoken_last(layers, ["start"]), spoken_last(layers, ["start", "quarters"])
    ('a', 'b')
    """
    return layers[max(_rank(layers, key) for key in keys)].place


def _rank(layers: Sequence[Layer], key: str) -> int:
    """The last layer that states a key, or else the table around it."""
    path = key.split(".")
    for depth in range(len(path), 0, -1):
        for rank in range(len(layers) - 1, -1, -1):
            if _states(layers[rank].content, path[:depth]):
                return rank
    return len(layers) - 1


def _states(content: Any, path: Sequence[str]) -> bool:
    """Whether a content has a value at a path."""
    for part in path:
        if not isinstance(content, dict) or part not in content:
            return False
        content = content[part]
    return True


def refuse_stray_evidence(layers: Sequence[Layer]) -> None:
    """Refuse evidence for a key that no scenario has.

    Parameters
    ----------
    layers : sequence of Layer

    Raises
    ------
    UnknownKey
        With the nearest key.

    Examples
    --------
    >>> refuse_stray_evidence([Layer("a.toml", {"evidence": {"levers.tendering": "E-funding"}})])
    """
    for layer in layers:
        evidence = layer.content.get("evidence")
        for key in evidence if isinstance(evidence, dict) else ():
            if key not in scenario_keys() and knob(key) is None:
                meant = suggested_key(key)
                raise UnknownKey(layer.place, f"evidence.{key}", f"evidence.{meant}" if meant else "")
