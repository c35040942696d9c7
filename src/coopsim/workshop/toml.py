"""A policy as a scenario file that `coopsim run` reads."""

from __future__ import annotations

from typing import Any

from coopsim import __version__
from coopsim.workshop.policies import Policy, overrides_of

HEAD = """\
# Made in the workshop of coopsim {version}. The first draw of the page:
# coopsim run {name} --seed {seed}
extends = "baseline.toml"

[title]
fr = "Scénario de l'atelier"
en = "Scenario of the workshop"

[question]
fr = "Que change cette politique pour les mêmes associations, avec la même chance ?"
en = "What does this policy change for the same associations, with the same luck?"
"""
NAME = "atelier.toml"


def scenario_text(policy: Policy, seed: int) -> str:
    """A policy as TOML, what differs from the baseline only.

    Parameters
    ----------
    policy : Policy
    seed : int, told in a comment

    Returns
    -------
    str

    Examples
    --------
    >>> print(scenario_text(Policy(cooperation=False), 1).splitlines()[-1])
    enabled = false
    """
    changes = overrides_of(policy)
    choices = changes.pop("choices", [])
    blocks = [HEAD.format(version=__version__, seed=seed, name=NAME).replace(" ?", "\N{NARROW NO-BREAK SPACE}?")]
    for table in dict.fromkeys(key.rpartition(".")[0] for key in changes):
        own = {key.rpartition(".")[2]: value for key, value in changes.items() if key.rpartition(".")[0] == table}
        blocks.append(_block(f"[{table}]", own))
    return "\n".join([*blocks, *(_block("[[choices]]", one) for one in choices)])


def _block(head: str, values: dict[str, Any]) -> str:
    """One table in TOML."""
    return f"{head}\n" + "".join(f"{name} = {_written(value)}\n" for name, value in values.items())


def _written(value: Any) -> str:
    """A value in TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{date}" = {_written(level)}' for date, level in value.items()) + "}"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else repr(value)
