"""The manifest of a store: what was asked, in full, and by which code it was answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coopsim.errors import StoreRefused
from coopsim.lab.experiment import Experiment
from coopsim.lab.records.columns import RunKey
from coopsim.lab.shard import Shard
from coopsim.lab.store.lock import only_writer
from coopsim.lab.store.provenance import provenance
from coopsim.lab.store.seal import is_sealed, sealed
from coopsim.lab.store.whole import write_whole
from coopsim.scenario import Scenario

MANIFEST = "manifest.json"
FORMAT = 2
"""Version of the layout of a store; older ones stay readable."""

SEALED = 2
"""The first format whose manifest is sealed, and to which runs can be added."""

Manifest = dict[str, Any]


def manifest_of(experiment: Experiment, shard: tuple[int, int] | None = None) -> Manifest:
    """What a new store says of itself.

    Parameters
    ----------
    experiment : Experiment
    shard : (int, int), number and how many, or None for all of it

    Returns
    -------
    dict
    """
    said = {
        "format": FORMAT,
        "created": now(),
        **provenance(),
        "accepted": [],
        "shard": None if shard is None else list(shard),
        **_asked(experiment),
    }
    return dict(json.loads(json.dumps(said)))


def _asked(experiment: Experiment) -> Manifest:
    """What was asked, in full."""
    return {
        "experiment": {
            "name": experiment.name,
            "identity": experiment.identity,
            "baseline": experiment.baseline,
            "replicates": experiment.replicates,
            "seed": experiment.seed,
            "record": list(experiment.record),
            "every": experiment.every,
            "design": dict(experiment.design),
            "points": list(experiment.points),
        },
        "scenarios": [
            {"hash": scenario.hash, "content": scenario.model_dump(mode="json")} for scenario in experiment.scenarios
        ],
    }


def now() -> str:
    """The moment, as a manifest notes it.

    Returns
    -------
    str, ISO 8601, UTC
    """
    return datetime.now(UTC).isoformat(timespec="seconds")


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
        design=said.get("design", {}),
    )


def runs_asked(manifest: Mapping[str, Any]) -> Iterator[RunKey]:
    """The runs that a store is for, replicate by replicate.

    That of a shard is for its own only.

    Parameters
    ----------
    manifest : dict

    Returns
    -------
    iterator of RunKey
    """
    said = manifest["experiment"]
    names, points = [one["content"]["name"] for one in manifest["scenarios"]], range(len(said["points"]))
    runs = (
        RunKey(name, point, replicate) for replicate in range(said["replicates"]) for point in points for name in names
    )
    return of_shard(manifest, runs)


def of_shard(manifest: Mapping[str, Any], runs: Iterator[RunKey]) -> Iterator[RunKey]:
    """Those of some runs that a store is for.

    Parameters
    ----------
    manifest : dict
    runs : iterator of RunKey

    Returns
    -------
    iterator of RunKey
    """
    shard = manifest.get("shard")
    return Shard(*shard).runs(runs, len(manifest["experiment"]["points"])) if shard else runs


def codes_of(manifest: Mapping[str, Any]) -> list[str]:
    """The codes whose runs may stand in a store, its first one first.

    Parameters
    ----------
    manifest : dict

    Returns
    -------
    list of str

    Examples
    --------
    >>> codes_of({"code": "a", "accepted": [{"code": "b", "when": "2026-01-05T10:00:00+00:00"}]})
    ['a', 'b']
    """
    return [manifest["code"], *(one["code"] for one in manifest.get("accepted", ()))]


def read_manifest(folder: Path) -> Manifest:
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
        If there is none, or one that cannot be read, or is not as it was written, or of a later version.
    """
    file = folder / MANIFEST
    try:
        text = file.read_bytes().decode()
        manifest = json.loads(text)
        version = int(manifest["format"])
    except FileNotFoundError:
        raise StoreRefused(f"{folder}: expected a store, got a folder without {MANIFEST}") from None
    except OSError as problem:
        raise StoreRefused(f"{file}: expected a file that can be read, got: {problem.strerror}") from None
    except (ValueError, KeyError, TypeError):
        raise StoreRefused(f"{file}: expected the manifest of a store, got something else. {RESTORE}") from None
    if version > FORMAT:
        raise StoreRefused(f"{file}: expected format {FORMAT} or older, got {version}. Update coopsim")
    if version >= SEALED and not is_sealed(text):
        raise StoreRefused(f"{file}: expected a manifest as it was written, got another text. {RESTORE}")
    manifest.pop("sha256", None)
    return dict(manifest)


RESTORE = "Take it back from a copy, or run the batch into another folder"


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest of a store, whole.

    Parameters
    ----------
    folder : Path
    manifest : dict
    """
    write_whole(folder / MANIFEST, sealed(manifest).encode())


def manifest_changed(folder: Path, change: Callable[[Manifest], Manifest]) -> None:
    """Change the manifest of a store, where anything changes.

    Parameters
    ----------
    folder : Path
    change : function of a manifest that gives the new one, or refuses

    Raises
    ------
    StoreRefused
        If another writes to the store, or the folder cannot be written.
    """
    there = read_manifest(folder)
    if change(there) != there:
        with only_writer(folder):
            write_manifest(folder, change(read_manifest(folder)))
