"""Parameters of rules/search.py: who looks for partners, and where (model.md §4.5)."""

from coopsim.scenario.declare import Table, quantity


class Search(Table):
    """The search for partners."""

    spontaneous: float = quantity("per quarter", (0, 1), (0.0024, 0.016), "λ0",
        en="Search without any reason", fr="Recherche sans raison particulière")
    by_stress: float = quantity("per quarter", (0, 2), (0.018, 0.12), "λ_stress",
        en="Search added by full financial stress", fr="Recherche ajoutée par la tension financière")
    by_incentive: float = quantity("per quarter", (0, 2), (0.0045, 0.03), "λ_incentive",
        en="Search added by the incentive to consolidate", fr="Recherche ajoutée par l'incitation à se regrouper")
    by_imitation: float = quantity("per quarter", (0, 2), (0.006, 0.04), "λ_imitation",
        en="Search added by the example of others", fr="Recherche ajoutée par l'exemple des autres")
    by_vacancy: float = quantity("per quarter", (0, 2), (0.018, 0.12), "λ_leader",
        en="Search added by a missing leader", fr="Recherche ajoutée par l'absence de direction")
    search_scale: float = quantity("1", (0, 20), (0.3, 2), "search_scale",
        en="Multiplier of all reasons to search", fr="Multiplicateur de toutes les raisons de chercher", analysed=True)
    candidates: int = quantity("associations", (1, 24), (3, 12), "candidates",
        en="Associations considered in one search", fr="Associations envisagées dans une recherche")
    current_partners: int = quantity("associations", (0, 12), None, "3",
        en="Current partners considered first", fr="Partenaires actuels envisagés d'abord")
    outside: float = quantity("1", (0, 1), (0, 1), "δ",
        en="Weight of an association of another department (where positions are unknown)", fr="Poids d'une association d'un autre département (sans positions connues)")
    distance_scale: float = quantity("km", (1, 1000), None, "40",
        en="Distance over which the weight of a candidate fades (where positions are known)", fr="Distance à laquelle le poids d'une candidate s'estompe (positions connues)")
    overlap_floor: float = quantity("1", (0.01, 5), None, "0.3",
        en="Weight of a candidate without common cause", fr="Poids d'une candidate sans cause commune")
    past_tie_factor: float = quantity("1", (1, 100), None, "8",
        en="Weight of a former partner", fr="Poids d'une ancienne partenaire")
