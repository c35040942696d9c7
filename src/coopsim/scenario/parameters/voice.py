"""Parameters of rules/voice.py: freedom and voice (model.md §4.11)."""

from coopsim.scenario.declare import Table, quantity


class Voice(Table):
    """Freedom to speak and voice."""

    norm_silence: float = quantity("1", (0, 1), (0, 1), "χ",
        en="How far the managerial norm silences", fr="Part de parole éteinte par la norme gestionnaire", analysed=True)
    freedom_most: float = quantity("1", (1, 3), None, "1.3",
        en="Largest freedom (where public money encourages speech)", fr="Liberté maximale (quand l'argent public encourage la parole)")
    access_floor: float = quantity("share", (0, 1), None, "0.15",
        en="Share of voice that needs no seat", fr="Part de la voix qui se passe de siège")
    coalition: float = quantity("1", (-1, 3), (-0.3, 0.6), "coalition",
        en="Voice added (or taken) by ties", fr="Voix ajoutée (ou ôtée) par les liens", analysed=True)
    speaking_visibility: float = quantity("1", (0, 1), None, "0.1",
        en="Visibility gained by speaking out", fr="Visibilité gagnée en prenant la parole")
    speaking_cost: float = quantity("share of renewals", (0, 1), None, "5 %",
        en="Renewals lost in the year after speaking out, at penalty 1", fr="Renouvellements perdus dans l'année qui suit une prise de parole, à pénalité 1")
    similarity: float = quantity("1", (0, 1), None, "ρ",
        en="How far voices for the same causes count as one", fr="Part de ressemblance entre voix des mêmes causes")
    self_governed_share: float = quantity("share", (0, 1), None, "0.7",
        en="Autonomy from which an association counts as self-governed", fr="Autonomie à partir de laquelle une association se gouverne elle-même")
