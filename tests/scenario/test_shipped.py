"""The scenarios that come with coopsim."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import coopsim.errors
from coopsim.scenario import differences, knobs, load_scenario, shipped_file, shipped_folder, shipped_names

PACKAGE = Path(coopsim.errors.__file__).parent
BIBLIOGRAPHY = PACKAGE.parents[1] / "docs" / "bibliography.md"
TAGS = ("source", "size", "funding", "grants", "cash", "exit", "coop", "saving", "npm", "gov", "voice")
SOURCES = {f"E-{tag}" for tag in TAGS}
FORM = re.compile(r"(E-[a-z]+(, E-[a-z]+)*(; derived)?|Assumption(; direction E-[a-z]+(, E-[a-z]+)*)?)")
FIRST_RANK = (
    "baseline", "strong-npm", "mergers-pushed", "pooling-supported", "governance-supported", "small-protected",
    "consolidation-with-safeguards", "no-cooperation", "france",
)  # fmt: skip
CASES = ("still", "competing-risks", "growth", "random-mergers", "stationarity", "null-reference", "null-change")

BASELINE = load_scenario("baseline")


def test_every_scenario_of_the_list_is_shipped() -> None:
    assert set(FIRST_RANK) <= set(shipped_names())
    assert {f"verification/{name}" for name in CASES} <= set(shipped_names())
    assert shipped_file("nothing") is None


@pytest.mark.parametrize("name", shipped_names())
def test_it_loads_and_asks_its_question_in_both_languages(name: str) -> None:
    scenario = load_scenario(name)
    stated = tomllib.loads((shipped_folder() / f"{name}.toml").read_text(encoding="utf-8"))
    for table in ("title", "question"):
        assert set(stated[table]) == {"en", "fr"}
    assert scenario.question.en.endswith("?")
    assert not re.search(r" [?!;:%]|[^\s\u00a0][?!]", scenario.title.fr + scenario.question.fr)


@pytest.mark.parametrize("name", shipped_names()[1:])
def test_it_states_only_what_differs(name: str) -> None:
    stated = tomllib.loads((shipped_folder() / f"{name}.toml").read_text(encoding="utf-8"))
    assert "extends" in stated
    assert name not in FIRST_RANK or list(differences(load_scenario(name), BASELINE))


def test_every_value_has_its_evidence() -> None:
    for knob in knobs():
        assert FORM.fullmatch(BASELINE.evidence[knob.key]), knob.key


def test_every_source_that_is_cited_is_known() -> None:
    cited = set(re.findall(r"E-[a-z]+", " ".join(BASELINE.evidence.values())))
    assert cited <= SOURCES
    if BIBLIOGRAPHY.is_file():
        text = BIBLIOGRAPHY.read_text(encoding="utf-8")
        assert all(key in text for key in cited)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("parameters.choice.taste_partnership", -0.15),
        ("parameters.choice.taste_pooling", -0.22),
        ("parameters.choice.taste_alliance", -0.32),
        ("parameters.choice.taste_merger", 0.2),
        ("parameters.money.unit_cost", 12.75),
        ("parameters.closure.hazard", 0.003),
        ("parameters.closure.insolvency_months", 0.5),
        ("parameters.birth.birth_rate", 0.0055),
        ("parameters.agreement.setup_quarters_merger", 6),
        ("levers.tendering", {"2026Q1": 0.15, "2030Q1": 0.35}),
        ("levers.advocacy_penalty", {"2026Q1": 0.0, "2030Q1": 0.2}),
        ("levers.governance_support", 0.0),
        ("quarters", 60),
        ("burn_in", 20),
    ],
)
def test_the_baseline_holds_the_defaults_of_the_specification(key: str, value: object) -> None:
    assert BASELINE.settings()[key] == value


def test_scales_are_one_and_the_exogenous_block_is_off() -> None:
    settings = BASELINE.settings()
    assert {value for key, value in settings.items() if key.endswith("_scale") and knob_is_multiplier(key)} == {1.0}
    assert not any(value for key, value in settings.items() if key.startswith("parameters.exogenous."))


def knob_is_multiplier(key: str) -> bool:
    """Whether a scale multiplies a vector over forms, rather than being a length."""
    return next(one.en for one in knobs() if one.key == key).startswith("Multiplier")


@pytest.mark.parametrize("name", [name for name in FIRST_RANK if name not in ("france", "no-cooperation")])
def test_policies_start_from_the_same_place(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.levers.at(scenario.start) == BASELINE.levers.at(BASELINE.start) == scenario.opening


def test_the_strong_pressure_is_that_of_its_description() -> None:
    levers = load_scenario("strong-npm").levers.at("2031Q1")
    names = ("tendering", "efficiency", "reporting", "size_threshold", "consolidation_incentive", "fewer_interlocutors")
    assert [getattr(levers, name) for name in names] == [0.8, 0.03, 1.2, 15.0, 0.8, 0.9]


def test_the_counterfactual_and_the_large_one() -> None:
    assert load_scenario("no-cooperation").cooperation.enabled is False
    population = load_scenario("france").population
    assert (population.source, population.kind, population.size) == ("synthetic", "france", 1_300_000)


def test_a_case_has_no_burn_in_and_only_its_own_mechanisms() -> None:
    for name in CASES:
        assert load_scenario(f"verification/{name}").burn_in == 0
    for name in ("competing-risks", "growth", "random-mergers"):
        scenario = load_scenario(f"verification/{name}")
        assert not any(scenario.switches.model_dump().values())
        assert any(scenario.parameters.exogenous.model_dump().values())
        assert not scenario.levers.values(8104, scenario.quarters, ["34"]).any()


def test_the_null_change_gives_the_same_path_to_the_last_bit() -> None:
    paths = [load_scenario(f"verification/null-{name}").lever_path(["30", "34"]) for name in ("reference", "change")]
    assert (paths[0] == paths[1]).all()


def test_every_scenario_keeps_its_hash_between_loads() -> None:
    hashes = {name: load_scenario(name).hash for name in FIRST_RANK}
    assert len(set(hashes.values())) == len(hashes)
    assert hashes == {name: load_scenario(name).hash for name in FIRST_RANK}


def test_an_installed_package_finds_its_own_scenarios(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "coopsim", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(shipped_folder(), tmp_path / "coopsim" / "scenarios", dirs_exist_ok=True)
    code = (
        "from coopsim.scenario import load_scenario, shipped_folder; load_scenario('france'); print(shipped_folder())"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()) == (tmp_path / "coopsim" / "scenarios").resolve()
