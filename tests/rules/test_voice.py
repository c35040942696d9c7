"""Stories of freedom and voice."""

from __future__ import annotations

import math
from typing import Any

import pytest

from coopsim.rules.voice import freedom, kept_autonomy, voice
from coopsim.world.tables import table

USUAL = {"norm_silence": 0.5, "freedom_most": 1.3, "access_floor": 0.15, "coalition": 0.3}


def parameters(**changes: float) -> Any:
    return table("Voice", **{**USUAL, **changes})


def heard(tie_governance: float = 0.0, access: float = 0.0, **changes: float) -> float:
    return voice(
        freedom=1.0,
        visibility=0.4,
        access=access,
        tie_governance=tie_governance,
        parameters=parameters(**changes),
    )


def test_the_absorbed_keep_autonomy_by_governance_only() -> None:
    assert kept_autonomy(autonomy=1.0, control=0.0, governance=0.0) == 0.0
    assert kept_autonomy(autonomy=1.0, control=0.0, governance=0.8) == pytest.approx(0.8)
    assert kept_autonomy(autonomy=4.0, control=0.0, governance=0.0) == 0.0


def test_an_association_on_its_own_money_and_ways_is_free() -> None:
    assert freedom(funded_freedom=1.0, norm=0.0, kept_autonomy=1.0, parameters=parameters()) == 1.0


def test_the_full_norm_silences_half() -> None:
    assert freedom(funded_freedom=1.0, norm=1.0, kept_autonomy=1.0, parameters=parameters()) == 0.5


def test_public_money_may_encourage_up_to_a_limit() -> None:
    assert freedom(funded_freedom=1.2, norm=0.0, kept_autonomy=1.0, parameters=parameters()) == 1.2
    assert freedom(funded_freedom=2.0, norm=0.0, kept_autonomy=1.0, parameters=parameters()) == 1.3


def test_a_part_of_voice_needs_no_seat() -> None:
    assert heard() == pytest.approx(0.06)
    assert heard(access=1.0) == pytest.approx(0.4)


@pytest.mark.parametrize(("coalition", "sign"), [(0.3, 1), (0.0, 0), (-0.3, -1)])
def test_ties_may_add_to_voice_take_from_it_or_do_nothing(coalition: float, sign: int) -> None:
    change = heard(1.0, coalition=coalition) - heard(0.0, coalition=coalition)
    assert change == pytest.approx(0.06 * coalition * math.tanh(1.0))
    assert [change > 0, change < 0] == [sign > 0, sign < 0]


def test_voice_is_never_negative() -> None:
    assert heard(1e4, coalition=-1.0) == 0.0
