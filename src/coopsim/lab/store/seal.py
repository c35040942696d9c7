"""A seal on a text: one changed letter, and it no longer fits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

MARK = ',\n "sha256": "'
END = '"\n}\n'


def sealed(content: Mapping[str, Any]) -> str:
    r"""Content as JSON whose last entry is the SHA-256 of all before it.

    Parameters
    ----------
    content : mapping, not empty

    Returns
    -------
    str

    Examples
    --------
    >>> sealed({"format": 2}).splitlines()[:2]
    ['{', ' "format": 2,']
    """
    text = json.dumps(content, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f"{text}{MARK}{_digest(text)}{END}"


def is_sealed(text: str) -> bool:
    """Whether a text is as it was sealed.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool

    Examples
    --------
    >>> text = sealed({"seed": 1})
    >>> is_sealed(text), is_sealed(text.replace("1", "2", 1))
    (True, False)
    """
    content, mark, seal = text.rpartition(MARK)
    return bool(mark) and seal == _digest(content) + END


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
