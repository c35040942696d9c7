"""The files of the page, and nothing else of this machine."""

from __future__ import annotations

from pathlib import Path

from coopsim.workshop.refusal import Refused

FOLDER = Path(__file__).resolve().parent / "page"

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".txt": "text/plain; charset=utf-8",
}
"""Endings of the files that are served, and their types."""


def page_files(folder: Path = FOLDER) -> dict[str, Path]:
    """Every file of the page by its address.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    dict of Path by str, without a leading slash
    """
    found = (file for file in sorted(folder.rglob("*")) if file.is_file() and file.suffix in KINDS)
    return {file.relative_to(folder).as_posix(): file for file in found}


def page_file(address: str) -> tuple[bytes, str]:
    """One file of the page and its type.

    Only addresses of files that are there are known, so that none leads elsewhere.

    Parameters
    ----------
    address : str, without a leading slash

    Returns
    -------
    (bytes, str)

    Raises
    ------
    Refused
        With status 404.
    """
    file = page_files().get(address)
    if file is None:
        raise Refused(404, "Rien à cette adresse.", "Nothing at this address.")
    return file.read_bytes(), KINDS[file.suffix]
