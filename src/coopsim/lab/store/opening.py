"""Stores opened, begun and gone on with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coopsim.errors import InputRefused, StoreRefused
from coopsim.lab.store.folder import Store
from coopsim.lab.store.lock import LOCK, WRITER, only_writer
from coopsim.lab.store.manifest import MANIFEST, Manifest, manifest_changed, manifest_of, write_manifest
from coopsim.lab.store.matching import refuse_old, refuse_other, refuse_other_shard, with_code
from coopsim.lab.store.whole import TEMPORARY, written

if TYPE_CHECKING:
    from coopsim.lab.experiment import Experiment


def open_store(path: str | Path) -> Store:
    """A store that was made by a batch.

    Parameters
    ----------
    path : str or Path, its folder

    Returns
    -------
    Store

    Raises
    ------
    InputRefused
        If there is nothing at that path.
    StoreRefused
        If it is not a store.
    """
    folder = Path(path)
    if not folder.exists():
        raise InputRefused(str(path), "", "the folder of a store", "nothing there")
    if not folder.is_dir():
        raise StoreRefused(f"{path}: expected the folder of a store, got a file")
    return Store(folder)


def store_for(
    experiment: Experiment,
    path: str | Path,
    shard: tuple[int, int] | None = None,
    accept_code: bool = False,
) -> Store:
    """The store of an experiment: a new one, or the one that it began.

    Nothing is written where the folder holds anything else. The number of
    replicates may grow from one batch to the next.

    Parameters
    ----------
    experiment : Experiment
    path : str or Path
    shard : (int, int), number and how many, or None for the whole experiment
    accept_code : bool, whether runs of this code may stand beside those of another

    Returns
    -------
    Store

    Raises
    ------
    StoreRefused
        If the folder holds other things, or results of other code, of another experiment or shard, or of
        an older format; or if another writes to it.
    """
    folder, wanted = Path(path), manifest_of(experiment, shard)
    begin(folder, wanted)
    manifest_changed(folder, lambda there: _continued(there, wanted, folder, accept_code))
    return Store(folder)


def begin(folder: Path, manifest: Manifest) -> None:
    """Make a store of a new or empty folder; one that is there stays as it is.

    Parameters
    ----------
    folder : Path
    manifest : dict

    Raises
    ------
    StoreRefused
        If the folder holds other things, cannot be written, or another begins a store there at this moment.
    """
    if (folder / MANIFEST).exists():
        return
    _refuse_occupied(folder)
    with written(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with only_writer(folder):
        if not (folder / MANIFEST).exists():
            write_manifest(folder, manifest)


def _continued(there: Manifest, wanted: Manifest, folder: Path, accept_code: bool) -> Manifest:
    """The manifest of a store that goes on: words and places as they are now, as many replicates as ever asked."""
    refuse_old(there, folder)
    refuse_other(there, wanted, folder)
    refuse_other_shard(there, wanted, folder)
    replicates = max(manifest["experiment"]["replicates"] for manifest in (there, wanted))
    asked = {"experiment": wanted["experiment"] | {"replicates": replicates}, "scenarios": wanted["scenarios"]}
    return with_code(there, wanted, folder, accept_code) | asked


def _refuse_occupied(folder: Path) -> None:
    """Refuse a file, or a folder that holds other things than what an interrupted beginning leaves."""
    if folder.exists() and not folder.is_dir():
        raise StoreRefused(f"{folder}: expected a new folder or a store, got a file. Choose another with --out")
    if folder.is_dir() and any(not _is_ours(one.name) for one in folder.iterdir()):
        got = "a folder with other things in it"
        raise StoreRefused(f"{folder}: expected a new folder or a store, got {got}. Choose another with --out")


def _is_ours(name: str) -> bool:
    return name in (LOCK, WRITER) or (name.startswith(".") and name.endswith(TEMPORARY))
