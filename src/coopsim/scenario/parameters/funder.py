"""Parameters of the public funder's account (model.md §4.6, §5)."""

from coopsim.scenario.declare import Table, quantity


class Funder(Table):
    """What the public funder pays besides grants and contracts."""

    support_cost: float = quantity("k€ per agreement", (0, 100), (0, 10), "support_cost",
        en="Cost of full governance support for one agreement", fr="Coût de l'accompagnement d'un accord")
    interlocutor_cost: float = quantity("k€ per interlocutor and quarter", (0, 50), (0, 4), "interlocutor_cost",
        en="Cost of dealing with one interlocutor", fr="Coût de suivi d'un interlocuteur")
