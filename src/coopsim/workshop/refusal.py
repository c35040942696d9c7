"""How the workshop says no: a status, and a sentence in each language."""

from __future__ import annotations

from coopsim.errors import CoopsimError
from coopsim.workshop.labels import spaced


class Refused(CoopsimError):
    """A request that the workshop does not accept.

    Parameters
    ----------
    status : int, of HTTP
    fr, en : str, one sentence each

    Examples
    --------
    >>> Refused(404, "Rien ici.", "Nothing here.").content()
    {'error': {'fr': 'Rien ici.', 'en': 'Nothing here.'}}
    """

    def __init__(self, status: int, fr: str, en: str) -> None:
        super().__init__(en)
        self.status, self.fr, self.en = status, spaced(fr), en

    def content(self) -> dict[str, dict[str, str]]:
        """The answer, for a page."""
        return {"error": {"fr": self.fr, "en": self.en}}
