"""Figures as part of a page: SVG that asks for nothing, has its own names, and says what it shows."""

from __future__ import annotations

import io
import re
from html import escape
from typing import TYPE_CHECKING, Any

from coopsim.figures.sheet import drawing, unbroken

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LETTERS = "'DejaVu Sans', Verdana, Geneva, 'Segoe UI', sans-serif"
"""Families of about the same width: the places of words were measured with the first."""

UNWANTED = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
NAMESPACE = re.compile(r'\s+xmlns(:\w+)?="[^"]*"')
NAMED = re.compile(r'(\bid="|\bhref="#|url\(#)([^")]+)')
FAMILIES = re.compile(r"'DejaVu Sans'(, (?:'[^']*'|[\w-]+))+")
COURSE, LONG, INDENT = re.compile(r'\bd="[^"]*"'), re.compile(r"(\.\d\d)\d+"), re.compile(r"\n\s+")
"""The course of a line, digits of it that no eye sees, and spaces that nobody reads."""

OPENING = re.compile(r"<svg\b[^>]*?viewBox=\"([^\"]*)\"[^>]*>")


def svg(figure: Figure, name: str, said: str) -> str:
    """A figure as SVG that stands inside a page.

    The same figure gives the same text: no date, no chance in its names.

    Parameters
    ----------
    figure : Figure
    name : str, with which its inner names begin, so that two figures do not share one
    said : str, what it shows, for those who do not see it

    Returns
    -------
    str
    """
    import matplotlib

    stream = io.StringIO()
    with drawing(str(figure.get_gid() or "print")), matplotlib.rc_context(_plain(name)):
        figure.savefig(stream, format="svg", metadata={"Date": None})
    return _inside(stream.getvalue(), name, said)


def _plain(name: str) -> dict[Any, Any]:
    """Letters as letters, and names that do not change."""
    return {"svg.fonttype": "none", "svg.hashsalt": name}


def _inside(whole: str, name: str, said: str) -> str:
    """What may stand inside a page of a file of its own."""
    plain = NAMESPACE.sub("", UNWANTED.sub("", whole)).replace("xlink:href=", "href=")
    named = _numbered(plain, name)
    lettered = FAMILIES.sub(LETTERS, named)
    shorter = COURSE.sub(lambda course: LONG.sub(r"\1", course[0]), INDENT.sub("\n", lettered))
    told = escape(unbroken(said))
    opening = rf'<svg role="img" aria-label="{told}" viewBox="\g<1>" focusable="false">'
    return OPENING.sub(opening, shorter, count=1).strip()


def _numbered(plain: str, name: str) -> str:
    """Names by their order on the sheet: some of those of matplotlib change from one drawing to the next."""
    numbers: dict[str, int] = {}
    return NAMED.sub(lambda one: f"{one[1]}{name}-{numbers.setdefault(one[2], len(numbers))}", plain)
