"""Patterns: what the evidence says of a sector, asked of the tables of one run (model.md §9).

Each takes anything with the tables `measures`, `associations` and `events`, such as
what `coopsim.run` gives, and returns one number; NaN where the run does not show it.
Employers have at least 1 FTE at the start of their life in the run.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from coopsim.lab.calibration import reported
from coopsim.lab.calibration.employers import EMPLOYER, Tables, employers
from coopsim.lab.calibration.entry import PATTERNS, Pattern, pattern, ratio
from coopsim.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["COLUMNS", "PATTERNS", "Pattern", "reported"]

COLUMNS = {
    "associations": (
        *("association", "founded", "size_class", "staff_start", "staff_end"),
        *("age_start", "voice_end", "end", "end_quarter", "absorber"),
        *("cost_end", "compliance_end", "saving_end", "ties_end"),
    ),
    "events": ("quarter", "kind", "association", "other", "form"),
}
"""The columns that patterns read, by table; of measures, any."""

YOUNG = 20
"""Quarters of life during which an association is young."""

LARGEST = 0.131
"""Share of employers that hold 71 % of the budget of all (E-size)."""


@pattern("per employer and year", "associations")
def closures(run: Tables) -> float:
    """Closures of employers a year: dormancy and insolvency / years at risk.

    Sources: E-exit (1–3 %).
    """
    lives = employers(run)
    return _per_year(lives.closed, lives.seen)


@pattern("per employer and year", "associations")
def closures_fall_with_size(run: Tables) -> float:
    """Closure rate of small employers less that of large ones.

    By size at the start. A difference, since a ratio has no value where no large one
    closes. Sources: E-exit (above 0).
    """
    lives = employers(run)
    small, large = lives.among(lives.small), lives.among(lives.large)
    return _per_year(small.closed, small.seen) - _per_year(large.closed, large.seen)


@pattern("per employer and year", "associations")
def closures_fall_with_age(run: Tables) -> float:
    """Closure rate of young small employers less that of older ones.

    Young is in the first five years of life. Among the small only, because the newly
    born are small. Sources: E-exit (above 0).
    """
    lives = employers(run)
    small = lives.among(lives.small)
    young = np.minimum(np.maximum(YOUNG - small.age, 0), small.seen)
    ended_young = small.closed & (small.age + small.seen <= YOUNG)
    return _per_year(ended_young, young) - _per_year(small.closed & ~ended_young, small.seen - young)


@pattern("per employer and year", "associations")
def insolvencies(run: Tables) -> float:
    """Insolvencies of employers a year / years at risk.

    Sources: E-exit (0.3–0.6 %).
    """
    lives = employers(run)
    return _per_year(lives.insolvent, lives.seen)


@pattern("per employer and year", "associations")
def absorbed(run: Tables) -> float:
    """Employers absorbed, or merged into a new body, a year / years at risk.

    Sources: E-coop (0.3–1.2 %).
    """
    lives = employers(run)
    return _per_year(lives.united, lives.seen)


@pattern("share of agreements signed", "events")
def merger_share(run: Tables) -> float:
    """Mergers among all agreements signed, whether they succeed or not.

    Sources: E-coop (3–15 %).
    """
    signed = run.events[(run.events.kind == "agreement_signed") & (run.events.quarter > 0)]
    return ratio((signed.form == "merger").sum(), len(signed))


@pattern("share of mergers completed", "associations")
def takeover_share(run: Tables) -> float:
    """Takeovers among mergers completed: absorbed / (absorbed + merged/2).

    A takeover ends one association, a merger of equals two. Sources: E-coop (60–87 %).
    """
    ends = run.associations.end
    takeovers = (ends == "absorbed").sum()
    return ratio(takeovers, takeovers + (ends == "merged").sum() / 2)


@pattern("share of associations")
def engaged(run: Tables) -> float:
    """Share of associations in a pooling, alliance or merger at the horizon.

    Sources: E-coop (at least 20 %).
    """
    return float(run.measures.engaged_share.iloc[-1])


@pattern("per year")
def number_growth(run: Tables) -> float:
    """Yearly growth of the number of associations: (last/first)^(1/years) − 1.

    Sources: E-size (−0.3 % a year), widened to −1.5 % by E-coop.
    """
    return _growth(run.measures, "associations")


@pattern("per year")
def size_growth(run: Tables) -> float:
    """Yearly growth of mean size in FTE: (last/first)^(1/years) − 1.

    Sources: E-size (staff +0.4 % a year while employers fall: above 0).
    """
    return _growth(run.measures, "staff_mean")


@pattern("per 100 associations and year", flows=True)
def explorations(run: Tables) -> float:
    """Searches for a partner per 100 associations and year.

    Sources: E-coop (2–12, at most 14).
    """
    searched, living = _searches(run)
    return 100 * QUARTERS_PER_YEAR * ratio(searched, living)


@pattern("share of explorations", flows=True)
def agreeing_share(run: Tables) -> float:
    """Agreements signed / searches for a partner.

    Sources: E-coop (20–40 %).
    """
    return ratio(run.measures.agreements_started.iloc[1:].sum(), _searches(run)[0])


@pattern("per ln(FTE) and year", "associations")
def growth_by_size(run: Tables) -> float:
    """Slope of yearly growth of staff on ln(staff at the start).

    By least squares over founding employers that live and absorbed nobody. Income is not recorded;
    staff follows it. Sources: E-npm (0.015–0.05 under strong tendering).
    """
    rows = run.associations
    employer = (rows.staff_start >= EMPLOYER) & (rows.founded <= 0)
    rows = rows[employer & (rows.end == "") & ~rows.association.isin(set(rows.absorber))]
    if rows.staff_start.nunique() < 2:
        return math.nan
    start = np.log(rows.staff_start.to_numpy())
    yearly = (np.log(rows.staff_end.to_numpy()) - start) / _years(run)
    return float(np.polyfit(start, yearly, 1)[0])


@pattern("share of staff", "associations")
def largest_share(run: Tables) -> float:
    """Share of staff at the largest 13.1 % of employers, at the horizon.

    Sources: E-size (71 % of the budget of all: sizes are heavy-tailed).
    """
    living = run.associations[run.associations.end == ""]
    staff = np.sort(living.staff_end[living.staff_end >= EMPLOYER].to_numpy())[::-1]
    return ratio(staff[: max(1, round(LARGEST * len(staff)))].sum(), staff.sum())


@pattern("per year")
def voice_growth(run: Tables) -> float:
    """Yearly growth of voice per association.

    (1 + growth of total voice) / (1 + growth of their number) − 1. Sources: E-voice
    (direction: up in coalition, while independent voices fall).
    """
    return (1 + _growth(run.measures, "voice_total")) / (1 + _growth(run.measures, "associations")) - 1


@pattern("per year")
def independent_voices_growth(run: Tables) -> float:
    """Yearly growth of independent voices: (last/first)^(1/years) − 1.

    Sources: E-voice (direction).
    """
    return _growth(run.measures, "voices_independent")


@pattern("ratio", "associations", "events")
def voice_of_allied(run: Tables) -> float:
    """Mean voice at the horizon of those ever allied / of the others.

    Allied: in any active agreement. An association of both, not a cause. Sources: E-voice (57 % of
    members of a coalition advocate, 12 % of others).
    """
    active = run.events[(run.events.kind == "agreement_active") & (run.events.quarter > 0)]
    living = run.associations[run.associations.end == ""]
    allied = living.association.isin({*active.association, *active.other})
    return ratio(_mean(living.voice_end[allied]), _mean(living.voice_end[~allied]))


def _per_year(ended: Any, seen: Any) -> float:
    """Ends over years at risk."""
    return QUARTERS_PER_YEAR * ratio(ended.sum(), seen.sum())


def _growth(measures: DataFrame, name: str) -> float:
    """Yearly growth of a measure from quarter 0 to the last."""
    values, quarters = measures[name], measures.quarter
    years = (quarters.iloc[-1] - quarters.iloc[0]) / QUARTERS_PER_YEAR
    return float(ratio(values.iloc[-1], values.iloc[0]) ** (1 / years) - 1)


def _searches(run: Tables) -> tuple[float, float]:
    """Searches of the run, and the association-quarters among which they are."""
    rows = run.measures.iloc[1:]
    return float((rows.exploring_share * rows.associations).sum()), float(rows.associations.sum())


def _years(run: Tables) -> float:
    return float(run.measures.quarter.iloc[-1]) / QUARTERS_PER_YEAR


def _mean(values: Any) -> float:
    return ratio(values.sum(), len(values))
