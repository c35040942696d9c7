"""Several stores of one experiment made one, such as the shards of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coopsim.errors import InputRefused, StoreRefused
from coopsim.lab.records.columns import RunKey
from coopsim.lab.store.contents import Part
from coopsim.lab.store.failures import key_of
from coopsim.lab.store.folder import Store
from coopsim.lab.store.manifest import FORMAT, SEALED, Manifest, manifest_changed
from coopsim.lab.store.matching import refuse_old, refuse_other, with_code
from coopsim.lab.store.opening import begin
from coopsim.lab.store.overlaps import digests_of, disagreement, remainder
from coopsim.lab.store.parts import Damaged, name_for, place, publish

ONE_EXPERIMENT = "Stores can be merged where scenarios, seed, design, tables and quarters are the same"


def merge(stores: Sequence[Store], out: Path, accept_code: bool = False) -> Store:
    """Make one store of several that hold results of the same experiment.

    The given stores are only read. A merge that was interrupted can be
    repeated: what is there stays, the rest is added.

    Parameters
    ----------
    stores : sequence of Store, at least one
    out : Path, a new or empty folder, or a store of the same experiment
    accept_code : bool, whether runs of several codes may stand side by side

    Returns
    -------
    Store

    Raises
    ------
    InputRefused
        If `out` is one of the given stores, or a shard.
    StoreRefused
        If experiments or codes differ, a part is damaged, or two stores tell different rows of a run.
    """
    for store in stores:
        if out.exists() and out.samefile(store.path):
            raise InputRefused("--out", "", "another folder than those that are merged", str(out))
        store.failures()
    wanted = _merged(stores, accept_code)
    begin(out, wanted)
    manifest_changed(out, lambda there: _with_all(there, wanted, out, accept_code))
    merged = Store(out)
    with merged.writing():
        taken = _Taken(merged)
        for store in stores:
            for part in store.contents.parts():
                taken.add(store, part)
        for store in stores:
            _add_failures(merged, store)
    return merged


def _merged(stores: Sequence[Store], accept_code: bool) -> Manifest:
    """The manifest of all: as many replicates as the largest, the codes of each, no shard."""
    whole = {**stores[0].manifest, "format": FORMAT, "shard": None}
    whole.setdefault("accepted", [])
    for store in stores[1:]:
        refuse_other(store.manifest, whole, store.path, ONE_EXPERIMENT)
        whole = with_code(whole, store.manifest, store.path, accept_code)
    largest = max((store.manifest for store in stores), key=lambda one: int(one["experiment"]["replicates"]))
    return whole | {key: largest[key] for key in ("experiment", "scenarios")}


def _with_all(there: Manifest, wanted: Manifest, out: Path, accept_code: bool) -> Manifest:
    """The manifest of a store to which others are added."""
    refuse_old(there, out)
    refuse_other(there, wanted, out, ONE_EXPERIMENT)
    if there["shard"]:
        raise InputRefused("--out", "", "a new folder, or the store of a whole experiment", f"{out}, a shard")
    replicates = max(manifest["experiment"]["replicates"] for manifest in (there, wanted))
    experiment = there["experiment"] | {"replicates": replicates}
    return with_code(there, wanted, out, accept_code) | {"experiment": experiment}


class _Taken:
    """The store that others are added to, and from where it has each run."""

    def __init__(self, merged: Store) -> None:
        self.merged = merged
        self.where: dict[RunKey, tuple[str, Path]] = {}
        self.names: set[str] = set()
        for part in merged.contents.parts():
            self._note(part, merged.path)

    def add(self, store: Store, part: Part) -> None:
        """Add the runs of a part that are not there yet."""
        known = part.runs & self.where.keys()
        if known and not (part.name in self.names and _certified(store)):
            self._refuse_disagreement(store, part, known)
        new = part.runs - known
        if new and (known or not _certified(store)):
            name = publish(self.merged.path, remainder(store.contents, part, new), part.code)
            self._note(self.merged.contents.part(name), store.path)
        elif new:
            place(self.merged.path, part.name, _copied(store, part))
            self._note(self.merged.contents.whole(part.name), store.path)

    def _refuse_disagreement(self, store: Store, part: Part, known: frozenset[RunKey]) -> None:
        """Refuse rows of a run that differ from those that are there."""
        here = digests_of(store.contents, part.name)
        for key in sorted(known, key=lambda key: (self.where[key][0], key)):
            name, origin = self.where[key]
            if digests_of(self.merged.contents, name)[key] != here[key]:
                raise StoreRefused(disagreement(self.merged.path, key, str(origin), str(store.path)))

    def _note(self, part: Part, origin: Path) -> None:
        self.where |= dict.fromkeys(part.runs, (part.name, origin))
        self.names.add(part.name)


def _add_failures(merged: Store, store: Store) -> None:
    """Note the failures of a store, where no other store had success and nobody noted the same."""
    done, noted = merged.done(), merged.failures()
    merged.add_failures(row for row in store.failures() if key_of(row) not in done and row not in noted)


def _certified(store: Store) -> bool:
    """Whether the name of a part certifies what it holds, so that equal names mean equal rows."""
    return int(store.manifest["format"]) >= SEALED


def _copied(store: Store, part: Part) -> dict[str, bytes]:
    """The files of a part, measures last, as they were when they were verified."""
    contents = {}
    for table in (*store.contents.beside, "measures"):
        file = store.contents.file(table, part.name)
        contents[table] = file.read_bytes()
    if name_for(contents["measures"]) != part.name:
        raise Damaged(file, "a file that changes while it is read")
    return contents
