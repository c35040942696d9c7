"""In which condition a store is: what it has, what it lacks, what is damaged or left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coopsim.lab.records.columns import RunKey
from coopsim.lab.store.contents import Part
from coopsim.lab.store.failures import FAILURES, Failure, key_of, read_failures
from coopsim.lab.store.folder import Store
from coopsim.lab.store.manifest import SEALED, codes_of
from coopsim.lab.store.mending import DAMAGED, leftovers
from coopsim.lab.store.overlaps import refuse_disagreement, shares_of


@dataclass(frozen=True)
class Condition:
    """What a store holds, and what is wrong with it.

    Attributes
    ----------
    codes : dict of RunKey and str, the runs of whole parts, each with the code that gave it
    failures : list of dict, runs that failed and have not succeeded since
    damaged : list of str, files that are not as they were written
    leftovers : int, files or lines of a write that was interrupted, or is going on
    aside : int, files that an earlier batch set aside
    """

    codes: dict[RunKey, str]
    failures: list[Failure]
    damaged: list[str]
    leftovers: int
    aside: int

    def by_code(self, codes: Sequence[str], scenario: str) -> dict[str, int]:
        """How many runs of a scenario each code gave.

        Parameters
        ----------
        codes : sequence of str
        scenario : str

        Returns
        -------
        dict of code and number of runs
        """
        given = Counter(code for key, code in self.codes.items() if key.scenario == scenario)
        return {code: given[code] for code in codes}


def condition_of(store: Store) -> Condition:
    """The condition of a store, every file of it verified.

    Parameters
    ----------
    store : Store

    Returns
    -------
    Condition

    Raises
    ------
    StoreRefused
        If parts tell different rows of the same run, or one is of a code that the store does not take.
    """
    whole, damaged = store.contents.sorted_out()
    refuse_disagreement(store.contents, whole)
    lines = read_failures(store.path, store.manifest["format"] >= SEALED)
    codes = _codes(whole)
    last = {key_of(row): row for row in lines.rows}
    aside = sum(1 for file in (store.path / DAMAGED).rglob("*") if file.is_file())
    told = [f"{one.file.relative_to(store.path).as_posix()} ({one.got})" for one in damaged]
    return Condition(
        codes=codes,
        failures=[row for key, row in last.items() if key not in codes],
        damaged=told + [f"line {line} of {FAILURES}" for line in lines.damaged],
        leftovers=len(leftovers(store.contents)) + lines.torn,
        aside=aside,
    )


def codes_mixed(store: Store) -> str:
    """A caution about results of several codes; empty where there is one.

    Parameters
    ----------
    store : Store

    Returns
    -------
    str
    """
    if len(codes_of(store.manifest)) == 1:
        return ""
    given = store.codes()
    told = ", ".join(f"{number} of code {code}" for code, number in given.items())
    return f"{store.path} mixes runs of several codes: {told}" if len(given) > 1 else ""


def _codes(parts: Sequence[Part]) -> dict[RunKey, str]:
    """The code that gave each run."""
    shares = shares_of(parts)
    return {key: part.code for part in parts for key in shares[part.name]}
