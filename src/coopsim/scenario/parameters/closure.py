"""Parameters of rules/closure.py: dormancy, insolvency, what follows (model.md §4.4)."""

from coopsim.scenario.declare import Table, quantity


class Closure(Table):
    """Closures and what they leave."""

    hazard: float = quantity("per quarter", (0, 0.2), (0.001, 0.006), "h0",
        en="Closure hazard at the reference size", fr="Risque de fermeture à la taille de référence", analysed=True)
    size_exponent: float = quantity("1", (0, 1), (0.1, 0.35), "b_size",
        en="How the hazard falls with size", fr="Baisse du risque avec la taille")
    newness: float = quantity("1", (0, 20), (0, 3), "h_new",
        en="Extra hazard of the newborn", fr="Surcroît de risque des nouvelles")
    newness_quarters: float = quantity("quarters", (1, 200), (8, 40), "τ_age",
        en="Time over which newness fades", fr="Durée d'effacement de la nouveauté")
    tie_protection: float = quantity("1", (-2, 4), (-0.3, 1.5), "b_ties",
        en="How active ties lower the closure hazard", fr="Protection contre la fermeture donnée par les liens actifs", analysed=True)
    vacancy_hazard: float = quantity("1", (0, 4), (0, 1.5), "b_vacancy",
        en="How a missing leader raises the closure hazard", fr="Surcroît de risque sans direction")
    insolvency_chance: float = quantity("per quarter", (0, 1), (0.1, 0.5), "h_crisis",
        en="Chance of insolvency while in debt", fr="Probabilité d'insolvabilité en situation de dette")
    insolvency_months: float = quantity("months of cost", (0, 24), None, "½ (cost/6)",
        en="Debt from which insolvency threatens", fr="Dette à partir de laquelle l'insolvabilité menace")
    dispersal_floor: float = quantity("1", (0, 1), None, "0.02",
        en="Weight of associations of other causes among the takers of grants", fr="Poids des associations d'autres causes parmi les repreneuses")
    private_follows: float = quantity("share", (0, 1), None, "½",
        en="Private money of a closer that follows its public", fr="Part des recettes privées qui suit les usagers")
    contagion_partnership: float = quantity("share of loss", (0, 2), (0, 0.5), "γ_P",
        en="Partner's share of the losses of an insolvency: partnership", fr="Part des pertes supportée par les partenaires : partenariat")
    contagion_pooling: float = quantity("share of loss", (0, 2), (0, 0.5), "γ_M",
        en="Partner's share of the losses of an insolvency: pooling", fr="Part des pertes supportée par les partenaires : mutualisation")
    contagion_alliance: float = quantity("share of loss", (0, 2), (0, 0.5), "γ_A",
        en="Partner's share of the losses of an insolvency: alliance", fr="Part des pertes supportée par les partenaires : rapprochement")
    contagion_scale: float = quantity("1", (0, 4), (0, 2), "γ_scale",
        en="Multiplier of the three contagions", fr="Multiplicateur des trois contagions")
    closing_months: float = quantity("months of cost", (0, 24), (0, 6), "closing_months",
        en="Cost of closing down", fr="Coût de la fermeture")
