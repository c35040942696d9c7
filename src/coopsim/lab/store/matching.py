"""Whether runs may be added to a store: same experiment, same code, same shard."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coopsim.errors import StoreRefused
from coopsim.lab.store.manifest import SEALED, Manifest, codes_of

ELSEWHERE = "Choose another folder with --out, or delete this one"


def refuse_old(manifest: Mapping[str, Any], folder: Path) -> None:
    """Refuse to add runs to a store of an older format.

    Parameters
    ----------
    manifest : dict, of the store
    folder : Path

    Raises
    ------
    StoreRefused
        With the command that makes a newer one of it.
    """
    if manifest["format"] < SEALED:
        got = f"one of format {manifest['format']}, which can be read only"
        raise StoreRefused(f"{folder}: expected a store to add to, got {got}. coopsim merge {folder} --out NEW")


def refuse_other(
    there: Mapping[str, Any], here: Mapping[str, Any], folder: Path, remedy: str = ELSEWHERE
) -> None:
    """Refuse to add runs of another experiment to a store.

    Parameters
    ----------
    there, here : dict, manifests of the store and of what is to be added
    folder : Path
    remedy : str

    Raises
    ------
    StoreRefused
        Saying what differs.
    """
    if there["experiment"]["identity"] != here["experiment"]["identity"]:
        differing = " and ".join(differences(there, here)) or "its scenarios"
        raise StoreRefused(f"{folder}: expected results of this experiment, got others: {differing}. {remedy}")


def differences(there: Mapping[str, Any], here: Mapping[str, Any]) -> list[str]:
    """In what the experiment of a store differs from another.

    Parameters
    ----------
    there, here : dict, manifests

    Returns
    -------
    list of str, a few words each
    """
    was, wanted = there["experiment"], here["experiment"]
    told = [f"{key} was {was[key]}" for key in ("seed", "record", "every") if was[key] != wanted[key]]
    told += ["the points of its design"] if was["points"] != wanted["points"] else []
    hashes, others = _hashes(there), _hashes(here)
    names = sorted({name for name, _ in hashes.items() ^ others.items()})
    return told + [f"scenario {name}" for name in names]


def _hashes(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The hash of each scenario."""
    return {one["content"]["name"]: one["hash"] for one in manifest["scenarios"]}


def refuse_other_shard(there: Mapping[str, Any], here: Mapping[str, Any], folder: Path) -> None:
    """Refuse to add one shard to the store of another.

    Parameters
    ----------
    there, here : dict, manifests of the store and of what is to be added
    folder : Path

    Raises
    ------
    StoreRefused
        If they are not of the same shard.
    """
    if there.get("shard") != here["shard"]:
        expected, got = _shard(here), _shard(there)
        raise StoreRefused(f"{folder}: expected a store of {expected}, got one of {got}. Say --shard as before, {OR}")


OR = "or choose another folder with --out"


def _shard(manifest: Mapping[str, Any]) -> str:
    shard = manifest.get("shard")
    return f"shard {shard[0]}/{shard[1]}" if shard else "the whole experiment"


def with_code(there: Mapping[str, Any], here: Mapping[str, Any], folder: Path, accepted: bool) -> Manifest:
    """The manifest of a store, with the codes of what is to be added.

    Parameters
    ----------
    there, here : dict, manifests of the store and of what is to be added
    folder : Path
    accepted : bool, whether runs of several codes may stand side by side

    Returns
    -------
    dict

    Raises
    ------
    StoreRefused
        If a code is new and was not accepted.
    """
    known = codes_of(there)
    new = [code for code in codes_of(here) if code not in known]
    if new and not accepted:
        told = f"expected results of one code, got those of code {known[0]} and of code {new[0]}"
        raise StoreRefused(f"{folder}: {told}. {ELSEWHERE}, or mix both with --accept-code")
    notes = [{"code": code, "when": here["created"]} for code in new]
    return {**there, "accepted": [*there.get("accepted", ()), *notes]}
