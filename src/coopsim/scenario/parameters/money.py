"""Parameters of rules/money.py: income, cost, reserves, staff (model.md §4.2)."""

from coopsim.scenario.declare import Table, quantity


class Money(Table):
    """Income, cost, reserves and staff."""

    unit_cost: float = quantity("k€/FTE/quarter", (1, 100), (12, 19), "unit_cost",
        en="Reference cost of one full-time equivalent", fr="Coût de référence d'un équivalent temps plein")
    overhead: float = quantity("share of cost", (0, 0.6), (0.10, 0.20), "overhead",
        en="Share of overhead at the reference size", fr="Part des frais de structure à la taille de référence")
    overhead_elasticity: float = quantity("1", (0.5, 1.2), (0.80, 1.05), "ε",
        en="Elasticity of overhead to size", fr="Élasticité des frais de structure à la taille")
    reference_size: float = quantity("FTE", (1, 1000), None, "50",
        en="Size at which overhead, noise and closure hazard take their stated value", fr="Taille de référence des frais de structure, des aléas et du risque de fin")
    volunteer_share: float = quantity("share", (0, 0.95), (0, 0.6), "ψ",
        en="Overhead carried by volunteers in the smallest", fr="Part des frais de structure portée par des bénévoles dans les plus petites")
    volunteer_scale: float = quantity("FTE", (0.5, 100), (5, 20), "s_v",
        en="Size over which volunteer work fades", fr="Taille à laquelle le travail bénévole s'estompe")
    margin: float = quantity("share of price", (-0.1, 0.2), (0, 0.04), "margin",
        en="Margin of the starting price over cost", fr="Marge du prix de départ sur le coût")
    know_how_saving: float = quantity("share of cost", (0, 0.5), (0, 0.10), "η",
        en="Cost saved at full know-how", fr="Coût épargné à pleins savoir-faire")
    yearly_noise: float = quantity("sd of income", (0, 0.5), (0.03, 0.06), "σ_year",
        en="Yearly luck of income at the reference size", fr="Aléa annuel des recettes à la taille de référence", analysed=True)
    yearly_noise_exponent: float = quantity("1", (0, 1), None, "0.24",
        en="How yearly luck falls with size", fr="Baisse de l'aléa annuel avec la taille")
    quarterly_noise: float = quantity("sd of income", (0, 0.5), (0, 0.04), "σ_quarter",
        en="Quarterly luck of income at the reference size", fr="Aléa trimestriel des recettes à la taille de référence")
    quarterly_noise_exponent: float = quantity("1", (0, 1), None, "0.15",
        en="How quarterly luck falls with size", fr="Baisse de l'aléa trimestriel avec la taille")
    income_floor: float = quantity("share of income", (0, 1), None, "0.2",
        en="Least share of the due income that is received", fr="Part minimale de la recette due qui est reçue")
    absorption: float = quantity("share", (0, 1), (0.7, 1), "absorption",
        en="Share of the price squeeze met by more intense work", fr="Part de la baisse des prix absorbée par l'intensification du travail")
    staff_cut: float = quantity("share", (0, 1), (0, 0.3), "staff_cut",
        en="Posts left empty at full stress", fr="Postes laissés vacants en pleine tension")
    staff_adjustment: float = quantity("share/quarter", (0, 1), None, "½",
        en="Share of the gap between staff and volume closed in a quarter", fr="Part de l'écart entre effectif et activité comblée en un trimestre")
    staff_floor: float = quantity("FTE", (0, 5), None, "0.25",
        en="Least staff of a living association", fr="Effectif minimal d'une association vivante")
    mission_share: float = quantity("share/quarter", (0, 1), None, "¼",
        en="Share of excess reserves spent on the mission", fr="Part des réserves excédentaires dépensée pour la mission")
    reporting_staff: float = quantity("FTE per funder", (0, 1), (0.01, 0.10), "f",
        en="Compliance work per funder at reporting 1", fr="Travail administratif par financeur quand les exigences valent 1")
    reporting_by_size: float = quantity("funders per √FTE", (0, 2), None, "0.15",
        en="How compliance work grows with size", fr="Croissance du travail administratif avec la taille")
    funders_per_staff: float = quantity("funders per FTE", (0, 5), None, "½",
        en="How the number of funders grows with size", fr="Croissance du nombre de financeurs avec la taille")
    funders_most: float = quantity("funders", (1, 20), None, "4",
        en="Largest number of funders", fr="Nombre maximal de financeurs")
    relief_partnership: float = quantity("share", (0, 1), None, "relief_P",
        en="Compliance work spared by a partnership", fr="Travail administratif épargné par un partenariat")
    relief_pooling: float = quantity("share", (0, 1), None, "relief_M",
        en="Compliance work spared by pooling", fr="Travail administratif épargné par une mutualisation")
    relief_alliance: float = quantity("share", (0, 1), None, "relief_A",
        en="Compliance work spared by an alliance", fr="Travail administratif épargné par un rapprochement")
    relief_scale: float = quantity("1", (0, 2), (0, 1.2), "relief_scale",
        en="Multiplier of the three reliefs", fr="Multiplicateur des trois allègements")
    pay_alignment: float = quantity("share of pay", (0, 0.3), (0, 0.03), "pay_alignment",
        en="Rise of pay when two equal bodies merge", fr="Hausse des salaires à la fusion de deux organismes égaux")
