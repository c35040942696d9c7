"""Words of the levers, hypotheses, evidence, causes and missions, in both languages."""

from __future__ import annotations

MAIN = (
    "tendering",
    "reporting",
    "fewer_interlocutors",
    "consolidation_incentive",
    "cooperation_fund",
    "governance_support",
)
"""The levers on screen, in order; the others are folded."""

LEVERS: dict[str, tuple[str, str]] = {
    "tendering": ("Appels d'offres", "Tendering"),
    "reporting": ("Exigences administratives", "Compliance work"),
    "fewer_interlocutors": ("Moins d'interlocuteurs", "Fewer interlocutors"),
    "consolidation_incentive": ("Incitation à se regrouper", "Incentive to consolidate"),
    "cooperation_fund": ("Soutien à la coopération", "Support for cooperation"),
    "governance_support": ("Accompagnement de la gouvernance", "Governance support"),
    "efficiency": ("Baisse des prix payés", "Squeeze of prices"),
    "size_threshold": ("Taille minimale pour répondre", "Smallest size to bid"),
    "advocacy_penalty": ("Coût de la parole publique", "Cost of speaking out"),
    "core_grant_protection": ("Subventions des petites protégées", "Grants of the small protected"),
    "smaller_lots": ("Allotissement plus fin", "Smaller lots"),
    "consortium_credit": ("Réponses groupées", "Joint bids"),
    "reserved_seats": ("Sièges réservés aux petites", "Seats reserved for the small"),
    "budget_growth": ("Évolution de l'argent public", "Change of public money"),
}
"""One label each: French, English."""

HYPOTHESES: dict[str, tuple[str, str]] = {
    "parameters.choice.taste_merger": ("Goût de la fusion", "Taste for merger"),
    "parameters.choice.taste_scale": ("Réticence aux autres formes", "Reluctance for the other forms"),
    "parameters.choice.autonomy_weight": ("Prix de l'autonomie", "Price of autonomy"),
    "parameters.governance.governance_mean": ("Qualité de la gouvernance", "Quality of governance"),
    "parameters.agreement.merger_success": ("Réussite des fusions", "Success of mergers"),
    "parameters.agreement.saving_scale": ("Économies de la coopération", "Savings from cooperation"),
    "parameters.learning.learning_scale": ("Apprentissage entre partenaires", "Learning between partners"),
    "parameters.closure.tie_protection": ("Protection par les liens", "Protection by ties"),
    "parameters.closure.hazard": ("Risque de fermeture", "Risk of closure"),
    "parameters.seats.fidelity_scale": ("Fidélité des porte-parole", "Faithfulness of spokespersons"),
    "parameters.seats.seats": ("Sièges par département", "Seats per department"),
    "parameters.voice.coalition": ("Force des coalitions", "Strength of coalitions"),
    "parameters.voice.norm_silence": ("Silence de la norme gestionnaire", "Silence of the managerial norm"),
    "parameters.search.search_scale": ("Envie de chercher des partenaires", "Urge to look for partners"),
    "parameters.tender.size_weight": ("Avantage de la taille", "Advantage of size"),
    "parameters.money.yearly_noise": ("Aléa des recettes", "Luck of income"),
    "parameters.birth.birth_rate": ("Créations d'associations", "Births of associations"),
}
"""Contested assumptions that a sceptic may change: French, English."""

CAUSES: dict[str, tuple[str, str]] = {
    "old_age_residential": ("hébergement de personnes âgées", "homes for older people"),
    "old_age_home_care": ("aide à domicile de personnes âgées", "home care for older people"),
    "disabled_adults": ("adultes handicapés", "disabled adults"),
    "disabled_children": ("enfants handicapés", "disabled children"),
    "child_protection": ("protection de l'enfance", "child protection"),
    "early_childhood": ("petite enfance", "early childhood"),
    "family_support": ("soutien aux familles", "family support"),
    "youth_and_education": ("jeunesse et éducation", "youth and education"),
    "housing": ("logement", "housing"),
    "food_and_solidarity": ("aide alimentaire et solidarité", "food and solidarity"),
    "work_integration": ("insertion par l'activité", "work integration"),
    "migrants": ("personnes migrantes", "migrants"),
    "health": ("santé", "health"),
    "mental_health_and_addiction": ("santé mentale et addictions", "mental health and addiction"),
    "women_rights": ("droits des femmes", "women's rights"),
    "equality_and_community_life": ("égalité et vie associative", "equality and community life"),
}

