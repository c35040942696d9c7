"""What a page of validation says, in both languages."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from coopsim.lab.validation.check import INSIDE, OUTSIDE, STRADDLES, UNSEEN
from coopsim.lab.wording import digits_for, number

PLURAL_FROM = 2.0
"""From where French writes a plural."""

NO_BREAK = "\N{NO-BREAK SPACE}"


class Words(NamedTuple):
    """What a pattern is called.

    Attributes
    ----------
    en, fr : str
    share : bool, whether it is shown in per cent
    """

    en: str
    fr: str
    share: bool = True


PATTERN_WORDS = {
    "closures": Words("closures of employers, a year", "fermetures d'employeurs, par an"),
    "closures_fall_with_size": Words(
        "closures: small less large employers, a year",
        "fermetures : petits moins grands employeurs, par an",
    ),
    "closures_fall_with_age": Words(
        "closures: young less older small employers, a year",
        "fermetures : jeunes moins anciens petits employeurs, par an",
    ),
    "insolvencies": Words("insolvencies of employers, a year", "liquidations d'employeurs, par an"),
    "absorbed": Words("employers absorbed or merged, a year", "employeurs absorbés ou fusionnés, par an"),
    "merger_share": Words("mergers among agreements signed", "fusions parmi les accords signés"),
    "takeover_share": Words("takeovers among mergers", "reprises parmi les fusions"),
    "engaged": Words("engaged in a pooling, an alliance or a merger", "en mutualisation, rapprochement ou fusion"),
    "number_growth": Words("growth of the number of associations, a year", "croissance de leur nombre, par an"),
    "size_growth": Words("growth of mean size, a year", "croissance de la taille moyenne, par an"),
    "explorations": Words(
        "searches per 100 associations and year", "recherches pour 100 associations et par an", share=False
    ),
    "agreeing_share": Words("searches that lead to an agreement", "recherches qui aboutissent à un accord"),
    "growth_by_size": Words(
        "growth of staff per ln(size) and year", "croissance de l'effectif par ln(taille) et par an", share=False
    ),
    "compliance_at_a_tenth": Words(
        "share of compliance in cost: at a tenth of the size / at the size",
        "part des comptes rendus dans le coût : au dixième de la taille / à la taille",
        share=False,
    ),
    "pooling_saving": Words(
        "saved by those who share overhead, of their expenses",
        "épargné par celles qui partagent des frais, sur leurs dépenses",
    ),
    "voice_of_tied": Words("voice: with ties / without", "voix : avec liens / sans lien", share=False),
    "voice_of_allied": Words("voice: ever allied / others", "voix : un jour alliées / autres", share=False),
    "voice_growth": Words("growth of voice per association, a year", "croissance de la voix par association, par an"),
    "independent_voices_growth": Words(
        "growth of independent voices, a year", "croissance des voix indépendantes, par an"
    ),
    "largest_share": Words(
        "staff of the largest 13.1 % of employers, of all", "effectif des 13,1 % plus grands employeurs, du total"
    ),
    "tail_exponent": Words(
        "exponent of the tail of sizes above 50 FTE", "exposant de la queue des tailles au-delà de 50 ETP", share=False
    ),
}

VERDICTS = {
    "en": {INSIDE: "inside", OUTSIDE: "**outside**", STRADDLES: "straddles an end", UNSEEN: "not shown"},
    "fr": {INSIDE: "dedans", OUTSIDE: "**dehors**", STRADDLES: "à cheval sur un bord", UNSEEN: "sans valeur"},
}

SAID = {
    "en": {
        "title": "Validation: {title}",
        "intro": "Patterns of {title} on {replicates} fresh replicates (seed {seed}, which no calibration saw), beside "
        "the bands of the evidence. *Inside*: all of the 95 % interval of the mean is in the band; *outside*: none of "
        "it; *straddles*: an end of the band lies in the interval. {binding} of {all_binding} binding patterns are "
        "inside by their mean.",
        "written": "The whole page is written by commands, each under its section; nothing in it is typed by hand.",
        "command": "Made by: `{command}`",
        "patterns": "Patterns",
        "pattern_heads": "pattern | band | source | binding | mean | 95 % interval | verdict",
        "under": " (under {scenario})",
        "yes": "yes",
        "no": "reported",
        "not": "no",
        "points": "{value} points",
        "between": "{low} to {high}",
        "least": "at least {low}",
        "most": "at most {high}",
        "missed": "What is missed",
        "nothing_missed": "Every pattern is inside its band.",
        "above": "- {name}: the mean, {mean}, lies {gap} above the band ({band}).",
        "below": "- {name}: the mean, {mean}, lies {gap} below the band ({band}).",
        "crosses": "- {name}: the mean, {mean}, is in the band ({band}), but its interval ({ends}) is not all inside.",
        "unseen": "- {name}: no run shows it.",
        "incidence": "Ends of employers, a year",
        "incidence_note": "Per employer and year at risk, by size at the start of its life in the run, with the 95 % "
        "interval over replicates.",
        "incidence_heads": "size | closed, solvent | insolvent | absorbed or merged",
        "stories": "Both stories",
        "stories_note": "{title} against the same without cooperation, on the same luck, at {points} admissible "
        "points. A move counts beyond two standard errors of the paired difference.",
        "stories_heads": "measure | up | no difference | down | both ways in a tenth of the points",
        "joint": "Survival of the small (rows) and total voice (columns), share of the points:",
        "joint_heads": "the small | voice up | no difference | voice down",
        "direction": "- {measure}: {direction} in {share} of the points; a property of the model.",
        "up": "up",
        "down": "down",
        "no difference": "no difference",
        "ladder": "The ladder",
        "ladder_note": "What each rung adds to the one below, on the same luck, {pairs} pairs, with the 95 % interval "
        "(shares in points).",
        "ladder_heads": "rung | against",
        "sensitivity": "What decides the answer",
        "sensitivity_note": "The unknowns that move each result most, of those that were varied.",
        "morris": "- {measure}: {factors} (mean size of the effect over the whole range).",
        "sobol": "- {measure}: {factors} (share of the variance, interactions included).",
        "ranks": "- {measure}: {factors} (coefficient between ranks).",
        "oat": "- {measure}: {factors} (largest difference from the scenario as it is).",
        "closing": "A pattern inside its band is no proof of the mechanism behind it.",
    },
    "fr": {
        "title": "Validation : {title}",
        "intro": "Les régularités de « {title} » sur {replicates} tirages neufs (graine {seed}, qu'aucun calage n'a "
        "vue), face aux fourchettes des sources. *Dedans* : tout l'intervalle à 95 % de la moyenne est dans la "
        "fourchette ; *dehors* : rien de lui ; *à cheval* : un bord de la fourchette tombe dans l'intervalle. "
        "{binding} des {all_binding} régularités contraignantes sont dedans par leur moyenne.",
        "written": "Toute la page est écrite par des commandes, indiquées sous chaque partie ; rien n'y est saisi "
        "à la main.",
        "command": "Faite par : `{command}`",
        "patterns": "Régularités",
        "pattern_heads": "régularité | fourchette | source | contraignante | moyenne | intervalle à 95 % | verdict",
        "under": " (sous {scenario})",
        "yes": "oui",
        "no": "rapportée",
        "not": "non",
        "points": "{value} point{s}",
        "between": "{low} à {high}",
        "least": "au moins {low}",
        "most": "au plus {high}",
        "missed": "Ce qui est manqué",
        "nothing_missed": "Toutes les régularités sont dans leur fourchette.",
        "above": "- {name} : la moyenne, {mean}, est au-dessus de la fourchette de {gap} ({band}).",
        "below": "- {name} : la moyenne, {mean}, est au-dessous de la fourchette de {gap} ({band}).",
        "crosses": "- {name} : la moyenne, {mean}, est dans la fourchette ({band}), mais son intervalle ({ends}) n'y "
        "est pas tout entier.",
        "unseen": "- {name} : aucune simulation ne la montre.",
        "incidence": "Fins d'employeurs, par an",
        "incidence_note": "Par employeur et par année d'exposition, selon la taille au début de sa vie dans la "
        "simulation, avec l'intervalle à 95 % sur les tirages.",
        "incidence_heads": "taille | fermés, solvables | liquidés | absorbés ou fusionnés",
        "stories": "Les deux récits",
        "stories_note": "« {title} » face au même scénario sans coopération, à chance égale, en {points} points "
        "admissibles. Un écart compte au-delà de deux erreurs types de l'écart par paires.",
        "stories_heads": "mesure | hausse | sans écart | baisse | dans les deux sens, un dixième des points",
        "joint": "Survie des petites (lignes) et voix totale (colonnes), part des points :",
        "joint_heads": "les petites | voix en hausse | sans écart | voix en baisse",
        "direction": "- {measure} : {direction} dans {share} des points ; une propriété du modèle.",
        "up": "hausse",
        "down": "baisse",
        "no difference": "sans écart",
        "ladder": "L'échelle",
        "ladder_note": "Ce que chaque barreau ajoute à celui du dessous, à chance égale, {pairs} paires, avec "
        "l'intervalle à 95 % (parts en points).",
        "ladder_heads": "barreau | face à",
        "sensitivity": "Ce qui décide de la réponse",
        "sensitivity_note": "Les inconnues qui déplacent le plus chaque résultat, parmi celles qu'on a fait varier.",
        "morris": "- {measure} : {factors} (taille moyenne de l'effet sur toute la plage).",
        "sobol": "- {measure} : {factors} (part de la variance, interactions comprises).",
        "ranks": "- {measure} : {factors} (coefficient entre rangs).",
        "oat": "- {measure} : {factors} (plus grand écart au scénario tel quel).",
        "closing": "Une régularité dans sa fourchette ne prouve pas le mécanisme qui la produit.",
    },
}


def pattern_name(name: str, language: str) -> str:
    """What a pattern is called; its own name where nobody has said.

    Parameters
    ----------
    name : str
    language : str, en or fr

    Returns
    -------
    str

    Examples
    --------
    >>> pattern_name("takeover_share", "fr")
    'reprises parmi les fusions'
    """
    words = PATTERN_WORDS.get(name)
    return name if words is None else words.fr if language == "fr" else words.en


def pattern_value(name: str, value: Any, language: str) -> str:
    """A value of a pattern as a reader writes it, shares in per cent.

    Parameters
    ----------
    name : str, of a pattern
    value : float
    language : str, en or fr

    Returns
    -------
    str

    Examples
    --------
    >>> pattern_value("closures", 0.0213, "en"), pattern_value("explorations", 12.4, "en")
    ('2.13%', '12.4')
    """
    share = name in PATTERN_WORDS and PATTERN_WORDS[name].share
    return per_cent(value, language) if share else _plain(value, language)


def pattern_gap(name: str, gap: float, language: str) -> str:
    """How far a pattern is from its band: for shares, in points.

    Parameters
    ----------
    name : str, of a pattern
    gap : float, [0, inf)
    language : str, en or fr

    Returns
    -------
    str

    Examples
    --------
    >>> pattern_gap("closures", 0.0131, "en"), pattern_gap("explorations", 2.5, "en")
    ('1.31 points', '2.50')
    """
    if name not in PATTERN_WORDS or not PATTERN_WORDS[name].share:
        return _plain(gap, language)
    points = number(100 * gap, min(2, digits_for(100 * gap)), language)
    return SAID[language]["points"].format(value=points, s="s" if 100 * gap >= PLURAL_FROM else "")


def per_cent(value: Any, language: str, digits: int | None = None) -> str:
    """A share in per cent, to three digits that tell at most.

    Parameters
    ----------
    value : float, share
    language : str, en or fr
    digits : int, decimals, or None for as many as tell

    Returns
    -------
    str

    Examples
    --------
    >>> per_cent(0.5, "en", 0), per_cent(float("nan"), "en")
    ('50%', '–')
    """
    if not math.isfinite(value):
        return "–"
    shown = min(2, digits_for(abs(100 * value))) if digits is None else digits
    return number(100 * value, shown, language) + (f"{NO_BREAK}%" if language == "fr" else "%")


def _plain(value: Any, language: str) -> str:
    """A number to three digits that tell."""
    return number(value, digits_for(abs(value)) if math.isfinite(value) else 0, language)
