"""One run: its three tables say the same, in the columns that were agreed."""

from __future__ import annotations

import numpy as np
import pytest

import coopsim
from coopsim.errors import InputRefused
from coopsim.lab.records.rows import measures_table
from coopsim.lab.run import Run
from coopsim.scenario import load_scenario

MEASURES = """
associations small_independent small_independent_second small_closed small_absorbed small_self_governed
medium_independent large_independent births closures insolvencies absorptions staff_mean staff_total
public_money_hhi public_money_cr4 group_money_hhi group_money_cr4 size_gini hollowing groups
voices_independent voices_effective voices_effective_2 voices_distinct voice_total causes_effective freedom_mean
access_small access_small_now access_causes seats_empty representation_gap public_spending cost_per_service
coordination_cost funder_savings service_lost unmet_need partnerships poolings alliances mergers
agreements_started agreements_ended escalation_share exploring_share engaged_share any_tie_share know_how_mean
legitimacy_mean visibility_mean norm_mean governance_mean stress_mean deficit_share
"""
ASSOCIATIONS = """
association name department field latitude longitude founded size_class staff_start staff_end age_start
governance_start dependence_start voice_start voice_end end end_quarter absorber
cost_end compliance_end saving_end ties_end
"""
EVENTS = """
kind association other form staff_own staff_other age_own age_other cash_months_own cash_months_other surplus_own
surplus_other vacancy_own vacancy_other gain_own gain_other governance equals
"""
RUN, CLOCK = ["scenario", "point", "replicate"], ["quarter", "date"]


@pytest.fixture(scope="module")
def done() -> Run:
    return coopsim.run("mergers-pushed", seed=3, replicate=2)


def test_columns_are_those_of_the_interface(done: Run) -> None:
    assert len(MEASURES.split()) == 56
    assert list(done.measures.columns) == RUN + CLOCK + MEASURES.split()
    assert list(done.associations.columns) == RUN + ASSOCIATIONS.split()
    assert list(done.events.columns) == RUN + CLOCK + EVENTS.split()


def test_keys_name_the_run(done: Run) -> None:
    for frame in (done.measures, done.associations, done.events):
        assert set(zip(frame.scenario, frame.point, frame.replicate, strict=True)) == {("mergers-pushed", 0, 2)}
    assert done.measures.quarter.tolist() == list(range(61))
    assert (done.measures.date.iloc[0], done.measures.date.iloc[-1]) == ("2026Q1", "2041Q1")
    assert dict(zip(done.events.quarter, done.events.date, strict=True))[4] == "2027Q1"


def test_lives_add_up_to_the_measures(done: Run) -> None:
    lives, last = done.associations, done.measures.iloc[-1]
    assert (lives.end == "").sum() == last.associations
    assert lives.association.is_unique
    cohort = lives[(lives.founded <= 0) & (lives.size_class == "small")]
    assert (cohort.end == "").mean() == pytest.approx(last.small_independent)
    assert cohort.end.isin(["closed", "insolvent"]).mean() == pytest.approx(last.small_closed)
    assert cohort.end.isin(["absorbed", "merged"]).mean() == pytest.approx(last.small_absorbed)


def test_lives_that_ended_in_the_burn_in_are_left_out(done: Run) -> None:
    lives = done.associations
    assert (lives.founded <= 0).sum() == done.measures.associations.iloc[0]
    ended = lives.end_quarter.dropna()
    assert ended.between(1, 60).all()
    assert lives.end_quarter.isna().equals(lives.end == "")
    assert lives.founded.max() <= 60
    assert (lives.end_quarter.dropna() >= lives.founded[ended.index]).all()


def test_a_founder_keeps_the_quarter_of_its_founding(done: Run) -> None:
    founders = done.history.founders
    lives = done.associations.set_index("association")
    first = lives.loc[founders.identifier(0)]
    assert first.founded == -founders.age[0] - 20
    assert first["name"] == founders.name(0)
    assert first.latitude == founders.latitude[0]


def test_the_absorbed_say_by_whom(done: Run) -> None:
    lives = done.associations.set_index("association")
    gone = lives[lives.end.isin(["absorbed", "merged"])]
    assert len(gone) > 0
    assert set(gone.absorber) <= set(lives.index)
    assert set(lives.absorber[~lives.end.isin(["absorbed", "merged"])]) == {""}
    merged = lives.loc[gone.absorber[gone.end == "merged"].unique()]
    assert (merged.founded > 0).all()
    assert merged.index.str.contains("~").all()


