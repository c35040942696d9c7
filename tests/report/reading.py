"""A page as its reader has it: elements in order, visible words, tables."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "br"}


class Reading(HTMLParser):
    """What a page holds; an element that is closed out of turn is an error.

    Attributes
    ----------
    opened : list of (name, attributes), in order
    words : str, what is seen or heard: text outside of style, and labels
    tables : list of tables: rows of cells
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, str]]] = []
        self.words, self.tables, self._open = "", [], []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.opened.append((tag, told))
        self.words += " " + told.get("aria-label", "")
        if tag not in VOID:
            self._open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.words += " " + data
        if self._open and self._open[-1] in ("td", "th"):
            self.tables[-1][-1][-1] += data

    def all(self, name: str) -> list[dict[str, str]]:
        """The attributes of every element of a name."""
        return [told for tag, told in self.opened if tag == name]
