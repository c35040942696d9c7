"""Reading a TOML file, and saying what is wrong with it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from coopsim.errors import InputRefused

AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")
AT_END = " (at end of document)"
DECIMAL_COMMA = re.compile(r"=\s*[-+]?\d+,\d")


def read_toml(file: Path, place: str) -> dict[str, Any]:
    """The content of a TOML file.

    Parameters
    ----------
    file : Path
    place : str, how an error names it

    Returns
    -------
    dict

    Raises
    ------
    InputRefused
        If the file cannot be read, is not UTF-8, is empty, or is not TOML.

    Examples
    --------
    >>> from coopsim.scenario.shipped import shipped_file
    >>> read_toml(shipped_file("baseline"), "baseline.toml")["quarters"]
    60
    """
    text = _text_of(file, place)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise _not_toml(place, text, str(problem)) from None
    except RecursionError:
        raise InputRefused(place, "", "a scenario", "tables nested too deep") from None
    if not content:
        raise InputRefused(place, "", "a scenario", "an empty file", 'Begin it with extends = "baseline.toml"')
    return content


def _text_of(file: Path, place: str) -> str:
    """The text of a file in UTF-8, with or without a byte order mark."""
    try:
        content = file.read_bytes()
    except OSError as problem:
        raise InputRefused(place, "", "a file that can be read", problem.strerror or "an error") from None
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        got = f"byte 0x{content[problem.start]:02x}"
        raise InputRefused(place, f"line {line}", "text in UTF-8", got, "Save as UTF-8") from None


def _not_toml(place: str, text: str, problem: str) -> InputRefused:
    """The refusal of a file that is not TOML, with its line."""
    found = AT_LINE.search(problem)
    lines = text.splitlines() or [""]
    number = int(found.group(1)) if found else len(lines)
    line = lines[min(number, len(lines)) - 1].strip()
    reason = AT_LINE.sub("", problem).removesuffix(AT_END)
    remedy = "Decimals take a point" if DECIMAL_COMMA.search(line) else reason
    return InputRefused(place, f"line {number}", "valid TOML", line or "an end too early", remedy)
