"""Parameters of rules/learning.py: know-how (model.md §4.9)."""

from coopsim.scenario.declare import Table, quantity


class Learning(Table):
    """Know-how."""

    learning_partnership: float = quantity("per quarter", (-1, 1), None, "λ_P",
        en="Learning in a partnership", fr="Apprentissage dans un partenariat")
    learning_pooling: float = quantity("per quarter", (-1, 1), None, "λ_M",
        en="Learning in pooling", fr="Apprentissage dans une mutualisation")
    learning_alliance: float = quantity("per quarter", (-1, 1), None, "λ_A",
        en="Learning in an alliance", fr="Apprentissage dans un rapprochement")
    learning_scale: float = quantity("1", (-2, 4), (-1, 2), "λ_scale",
        en="Multiplier of the three learnings (negative: bad practice spreads)", fr="Multiplicateur des apprentissages (négatif : les mauvaises pratiques se diffusent)", analysed=True)
    copying: float = quantity("share", (0, 1), (0, 1), "copying",
        en="Share of learning that is copying", fr="Part de l'apprentissage qui est imitation")
    own_learning: float = quantity("per quarter", (0, 1), None, "0.018",
        en="Learning by oneself at full governance", fr="Apprentissage propre à pleine gouvernance")
    forgetting: float = quantity("per quarter", (0, 1), None, "0.03",
        en="Know-how lost in a quarter", fr="Savoir-faire perdus par trimestre")
    best_distance: float = quantity("1", (0, 2), None, "0.7",
        en="Distance at which two associations learn most", fr="Distance à laquelle deux associations apprennent le plus")
    complement_floor: float = quantity("1", (0, 1), None, "0.2",
        en="Least complementarity", fr="Complémentarité minimale")
