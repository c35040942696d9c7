"""Reading what a page asks: JSON of a bounded size, a token, a number."""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.requests import Request

from coopsim.workshop.guard import BODY_MOST
from coopsim.workshop.refusal import Refused

NUMBER = re.compile(r"[0-9]{1,11}")
CLIENT = re.compile(r"[A-Za-z0-9_-]{8,64}")


async def body_of(request: Request, keys: tuple[str, ...], most: int = BODY_MOST) -> dict[str, Any]:
    """The table that a request brings.

    Parameters
    ----------
    request : Request
    keys : tuple of str, those that it may have
    most : int, bytes

    Returns
    -------
    dict

    Raises
    ------
    Refused
        With status 413 where it is too long, 422 where it is not such a table.
    """
    content = b""
    async for piece in request.stream():
        content += piece
        if len(content) > most:
            raise Refused(413, "Message trop long.", "Message too long.")
    try:
        table = json.loads(content or b"{}", parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(422, "On attend du JSON.", "JSON is expected.") from None
    if not isinstance(table, dict) or set(table) - set(keys):
        listed = ", ".join(keys) or "{}"
        raise Refused(422, f"On attend une table : {listed}.", f"A table is expected: {listed}.")
    return table


def client_of(request: Request) -> str:
    """The token of a page.

    Parameters
    ----------
    request : Request

    Returns
    -------
    str

    Raises
    ------
    Refused
        With status 400, where there is none.
    """
    token = request.headers.get("x-client", "")
    if not CLIENT.fullmatch(token):
        raise Refused(400, "L'en-tête X-Client manque.", "The header X-Client is missing.")
    return token


def address_of(request: Request) -> str:
    """The address that a request comes from, as far as it is known."""
    return request.client.host if request.client else ""


def last_event(request: Request) -> int:
    """The number of the last event that a page has; 0 where it has none."""
    return whole(request.headers.get("last-event-id", "")) or 0


def whole(text: str) -> int | None:
    """A whole number as it is written in an address; None where it is none.

    Parameters
    ----------
    text : str

    Returns
    -------
    int or None

    Examples
    --------
    >>> whole("12"), whole("-1"), whole("²")
    (12, None, None)
    """
    return int(text) if NUMBER.fullmatch(text) else None


def _no_number(word: str) -> Any:
    """NaN and infinities are no JSON."""
    raise ValueError(word)
