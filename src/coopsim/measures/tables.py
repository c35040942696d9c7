"""The table of all measures, as docs/measures.md shows it.

``python -m coopsim.measures.tables > docs/measures.md`` writes it anew; a test
holds the page to `MEANINGS`.
"""

from __future__ import annotations

import math
import sys

from coopsim.measures.meanings import MEANINGS, Meaning

COMMAND = "python -m coopsim.measures.tables > docs/measures.md"
HEADING = f"""# Measures

Written by `{COMMAND}`; do not edit by hand.

The columns of the table `measures`, in their order: one row a run and quarter, quarter 0 being the founding state.
Formulas stand in [section 5 of the model](model.md#5-measures). Measures are told separately; no index is made of them.
"""
COLUMNS = ("column", "unit", "range", "meaning", "sens")


def measures_page() -> str:
    """The page of all measures, in Markdown.

    Returns
    -------
    str

    Examples
    --------
    >>> "| `births` | associations per quarter | 0 … ∞ | Births in the quarter |" in measures_page()
    True
    """
    lines = [_line(COLUMNS), _line(("---",) * len(COLUMNS))]
    lines += [_line(_row(name, meaning)) for name, meaning in MEANINGS.items()]
    return "\n".join([HEADING, *lines, ""])


def _row(name: str, meaning: Meaning) -> tuple[str, ...]:
    """The cells of one measure."""
    low, high = meaning.range
    return f"`{name}`", meaning.unit, f"{_number(low)} … {_number(high)}", meaning.en, meaning.fr


def _number(value: float) -> str:
    """A limit, infinity included."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:g}"


def _line(cells: tuple[str, ...]) -> str:
    """One line of a table."""
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(measures_page())