EVIDENCE: dict[str, tuple[str, str]] = {
    "E-source": (
        "l'étude de départ (Marival, Petrella et Richez-Battesti, 2015)",
        "the founding study (Marival, Petrella and Richez-Battesti, 2015)",
    ),
    "E-size": ("les statistiques d'emploi et de budget", "statistics of staff and budgets"),
    "E-cash": ("les données de trésorerie", "data on cash"),
    "E-funding": ("les enquêtes sur les financements", "surveys of funding"),
    "E-grants": ("les subventions publiées", "published grants"),
    "E-exit": ("les études de disparition d'associations", "studies of how associations end"),
    "E-coop": ("les études de coopérations et de fusions", "studies of cooperation and mergers"),
    "E-saving": ("les études d'économies d'échelle", "studies of economies of scale"),
    "E-gov": ("les études de gouvernance", "studies of governance"),
    "E-npm": ("les études du coût administratif", "studies of administrative cost"),
    "E-voice": ("les études de la parole publique des associations", "studies of advocacy"),
}
"""Bundles of evidence, as docs/bibliography.md has them."""

STARTS: tuple[tuple[str, str, str], ...] = (
    ("baseline", "Aujourd'hui", "Today"),
    ("strong-npm", "Concurrence généralisée", "Competition everywhere"),
    ("pooling-supported", "Coopération soutenue", "Cooperation supported"),
    ("mergers-pushed", "Fusions incitées", "Mergers pushed"),
    ("small-protected", "Petites protégées", "The small protected"),
    ("no-cooperation", "Sans coopération", "Without cooperation"),
)
"""Starting points: the shipped scenario, its name in French and in English."""


def both(words: tuple[str, str]) -> dict[str, str]:
    """Words by language.

    Parameters
    ----------
    words : (str, str), French, English

    Returns
    -------
    dict

    Examples
    --------
    >>> both(LEVERS["tendering"])["en"]
    'Tendering'
    """
    return {"fr": spaced(words[0]), "en": words[1]}


def spaced(french: str) -> str:
    """French words with the no-break spaces that print asks for.

    Parameters
    ----------
    french : str

    Returns
    -------
    str

    Examples
    --------
    >>> spaced("Qui ? 2 %").isascii(), len(spaced("Qui ? 2 %"))
    (False, 9)
    """
    for sign in ";?!":
        french = french.replace(f" {sign}", f"\N{NARROW NO-BREAK SPACE}{sign}")
    for plain, kept in ((" :", "{}:"), (" %", "{}%"), ("« ", "«{}"), (" »", "{}»")):
        french = french.replace(plain, kept.format("\N{NO-BREAK SPACE}"))
    return french


def evidence_told(evidence: str) -> dict[str, str]:
    """Where a value comes from, for a reader.

    Parameters
    ----------
    evidence : str, as ``baseline.toml`` has it

    Returns
    -------
    dict of str by language

    Examples
    --------
    >>> evidence_told("Assumption; direction E-gov")["en"]
    'Assumption; its direction from studies of governance (E-gov).'
    >>> evidence_told("E-coop; derived")["en"]
    'Computed from studies of cooperation and mergers (E-coop).'
    """
    return both((_told(evidence, 0), _told(evidence, 1)))


_SENTENCES = {
    "assumed": ("Hypothèse, sans donnée.", "Assumption, without data."),
    "directed": ("Hypothèse ; son sens vient de : {}.", "Assumption; its direction from {}."),
    "derived": ("Calculé à partir de : {}.", "Computed from {}."),
    "read": ("D'après : {}.", "From {}."),
}
_AND = (" et ", " and ")


def _told(evidence: str, column: int) -> str:
    keys = [part.strip(" ;,") for part in evidence.replace(",", " ").split() if part.startswith("E-")]
    sources = [f"{EVIDENCE[key][column]} ({key})" for key in keys]
    if not sources:
        kind = "assumed"
    elif evidence.startswith("Assumption"):
        kind = "directed"
    else:
        kind = "derived" if evidence.endswith("derived") else "read"
    return _SENTENCES[kind][column].format(_AND[column].join(sources))
