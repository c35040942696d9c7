"""Parameters of rules/choice.py: the named terms of a decision (model.md §4.6)."""

from coopsim.scenario.declare import Table, quantity


class Choice(Table):
    """The weighing of the four forms of cooperation."""

    savings_weight: float = quantity("utility", (0, 60), (0, 16), "b_savings",
        en="Weight of savings", fr="Poids des économies")
    savings_by_stress: float = quantity("1", (0, 20), None, "3",
        en="How stress sharpens the taste for savings", fr="Accroissement du poids des économies avec la tension")
    amortisation_quarters: float = quantity("quarters", (1, 200), None, "20",
        en="Time over which set-up costs are spread in mind", fr="Durée d'étalement des coûts de mise en place")
    threshold_weight: float = quantity("utility", (0, 10), (0, 0.6), "b_threshold",
        en="Weight of passing the size threshold together", fr="Poids du franchissement commun du seuil de taille")
    size_advantage: float = quantity("utility", (0, 2), None, "0.05",
        en="Weight of a larger bid", fr="Poids d'une offre plus grande")
    standing_weight: float = quantity("utility", (0, 10), (0, 0.9), "b_standing",
        en="Weight of learning and legitimacy", fr="Poids de l'apprentissage et de la légitimité")
    standing_by_learning: float = quantity("1", (0, 100), None, "10",
        en="Value of expected learning", fr="Valeur de l'apprentissage attendu")
    standing_by_legitimacy: float = quantity("1", (0, 100), None, "2.5",
        en="Value of expected legitimacy", fr="Valeur de la légitimité attendue")
    incentive_weight: float = quantity("utility", (0, 10), (0, 1.2), "b_incentive",
        en="Weight of the incentive to consolidate", fr="Poids de l'incitation à se regrouper")
    incentive_partnership: float = quantity("share", (0, 1), None, "incentive_P",
        en="Share of the incentive that rewards a partnership", fr="Part de l'incitation : partenariat")
    incentive_pooling: float = quantity("share", (0, 1), None, "incentive_M",
        en="Share of the incentive that rewards pooling", fr="Part de l'incitation : mutualisation")
    incentive_alliance: float = quantity("share", (0, 1), None, "incentive_A",
        en="Share of the incentive that rewards an alliance", fr="Part de l'incitation : rapprochement")
    incentive_merger: float = quantity("share", (0, 1), None, "incentive_F",
        en="Share of the incentive that rewards a merger", fr="Part de l'incitation : fusion")
    rescue_weight: float = quantity("utility", (0, 10), (0, 1.5), "b_rescue",
        en="Weight of being rescued", fr="Poids du sauvetage")
    rescue_partnership: float = quantity("share", (0, 1), None, "rescue_P",
        en="How far a partnership rescues", fr="Portée du sauvetage : partenariat")
    rescue_pooling: float = quantity("share", (0, 1), None, "rescue_M",
        en="How far pooling rescues", fr="Portée du sauvetage : mutualisation")
    rescue_alliance: float = quantity("share", (0, 1), None, "rescue_A",
        en="How far an alliance rescues", fr="Portée du sauvetage : rapprochement")
    rescue_merger: float = quantity("share", (0, 1), None, "rescue_F",
        en="How far a merger rescues", fr="Portée du sauvetage : fusion")
    growth_weight: float = quantity("utility", (0, 10), (0, 1.5), "b_growth",
        en="Weight of growing by absorbing", fr="Poids de la croissance par absorption")
    trust_weight: float = quantity("utility", (0, 10), (0, 2.4), "b_trust",
        en="Weight of trust", fr="Poids de la confiance")
    autonomy_weight: float = quantity("utility", (0, 10), (0, 2.4), "b_autonomy",
        en="Weight of lost autonomy", fr="Poids de l'autonomie perdue", analysed=True)
    vacancy_effect: float = quantity("share", (0, 1), (0, 1), "b_leader",
        en="How far a missing leader eases the loss of autonomy", fr="Atténuation de la perte d'autonomie sans direction")
    misfit_weight: float = quantity("utility", (0, 10), (0, 2), "b_misfit",
        en="Weight of differing causes and practices", fr="Poids des différences de causes et de pratiques")
    misfit_profile: float = quantity("1", (0, 2), None, "¼",
        en="Part of causes in misfit", fr="Part des causes dans l'inadéquation")
    misfit_norm: float = quantity("1", (0, 4), None, "½",
        en="Part of managerial norm in misfit", fr="Part de la norme gestionnaire dans l'inadéquation")
    binding_floor: float = quantity("1", (0, 1), None, "0.3",
        en="How misfit and risk count in the loosest form", fr="Poids de l'inadéquation et du risque dans la forme la plus souple")
    risk_weight: float = quantity("utility", (0, 10), (0, 1.2), "b_risk",
        en="Weight of the risk of failure", fr="Poids du risque d'échec")
    risk_base: float = quantity("chance", (0, 1), None, "½",
        en="Felt risk of an agreement at governance one half", fr="Risque ressenti d'un accord à gouvernance moyenne")
    taste_partnership: float = quantity("utility", (-2, 2), (-0.6, 0.6), "taste_P",
        en="Taste for partnership, reasons aside", fr="Goût du partenariat, raisons à part")
    taste_pooling: float = quantity("utility", (-2, 2), (-0.6, 0.6), "taste_M",
        en="Taste for pooling, reasons aside", fr="Goût de la mutualisation, raisons à part")
    taste_alliance: float = quantity("utility", (-2, 2), (-0.6, 0.6), "taste_A",
        en="Taste for alliance, reasons aside", fr="Goût du rapprochement, raisons à part")
    taste_merger: float = quantity("utility", (-2, 2), (-0.6, 0.6), "taste_F",
        en="Taste for merger, reasons aside", fr="Goût de la fusion, raisons à part", analysed=True)
    taste_scale: float = quantity("1", (0, 4), (0.3, 2), "taste_scale",
        en="Multiplier of the tastes for partnership, pooling and alliance", fr="Multiplicateur des goûts du partenariat, de la mutualisation et du rapprochement", analysed=True)
    rationality: float = quantity("1/utility", (0.05, 100), (1, 10), "rationality",
        en="Inverse of the noise in a decision", fr="Inverse de l'aléa d'une décision")
    power_exponent: float = quantity("1", (0, 4), (0, 1.5), "ν",
        en="How control follows size (0: parity statutes)", fr="Lien entre taille et contrôle (0 : statuts paritaires)")
    governance_by_parity: float = quantity("1", (0, 1), None, "0.15",
        en="Governance gained by parity of control", fr="Gouvernance gagnée par la parité")
    governance_by_stress: float = quantity("1", (0, 1), None, "0.10",
        en="Governance lost to the stress of the more stressed", fr="Gouvernance perdue à cause de la tension")
    governance_by_support: float = quantity("1", (0, 1), None, "0.20",
        en="Governance gained by full governance support", fr="Gouvernance gagnée par l'accompagnement")
    consolidation_aid: float = quantity("share", (0, 1), None, "½",
        en="Share of set-up costs that the full incentive pays for alliance and merger", fr="Part des coûts de mise en place payée par l'incitation : rapprochement et fusion")
