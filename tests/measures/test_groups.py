"""Groups are what active alliances connect."""

from __future__ import annotations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim.measures.example import example_world, list_living
from coopsim.measures.groups import count_groups, find_groups, members_by_group, money_by_group
from coopsim.world.vocabulary import ALLIANCE, CLOSED, POOLING

TIES = st.lists(
    st.tuples(st.integers(0, 14), st.integers(0, 14), st.sampled_from([POOLING, ALLIANCE])), max_size=20
)


@settings(deadline=None)
@given(TIES)
def test_groups_are_connected_components(ties: list[tuple[int, int, int]]) -> None:
    world = example_world(ties=[(*tie, 0.5) for tie in ties], staff=[1.0] * 15)
    find_groups(world)
    graph = nx.Graph((own, other) for own, other, form in ties if form == ALLIANCE)
    graph.add_nodes_from(range(15))
    for component in nx.connected_components(graph):
        assert {int(world.group[slot]) for slot in component} == {min(component)}
    assert count_groups(world) == sum(len(component) > 1 for component in nx.connected_components(graph))


def test_only_the_living_are_members() -> None:
    world = example_world(ties=[(0, 1, ALLIANCE, 0.5)], public_grant=(1.0, 2.0, 4.0))
    world.associations.end[2] = CLOSED
    list_living(world)
    find_groups(world)
    assert members_by_group(world).tolist() == [2, 0, 0]
    assert money_by_group(world).tolist() == [3.0, 0.0, 0.0]


def test_an_ended_alliance_connects_nobody() -> None:
    world = example_world(ties=[(0, 1, ALLIANCE, 0.5)], staff=(1.0, 1.0))
    find_groups(world)
    world.ties.form[0] = 0
    find_groups(world)
    assert world.group.tolist() == [0, 1]
