"""Reports of designs and of ensembles: what depends on what, and in how many worlds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coopsim.lab.analysis.over_points import at_points, over_points
from coopsim.lab.batch import run_batch
from coopsim.lab.design.ensemble import ensemble_design, ensemble_points
from coopsim.lab.experiment import load_experiment
from coopsim.lab.store import store_for
from coopsim.report.factors import factors
from coopsim.report.subject import subject_of
from coopsim.report.worlds import counted, worlds, worlds_answer
from tests.lab.conftest import APART, TINY
from tests.report.conftest import small_store
from tests.report.reading import Reading

DESIGN = """
scenarios = ["tiny", "apart"]
replicates = 2
record = ["measures"]
every = 6

[design]
{}

[design.factors]
"levers.tendering" = [0.2, 0.9]
"parameters.choice.taste_merger" = [-0.2, 0.4]
"""
ENSEMBLE = "point,parameters.choice.taste_merger\n0,-0.2\n1,0.4\n"
KINDS = {
    "oat": ('kind = "oat"', "difference from the scenario as it is"),
    "morris": ('kind = "morris"\ntrajectories = 2', "mean size of the effect"),
    "sobol": ('kind = "sobol"\npoints = 4', "share of the variance"),
    "lhs": ('kind = "lhs"\npoints = 6', "coefficient between ranks"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_design_tells_what_the_result_depends_on(kind: str, tmp_path: Path) -> None:
    text, said = KINDS[kind]
    design = DESIGN if kind == "oat" else DESIGN.replace(', "apart"', "")
    reading = Reading(factors(subject_of(small_store(tmp_path, design.format(text)), "en")))
    assert [one["id"] for one in reading.all("section")] == ["factors"]
    assert len(reading.all("svg")) == len(reading.tables)
    assert said in reading.words
    tables = [table for table in reading.tables if table[0][0] == "Factor"]
    assert tables
    assert all("Service lost" in " ".join(table[0]) for table in tables)
    shown = {row[0].split(" = ")[0] for table in tables for row in table[1:]}
    assert len(shown) == 2


def test_an_ensemble_is_told_in_counts(tmp_path: Path) -> None:
    texts = {"tiny.toml": TINY, "apart.toml": APART, "ensemble.csv": ENSEMBLE}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    file = tmp_path / "worlds.toml"
    file.write_text('scenarios = ["tiny", "apart"]\nreplicates = 3\nrecord = ["measures"]\nevery = 6\n')
    source = str(tmp_path / "ensemble.csv")
    asked = load_experiment(file)
    asked = replace(asked, points=ensemble_points(source), design=ensemble_design(source))
    store = store_for(asked, tmp_path / "results")
    run_batch(asked, store, workers=1)
    subject, over = subject_of(store, "en"), over_points(at_points(store))
    found = counted(subject)
    assert found is not None
    reading = Reading(worlds(subject, found))
    (table,) = (one for one in reading.tables if "No difference" in one[0])
    counts = [[int(cell) for cell in row[1:4]] for row in table[1:]]
    assert counts == over[["up", "down", "no_difference"]].to_numpy().tolist()
    (said,) = worlds_answer(subject, found)
    assert said.startswith("Of 2 sets of values, “Apart” against “Tiny”")
    assert factors(subject) == ""
