"""Parameters of the founding values that a population does not give (model.md §8)."""

from coopsim.scenario.declare import Table, quantity


class Founding(Table):
    """Founding values drawn where the population gives none."""

    cash_months: float = quantity("months of cost", (0.1, 60), (3.5, 6), "cash months",
        en="Median cash of the founders", fr="Trésorerie médiane à la fondation")
    cash_sigma: float = quantity("ln months", (0, 3), (0.7, 1.0), "cash σ",
        en="Spread of the cash of the founders", fr="Dispersion de la trésorerie à la fondation")
    small_cash_months: float = quantity("months of cost", (0.1, 60), None, "9",
        en="Median cash of the small, grant-funded", fr="Trésorerie médiane des petites subventionnées")
    small_cash_sigma: float = quantity("ln months", (0, 3), None, "0.80",
        en="Spread of the cash of the small, grant-funded", fr="Dispersion de la trésorerie des petites subventionnées")
    share_sd: float = quantity("share of income", (0, 0.5), None, "0.12",
        en="Spread of the public share of income", fr="Dispersion de la part publique des recettes")
    age_median: float = quantity("years", (0, 120), None, "22",
        en="Median age", fr="Âge médian")
    age_sigma: float = quantity("ln years", (0, 2), None, "0.7",
        en="Spread of age", fr="Dispersion de l'âge")
    age_most: float = quantity("years", (1, 300), None, "120",
        en="Largest age", fr="Âge maximal")
    know_how_low: float = quantity("1", (0, 1), None, "0.15",
        en="Least know-how of the founders", fr="Savoir-faire minimaux à la fondation")
    know_how_high: float = quantity("1", (0, 1), None, "0.45",
        en="Largest know-how of the founders", fr="Savoir-faire maximaux à la fondation")
    legitimacy_mean: float = quantity("1", (0, 1), None, "0.5",
        en="Mean legitimacy of the founders", fr="Légitimité moyenne à la fondation")
    legitimacy_sd: float = quantity("1", (0, 0.5), None, "0.1",
        en="Spread of the legitimacy of the founders", fr="Dispersion de la légitimité à la fondation")
    norm_low: float = quantity("1", (0, 1), None, "0.1",
        en="Least managerial norm of the founders", fr="Norme gestionnaire minimale à la fondation")
    norm_high: float = quantity("1", (0, 1), None, "0.5",
        en="Largest managerial norm of the founders", fr="Norme gestionnaire maximale à la fondation")
    main_cause: float = quantity("share", (0.5, 1), None, "0.8",
        en="Weight of the main cause in a profile", fr="Poids de la cause principale dans un profil")
    same_college: float = quantity("chance", (0, 1), None, "0.7",
        en="Chance that the second cause is of the same college", fr="Probabilité que la seconde cause soit du même collège")
