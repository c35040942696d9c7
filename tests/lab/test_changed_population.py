"""A user's file that changes under a scenario is noticed, not run."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopsim.errors import InputRefused
from coopsim.lab.run import run
from coopsim.scenario import load_scenario

OWN = """
extends = "baseline.toml"
quarters = 2
burn_in = 2
[population]
source = "file"
path = "{path}"
"""
ROWS = "id,department,staff\n" + "".join(f"a{row},34,{2 + row % 30}\n" for row in range(40))


def test_a_file_that_changed_since_it_was_read_is_refused(tmp_path: Path) -> None:
    people, scenario = tmp_path / "people.csv", tmp_path / "own.toml"
    people.write_text(ROWS, encoding="utf-8")
    scenario.write_text(OWN.format(path=people.as_posix()), encoding="utf-8")
    brief = load_scenario(scenario)
    assert len(run(brief, record=["measures"]).measures) == 3
    people.write_text(ROWS + "a40,34,5\n", encoding="utf-8")
    with pytest.raises(InputRefused, match="as it was when the scenario was read"):
        run(brief, record=["measures"])
    assert len(run(load_scenario(scenario), record=["measures"]).measures) == 3
