"""What a caption states: scenarios, replicates, seed, and what the figure is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coopsim.lab.wording import STANDING
from coopsim.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from coopsim.lab.store import Store

SAID = {
    "en": "{interval} Scenarios: {scenarios}. {replicates} replicates each, seed {seed}, the same luck in every "
    "scenario. {standing} coopsim {version}, code {code}.",
    "fr": "{interval} Scénarios : {scenarios}. {replicates} répliques chacun, graine {seed}, le même hasard dans "
    "chaque scénario. {standing} coopsim {version}, code {code}.",
}


class Evidence(NamedTuple):
    """Where the rows of a figure come from.

    Attributes
    ----------
    titles : dict of str, title by name of scenario, in order, the baseline first
    baseline : str, name of the scenario that others are compared with
    replicates : str, a number, or a range where a batch is not complete
    seed : int
    first_year : float, of quarter 0
    language : str, en or fr
    version, code : str
    style : str, print or projector
    """

    titles: dict[str, str]
    baseline: str
    replicates: str
    seed: int
    first_year: float
    language: str = "en"
    version: str = ""
    code: str = ""
    style: str = "print"

    def caption(self, interval: str) -> str:
        """The caption of a figure.

        Parameters
        ----------
        interval : str, a sentence that says what marks and bands mean

        Returns
        -------
        str
        """
        return SAID[self.language].format(
            interval=interval,
            scenarios=", ".join(self.titles.values()),
            replicates=self.replicates,
            seed=self.seed,
            standing=STANDING[self.language],
            version=self.version,
            code=self.code,
        )

    def years(self, quarters: float) -> float:
        """The date of a quarter, in years."""
        return self.first_year + quarters / QUARTERS_PER_YEAR


def evidence_of(store: Store, base: str, language: str, style: str = "print") -> Evidence:
    """Where the rows of a store come from.

    Parameters
    ----------
    store : Store
    base : str, name of the scenario that others are compared with
    language : str, en or fr
    style : str, print or projector

    Returns
    -------
    Evidence
    """
    experiment, done = store.experiment, store.done()
    counts = {one.name: sum(key.scenario == one.name for key in done if key.point == 0) for one in experiment.scenarios}
    ordered = sorted(experiment.scenarios, key=lambda one: one.name != base)
    least, most = min(counts.values()), max(counts.values())
    year, quarter = ordered[0].start.split("Q")
    return Evidence(
        titles={one.name: str(getattr(one.title, language)) for one in ordered if counts[one.name]},
        baseline=base,
        replicates=str(most) if least == most else f"{least}–{most}",
        seed=experiment.seed,
        first_year=int(year) + (int(quarter) - 1) / QUARTERS_PER_YEAR,
        language=language,
        version=store.manifest["coopsim"],
        code=store.manifest["code"],
        style=style,
    )
