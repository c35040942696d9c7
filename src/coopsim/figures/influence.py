"""Figures of a sensitivity analysis, by the kind of its design."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coopsim.figures.effects import effects
from coopsim.figures.evidence import Evidence, evidence_of
from coopsim.figures.factors import groups_of
from coopsim.figures.shares import shares
from coopsim.figures.tornado import tornado
from coopsim.lab.analysis.sensitivity import kind_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from coopsim.lab.store import Store

KINDS = {"sobol": shares, "morris": effects}
"""Designs with a figure of their own; the others are told by bars from zero."""


def influence(store: Store, found: DataFrame, language: str, style: str = "print") -> Iterator[tuple[str, Figure]]:
    """Draw what each factor does: one figure a scenario, and for the mean and the variance of each.

    Parameters
    ----------
    store : Store, of a design
    found : DataFrame, of `coopsim.lab.analysis.sensitivity.sensitivity`
    language : str, en or fr
    style : str, print or projector

    Returns
    -------
    iterator of name and Figure
    """
    draw = KINDS.get(kind_of(store), tornado)
    for group in groups_of(found, evidence_of(store, store.experiment.baseline, language, style)):
        against = f"-less-{group.against}" if group.against else ""
        names = [group.scenario, *([group.against] if group.against else [])]
        evidence: Evidence = group.evidence._replace(titles={name: group.evidence.titles[name] for name in names})
        yield f"{group.scenario}{against}-{group.of}", draw(group._replace(evidence=evidence))
