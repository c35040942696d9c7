"""What each measure says, in which unit and range: the words of figures, tables and docs."""

from __future__ import annotations

import math
from typing import NamedTuple

INFINITY = math.inf
SHARE, STOCK = (0.0, 1.0), (0.0, 1.0)
COUNT, ANY = (0.0, INFINITY), (-INFINITY, INFINITY)


class Meaning(NamedTuple):
    """What one measure says.

    Attributes
    ----------
    unit : str, as shown to a reader; "1" for a pure number
    range : (float, float), which no value leaves by more than rounding
    en, fr : str, the meaning in both languages
    """

    unit: str
    range: tuple[float, float]
    en: str
    fr: str


MEANINGS: dict[str, Meaning] = {
    "associations": Meaning("associations", COUNT, "Associations alive", "Associations en vie"),
    "small_independent": Meaning(
        "share of the small cohort",
        SHARE,
        "Small at the start and still independent",
        "Petites au départ, encore indépendantes",
    ),
    "small_independent_second": Meaning(
        "share of the cohort under the second threshold",
        SHARE,
        "Under the second threshold at the start and still independent",
        "Sous le second seuil au départ, encore indépendantes",
    ),
    "small_closed": Meaning(
        "share of the small cohort",
        SHARE,
        "Small at the start and closed since",
        "Petites au départ, fermées depuis",
    ),
    "small_absorbed": Meaning(
        "share of the small cohort",
        SHARE,
        "Small at the start, absorbed or merged since",
        "Petites au départ, absorbées ou fusionnées depuis",
    ),
    "small_self_governed": Meaning(
        "share of the small cohort",
        SHARE,
        "Small at the start, independent and still governing themselves",
        "Petites au départ, indépendantes et toujours maîtresses de leurs choix",
    ),
    "medium_independent": Meaning(
        "share of the medium cohort",
        SHARE,
        "Medium at the start and still independent",
        "Moyennes au départ, encore indépendantes",
    ),
    "large_independent": Meaning(
        "share of the large cohort",
        SHARE,
        "Large at the start and still independent",
        "Grandes au départ, encore indépendantes",
    ),
    "births": Meaning("associations per quarter", COUNT, "Births in the quarter", "Créations du trimestre"),
    "closures": Meaning(
        "associations per quarter",
        COUNT,
        "Closures in the quarter, dormancy and insolvency",
        "Fermetures du trimestre, mises en sommeil et liquidations",
    ),
    "insolvencies": Meaning(
        "associations per quarter", COUNT, "Insolvencies in the quarter", "Liquidations du trimestre"
    ),
    "absorptions": Meaning(
        "associations per quarter",
        COUNT,
        "Associations absorbed or merged in the quarter",
        "Associations absorbées ou fusionnées dans le trimestre",
    ),
    "staff_mean": Meaning("FTE", COUNT, "Mean size", "Taille moyenne"),
    "staff_total": Meaning("FTE", COUNT, "Staff of the sector", "Emploi du secteur"),
    "public_money_hhi": Meaning(
        "1",
        SHARE,
        "Concentration of public money (Herfindahl)",
        "Concentration de l'argent public (Herfindahl)",
    ),
    "public_money_cr4": Meaning(
        "share of public money",
        SHARE,
        "Public money of the four largest associations",
        "Argent public des quatre premières associations",
    ),
    "group_money_hhi": Meaning(
        "1",
        SHARE,
        "Concentration of public money over groups (Herfindahl)",
        "Concentration de l'argent public entre groupes (Herfindahl)",
    ),
    "group_money_cr4": Meaning(
        "share of public money",
        SHARE,
        "Public money of the four largest groups",
        "Argent public des quatre premiers groupes",
    ),
    "size_gini": Meaning("1", SHARE, "Inequality of sizes (Gini)", "Inégalité des tailles (Gini)"),
    "hollowing": Meaning(
        "ln of a ratio",
        ANY,
        "Growth of the middle against both ends (negative: hollowed)",
        "Croissance du milieu face aux deux bouts (négatif : évidement)",
    ),
    "groups": Meaning(
        "groups",
        COUNT,
        "Groups of two or more, by active alliances",
        "Groupes d'au moins deux, par rapprochements actifs",
    ),
    "voices_independent": Meaning(
        "associations", COUNT, "Independent voices: free and let in", "Voix indépendantes : libres et admises"
    ),
    "voices_effective": Meaning(
        "effective voices", COUNT, "Effective voices (q = 1)", "Voix effectives (q = 1)"
    ),
    "voices_effective_2": Meaning(
        "effective voices",
        COUNT,
        "Effective voices, loud ones weighing more (q = 2)",
        "Voix effectives, les fortes pesant plus (q = 2)",
    ),
    "voices_distinct": Meaning(
        "effective voices",
        COUNT,
        "Distinct voices: alike ones count for less",
        "Voix distinctes : les semblables comptent moins",
    ),
    "voice_total": Meaning("index, start = 100", COUNT, "Total voice", "Voix totale"),
    "causes_effective": Meaning(
        "effective causes",
        (0.0, 16.0),
        "Effective causes that are spoken for",
        "Causes effectivement portées",
    ),
    "freedom_mean": Meaning("1", (0.0, 3.0), "Mean freedom to speak", "Liberté de parole moyenne"),
    "access_small": Meaning(
        "1",
        SHARE,
        "Access to deliberation of the small cohort (ended: none)",
        "Accès à la délibération des petites du départ (disparues : aucun)",
    ),
    "access_small_now": Meaning(
        "1",
        SHARE,
        "Access to deliberation of those small today",
        "Accès à la délibération des petites d'aujourd'hui",
    ),
    "access_causes": Meaning(
        "1",
        SHARE,
        "Access of causes, by whoever carries each best",
        "Accès des causes, par qui porte le mieux chacune",
    ),
    "seats_empty": Meaning("share of seats", SHARE, "Empty seats", "Sièges vides"),
    "representation_gap": Meaning(
        "share of voice",
        SHARE,
        "Voice out of line with need, by cause",
        "Écart entre voix et besoins, par cause",
    ),
    "public_spending": Meaning("k€ per quarter", COUNT, "Public spending", "Dépense publique"),
    "cost_per_service": Meaning(
        "k€ per k€ of service",
        COUNT,
        "Public spending per unit of service",
        "Dépense publique par unité de service",
    ),
    "coordination_cost": Meaning(
        "k€ per quarter", COUNT, "Cost of dealing with interlocutors", "Coût de suivi des interlocuteurs"
    ),
    "funder_savings": Meaning(
        "k€ per quarter",
        ANY,
        "Savings against the start, for today's service (read with unmet need)",
        "Économies par rapport au départ, à service égal (à lire avec les besoins non couverts)",
    ),
    "service_lost": Meaning(
        "k€ per quarter", COUNT, "Service lost in the quarter", "Service perdu dans le trimestre"
    ),
    "unmet_need": Meaning(
        "share of need", SHARE, "Need no longer met, by cause", "Besoins qui ne sont plus couverts, par cause"
    ),
    "partnerships": Meaning("agreements", COUNT, "Active partnerships", "Partenariats actifs"),
    "poolings": Meaning("agreements", COUNT, "Active poolings", "Mutualisations actives"),
    "alliances": Meaning("agreements", COUNT, "Active alliances", "Rapprochements actifs"),
    "mergers": Meaning(
        "mergers per quarter",
        COUNT,
        "Mergers completed in the quarter",
        "Fusions réalisées dans le trimestre",
    ),
    "agreements_started": Meaning(
        "agreements per quarter",
        COUNT,
        "Agreements signed in the quarter",
        "Accords signés dans le trimestre",
    ),
    "agreements_ended": Meaning(
        "agreements per quarter",
        COUNT,
        "Agreements ended in the quarter",
        "Accords terminés dans le trimestre",
    ),
    "escalation_share": Meaning(
        "share of mergers so far",
        SHARE,
        "Mergers of pairs that had cooperated before",
        "Fusions entre associations qui coopéraient déjà",
    ),
    "exploring_share": Meaning(
        "share of associations",
        SHARE,
        "Searching for a partner this quarter",
        "En recherche de partenaire ce trimestre",
    ),
    "engaged_share": Meaning(
        "share of associations",
        SHARE,
        "In a pooling, alliance or merger, under way or active",
        "Engagées dans une mutualisation, un rapprochement ou une fusion, en projet ou en cours",
    ),
    "any_tie_share": Meaning(
        "share of associations",
        SHARE,
        "In any agreement, under way or active",
        "Engagées dans un accord quelconque, en projet ou en cours",
    ),
    "know_how_mean": Meaning("1", STOCK, "Mean know-how", "Savoir-faire moyen"),
    "legitimacy_mean": Meaning("1", STOCK, "Mean legitimacy", "Légitimité moyenne"),
    "visibility_mean": Meaning("1", STOCK, "Mean visibility", "Visibilité moyenne"),
    "norm_mean": Meaning("1", STOCK, "Mean managerial norm", "Norme gestionnaire moyenne"),
    "governance_mean": Meaning("1", STOCK, "Mean governance", "Gouvernance moyenne"),
    "stress_mean": Meaning("1", STOCK, "Mean stress of cash", "Tension de trésorerie moyenne"),
    "deficit_share": Meaning(
        "share of associations",
        SHARE,
        "In deficit over the last four quarters",
        "En déficit sur les quatre derniers trimestres",
    ),
}
"""The meaning of every measure, in the order of a row."""
