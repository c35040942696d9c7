"""QR codes, as a drawing inside a page."""

from __future__ import annotations

INK, PAPER = "#1b1f24", "#ffffff"
SCALE, BORDER = 8, 4
CORRECTION = "m"


def drawn_code(text: str) -> str:
    """A QR code as SVG, without style sheets or addresses.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> drawn_code("http://127.0.0.1:8765/r/ABCDE").startswith("<svg")
    True
    """
    import segno

    code = segno.make(text, error=CORRECTION, micro=False)
    return str(code.svg_inline(scale=SCALE, border=BORDER, dark=INK, light=PAPER))
