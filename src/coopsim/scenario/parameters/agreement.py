"""Parameters of rules/agreement.py: the life of an agreement (model.md §4.8)."""

from coopsim.scenario.declare import Table, quantity


class Agreement(Table):
    """Set-up, life and end of agreements; mergers."""

    setup_quarters_partnership: int = quantity("quarters", (1, 40), None, "setup_P",
        en="Time to set up a partnership", fr="Durée de mise en place d'un partenariat")
    setup_quarters_pooling: int = quantity("quarters", (1, 40), None, "setup_M",
        en="Time to set up pooling", fr="Durée de mise en place d'une mutualisation")
    setup_quarters_alliance: int = quantity("quarters", (1, 40), None, "setup_A",
        en="Time to set up an alliance", fr="Durée de mise en place d'un rapprochement")
    setup_quarters_merger: int = quantity("quarters", (1, 40), (4, 14), "setup_F",
        en="Time to set up a merger", fr="Durée de mise en place d'une fusion")
    setup_cost_partnership: float = quantity("share of the smaller's year", (0, 1), None, "setup_cost_P",
        en="Cost of setting up a partnership", fr="Coût de mise en place d'un partenariat")
    setup_cost_pooling: float = quantity("share of the smaller's year", (0, 1), None, "setup_cost_M",
        en="Cost of setting up pooling", fr="Coût de mise en place d'une mutualisation")
    setup_cost_alliance: float = quantity("share of the smaller's year", (0, 1), None, "setup_cost_A",
        en="Cost of setting up an alliance", fr="Coût de mise en place d'un rapprochement")
    setup_cost_merger: float = quantity("share of the smaller's year", (0, 1), None, "setup_cost_F",
        en="Cost of setting up a merger", fr="Coût de mise en place d'une fusion")
    setup_cost_scale: float = quantity("1", (0, 4), (0.4, 2), "setup_cost_scale",
        en="Multiplier of the four set-up costs", fr="Multiplicateur des coûts de mise en place")
    saving_partnership: float = quantity("share of overhead", (-1, 1), None, "saving_P",
        en="Net saving of overhead in a partnership", fr="Économie nette de frais de structure : partenariat")
    saving_pooling: float = quantity("share of overhead", (-1, 1), None, "saving_M",
        en="Net saving of overhead in pooling", fr="Économie nette de frais de structure : mutualisation")
    saving_alliance: float = quantity("share of overhead", (-1, 1), None, "saving_A",
        en="Net saving of overhead in an alliance", fr="Économie nette de frais de structure : rapprochement")
    saving_scale: float = quantity("1", (-2, 4), (-1, 2), "saving_scale",
        en="Multiplier of the three savings (negative: cooperation costs)", fr="Multiplicateur des économies (négatif : coopérer coûte)", analysed=True)
    autonomy_partnership: float = quantity("share", (0, 1), None, "autonomy_P",
        en="Autonomy lost in a partnership", fr="Autonomie perdue dans un partenariat")
    autonomy_pooling: float = quantity("share", (0, 1), None, "autonomy_M",
        en="Autonomy lost in pooling", fr="Autonomie perdue dans une mutualisation")
    autonomy_alliance: float = quantity("share", (0, 1), None, "autonomy_A",
        en="Autonomy lost in an alliance", fr="Autonomie perdue dans un rapprochement")
    autonomy_merger: float = quantity("share", (0, 1), None, "autonomy_F",
        en="Autonomy lost in a merger", fr="Autonomie perdue dans une fusion")
    autonomy_scale: float = quantity("1", (0, 4), (0.3, 1.7), "autonomy_scale",
        en="Multiplier of the four losses of autonomy", fr="Multiplicateur des pertes d'autonomie")
    dissolution_partnership: float = quantity("per quarter", (0, 1), (0.01, 0.12), "hz_P",
        en="Dissolution hazard of a partnership", fr="Risque de dissolution d'un partenariat")
    dissolution_pooling: float = quantity("per quarter", (0, 1), (0.01, 0.12), "hz_M",
        en="Dissolution hazard of pooling", fr="Risque de dissolution d'une mutualisation")
    dissolution_alliance: float = quantity("per quarter", (0, 1), (0.01, 0.12), "hz_A",
        en="Dissolution hazard of an alliance", fr="Risque de dissolution d'un rapprochement")
    dissolution_scale: float = quantity("1", (0, 10), (0.3, 3), "hz_scale",
        en="Multiplier of the three dissolution hazards", fr="Multiplicateur des risques de dissolution")
    governance_effect: float = quantity("1", (0, 20), (0, 4), "b_g",
        en="How governance keeps agreements together", fr="Effet de la gouvernance sur la tenue des accords")
    stress_effect: float = quantity("1", (0, 10), (0, 2), "b_x",
        en="How stress breaks agreements", fr="Effet de la tension sur la rupture des accords")
    stress_reference: float = quantity("1", (0, 1), None, "0.3",
        en="Stress at which the dissolution hazard takes its stated value", fr="Tension de référence du risque de dissolution")
    trust_effect: float = quantity("1", (0, 10), (0, 2), "b_τ",
        en="How trust keeps agreements together", fr="Effet de la confiance sur la tenue des accords")
    step_down: float = quantity("chance", (0, 1), (0, 1), "step_down",
        en="Chance that a dissolved pooling or alliance becomes the next looser form", fr="Probabilité de repli vers la forme plus souple")
    legitimacy_loss: float = quantity("1", (0, 1), None, "0.03",
        en="Legitimacy lost when an agreement breaks", fr="Légitimité perdue à la rupture d'un accord")
    trust_loss: float = quantity("1", (0, 1), None, "0.3",
        en="Trust lost when an agreement breaks", fr="Confiance perdue à la rupture d'un accord")
    reinternalisation: float = quantity("quarters of the saving", (0, 20), None, "2",
        en="Cost of taking back what was shared", fr="Coût de reprise de ce qui était partagé")
    trust_activation: float = quantity("1", (0, 1), None, "0.1",
        en="Trust gained when an agreement starts", fr="Confiance gagnée au démarrage d'un accord")
    trust_growth: float = quantity("per quarter", (0, 1), None, "0.04",
        en="Trust gained in a quarter of full governance", fr="Confiance gagnée par trimestre à pleine gouvernance")
    trust_kept: float = quantity("per quarter", (0, 1), None, "0.98",
        en="Trust kept in a quarter after the end of a tie", fr="Confiance conservée par trimestre après la fin d'un lien")
    governance_pace: float = quantity("per quarter", (0, 1), None, "0.02",
        en="How fast the governance of an agreement follows its members", fr="Rythme d'ajustement de la gouvernance d'un accord")
    distraction: float = quantity("1", (0, 2), (0, 0.3), "distraction",
        en="What set-up costs in overhead and in bids", fr="Ce que la mise en place coûte en frais et en réponses aux appels")
    merger_success: float = quantity("chance", (0.01, 0.99), (0.40, 0.88), "p0",
        en="Chance that a merger succeeds at governance one half", fr="Probabilité de réussite d'une fusion à gouvernance moyenne", analysed=True)
    failure_cost: float = quantity("share of the smaller's year", (0, 2), (0.02, 0.2), "failure_cost",
        en="Cost of a failed merger", fr="Coût d'une fusion ratée")
    failure_know_how: float = quantity("share", (0, 1), None, "0.8",
        en="Know-how kept after a failed merger", fr="Savoir-faire conservés après une fusion ratée")
    failure_legitimacy: float = quantity("1", (0, 1), None, "0.10",
        en="Legitimacy lost in a failed merger", fr="Légitimité perdue dans une fusion ratée")
    duplicate_loss: float = quantity("share", (0, 1), (0, 0.3), "duplicate_loss",
        en="Share of half the smaller grant that is lost as a duplicate", fr="Part de la moitié de la plus petite subvention perdue comme doublon")
    takeover_share: float = quantity("share of size", (0, 0.5), None, "0.40",
        en="Smaller share under which a merger is a takeover", fr="Part du plus petit sous laquelle la fusion est une absorption")
