"""What a scenario says besides numbers: population, cooperation, switches, choices."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coopsim.scenario.declare import Table, quantity

Source = Literal["languedoc-roussillon", "synthetic", "file"]
Kind = Literal["sector", "france"]
Act = Literal["stay", "partner", "pool", "join", "speak"]
Department = Annotated[str, Field(pattern=r"^[0-9A-Z]{2,3}$")]


class Population(Table):
    """Which associations a run starts from (model.md §8)."""

    source: Source = Field(description="Where the founders come from")
    size: Annotated[int | None, quantity("associations", (1, 5_000_000), None, "size",
        en="Number of founders of a synthetic population", fr="Nombre d'associations d'une population synthétique",
    )] = None
    departments: tuple[Department, ...] = Field(
        default=(), strict=False, description="Departments of a synthetic population; empty: those of its kind"
    )
    kind: Kind = Field(default="sector", description="Sizes of a synthetic population")
    staff: Annotated[float | None, quantity("FTE", (0.25, 5000), None, "staff",
        en="Staff of every founder of a synthetic population (absent: drawn)",
        fr="Effectif de chaque association d'une population synthétique (absent : tiré au sort)",
    )] = None
    path: str = Field(default="", description="A user's own file, beside the scenario file")
    absorb_active_elsewhere: bool = Field(
        default=False, description="Whether members of larger groups may be absorbed locally"
    )


class Cooperation(Table):
    """Whether associations may cooperate after the burn-in."""

    enabled: bool = Field(description="False: the counterfactual arm; every tie ends at quarter 0")
    partnership: bool = Field(description="False: partnerships end at quarter 0, and none is signed after")
    pooling: bool = Field(description="False: poolings end at quarter 0, and none is signed after")
    alliance: bool = Field(description="False: alliances end at quarter 0, and none is signed after")
    merger: bool = Field(description="False: no merger is signed after quarter 0, and those in set-up lapse")


class Switches(Table):
    """Mechanisms on or off (model.md §4.13)."""

    tender: bool = Field(description="Calls, bids and awards")
    money: bool = Field(description="Income, cost, reserves and staff")
    closure: bool = Field(description="Dormancy and insolvency")
    search: bool = Field(description="Search for partners and new agreements")
    agreements: bool = Field(description="Set-up, life and end of agreements")
    learning: bool = Field(description="Know-how")
    norm: bool = Field(description="The managerial norm")
    standing: bool = Field(description="Legitimacy and visibility")
    seats: bool = Field(description="Seats in local deliberation")
    voice: bool = Field(description="Freedom and voice")
    births: bool = Field(description="New associations")
    leaders: bool = Field(description="Departure and arrival of leaders")


class ChoiceEntry(Table):
    """One decision made by hand instead of drawn (model.md §4.6)."""

    quarter: Annotated[int, quantity("quarters", (1, 400), None, "quarter",
        en="Quarter of the decision", fr="Trimestre de la décision")]
    association: str = Field(min_length=1, description="Identifier of the association")
    act: Act = Field(description="What it does")
