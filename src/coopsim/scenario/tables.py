"""The table of all parameters, as docs/parameters.md shows it.

``python -m coopsim.scenario.tables > docs/parameters.md`` writes it anew; a test
holds the page to the schema and to ``baseline.toml``.
"""

from __future__ import annotations

import re
import sys
from itertools import groupby
from typing import Any

from coopsim.scenario.knobs import Knob, declared
from coopsim.scenario.load import load_scenario

COMMAND = "python -m coopsim.scenario.tables > docs/parameters.md"
KEY_OF_EVIDENCE = re.compile(r"\bE-[a-z]+")
OF_A_RUN = "Run and cohorts"
HEADING = f"""# Parameters

Written by `{COMMAND}`; do not edit by hand.

Every number that a scenario file may set. **Default** is the value of `scenarios/baseline.toml`; a value
outside its **bounds** is refused, and the bounds include the value that switches a mechanism off. **Explored** is the
range that designs and sensitivity analyses vary; ● marks what they vary unless told otherwise. **Symbol** is how the
formulas of [the model](model.md) write the parameter (a number stands for itself). **Evidence** gives keys of
[the bibliography](bibliography.md); « Assumption; direction E-… » means that the source gives the sign or the
order of magnitude and not the number.
"""
COLUMNS = ("key", "symbol", "default", "unit", "bounds", "explored", "evidence", "meaning · *sens*")


def parameters_page() -> str:
    """The page of all parameters, in Markdown.

    Returns
    -------
    str

    Examples
    --------
    >>> "| `closure.hazard` ● | h0 | 0.003 |" in parameters_page()
    True
    """
    baseline = load_scenario("baseline")
    values, evidence = baseline.settings(), baseline.evidence
    parts = [HEADING]
    for title, knobs in groupby(_listed(), key=_title):
        parts.append(_table(title, [_row(one, values, evidence) for one in knobs]))
    return "\n".join(parts)


def _listed() -> list[Knob]:
    """Every declared number but those of the choices table, which holds no parameter."""
    return [one for one in declared() if not one.key.startswith("choices.")]


def _title(knob: Knob) -> str:
    """The section of a number: the table it stands in."""
    table = knob.key.rpartition(".")[0]
    return f"`{table}`" if table else OF_A_RUN


def _row(knob: Knob, values: dict[str, Any], evidence: dict[str, str]) -> tuple[str, ...]:
    """The cells of one number."""
    mark = " ●" if knob.analysed else ""
    return (
        f"`{knob.key.removeprefix('parameters.')}`{mark}",
        knob.symbol,
        _course(values.get(knob.key)),
        knob.unit,
        _range(knob.bounds),
        _range(knob.explored),
        KEY_OF_EVIDENCE.sub(_link, evidence.get(knob.key, "–")),
        f"{knob.en} · *{knob.fr}*",
    )


def _course(value: Any) -> str:
    """A default: a number, or the dates of a lever's course."""
    if isinstance(value, dict):
        return " → ".join(f"{number:g} ({date})" for date, number in value.items())
    return "–" if value is None else f"{value:.12g}"


def _range(limits: tuple[float, float] | None) -> str:
    """A range, or a dash."""
    return "–" if limits is None else f"{limits[0]:.12g} … {limits[1]:.12g}"


def _link(found: re.Match[str]) -> str:
    """A key of evidence, with its place in the bibliography."""
    return f"[{found[0]}](bibliography.md#{found[0].lower()})"


def _table(title: str, rows: list[tuple[str, ...]]) -> str:
    """A section with its table."""
    lines = [f"## {title}", "", _line(COLUMNS), _line(("---",) * len(COLUMNS)), *map(_line, rows), ""]
    return "\n".join(lines)


def _line(cells: tuple[str, ...]) -> str:
    """One line of a table."""
    return f"| {' | '.join(cell.replace('|', '∣') for cell in cells)} |"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(parameters_page())
