"""Every figure that a store of scenarios has the records for, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coopsim.errors import InputRefused
from coopsim.figures.evidence import Evidence
from coopsim.lab.refusals import meant

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from coopsim.lab.store import Store

Draw = Callable[["Store", Evidence, str], "Figure"]


class Entry(NamedTuple):
    """One figure of the gallery.

    Attributes
    ----------
    tables : tuple of str, what it is drawn from
    draw : function of the store, the evidence and a department
    """

    tables: tuple[str, ...]
    draw: Draw


def gallery(
    store: Store, evidence: Evidence, names: Sequence[str] | None = None, department: str = "34"
) -> Iterator[tuple[str, Figure]]:
    """Draw figures of the scenarios of a store, one by one.

    Parameters
    ----------
    store : Store
    evidence : Evidence
    names : sequence of str, of `GALLERY`, or None for all that the store has the tables for
    department : str, INSEE code, of the network

    Returns
    -------
    iterator of name and Figure

    Raises
    ------
    InputRefused
        If a name is unknown, or a figure is asked for of which the tables were not recorded.
    """
    recorded = set(store.experiment.record)
    for name in names if names is not None else _possible(store, evidence):
        if name not in GALLERY:
            raise InputRefused("figures", "", "one of " + ", ".join(GALLERY), name, meant(name, tuple(GALLERY)))
        if lacking := sorted(set(GALLERY[name].tables) - recorded):
            remedy = 'record = ["measures", "associations", "events"] in the experiment keeps it'
            raise InputRefused(str(store.path), name, f"the table of {lacking[0]}", "a store without it", remedy)
        yield name, GALLERY[name].draw(store, evidence, department)


def _possible(store: Store, evidence: Evidence) -> list[str]:
    """The figures that the recorded tables allow; differences where there is something to compare."""
    recorded = set(store.experiment.record)
    possible = [name for name, entry in GALLERY.items() if set(entry.tables) <= recorded]
    return [name for name in possible if name != "differences" or len(evidence.titles) > 1]


def _first(store: Store, table: str, columns: Sequence[str]) -> DataFrame:
    """The rows of the first point of a design."""
    rows = store.frame(table, list(columns))
    return rows[rows.point == 0]


def _survival(store: Store, evidence: Evidence, _: str) -> Figure:
    from coopsim.figures.survival import FATES, survival

    return survival(_first(store, "measures", ["quarter", *(fate for fate, _ in FATES)]), evidence)


def _incidence(store: Store, evidence: Evidence, _: str) -> Figure:
    from coopsim.figures.incidence import incidence
    from coopsim.lab.analysis.survival import incidences

    rows = incidences(store)
    return incidence(rows[rows.point == 0], evidence)


def _paths(store: Store, evidence: Evidence, _: str) -> Figure:
    from coopsim.figures.paths import SHOWN, paths

    return paths(_first(store, "measures", ["quarter", *SHOWN]), evidence)


def _differences(store: Store, evidence: Evidence, _: str) -> Figure:
    from coopsim.figures.contrasts import contrasts
    from coopsim.lab.analysis.compare import differences

    rows = differences(store, evidence.baseline)
    return contrasts(rows[rows.point == 0], evidence)


def _tradeoff(store: Store, evidence: Evidence, _: str) -> Figure:
    from coopsim.figures.tradeoff import SHOWN, tradeoff
    from coopsim.lab.analysis.compare import summary

    return tradeoff(summary(store, SHOWN), evidence)


def _voices(store: Store, evidence: Evidence, _: str) -> Figure:
    from coopsim.figures.voices import COLUMNS, MEASURES, voices

    rows = _first(store, "measures", ["quarter", *MEASURES])
    return voices(rows, _first(store, "associations", COLUMNS), evidence)


def _sizes(store: Store, evidence: Evidence, _: str) -> Figure:
    from coopsim.figures.sizes import COLUMNS, SHOWN, sizes

    rows = _first(store, "measures", ["quarter", *SHOWN])
    return sizes(rows, _first(store, "associations", COLUMNS), evidence)


def _fates(store: Store, evidence: Evidence, _: str) -> Figure:
    from coopsim.figures.fates import LIVES, fates
    from coopsim.figures.ties import COLUMNS

    lives, replicate = _first(store, "associations", LIVES), _shown_replicate(store)
    return fates(lives, _first(store, "events", COLUMNS), evidence, replicate)


def _network(store: Store, evidence: Evidence, department: str) -> Figure:
    from coopsim.figures.network import LIVES, network
    from coopsim.figures.ties import COLUMNS

    lives, replicate = _first(store, "associations", LIVES), _shown_replicate(store)
    events = _first(store, "events", COLUMNS)
    return network(lives, events, evidence, department=_present(lives, department), replicate=replicate)


def _flow(store: Store, evidence: Evidence, _: str) -> Figure:
    from coopsim.figures.flow import flow
    from coopsim.figures.ties import COLUMNS

    lives = _first(store, "associations", ["association", "absorber"])
    return flow(lives, _first(store, "events", COLUMNS), evidence)


def _shown_replicate(store: Store) -> int:
    """The first draw of luck that every scenario has; else the first."""
    runs = [
        {key.replicate for key in store.done() if key.point == 0 and key.scenario == one.name}
        for one in store.experiment.scenarios
    ]
    return min(set.intersection(*runs) or set.union(*runs), default=0)


def _present(lives: DataFrame, department: str) -> str:
    """A department, or where nobody is there the one with most associations."""
    counts = lives.department.value_counts()
    return department if department in counts.index else str(counts.index[0])


GALLERY: dict[str, Entry] = {
    "survival": Entry(("measures",), _survival),
    "incidence": Entry(("associations",), _incidence),
    "paths": Entry(("measures",), _paths),
    "differences": Entry(("measures",), _differences),
    "tradeoff": Entry(("measures",), _tradeoff),
    "voices": Entry(("measures", "associations"), _voices),
    "sizes": Entry(("measures", "associations"), _sizes),
    "fates": Entry(("associations", "events"), _fates),
    "network": Entry(("associations", "events"), _network),
    "flow": Entry(("associations", "events"), _flow),
}
"""Name, the tables it is drawn from, and how."""
