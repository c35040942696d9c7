"""Every figure, drawn from made-up records."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from coopsim.figures.contrasts import contrasts
from coopsim.figures.effects import effects
from coopsim.figures.evidence import Evidence
from coopsim.figures.factors import groups_of
from coopsim.figures.fates import fates
from coopsim.figures.flow import flow
from coopsim.figures.incidence import incidence
from coopsim.figures.network import network
from coopsim.figures.paths import paths
from coopsim.figures.shares import shares
from coopsim.figures.sizes import sizes
from coopsim.figures.survival import survival
from coopsim.figures.tornado import tornado
from coopsim.figures.tradeoff import tradeoff
from coopsim.figures.voices import voices
from coopsim.scenario import load_scenario
from tests.figures import made_up

ADMISSIBLE = {"voice_total": (95.0, 500.0), "small_independent": (0.5, 1.0)}

DRAWN: dict[str, Callable[[Evidence], Figure]] = {
    "survival": lambda evidence: survival(made_up.rows(), evidence),
    "incidence": lambda evidence: incidence(made_up.incidences(), evidence),
    "paths": lambda evidence: paths(made_up.rows(), evidence),
    "contrasts": lambda evidence: contrasts(made_up.apart(), evidence),
    "tradeoff": lambda evidence: tradeoff(made_up.means(), evidence, ADMISSIBLE),
    "voices": lambda evidence: voices(made_up.rows()[made_up.rows().replicate < 2], made_up.lives(), evidence),
    "sizes": lambda evidence: sizes(made_up.rows(), made_up.lives(), evidence),
    "fates": lambda evidence: fates(made_up.lives(), made_up.events(), evidence),
    "network": lambda evidence: network(made_up.lives(), made_up.events(), evidence, "mergers-pushed"),
    "flow": lambda evidence: flow(made_up.lives(), made_up.events(), evidence),
    "tornado": lambda evidence: tornado(groups_of(made_up.effects("oat"), evidence)[0]),
    "ranks": lambda evidence: tornado(groups_of(made_up.effects("ranks"), evidence)[0]),
    "shares": lambda evidence: shares(groups_of(made_up.effects("sobol"), evidence)[0]),
    "effects": lambda evidence: effects(groups_of(made_up.effects("morris"), evidence)[0]),
}


def evidence_in(language: str, style: str = "print") -> Evidence:
    """Evidence for made-up records, with the titles of the shipped scenarios."""
    titles = {name: str(getattr(load_scenario(name).title, language)) for name in made_up.NAMES}
    return Evidence(titles, "baseline", "5", 1, 2026.0, language, "0.1.0", "0123456789abcdef", style)
