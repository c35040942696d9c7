"""Parameters of the exogenous block, all 0 by default: verification and teaching (model.md §4.13)."""

from coopsim.scenario.declare import Table, quantity


class Exogenous(Table):
    """Imposed growth, closures, absorptions and mergers."""

    growth_mean: float = quantity("ln/quarter", (-0.5, 0.5), None, "growth_mean",
        en="Imposed mean growth of staff and volumes", fr="Croissance moyenne imposée de l'effectif et de l'activité")
    growth_sd: float = quantity("ln/quarter", (0, 1), None, "growth_sd",
        en="Imposed luck of growth", fr="Aléa imposé de la croissance")
    closure_constant: float = quantity("per quarter", (0, 1), None, "closure_constant",
        en="Imposed chance of closure", fr="Probabilité imposée de fermeture")
    absorption_constant: float = quantity("per quarter", (0, 1), None, "absorption_constant",
        en="Imposed chance of absorption by another of the department", fr="Probabilité imposée d'absorption par une autre du département")
    random_mergers: int = quantity("pairs per quarter", (0, 10_000), None, "random_mergers",
        en="Imposed mergers between random pairs", fr="Fusions imposées entre paires tirées au sort")
    signed_partnerships: float = quantity("pairs per 100 and quarter", (0, 25), None, "signed_partnerships",
        en="Imposed partnerships signed by random pairs", fr="Partenariats imposés, signés par des paires tirées au sort")
    signed_poolings: float = quantity("pairs per 100 and quarter", (0, 25), None, "signed_poolings",
        en="Imposed poolings signed by random pairs", fr="Mutualisations imposées, signées par des paires tirées au sort")
    signed_alliances: float = quantity("pairs per 100 and quarter", (0, 25), None, "signed_alliances",
        en="Imposed alliances signed by random pairs", fr="Rapprochements imposés, signés par des paires tirées au sort")
    signed_mergers: float = quantity("pairs per 100 and quarter", (0, 25), None, "signed_mergers",
        en="Imposed mergers signed by random pairs", fr="Fusions imposées, signées par des paires tirées au sort")
