"""The schema of scenario files, for editors that complete and check while one writes."""

from __future__ import annotations

from typing import Any

from coopsim.scenario.levers import LEVER_NAMES
from coopsim.scenario.schema import ScenarioFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scenario_schema() -> dict[str, Any]:
    """The JSON Schema of a scenario file.

    A file is a difference: nothing is required, since what it does not say is
    said by the file that it extends. Units, explored ranges and meanings in
    both languages stand beside each number.

    Returns
    -------
    dict

    Examples
    --------
    >>> schema = scenario_schema()
    >>> schema["properties"]["extends"]["type"]
    'string'
    >>> schema["$defs"]["Voice"]["properties"]["norm_silence"]["maximum"]
    1
    """
    schema = _without_required(ScenarioFile.model_json_schema())
    extends = {"type": "string", "description": "The scenario file that this one differs from"}
    schema["properties"] = {"extends": extends, **schema["properties"]}
    local = {name: {"$ref": f"#/$defs/Levers/properties/{name}"} for name in LEVER_NAMES}
    schema["$defs"]["Levers"]["properties"]["by_department"]["additionalProperties"] = {
        "type": "object",
        "properties": local,
        "additionalProperties": False,
    }
    return {"$schema": DIALECT, **schema, "title": "coopsim scenario"}


def _without_required(schema: Any) -> Any:
    """The same schema, with every value optional."""
    if isinstance(schema, list):
        return [_without_required(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: part for key, part in schema.items() if not (key == "required" and isinstance(part, list))}
    return {key: _without_required(part) for key, part in kept.items()}
