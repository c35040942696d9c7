"""What a page asks is checked at the door, and becomes a scenario."""

from __future__ import annotations

import math

import pytest

from coopsim.scenario import LEVER_NAMES, load_scenario
from coopsim.workshop.checked import choices_of, policy_of, seed_of
from coopsim.workshop.labels import HYPOTHESES
from coopsim.workshop.policies import REFERENCE, reference, reference_value, scenario_of, with_choices
from coopsim.workshop.refusal import Refused
from coopsim.workshop.runs import listed_at_start

FORGED = [
    [],
    "tendering",
    {"lever": {}},
    {"levers": []},
    {"levers": {"tendring": 0.5}},
    {"levers": {"tendering": "0.5"}},
    {"levers": {"tendering": True}},
    {"levers": {"tendering": None}},
    {"levers": {"tendering": {"2026Q1": 0.5}}},
    {"levers": {"tendering": 1.5}},
    {"levers": {"tendering": math.inf}},
    {"levers": {"by_department": 1}},
    {"hypotheses": {"levers.tendering": 0.5}},
    {"hypotheses": {"quarters": 400}},
    {"hypotheses": {"population.path": "/etc/passwd"}},
    {"hypotheses": {"parameters.choice.taste_merger": 99}},
    {"hypotheses": {"parameters.exogenous.random_mergers": 5.5}},
    {"cooperation": 1},
    {"choices": {}},
    {"choices": [{"quarter": 0, "association": "34-0001", "act": "pool"}]},
    {"choices": [{"quarter": 61, "association": "34-0001", "act": "pool"}]},
    {"choices": [{"quarter": 1, "association": "../../x", "act": "pool"}]},
    {"choices": [{"quarter": 1, "association": "34-0001", "act": "burn"}]},
    {"choices": [{"quarter": 1, "association": "34-0001", "act": ["pool"]}]},
    {"choices": [{"quarter": 1, "association": "34-0001"}]},
    {"choices": [{"quarter": 1, "association": "34-0001", "act": "pool"}] * 2},
    {"choices": [1] * 4001},
]


@pytest.mark.parametrize("content", FORGED, ids=str)
def test_what_cannot_be_is_refused_in_both_languages(content):
    with pytest.raises(Refused) as refusal:
        policy_of(content)
    assert refusal.value.status == 422
    assert refusal.value.fr != refusal.value.en
    assert refusal.value.fr.endswith(".")


@pytest.mark.parametrize("seed", [-1, 2**31, 1.0, "1", None, True])
def test_a_seed_is_a_whole_number(seed):
    with pytest.raises(Refused):
        seed_of(seed)


def test_the_reference_is_the_baseline_itself():
    everything = {"levers": {name: reference_value(f"levers.{name}") for name in LEVER_NAMES}}
    everything["hypotheses"] = {key: reference_value(key) for key in HYPOTHESES}
    assert policy_of(everything) == policy_of({}) == REFERENCE
    assert scenario_of(REFERENCE).hash == load_scenario("baseline").hash


def test_a_lever_goes_from_the_baselines_start_to_its_level_in_2030():
    path = scenario_of(policy_of({"levers": {"tendering": 0.8, "cooperation_fund": 0.5}})).lever_path(["34"])
    tendering, fund = (path[:, 0, LEVER_NAMES.index(name)] for name in ("tendering", "cooperation_fund"))
    assert tendering[[0, 16, 60]] == pytest.approx([0.15, 0.8, 0.8])
    assert fund[[0, 8, 16]] == pytest.approx([0.0, 0.25, 0.5])


def test_choices_are_in_order_and_the_later_word_counts():
    first = policy_of({"choices": [{"quarter": 5, "association": "34-0002", "act": "stay"}]})
    more = choices_of([{"quarter": 5, "association": "34-0002", "act": "pool"}])
    both = with_choices(with_choices(first, choices_of([])), more)
    assert both.choices == ((5, "34-0002", "pool"),)
    assert scenario_of(both).choices[0].act == "pool"


def test_whoever_is_listed_may_be_led():
    listed = [life.id for life in listed_at_start(1)]
    assert any("-b-" in identifier for identifier in listed)
    choices = [{"quarter": 1, "association": identifier, "act": "stay"} for identifier in listed]
    assert len(choices_of(choices)) == len(listed)


def test_french_sentences_have_their_no_break_spaces():
    with pytest.raises(Refused, match="tendering") as refusal:
        policy_of({"levers": {"tendering": 7}})
    assert refusal.value.fr == "«\u00a0levers.tendering\u00a0»\u00a0: on attend un nombre de 0 à 0,9."
    assert reference().quarters == 60
