"""Stores: results in a folder, whole or not there."""

from coopsim.lab.store.folder import Store
from coopsim.lab.store.opening import open_store, store_for

__all__ = ["Store", "open_store", "store_for"]
