"""What a run is given and never changes: parameters, switches, luck, thresholds."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopsim.world.vocabulary import SWITCHES


class Switches(NamedTuple):
    """Which mechanisms are on (model.md §4.13)."""

    tender: bool
    money: bool
    closure: bool
    search: bool
    agreements: bool
    learning: bool
    norm: bool
    standing: bool
    seats: bool
    voice: bool
    births: bool
    leaders: bool


assert Switches._fields == SWITCHES


class Setting(NamedTuple):
    """The constants of a run.

    Attributes
    ----------
    tables : parameters by rule, see `coopsim.world.tables`
    switches : Switches
    luck : Luck
    small_below, large_from : float, FTE
    cooperation : bool, False in the counterfactual arm once the burn-in is over
    absorb_elsewhere : bool, whether members of larger groups may be absorbed
    keep_events : bool, whether the events are recorded
    """

    tables: Any
    switches: Any
    luck: Any
    small_below: float
    large_from: float
    cooperation: bool
    absorb_elsewhere: bool
    keep_events: bool
