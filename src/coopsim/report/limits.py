"""What no report may be read as saying: docs/limits.md in short, in both languages."""

from __future__ import annotations

from coopsim.report.markup import listed, paragraph, section

TITLES = {"en": "What this cannot say", "fr": "Ce que cette page ne peut pas dire"}
LEADS = {
    "en": "A number of this page is one about a simulated sector under stated assumptions. It is of use "
    "where two policies "
    "are compared on the same luck, and where the comparison holds over the assumptions that nobody can settle.",
    "fr": "Un nombre de cette page parle d'un secteur simulé sous des hypothèses énoncées. Il sert à "
    "comparer deux politiques "
    "à chance égale, là où la comparaison tient malgré les hypothèses que personne ne peut trancher.",
}
LIMITS = {
    "en": (
        "Several values have no evidence and decide results: the taste for each form of cooperation, whether ties keep "
        "associations alive, whether coalitions add to voice, what cooperation costs in freedom, how money "
        "and management "
        "silence. Change them and look again.",
        "People are not in it: members, volunteers, users and staff have no voice of their own; an "
        "association is one actor.",
        "Quality of service is not told apart. Unmet need measures service against the start, not against "
        "what people need.",
        "Funders do not learn, bargain or change their minds; elections, laws, federations and firms are absent.",
        "Informal cooperation, associations without paid staff, foundations, loans and property are left out.",
        "Most associations are drawn from distributions of one region; names and positions are no one's.",
        "Seats, voice and norms have no unit outside the model: ratios to the start mean more than levels.",
        "The model is neutral on mergers: a takeover is not a failure, and an independent association is "
        "not a success.",
    ),
    "fr": (
        "Plusieurs valeurs sont sans preuve et décident des résultats : le goût pour chaque forme de "
        "coopération, l'effet des "
        "liens sur la survie, l'effet des coalitions sur la voix, ce que la coopération coûte en liberté, "
        "la façon dont "
        "l'argent et la gestion font taire. Changez-les et regardez à nouveau.",
        "Les personnes n'y sont pas : adhérents, bénévoles, usagers et salariés n'ont pas de voix propre ; "
        "une association "
        "est un seul acteur.",
        "La qualité du service n'est pas distinguée. Les besoins non couverts mesurent le service par "
        "rapport au départ, et "
        "non à ce dont les gens ont besoin.",
        "Les financeurs n'apprennent pas, ne négocient pas, ne changent pas d'avis ; élections, lois, fédérations et "
        "entreprises sont absentes.",
        "La coopération informelle, les associations sans salariés, les fondations, les emprunts et "
        "l'immobilier sont laissés "
        "de côté.",
        "La plupart des associations sont tirées de distributions d'une région ; noms et positions ne sont "
        "ceux de personne.",
        "Sièges, voix et normes n'ont pas d'unité hors du modèle : les rapports au départ disent plus que les niveaux.",
        "Le modèle est neutre sur les fusions : une absorption n'est pas un échec, et rester indépendante "
        "n'est pas un succès.",
    ),
}


def limits(language: str) -> str:
    """The part of the page on what the model leaves out.

    Parameters
    ----------
    language : str, en or fr

    Returns
    -------
    str
    """
    return section("limits", TITLES[language], paragraph(LEADS[language]), listed(LIMITS[language]))
