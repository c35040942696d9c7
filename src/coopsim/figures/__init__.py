"""Figures: records in, figures out. matplotlib lives here only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.lab.store import Store


def write_figures(store: Store, base: str, apart: DataFrame, out: Path, language: str = "en") -> list[Path]:
    """Draw every figure of a store and write it as PNG.

    Parameters
    ----------
    store : Store
    base : str, the scenario that others are compared with
    apart : DataFrame, of `coopsim.lab.analysis.compare.differences`
    out : Path, the folder
    language : str, en or fr

    Returns
    -------
    list of Path, the files
    """
    from coopsim.figures.contrasts import contrasts
    from coopsim.figures.evidence import evidence_of
    from coopsim.figures.paths import SHOWN, paths
    from coopsim.figures.sheet import save
    from coopsim.figures.survival import FATES, survival

    evidence = evidence_of(store, base, str(language))
    rows = store.frame("measures", ["quarter", *SHOWN, *(fate for fate, _ in FATES)])
    rows = rows[rows.point == 0]
    drawn = {"survival": survival(rows, evidence), "paths": paths(rows, evidence)}
    if not apart.empty:
        drawn["differences"] = contrasts(apart[apart.point == 0], evidence)
    return [save(figure, out / f"{name}.png") for name, figure in drawn.items()]
