"""Where the numbers come from: what was run, by which code, and with which luck."""

from __future__ import annotations

from coopsim.lab.store.manifest import codes_of
from coopsim.report.markup import element, section, text
from coopsim.report.subject import Subject

SHORT = 16
"""Digits of a hash that are shown."""

SAID = {
    "en": {
        "title": "Where this comes from",
        "version": "coopsim",
        "code": "Code fingerprint",
        "experiment": "Experiment",
        "scenarios": "Scenarios",
        "seed": "Seed",
        "replicates": "Replicates",
        "runs": "Runs",
        "points": "Points of the design",
        "quarters": "Quarters",
        "created": "Begun",
        "versions": "With",
        "of": "{done} of {asked}; {failed} failed",
    },
    "fr": {
        "title": "D'où cela vient",
        "version": "coopsim",
        "code": "Empreinte du code",
        "experiment": "Expérience",
        "scenarios": "Scénarios",
        "seed": "Graine",
        "replicates": "Répliques",
        "runs": "Simulations",
        "points": "Points du plan",
        "quarters": "Trimestres",
        "created": "Commencé",
        "versions": "Avec",
        "of": "{done} sur {asked} ; {failed} en échec",
    },
}


def stamp(subject: Subject) -> str:
    """The part of the page on its provenance; it names no machine, no path and no person.

    Parameters
    ----------
    subject : Subject

    Returns
    -------
    str
    """
    said = SAID[subject.language]
    content = "".join(
        element("dt", text(said[key])) + element("dd", text(told)) for key, told in stamped(subject).items()
    )
    return section("stamp", said["title"], element("dl", content, kind="stamp"))


def stamped(subject: Subject) -> dict[str, str]:
    """What the stamp says, by what it says it of.

    Parameters
    ----------
    subject : Subject

    Returns
    -------
    dict of str
    """
    store, manifest = subject.store, subject.store.manifest
    experiment, asked = store.experiment, len(list(store.asked()))
    runs = {"done": asked - len(store.missing()), "asked": asked, "failed": len(store.failures())}
    versions = {"python": manifest["python"], **manifest["versions"]}
    return {
        "version": str(manifest["coopsim"]),
        "code": ", ".join(codes_of(manifest)),
        "experiment": str(manifest["experiment"]["identity"])[:SHORT],
        "scenarios": ", ".join(f"{one.name} {one.hash[:SHORT]}" for one in experiment.scenarios),
        "seed": str(experiment.seed),
        "replicates": subject.evidence.replicates,
        "runs": SAID[subject.language]["of"].format(**runs),
        "points": str(len(experiment.points)),
        "quarters": str(subject.quarter),
        "created": str(manifest["created"]),
        "versions": ", ".join(f"{name} {version}" for name, version in versions.items()),
    }
