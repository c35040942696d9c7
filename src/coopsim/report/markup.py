"""Small pieces of a page: elements, paragraphs, tables, figures; every text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from coopsim.figures.sheet import unbroken


class Table(NamedTuple):
    """A table to be written.

    Attributes
    ----------
    caption : str
    heads : sequence of str, of the columns, that of the row headers first
    rows : sequence of sequences of str, each with its row header first
    note : str, under the table
    """

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


def text(words: object) -> str:
    """Words as they may stand in a page.

    Parameters
    ----------
    words : anything that has a text

    Returns
    -------
    str

    Examples
    --------
    >>> text("fewer than 10 & <small>")
    'fewer than 10 &amp; &lt;small&gt;'
    """
    return escape(unbroken(str(words)))


def element(name: str, content: str = "", **attributes: str) -> str:
    """One element, its content as it is.

    Parameters
    ----------
    name : str
    content : str, already markup
    **attributes : str, by name; `kind` stands for class, and _ for -

    Returns
    -------
    str

    Examples
    --------
    >>> element("p", "hello", kind="answer", aria_label="said & done")
    '<p class="answer" aria-label="said &amp; done">hello</p>'
    """
    said = "".join(f' {_attribute(key)}="{escape(unbroken(value))}"' for key, value in attributes.items())
    return f"<{name}{said}>{content}</{name}>"


def _attribute(key: str) -> str:
    return "class" if key == "kind" else key.replace("_", "-")


def paragraph(words: str, kind: str = "") -> str:
    """A paragraph of plain words; nothing where there are none.

    Parameters
    ----------
    words : str
    kind : str, its class

    Returns
    -------
    str
    """
    if not words:
        return ""
    return element("p", text(words), **({"kind": kind} if kind else {}))


def section(name: str, title: str, *parts: str) -> str:
    """A part of the page under a heading of the second level.

    Parameters
    ----------
    name : str, its identifier
    title : str
    *parts : str, markup

    Returns
    -------
    str
    """
    heading = element("h2", text(title), id=f"{name}-title")
    return element("section", "\n".join([heading, *filter(None, parts)]), id=name, aria_labelledby=f"{name}-title")


def table(told: Table) -> str:
    """A table that can be read by ear, and moved sideways where it is wider than the page.

    Parameters
    ----------
    told : Table

    Returns
    -------
    str
    """
    head = "".join(element("th", text(one), scope="col") for one in told.heads)
    rows = "\n".join(_row(cells) for cells in told.rows)
    caption = element("caption", element("span", text(told.caption)))
    content = caption + element("thead", element("tr", head)) + element("tbody", rows)
    return wide(element("table", content), told.caption) + paragraph(told.note, "note")


def _row(cells: Sequence[str]) -> str:
    """One row under its header."""
    header = element("th", text(cells[0]), scope="row")
    return element("tr", header + "".join(element("td", text(cell)) for cell in cells[1:]))


def wide(content: str, label: str) -> str:
    """A frame in which what is wider than the page moves, by keyboard too.

    Parameters
    ----------
    content : str, markup
    label : str

    Returns
    -------
    str
    """
    return element("div", content, kind="wide", role="group", aria_label=label, tabindex="0")


def listed(items: Iterable[str], kind: str = "") -> str:
    """A list of plain words.

    Parameters
    ----------
    items : iterable of str
    kind : str, its class

    Returns
    -------
    str
    """
    content = "".join(element("li", text(item)) for item in items)
    return element("ul", content, **({"kind": kind} if kind else {}))


def figure(drawing: str, caption: str) -> str:
    """A drawing with what is said of it.

    Parameters
    ----------
    drawing : str, SVG
    caption : str

    Returns
    -------
    str
    """
    return element("figure", wide(drawing, caption) + element("figcaption", text(caption)))
