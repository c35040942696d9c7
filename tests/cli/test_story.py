"""`coopsim story`: a life for eyes, sheets and programs, from a store or from scenarios."""

from __future__ import annotations

import csv
import io
import json

from coopsim.lab.store import Store
from coopsim.lab.store.manifest import manifest_changed
from tests.cli.conftest import Prompt, Write


def busiest(store: Store) -> str:
    """The association with most signings in the first run."""
    events = store.events
    rows = events[(events.scenario == "tiny") & (events.replicate == 0) & (events.kind == "agreement_signed")]
    return str(rows.association.value_counts().index[0])


def test_a_life_under_two_policies_for_everybody(prompt: Prompt, store: Store) -> None:
    association = busiest(store)
    said = prompt("story", store.path, association)
    assert (said.code, said.err) == (0, "")
    assert "Under “Tiny”" in said.out
    assert said.out.index("Under “Tiny”") < said.out.index("Under “Apart”") < said.out.index("What differs")
    assert " weighed " in said.out
    told = json.loads(prompt("story", store.path, association, "--format", "json").out)
    assert [life["scenario"] for life in told["lives"]] == ["tiny", "apart"]
    rows = list(csv.DictReader(io.StringIO(prompt("story", store.path, association, "--format", "csv").out)))
    events = [event for life in told["lives"] for event in life["events"]]
    assert [row["sentence"] for row in rows] == [event["sentence"] for event in events]
    signed = [row for row in rows if row["kind"] == "agreement_signed"]
    assert signed
    assert all(row["autonomy"] and row["gain"] for row in signed)
    french = prompt("story", store.path, association, "--lang", "fr").out
    assert " pesait " in french.replace("\n    ", " ")
    assert "Sous «\u00a0Chacune pour soi\u00a0»" in french


def test_scenarios_replicates_and_names_are_chosen(prompt: Prompt, store: Store) -> None:
    words = ("--scenario", "apart", "--scenario", "tiny.toml", "--replicate", 1, "--format", "json")
    association = str(store.associations.association.iloc[0])
    told = json.loads(prompt("story", store.path, association, *words).out)
    assert ([life["scenario"] for life in told["lives"]], told["replicate"], told["seed"]) == (["apart", "tiny"], 1, 7)
    by_name = json.loads(prompt("story", store.path, told["name"].upper(), *words).out)
    assert by_name == told


def test_a_scenario_stands_beside_another_on_its_luck(prompt: Prompt, store: Store) -> None:
    association = busiest(store)
    words = ("--scenario", "apart.toml", "--seed", 7, "--format", "json")
    from_files = json.loads(prompt("story", "tiny.toml", association, *words).out)
    from_store = json.loads(prompt("story", store.path, association, "--format", "json").out)
    assert from_files == from_store


def test_what_is_not_there_is_refused_with_what_is_near(prompt: Prompt, store: Store) -> None:
    association = str(store.associations.association.iloc[0])
    refused = {
        (association + "x",): f"({association})",
        (association, "--scenario", "tinny"): "Did you mean tiny?",
        (association, "--replicate", 4): "expected a number from 0 to 3, got 4",
        (association, "--seed", 8): "expected that of the store, 7, got 8",
    }
    for words, message in refused.items():
        said = prompt("story", store.path, *words)
        assert (said.code, said.out) == (2, "")
        assert message in said.err
        assert said.err.count("\n") == 1
    assert prompt("story", "nowhere.toml", association).code == 2


def test_reasons_of_another_code_are_not_made_up(prompt: Prompt, write: Write, store: Store) -> None:
    manifest_changed(store.path, lambda there: there | {"code": "0" * 16})
    said = prompt("story", store.path, busiest(store))
    assert said.code == 4
    assert "run the batch again" in said.err
