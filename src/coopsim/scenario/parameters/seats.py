"""Parameters of rules/seats.py: seats in local deliberation and access to them (model.md §4.10)."""

from coopsim.scenario.declare import Table, quantity


class Seats(Table):
    """Seats in the deliberation of a department."""

    seats: float = quantity("seats per department", (0, 200), (4, 20), "seats0",
        en="Seats of a department", fr="Sièges d'un département", analysed=True)
    fewer_effect: float = quantity("share", (0, 1), None, "0.75",
        en="Seats removed at full strength of fewer interlocutors", fr="Part des sièges supprimée quand on veut moins d'interlocuteurs")
    seat_legitimacy: float = quantity("1", (0, 1), (0, 0.6), "seat_legitimacy",
        en="Legitimacy needed to stand", fr="Légitimité requise pour candidater")
    crowding: float = quantity("1", (0, 10), (0, 1.5), "crowding",
        en="How members of ill-governed agreements stand down", fr="Retrait des membres d'accords mal gouvernés")
    size_weight: float = quantity("1", (0, 10), None, "0.7",
        en="Weight of size in the choice", fr="Poids de la taille dans le choix")
    legitimacy_weight: float = quantity("1", (0, 20), None, "1.5",
        en="Weight of legitimacy in the choice", fr="Poids de la légitimité dans le choix")
    visibility_weight: float = quantity("1", (0, 20), None, "1",
        en="Weight of visibility in the choice", fr="Poids de la visibilité dans le choix")
    fidelity_partnership: float = quantity("share", (0, 1), None, "fidelity_P",
        en="How far a partner's seat speaks for oneself: partnership", fr="Fidélité de la parole portée par le siège du partenaire : partenariat")
    fidelity_pooling: float = quantity("share", (0, 1), None, "fidelity_M",
        en="How far a partner's seat speaks for oneself: pooling", fr="Fidélité de la parole portée par le siège du partenaire : mutualisation")
    fidelity_alliance: float = quantity("share", (0, 1), None, "fidelity_A",
        en="How far a partner's seat speaks for oneself: alliance", fr="Fidélité de la parole portée par le siège du partenaire : rapprochement")
    fidelity_scale: float = quantity("1", (0, 4), (0, 1.4), "fidelity_scale",
        en="Multiplier of the three fidelities", fr="Multiplicateur des trois fidélités", analysed=True)
