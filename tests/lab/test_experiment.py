"""Experiment files: what they say, and what is refused before anything runs."""

from __future__ import annotations

import pytest

from coopsim.errors import CoopsimError
from coopsim.lab.experiment import Experiment, load_experiment
from coopsim.lab.records.columns import RunKey
from tests.lab.conftest import FIRST, Write


def test_the_shipped_experiment() -> None:
    experiment = load_experiment("first")
    assert len(experiment.scenarios) >= 4
    assert experiment.replicates == 20
    assert experiment.record == ("measures", "associations", "events")


def test_scenarios_are_found_beside_the_file_first(write: Write) -> None:
    write("strong-npm.toml", 'extends = "tiny.toml"\nquarters = 3')
    file = write("mine.toml", 'scenarios = ["strong-npm", "baseline.toml"]')
    assert [one.quarters for one in load_experiment(file).scenarios] == [3, 60]


def test_runs_go_replicate_by_replicate(experiment: Experiment) -> None:
    runs = list(experiment.runs())
    assert len(runs) == 8
    assert runs[:3] == [RunKey("tiny", 0, 0), RunKey("apart", 0, 0), RunKey("tiny", 0, 1)]


def test_words_and_replicates_leave_the_identity(write: Write, experiment: Experiment) -> None:
    more = load_experiment(write("more.toml", FIRST.replace("replicates = 4", "replicates = 9")))
    assert more.identity == experiment.identity
    other = load_experiment(write("other.toml", FIRST.replace("seed = 7", "seed = 8")))
    assert other.identity != experiment.identity


def test_a_grid_is_every_combination(write: Write) -> None:
    design = '[design]\nkind = "grid"\n[design.factors]\n"levers.tendering" = [0.2, 0.9]\n"quarters" = [3, 4, 5]'
    experiment = load_experiment(write("grid.toml", FIRST + design))
    assert len(experiment.points) == 6
    assert experiment.points[1] == {"levers.tendering": 0.2, "quarters": 4}
    brief = experiment.brief(RunKey("apart", 5, 0))
    assert (brief.name, brief.quarters, brief.levers.tendering) == ("apart", 5, 0.9)
    assert len(list(experiment.runs())) == 2 * 6 * 4


def test_one_factor_at_a_time_begins_with_the_scenario_as_it_is(write: Write) -> None:
    design = '[design]\nkind = "oat"\n[design.factors]\n"levers.tendering" = [0.2, 0.9]\n"quarters" = [3, 4]'
    points = load_experiment(write("oat.toml", FIRST + design)).points
    assert points == ({}, {"levers.tendering": 0.2}, {"levers.tendering": 0.9}, {"quarters": 3}, {"quarters": 4})


def test_a_csv_of_points(write: Write) -> None:
    write("points.csv", "quarters,levers.tendering\n3,0.2\n,0.9\n")
    experiment = load_experiment(write("csv.toml", FIRST + '[design]\nkind = "csv"\nfile = "points.csv"'))
    assert experiment.points == ({"quarters": 3, "levers.tendering": 0.2}, {"levers.tendering": 0.9})


def test_values_that_are_right_only_together_pass(write: Write) -> None:
    write("points.csv", "small_below,small_below_second\n25,30\n")
    load_experiment(write("csv.toml", FIRST + '[design]\nkind = "csv"\nfile = "points.csv"'))


GRID = '[design]\nkind = "grid"\n[design.factors]\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "bad.toml: expected an experiment, got a scenario"),
        ("seed = 1", 'scenarios: expected a list of scenarios, got nothing. Such as ["baseline.toml"]'),
        ('scenarios = ["tiny.tom"]', "expected a scenario file beside it or a shipped scenario, got tiny.tom"),
        ('scenarios = ["strong-nmp"]', "Did you mean strong-npm?"),
        ('scenarios = ["tiny", "tiny.toml"]', "got tiny twice"),
        (FIRST + "sed = 1", "bad.toml: sed is unknown; did you mean seed?"),
        (FIRST.replace('"tiny.toml"\nrep', '"tini.toml"\nrep'), "expected one of the scenarios, got tini.toml"),
        (FIRST.replace("= 4", "= 0"), "replicates: expected a whole number from 1 to 1000000, got 0"),
        (FIRST.replace("= 7", "= 0.5"), "seed: expected a whole number from 0"),
        (FIRST + "every = true", "every: expected a whole number from 1 to 400, got True"),
        (FIRST + 'record = ["event"]', "record: expected measures or associations or events, got 'event'"),
        (FIRST + "design = 3", "design: expected a table, got 3"),
        (FIRST + '[design]\nkind = "lhs"', 'expected at least one factor where design.kind is "lhs", got 0'),
        (FIRST + '[design]\nkind = "grid"', "expected at least one factor"),
        (FIRST + '[design.factors]\n"quarters" = [1, 2]', 'expected nothing where design.kind is "list", got 1'),
        (FIRST + GRID + "quarters = 3", 'design.factors."quarters": expected a list of two levels or more, got 3'),
        (FIRST + GRID + "quaters = [3, 4]", "bad.toml: quaters is unknown; did you mean quarters?"),
        (FIRST + GRID + '"levers.tendering" = [0.2, 1.5]', "bad.toml: levers.tendering: expected a number from 0 to 1"),
        (FIRST + '[design]\nkind = "csv"', "design.file: expected a CSV file beside the experiment, got None"),
        (
            FIRST + '[design]\nkind = "csv"\nfile = "p.csv"\nlevels = 3',
            'design.levels: expected nothing where design.kind is "csv", got 3',
        ),
        (FIRST + '[design]\nkind = "csv"\nfile = "rows.csv"', "rows.csv: line 3: expected 2 cells"),
        ("scenarios = [", "bad.toml: line 1: expected valid TOML"),
    ],
)
def test_refusals(write: Write, text: str, message: str) -> None:
    write("rows.csv", "quarters,seed\n3,4\n5\n")
    with pytest.raises(CoopsimError) as refusal:
        load_experiment(write("bad.toml", text or 'extends = "baseline.toml"'))
    assert message in str(refusal.value)
    assert refusal.value.exit_code == 2


@pytest.mark.parametrize(("name", "message"), [("frist", "Did you mean first?"), ("nowhere.toml", "Shipped exp")])
def test_an_experiment_that_is_not_there(name: str, message: str) -> None:
    with pytest.raises(CoopsimError, match=message.replace("?", r"\?")):
        load_experiment(name)


def test_an_empty_file(write: Write) -> None:
    with pytest.raises(CoopsimError, match="scenarios: expected a list"):
        load_experiment(write("empty.toml", "# nothing yet"))
