"""The trade-off: what the funder saves, never without what is no longer met, who is heard and who remains."""

from __future__ import annotations

from coopsim.report.drawn import svg
from coopsim.report.markup import figure, paragraph, section, table
from coopsim.report.subject import Subject
from coopsim.report.tables import by_scenario, means_of

BALANCE = ("funder_savings", "unmet_need", "service_lost", "voice_total", "small_independent")
SAID = {
    "en": {
        "title": "What is saved, and what it goes with",
        "lead": "Savings stand beside the need that is no longer met and the service that was lost: spending less for "
        "less service is not told apart from doing the same for less by the savings alone.",
        "figure": "The funder's savings against total voice and against unmet need; shade: the small that remain. The "
        "numbers stand in the table below.",
        "table": "Savings, need, voice and the small after {years}: means, with 95 % intervals",
    },
    "fr": {
        "title": "Ce qui est économisé, et ce qui va avec",
        "lead": "Les économies se lisent avec les besoins qui ne sont plus couverts et le service perdu : à "
        "elles seules, "
        "elles ne disent pas si l'on dépense moins pour moins de service ou moins pour autant.",
        "figure": "Les économies du financeur face à la voix totale et face aux besoins non couverts ; teinte : les "
        "petites qui demeurent. Les nombres sont dans le tableau qui suit.",
        "table": "Économies, besoins, voix et petites après {years} : moyennes, avec intervalles à 95 %",
    },
}


def money(subject: Subject) -> str:
    """The part of the page on the trade-off.

    Parameters
    ----------
    subject : Subject

    Returns
    -------
    str
    """
    from coopsim.figures.tradeoff import tradeoff

    said = SAID[subject.language]
    means = means_of(subject, BALANCE)
    parts = [paragraph(said["lead"])]
    if means[means.measure == "small_independent"]["mean"].notna().all():
        drawn = svg(tradeoff(means, subject.evidence), "tradeoff", said["figure"])
        parts.append(figure(drawn, said["figure"]))
    numbers = table(by_scenario(subject, BALANCE, said["table"].format(years=subject.years)))
    return section("money", said["title"], *parts, numbers)
