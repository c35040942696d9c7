"""Parameters of rules/governance.py: governance and leaders (model.md §4.9)."""

from coopsim.scenario.declare import Table, quantity


class Governance(Table):
    """Governance and leaders."""

    governance_mean: float = quantity("1", (0, 1), (0.2, 0.8), "governance mean",
        en="Mean quality of governance of founders and new leaders", fr="Qualité moyenne de la gouvernance à la fondation et à la relève", analysed=True)
    governance_sd: float = quantity("1", (0, 0.5), None, "governance sd",
        en="Spread of governance", fr="Dispersion de la gouvernance")
    drift: float = quantity("per quarter", (0, 1), None, "0.01",
        en="How fast governance follows that of the agreements", fr="Rythme auquel la gouvernance suit celle des accords")
    leader_departure: float = quantity("per year", (0, 1), (0.06, 0.16), "leader_departure",
        en="Chance that a leader leaves", fr="Probabilité de départ de la direction")
    vacancy_quarters: int = quantity("quarters", (1, 20), None, "4",
        en="Length of a vacancy", fr="Durée d'une vacance de direction")
    personal_trust: float = quantity("share", (0, 1), (0, 1), "personal_trust",
        en="Share of trust that leaves with the leader", fr="Part de la confiance qui part avec la direction")
    succession: float = quantity("share", (0, 1), None, "0.1",
        en="Weight of the new leader in governance", fr="Poids de la nouvelle direction dans la gouvernance")
