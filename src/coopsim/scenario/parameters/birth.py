"""Parameters of rules/birth.py: new associations (model.md §4.12)."""

from coopsim.scenario.declare import Table, quantity


class Birth(Table):
    """New associations."""

    birth_rate: float = quantity("per association and quarter", (0, 0.05), (0.001, 0.008), "birth_rate",
        en="Births without unmet need or pressure", fr="Créations sans besoin non couvert ni pression", analysed=True)
    niche: float = quantity("1", (0, 20), (0, 6), "niche",
        en="How unmet need raises births", fr="Effet des besoins non couverts sur les créations")
    pressure_effect: float = quantity("1", (0, 5), None, "½",
        en="How pressure lowers births", fr="Effet de la pression sur les créations")
    need_share: float = quantity("share", (0, 1), None, "½",
        en="Births whose cause follows need (the others: the gap)", fr="Part des créations dont la cause suit le besoin (les autres : l'écart)")
    staff_median: float = quantity("FTE", (0.5, 50), None, "3",
        en="Median staff of the newborn", fr="Effectif médian à la création")
    staff_sigma: float = quantity("ln FTE", (0, 2), None, "0.7",
        en="Spread of the staff of the newborn", fr="Dispersion de l'effectif à la création")
    grant_share: float = quantity("share of volume", (0, 1), None, "60 %",
        en="Share of public grants that the newborn ask for", fr="Part des subventions demandées à la création")
    reserve_months: float = quantity("months of cost", (0, 24), None, "2",
        en="Cash of the newborn", fr="Trésorerie à la création")
    know_how: float = quantity("1", (0, 1), None, "0.2",
        en="Know-how of the newborn", fr="Savoir-faire à la création")
    legitimacy: float = quantity("1", (0, 1), None, "0.35",
        en="Legitimacy of the newborn", fr="Légitimité à la création")
    norm: float = quantity("1", (0, 1), None, "0.15",
        en="Managerial norm of the newborn", fr="Norme gestionnaire à la création")
