"""From a file or a shipped name to a scenario, with changes on top."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coopsim.errors import InputRefused
from coopsim.scenario.chain import chain_of, found_scenario, population_beside
from coopsim.scenario.keys import nested
from coopsim.scenario.layers import SET, Layer, merged, refuse_stray_evidence, spoken_last
from coopsim.scenario.levers import Levers
from coopsim.scenario.refusals import refusal_of, shown
from coopsim.scenario.schema import Scenario, ScenarioFile


def load_scenario(source: str | Path, overrides: Mapping[str, Any] | None = None) -> Scenario:
    """A scenario from its file or its shipped name.

    An override says what a file on top would say: a lever's dates are replaced
    whole, never one by one.

    Parameters
    ----------
    source : str or Path, a file, or a shipped name such as strong-npm
    overrides : mapping of dotted keys and values, on top of the file

    Returns
    -------
    Scenario

    Raises
    ------
    InputRefused
        If a file is missing, unreadable or not TOML, or a key or value is refused;
        several refusals come as one `SeveralRefused`.

    Examples
    --------
    >>> load_scenario("baseline", {"quarters": 20}).quarters
    20
    """
    file = found_scenario(source)
    layers = chain_of(file)
    root = _validated(layers[:1])
    top = [_override_layer(overrides)] if overrides else []
    content = root if len(layers) == 1 and not top else _validated([*layers, *top])
    return _scenario(file.stem, content, root.levers.at(root.start), [*layers, *top])


def changed_scenario(scenario: Scenario, overrides: Mapping[str, Any]) -> Scenario:
    """The same scenario with some values changed; no file is read.

    Parameters
    ----------
    scenario : Scenario
    overrides : mapping of dotted keys and values

    Returns
    -------
    Scenario, of the same name and opening

    Raises
    ------
    InputRefused
        If a key or a value is refused.

    Examples
    --------
    >>> changed_scenario(load_scenario("baseline"), {"levers.tendering": 0.5}).levers.tendering
    0.5
    """
    below = scenario.model_dump(include=set(ScenarioFile.model_fields))
    layers = [Layer(f"{scenario.name}.toml", below), _override_layer(overrides)]
    return _scenario(scenario.name, _validated(layers), scenario.opening, layers)


def overrides_of(assignments: Iterable[str]) -> dict[str, Any]:
    """Overrides from texts of the form KEY=VALUE.

    A value is read as TOML; what is not TOML is taken as text, so that
    ``start=2027Q1`` needs no quotes.

    Parameters
    ----------
    assignments : iterable of str

    Returns
    -------
    dict of dotted keys and values

    Raises
    ------
    InputRefused
        If a text has no key or no equals sign.

    Examples
    --------
    >>> overrides_of(["levers.tendering=0.5", "switches.tender=false", "start=2027Q1"])
    {'levers.tendering': 0.5, 'switches.tender': False, 'start': '2027Q1'}
    """
    return dict(_assignment(text) for text in assignments)


def _assignment(text: str) -> tuple[str, Any]:
    """Key and value of one KEY=VALUE."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip() or not value.strip():
        raise InputRefused(SET, "", "KEY=VALUE, such as levers.tendering=0.5", shown(text))
    return key.strip(), _value(value.strip())


def _value(text: str) -> Any:
    """A value written in TOML, or the text itself."""
    try:
        content = tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return text
    return content["value"] if set(content) == {"value"} else text


def _override_layer(overrides: Mapping[str, Any]) -> Layer:
    """Overrides as the last layer of a chain; NumPy's numbers become Python's."""
    values = {key: value.item() if hasattr(value, "item") else value for key, value in overrides.items()}
    return Layer(SET, population_beside(nested(values, SET), Path.cwd()))


def _validated(layers: Sequence[Layer]) -> ScenarioFile:
    """What a chain says, checked."""
    refuse_stray_evidence(layers)
    try:
        return ScenarioFile.model_validate(merged(layers))
    except ValidationError as problem:
        raise refusal_of(problem, lambda keys: spoken_last(layers, keys), layers[0].place) from None


def _scenario(name: str, content: ScenarioFile, opening: Levers, layers: Sequence[Layer]) -> Scenario:
    """A checked content, made ready to run."""
    fields = {field: getattr(content, field) for field in ScenarioFile.model_fields}
    if not content.title.en:
        fields["title"] = type(content.title)(en=name)
    return Scenario(name=name, opening=opening, population_digest=_digest(content, layers), **fields)


def _digest(content: ScenarioFile, layers: Sequence[Layer]) -> str:
    """SHA-256 of the population's file: an edited file is another scenario."""
    if content.population.source != "file":
        return ""
    try:
        return hashlib.sha256(Path(content.population.path).read_bytes()).hexdigest()
    except OSError:
        key = "population.path"
        raise InputRefused(spoken_last(layers, [key]), key, "a file", shown(content.population.path)) from None