def test_later_lives_are_in_france_too(done: Run) -> None:
    lives = done.associations
    later = lives[lives.founded > 0]
    assert later.latitude.between(42, 46).all()
    assert later.longitude.between(1, 6).all()
    assert (later.end != "merged").any()


def test_events_agree_with_measures_and_lives(done: Run) -> None:
    events, measures = done.events, done.measures.set_index("quarter")
    same = {"born": "births", "agreement_signed": "agreements_started", "insolvent": "insolvencies"}
    for kind, measure in same.items():
        counted = events[events.kind == kind].groupby("quarter").size().reindex(range(1, 61), fill_value=0)
        assert counted.to_list() == measures.loc[1:, measure].to_list()
    named = set(done.associations.association) | {""}
    assert set(events.association) <= named
    assert set(events.other) <= named
    assert events.quarter.is_monotonic_increasing


def test_both_sides_are_told_at_signing_only(done: Run) -> None:
    events = done.events
    signed = events.kind == "agreement_signed"
    for name in ("staff_own", "age_other", "cash_months_own", "surplus_other", "vacancy_own", "gain_other"):
        assert events[name].notna().equals(signed)
    assert (events.form != "").equals(events.kind.str.contains("agreement|merger"))
    assert not events["equals"][events.kind != "merger_completed"].any()
    assert events.governance[signed].between(0, 1).all()


def test_without_cooperation_ties_end_at_quarter_0() -> None:
    events = coopsim.run("no-cooperation", seed=3, record=["events"]).events
    assert set(events.kind[events.quarter == 0]) == {"agreement_ended"}
    assert not events.kind.str.startswith("agreement")[events.quarter > 0].any()


def test_the_same_seed_gives_the_same_run() -> None:
    scenario = load_scenario("baseline", {"quarters": 4})
    one, two, other = (coopsim.run(scenario, seed=seed) for seed in (1, 1, 2))
    assert one.table("measures").equals(two.table("measures"))
    assert one.table("associations").equals(two.table("associations"))
    assert not one.table("measures").equals(other.table("measures"))


def test_fewer_rows_keep_the_first_and_the_last(done: Run) -> None:
    quarters = measures_table(done.history, done.key, every=25)["quarter"].to_pylist()
    assert quarters == [0, 25, 50, 60]


def test_a_table_that_was_not_recorded_is_refused() -> None:
    brief = coopsim.run(load_scenario("baseline", {"quarters": 1}), record=["measures"])
    assert np.isfinite(brief.measures[MEASURES.split()].to_numpy()).all()
    with pytest.raises(InputRefused, match="got events"):
        _ = brief.events


@pytest.mark.parametrize(("seed", "record"), [(-1, ["measures"]), (2**63, ["measures"]), (1, ["measure"]), (1, 3)])
def test_bad_arguments_are_refused(seed: int, record: list[str]) -> None:
    with pytest.raises(InputRefused):
        coopsim.run("baseline", seed=seed, record=record)


def test_books_are_those_of_the_rules_and_of_the_living(done: Run) -> None:
    from coopsim.rules.money import compliance_cost, overhead_cost

    lives, history = done.associations, done.history
    books = lives[["cost_end", "compliance_end", "saving_end", "ties_end"]]
    assert books.notna().all(axis=1).equals(lives.end == "")
    money, state = history.setting.tables.money, history.world.associations
    slots = {history.names.identifier(slot): slot for slot in range(int(history.world.counts[0].slots))}
    for row in lives[lives.end == ""].itertuples():
        one = state[slots[row.association]]
        reporting = float(history.world.departments[one.department].levers.reporting)
        spared = 1.0 - one.kept_overhead
        assert row.compliance_end == compliance_cost(one.staff, reporting, one.relief, money)
        assert row.saving_end == pytest.approx(one.pay * overhead_cost(one.staff, money) * spared)
        assert (row.cost_end, row.ties_end) == (one.cost, one.active_ties)
    assert (books.saving_end > 0).any()
    assert (books.ties_end > 0).any()
