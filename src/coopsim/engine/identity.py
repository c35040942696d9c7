"""Identifiers and names: stable through all scenarios of a replicate."""

from __future__ import annotations

from typing import Any

from coopsim.world.vocabulary import NOBODY


class Names:
    """What the associations of a run are called.

    Founders keep the identifier of their population; the later-born are
    ``department-bQUARTER-ORDINAL``; a body made by a merger of equals is its
    larger parent's identifier with ``~QUARTER``. Quarters are those of the run.
    """

    def __init__(self, history: Any) -> None:
        self._history = history
        self._slots: dict[str, int] = {}
        self._listed = 0

    def identifier(self, slot: int) -> str:
        """The identifier of a slot."""
        history = self._history
        if slot < len(history.founders):
            return str(history.founders.identifier(slot))
        life = history.world.lives[slot]
        quarter = int(life.founded) - history.brief.burn_in
        if life.parent != NOBODY:
            return f"{self.identifier(int(life.parent))}~{quarter}"
        code = history.departments[history.world.associations[slot].department]
        return f"{code}-b{quarter}-{int(life.ordinal)}"

    def name(self, slot: int) -> str:
        """The fictional name of a slot; a merged body keeps that of its larger parent."""
        from coopsim.population import name_of

        history = self._history
        if slot < len(history.founders):
            return str(history.founders.name(slot))
        parent = int(history.world.lives[slot].parent)
        if parent != NOBODY:
            return self.name(parent)
        one, cause = history.world.associations[slot], history.world.lives[slot].main_cause
        code = history.departments[one.department]
        return str(name_of(history.setting.luck, one.who, cause, code))

    def slot_of(self, identifier: str) -> int | None:
        """The slot of an identifier, or None."""
        slots = int(self._history.world.counts[0].slots)
        for slot in range(self._listed, slots):
            self._slots[self.identifier(slot)] = slot
        self._listed = slots
        return self._slots.get(identifier)

    def may_come(self, identifier: str) -> bool:
        """Whether an identifier has the form of one born or merged later."""
        return "-b" in identifier or "~" in identifier
