"""A schematic of Languedoc-Roussillon: coast and borders of its five departments.

Typed from general knowledge, to about five kilometres; nothing but the look of
maps rests on it. Each line stands once, from one corner to another, as pairs of
latitude and longitude; departments are made of lines.
"""

from __future__ import annotations

from itertools import pairwise

from coopsim.population.figures import REGION

Point = tuple[float, float]

CORNERS: dict[str, Point] = {
    "cerbère": (42.43, 3.17),
    "leucate": (42.86, 3.05),
    "aude": (43.21, 3.24),
    "vidourle": (43.55, 4.09),
    "petit-rhône": (43.455, 4.40),
    "villefort": (44.42, 3.98),
    "trévezel": (44.13, 3.37),
    "larzac": (43.91, 3.36),
    "montagne noire": (43.45, 2.57),
    "donezan": (42.67, 2.17),
}

LINES: dict[tuple[str, str], tuple[Point, ...]] = {
    ("cerbère", "leucate"): ((42.48, 3.13), (42.53, 3.09), (42.55, 3.05), (42.70, 3.04), (42.79, 3.04)),
    ("leucate", "aude"): ((42.91, 3.06), (43.02, 3.07), (43.10, 3.12), (43.16, 3.18)),
    ("aude", "vidourle"): (
        (43.25, 3.30), (43.27, 3.51), (43.31, 3.56), (43.39, 3.68), (43.43, 3.79), (43.52, 3.93), (43.55, 4.02),
    ),
    ("vidourle", "petit-rhône"): ((43.53, 4.13), (43.48, 4.13), (43.45, 4.23)),
    ("petit-rhône", "villefort"): (
        (43.56, 4.43), (43.68, 4.58), (43.81, 4.66), (43.86, 4.65), (43.92, 4.76), (43.98, 4.83), (44.05, 4.78),
        (44.12, 4.71), (44.26, 4.65), (44.31, 4.56), (44.33, 4.45), (44.33, 4.35), (44.36, 4.24), (44.42, 4.10),
    ),
    ("villefort", "trévezel"): ((44.34, 3.91), (44.28, 3.88), (44.19, 3.89), (44.18, 3.80), (44.12, 3.72),
                               (44.16, 3.63), (44.11, 3.50)),
    ("trévezel", "villefort"): (
        (44.18, 3.32), (44.20, 3.21), (44.30, 3.15), (44.38, 3.12), (44.47, 3.12), (44.52, 3.06), (44.63, 2.99),
        (44.75, 3.05), (44.84, 3.11), (44.90, 3.20), (44.97, 3.36), (44.88, 3.60), (44.82, 3.74), (44.75, 3.87),
        (44.62, 3.88), (44.52, 3.98),
    ),
    ("trévezel", "larzac"): ((44.05, 3.34), (43.98, 3.40)),
    ("larzac", "montagne noire"): (
        (43.85, 3.29), (43.82, 3.20), (43.77, 3.08), (43.70, 3.04), (43.69, 2.93), (43.65, 2.88), (43.63, 2.75),
        (43.65, 2.66), (43.55, 2.61),
    ),
    ("montagne noire", "donezan"): (
        (43.43, 2.40), (43.43, 2.20), (43.46, 2.05), (43.40, 1.92), (43.33, 1.75), (43.24, 1.69), (43.16, 1.85),
        (43.05, 1.94), (42.96, 1.94), (42.87, 1.96), (42.84, 2.03), (42.75, 2.10),
    ),
    ("donezan", "cerbère"): (
        (42.66, 2.06), (42.60, 1.94), (42.57, 1.78), (42.50, 1.73), (42.46, 1.86), (42.41, 1.96), (42.38, 2.10),
        (42.43, 2.25), (42.36, 2.42), (42.35, 2.55), (42.36, 2.66), (42.43, 2.70), (42.45, 2.86), (42.47, 2.97),
    ),
    ("larzac", "vidourle"): (
        (43.90, 3.54), (43.97, 3.67), (43.96, 3.76), (43.88, 3.80), (43.86, 3.93), (43.79, 4.01), (43.74, 4.11),
        (43.72, 4.19), (43.65, 4.19),
    ),
    ("montagne noire", "aude"): ((43.38, 2.60), (43.28, 2.68), (43.26, 2.80), (43.29, 2.93), (43.30, 3.02),
                                 (43.24, 3.10)),
    ("donezan", "leucate"): (
        (42.71, 2.30), (42.76, 2.33), (42.84, 2.33), (42.84, 2.60), (42.83, 2.74), (42.90, 2.90), (42.84, 2.98),
    ),
}  # fmt: skip

RINGS: dict[str, tuple[str, ...]] = {
    "11": ("leucate", "aude", "montagne noire", "donezan", "leucate"),
    "30": ("vidourle", "petit-rhône", "villefort", "trévezel", "larzac", "vidourle"),
    "34": ("aude", "vidourle", "larzac", "montagne noire", "aude"),
    "48": ("trévezel", "villefort", "trévezel"),
    "66": ("cerbère", "leucate", "donezan", "cerbère"),
}
"""The corners of each department, in order around it."""


def outline_of(department: str) -> list[Point]:
    """The closed outline of a department.

    Parameters
    ----------
    department : str, INSEE code of Languedoc-Roussillon

    Returns
    -------
    list of (latitude, longitude), degrees

    Examples
    --------
    >>> ring = outline_of("34")
    >>> ring[0] == ring[-1]
    True
    """
    corners = RINGS[department]
    ring: list[Point] = []
    for start, end in pairwise(corners):
        ring += [CORNERS[start], *_line(start, end)]
    return [*ring, CORNERS[corners[-1]]]


def _line(start: str, end: str) -> tuple[Point, ...]:
    """The points between two corners, whichever way the line was typed."""
    return LINES[start, end] if (start, end) in LINES else LINES[end, start][::-1]


def has_outline(departments: set[str]) -> bool:
    """Whether all of some departments are drawn with their outline.

    Parameters
    ----------
    departments : set of str

    Returns
    -------
    bool

    Examples
    --------
    >>> has_outline({"34", "48"}), has_outline({"34", "75"})
    (True, False)
    """
    return departments <= set(REGION)
