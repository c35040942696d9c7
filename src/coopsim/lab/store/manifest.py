"""The manifest of a store: what was asked, in full, and by which code it was answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coopsim.errors import StoreRefused
from coopsim.lab.experiment import Experiment
from coopsim.lab.store.parts import write_whole
from coopsim.lab.store.provenance import provenance
from coopsim.scenario import Scenario

MANIFEST = "manifest.json"
FORMAT = 1
"""Version of the layout of a store; older ones stay readable."""


def manifest_of(experiment: Experiment) -> dict[str, Any]:
    """What a store says of itself.

    Parameters
    ----------
    experiment : Experiment

    Returns
    -------
    dict
    """
    return {
        "format": FORMAT,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        **provenance(),
        "experiment": {
            "name": experiment.name,
            "identity": experiment.identity,
            "baseline": experiment.baseline,
            "replicates": experiment.replicates,
            "seed": experiment.seed,
            "record": list(experiment.record),
            "every": experiment.every,
            "points": list(experiment.points),
        },
        "scenarios": [
            {"hash": scenario.hash, "content": scenario.model_dump(mode="json")} for scenario in experiment.scenarios
        ],
    }


def experiment_of(manifest: Mapping[str, Any]) -> Experiment:
    """The experiment that a manifest tells of, scenarios included.

    Parameters
    ----------
    manifest : dict

    Returns
    -------
    Experiment
    """
    said = manifest["experiment"]
    return Experiment(
        name=said["name"],
        scenarios=tuple(Scenario.model_validate(one["content"]) for one in manifest["scenarios"]),
        baseline=said["baseline"],
        replicates=said["replicates"],
        seed=said["seed"],
        record=tuple(said["record"]),
        every=said["every"],
        points=tuple(said["points"]),
    )


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a store.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    dict

    Raises
    ------
    StoreRefused
        If there is none, or one that cannot be read, or of a later version.
    """
    file = folder / MANIFEST
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
        version = int(manifest["format"])
    except FileNotFoundError:
        raise StoreRefused(f"{folder}: expected a store, got a folder without {MANIFEST}") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise StoreRefused(f"{file}: expected the manifest of a store, got something else") from None
    if version > FORMAT:
        raise StoreRefused(f"{file}: expected format {FORMAT} or older, got {version}. Update coopsim")
    return dict(manifest)


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest of a store, whole.

    Parameters
    ----------
    folder : Path
    manifest : dict
    """
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    write_whole(folder / MANIFEST, text.encode())


def refuse_other(manifest: Mapping[str, Any], experiment: Experiment, folder: Path) -> None:
    """Refuse to add runs of other code, or of another experiment, to a store.

    Parameters
    ----------
    manifest : dict, of the store
    experiment : Experiment, to be added
    folder : Path

    Raises
    ------
    StoreRefused
        Saying what differs.
    """
    remedy = "Choose another folder with --out, or delete this one"
    now = provenance()
    if manifest["code"] != now["code"]:
        raise StoreRefused(
            f"{folder}: expected results of this code ({now['code']}), got those of other code "
            f"({manifest['code']}). {remedy}"
        )
    if manifest["experiment"]["identity"] != experiment.identity:
        differing = " and ".join(_differing(manifest, experiment)) or "its scenarios"
        raise StoreRefused(f"{folder}: expected results of this experiment, got others: {differing}. {remedy}")


def _differing(manifest: Mapping[str, Any], experiment: Experiment) -> list[str]:
    """In what the experiment of a store differs, in a few words."""
    there, here = manifest["experiment"], manifest_of(experiment)["experiment"]
    told = [f"{key} was {there[key]}" for key in ("seed", "record", "every") if there[key] != here[key]]
    told += ["the points of its design"] if there["points"] != here["points"] else []
    hashes = {one["content"]["name"]: one["hash"] for one in manifest["scenarios"]}
    names = {scenario.name for scenario in experiment.scenarios if hashes.get(scenario.name) != scenario.hash}
    return told + sorted(f"scenario {name}" for name in names | (set(hashes) - {s.name for s in experiment.scenarios}))
