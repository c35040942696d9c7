"""An association as a Mesa agent: a view on one slot of the state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from coopsim.engine.sweeps.pairs import find_tie, next_tie, other_end
from coopsim.engine.sweeps.weighing import TERMS, may_merge, meet, weigh
from coopsim.world.vocabulary import (
    CAUSES,
    ENDS,
    FIELDS,
    FORMS,
    LIVING,
    MERGER,
    NO_TIE,
    PARTNERSHIP,
    SIZE_CLASSES,
)

if TYPE_CHECKING:
    from coopsim.engine.model import Sector

COLUMNS = (
    "staff",
    "public_grant",
    "contracts",
    "private_income",
    "reserves",
    "cost",
    "pay",
    "delivered",
    "stress",
    "governance",
    "know_how",
    "legitimacy",
    "visibility",
    "managerial_norm",
    "freedom",
    "access",
    "voice",
)
"""Fields of the record that read as attributes, under the same names."""


class Association(mesa.Agent):  # type: ignore[misc]
    """One association: a view on a slot, with the decision of the same rules.

    It holds no state of its own: every attribute is read from the tables of
    its sector, so that views and tables can never disagree.

    Attributes
    ----------
    identifier, name : str
    slot : int
    staff : float, FTE; and so on for every name of `COLUMNS`
    """

    model: Sector

    def __init__(self, model: Sector, slot: int) -> None:
        super().__init__(model)
        self.slot = slot

    def __getattr__(self, name: str) -> Any:
        if name in COLUMNS:
            return float(self.record[name])
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")

    @property
    def record(self) -> Any:
        """The record of this association in the state."""
        return self.model.world.associations[self.slot]

    @property
    def identifier(self) -> str:
        """The stable identifier, the same in every scenario of a replicate."""
        return str(self.model.history.names.identifier(self.slot))

    @property
    def name(self) -> str:
        """The fictional name."""
        return str(self.model.history.names.name(self.slot))

    @property
    def department(self) -> str:
        """The INSEE code of its department."""
        return str(self.model.history.departments[self.record.department])

    @property
    def field(self) -> str:
        """Its field of activity (one of `FIELDS`)."""
        return FIELDS[self.life.field]

    @property
    def main_cause(self) -> str:
        """Its main cause (one of `CAUSES`)."""
        return CAUSES[self.record.main_cause]

    @property
    def profile(self) -> dict[str, float]:
        """Weights of its causes, those above 0, in the digits that single precision keeps."""
        weights = self.record.profile
        return {cause: float(str(weight)) for cause, weight in zip(CAUSES, weights, strict=True) if weight > 0}

    @property
    def age(self) -> int:
        """Age in quarters."""
        return int(self.model.absolute_quarter - self.record.born)

    @property
    def size_class(self) -> str:
        """Small, medium or large, at the start of its life in the run."""
        return SIZE_CLASSES[self.model.world.lives[self.slot].size_class]

    @property
    def end(self) -> str:
        """How it ended, or an empty string while it lives."""
        return ENDS[self.record.end]

    @property
    def seat(self) -> bool:
        """Whether it holds a seat in the deliberation of its department."""
        return bool(self.record.seat)

    @property
    def vacant(self) -> bool:
        """Whether the place of its leader is empty."""
        return bool(self.record.vacancy)

    @property
    def partners(self) -> dict[Association, str]:
        """Its active partners, with the form of each agreement."""
        found, row = {}, int(self.record.first_tie)
        world = self.model.world
        while row >= 0:
            tie = world.ties[row]
            if tie.form != NO_TIE:
                found[self.model.association_at(int(other_end(tie, self.slot)))] = FORMS[tie.form]
            row = int(next_tie(tie, self.slot))
        return found

    def weigh(self, other: Association) -> dict[str, dict[str, float]]:
        """The named terms of each form of cooperation with another association.

        These are the terms of the rules themselves, without the noise of a
        decision; their sum is under ``utility``. A merger that the rule on
        members of larger groups forbids is left out.

        Parameters
        ----------
        other : Association, another living one of the same sector

        Returns
        -------
        dict of form → dict of term → utility

        Raises
        ------
        ValueError, where `other` is itself, has ended, or belongs to another sector
        """
        if other is self or other.model is not self.model or other.record.end != LIVING:
            raise ValueError("expected another living association of the same sector")
        world, setting = self.model.world, self.model.setting
        own, partner = self.record, other.record
        row = find_tie(world, self.slot, other.slot)
        trust = float(world.ties[row].trust) if row >= 0 else 0.0
        pair = meet(world, setting, own, partner, trust)
        weighed = {}
        for form in range(PARTNERSHIP, MERGER + 1):
            if form != MERGER or may_merge(own, partner, setting):
                terms = dict(zip(TERMS, weigh(world, setting, own, partner, form, pair), strict=True))
                weighed[FORMS[form]] = {**terms, "utility": sum(terms.values())}
        return weighed
