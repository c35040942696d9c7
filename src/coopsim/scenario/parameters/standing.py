"""Parameters of rules/standing.py: legitimacy and visibility (model.md §4.9)."""

from coopsim.scenario.declare import Table, quantity


class Standing(Table):
    """Legitimacy and visibility."""

    pace: float = quantity("per quarter", (0, 1), None, "0.08",
        en="How fast legitimacy and visibility move", fr="Rythme d'évolution de la légitimité et de la visibilité")
    legitimacy_rest: float = quantity("1", (0, 1), None, "0.50",
        en="Legitimacy of an association on its own", fr="Légitimité d'une association seule")
    standing_partnership: float = quantity("1", (-1, 1), None, "leg_P",
        en="Standing given by a partnership", fr="Reconnaissance donnée par un partenariat")
    standing_pooling: float = quantity("1", (-1, 1), None, "leg_M",
        en="Standing given by pooling", fr="Reconnaissance donnée par une mutualisation")
    standing_alliance: float = quantity("1", (-1, 1), None, "leg_A",
        en="Standing given by an alliance", fr="Reconnaissance donnée par un rapprochement")
    standing_scale: float = quantity("1", (0, 4), (0, 2), "leg_scale",
        en="Multiplier of the three standings", fr="Multiplicateur des trois reconnaissances")
    governance_neutral: float = quantity("1", (0, 1), (0, 1), "g_neutral",
        en="Twice the governance at which a tie neither gives nor takes standing", fr="Double de la gouvernance à laquelle un lien ne donne ni n'ôte de reconnaissance")
    norm_cost: float = quantity("1", (0, 2), None, "0.35",
        en="Legitimacy lost to the managerial norm", fr="Légitimité perdue par la norme gestionnaire")
    norm_reference: float = quantity("1", (0, 1), None, "0.3",
        en="Norm at which nothing is lost", fr="Norme à laquelle rien n'est perdu")
    visibility_base: float = quantity("1", (0, 1), None, "0.1",
        en="Visibility of the smallest", fr="Visibilité des plus petites")
    visibility_by_size: float = quantity("per ln FTE", (0, 1), None, "0.12",
        en="Visibility given by size", fr="Visibilité donnée par la taille")
    visibility_by_seat: float = quantity("1", (0, 1), None, "0.1",
        en="Visibility given by a seat", fr="Visibilité donnée par un siège")
