"""Libraries that only some users need: asked for by name, refused with the remedy."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from coopsim.errors import InputRefused


def required(module: str, extra: str) -> Any:
    """A module of an optional library.

    Parameters
    ----------
    module : str, dotted name
    extra : str, the extra of coopsim that installs it

    Returns
    -------
    module

    Raises
    ------
    InputRefused
        If the library is not installed, with the command that installs it.

    Examples
    --------
    >>> required("json", "lab").dumps(1)
    '1'
    >>> required("no_such_library.part", "lab")
    Traceback (most recent call last):
    coopsim.errors.InputRefused: no_such_library: expected an installed library, got none. pip install "coopsim[lab]"
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as problem:
        library = module.partition(".")[0]
        if (problem.name or library).partition(".")[0] != library:
            raise
        raise InputRefused(library, "", "an installed library", "none", f'pip install "coopsim[{extra}]"') from None
