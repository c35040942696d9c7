"""Parameters of rules/norm.py: the managerial norm (model.md §4.9)."""

from coopsim.scenario.declare import Table, quantity


class Norm(Table):
    """The managerial norm."""

    coercive: float = quantity("per quarter", (0, 1), (0, 0.1), "coercive",
        en="Norm imposed by funders under pressure", fr="Norme imposée par les financeurs")
    mimetic: float = quantity("per quarter", (0, 1), None, "mimetic",
        en="Norm copied from others", fr="Norme imitée des autres")
    mimetic_by_stress: float = quantity("share", (0, 1), None, "½",
        en="Part of copying that waits for stress", fr="Part de l'imitation liée à la tension")
    intensification: float = quantity("per quarter", (0, 1), (0, 0.02), "intensification",
        en="Norm brought by more intense work", fr="Norme apportée par l'intensification du travail")
    formalisation: float = quantity("per quarter", (0, 1), (0, 0.06), "formalisation",
        en="Norm brought by ill-governed agreements", fr="Norme apportée par des accords mal gouvernés")
    reappropriation: float = quantity("per quarter", (0, 1), None, "reappropriation",
        en="Return to one's own practice, by governance", fr="Retour à ses propres pratiques, par la gouvernance")
    neutral_governance: float = quantity("1", (0, 1), (0.3, 0.6), "g_neutral",
        en="Governance of a tie that neither helps to turn managerial tools to one's own ends nor hinders it (0: any tie helps)",
        fr="Gouvernance d'un lien qui n'aide ni ne gêne le détournement des outils de gestion à ses propres fins (0 : tout lien aide)")
    rest: float = quantity("1", (0, 1), (0, 0.6), "norm_rest",
        en="Norm without pressure", fr="Norme sans pression")
    noise: float = quantity("per quarter", (0, 0.2), None, "0.01",
        en="Luck of the norm", fr="Aléa de la norme")
    efficiency_reference: float = quantity("per year", (0.001, 0.5), None, "0.02",
        en="Squeeze of prices that counts as full pressure", fr="Baisse des prix qui vaut pleine pression")
