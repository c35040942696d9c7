"""The Mesa face: AgentSet, DataCollector and batch_run work on a sector."""

from __future__ import annotations

import gc
import weakref

import mesa
import pytest

from coopsim.engine.model import Sector
from coopsim.scenario import load_scenario
from coopsim.world.vocabulary import LIVING

BRIEF = load_scenario("baseline", {"burn_in": 2, "quarters": 8, "parameters.search.search_scale": 5.0})


@pytest.fixture(scope="module")
def sector():
    made = Sector(BRIEF, seed=2)
    for _ in range(8):
        made.step()
    return made


def test_agents_are_those_that_live(sector):
    rows = sector.world.associations[: sector.world.counts[0].slots]
    assert sorted(agent.slot for agent in sector.agents) == [
        slot for slot in range(len(rows)) if rows["end"][slot] == LIVING
    ]
    assert any(agent.identifier.count("-b") for agent in sector.agents)


def test_agent_set_and_views(sector):
    total = sector.agents.agg("staff", sum)
    assert total == pytest.approx(sector.measures.staff_total.iloc[-1])
    small = sector.agents.select(lambda agent: agent.size_class == "small")
    assert 0 < len(small) < len(sector.agents)
    one = next(iter(small))
    assert sum(one.profile.values()) == pytest.approx(1.0)
    assert sector.association(one.identifier) is one
    assert one.department in sector.history.departments
    assert one.name


def test_weigh_gives_the_terms_that_the_rules_sum(sector):
    one, two = [agent for agent in sector.agents if not agent.record.active_elsewhere][:2]
    weighed = one.weigh(two)
    assert set(weighed) == {"partnership", "pooling", "alliance", "merger"}
    for terms in weighed.values():
        assert terms["utility"] == pytest.approx(sum(value for name, value in terms.items() if name != "utility"))
    assert weighed["partnership"]["taste"] == BRIEF.parameters.choice.taste_partnership
    with pytest.raises(ValueError, match="another living association"):
        one.weigh(one)


def test_partners_agree(sector):
    pairs = [(agent, partner, form) for agent in sector.agents for partner, form in agent.partners.items()]
    assert pairs
    assert all(partner.partners[agent] == form for agent, partner, form in pairs)


def test_data_collector(sector):
    frame = sector.datacollector.get_model_vars_dataframe()
    assert len(frame) == 9
    assert frame.associations.tolist() == sector.measures.associations.tolist()
    assert not sector.running


def test_batch_run_gives_the_same_as_the_run():
    answers = mesa.batch_run(
        Sector,
        {"scenario": [BRIEF], "replicate": [0, 1]},
        number_processes=1,
        data_collection_period=-1,
        max_steps=8,
        display_progress=False,
    )
    seen = {row["replicate"]: (row["quarter"], row["voice_total"]) for row in answers}
    for replicate, (quarter, voice) in seen.items():
        made = Sector(BRIEF, replicate=replicate)
        for _ in range(8):
            made.step()
        assert voice == made.measures.voice_total[quarter]
    assert seen[0] != seen[1]


def test_a_released_sector_leaves_memory():
    made = Sector(BRIEF, seed=1)
    trace = weakref.ref(made)
    made.release()
    del made
    gc.collect()
    assert trace() is None


def test_a_later_born_keeps_its_name(sector):
    born = next(agent for agent in sector.agents if "-b" in agent.identifier)
    before = born.name
    born.record.main_cause = (born.record.main_cause + 5) % 16
    assert born.name == before
