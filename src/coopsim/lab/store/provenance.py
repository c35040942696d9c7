"""Where results come from: code, versions, machine."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

NUMERIC = ("numba", "numpy")
"""Packages whose version can change a digit."""

TOLD = ("numba", "numpy", "pandas", "pyarrow", "pydantic", "mesa")
ROOMS = ("population", "scenario")
"""Rooms that decide what a run gives, beside those that are compiled."""


@cache
def code_fingerprint() -> str:
    """Hash of all code that can change a row: our floors up to the engine, numba and NumPy.

    Returns
    -------
    str, 16 hexadecimal digits

    Examples
    --------
    >>> len(code_fingerprint())
    16
    """
    from coopsim._compile import source_hash

    digest = hashlib.sha256(source_hash().encode())
    root = Path(__file__).parents[2]
    for room in ROOMS:
        for file in sorted((root / room).rglob("*.py")):
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    for package in NUMERIC:
        digest.update(f"{package}={version(package)}".encode())
    return digest.hexdigest()[:16]


def provenance() -> dict[str, object]:
    """Versions and machine, for whoever reads the results later.

    Returns
    -------
    dict

    Examples
    --------
    >>> sorted(provenance())
    ['code', 'coopsim', 'machine', 'platform', 'python', 'versions']
    """
    from coopsim import __version__

    return {
        "coopsim": __version__,
        "code": code_fingerprint(),
        "versions": {package: version(package) for package in TOLD},
        "python": platform.python_version(),
        "platform": platform.platform(),
        "machine": platform.machine(),
    }
