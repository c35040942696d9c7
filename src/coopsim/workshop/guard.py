"""Who may ask what: Host and Origin, headers, sizes, rates.

The server listens on this machine, where any page of any site could try to
speak to it: it answers only what was addressed to it and came from its own pages.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from typing import Any

from starlette.responses import JSONResponse

from coopsim.workshop.refusal import Refused

CONTENT_SECURITY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    b"content-security-policy": CONTENT_SECURITY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
BODY_MOST = 400_000
"""Bytes of a request."""

HOST = re.compile(r"(?:\[([0-9a-f:]+)\]|([a-z0-9.-]+))(?::\d{1,5})?")
"""A name, or an address in brackets, and a port."""

METHODS = ("GET", "HEAD", "POST")


class Guard:
    """Lets through what is addressed to this server and comes from its pages.

    Parameters
    ----------
    app : the application behind it
    """

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        try:
            _check(scope)
        except Refused as refusal:
            await refused(refusal)(scope, receive, _with_headers(send))
            return
        await self.app(scope, receive, _with_headers(send))


def refused(refusal: Refused) -> JSONResponse:
    """The answer to what is refused."""
    return JSONResponse(refusal.content(), refusal.status)


def _check(scope: Any) -> None:
    """Refuse a foreign Host or Origin, another method, a body that is too large or not JSON."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", "")
    if name_of(host) not in (*LOOPBACK, *own_names(scope)):
        raise Refused(403, "Adresse refusée.", "Address refused.")
    if "origin" in headers and headers["origin"] != f"http://{host}":
        raise Refused(403, "Origine refusée.", "Origin refused.")
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise Refused(403, "Origine refusée.", "Origin refused.")
    if scope["method"] not in METHODS:
        raise Refused(405, "Méthode refusée.", "Method refused.")
    if scope["method"] == "POST" and headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refused(415, "On attend du JSON.", "JSON is expected.")
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or int(length) > BODY_MOST:
        raise Refused(413, "Message trop long.", "Message too long.")


def own_names(scope: Any) -> tuple[str, ...]:
    """The address on which a request came in: what a phone on the same network writes.

    Parameters
    ----------
    scope : ASGI scope

    Returns
    -------
    tuple of str; a listener of every address tells which one was called
    """
    server = scope.get("server")
    return (str(server[0]),) if server and _is_number(str(server[0])) else ()


def name_of(host: str) -> str:
    """The name in a Host header, without its port.

    Parameters
    ----------
    host : str

    Returns
    -------
    str; empty where it is no such header

    Examples
    --------
    >>> name_of("127.0.0.1:8000"), name_of("[::1]:8000"), name_of("a b")
    ('127.0.0.1', '::1', '')
    """
    found = HOST.fullmatch(host.lower())
    return (found[1] or found[2]) if found else ""


def is_local(scope: Any) -> bool:
    """Whether a request comes from this machine, by whichever of its addresses.

    Parameters
    ----------
    scope : ASGI scope

    Returns
    -------
    bool
    """
    client, called = scope.get("client"), scope.get("server")
    return bool(client) and (client[0] in LOOPBACK or (bool(called) and client[0] == called[0]))


class Pace:
    """How often one client may ask: some at once, then so many a second.

    Parameters
    ----------
    burst : float, requests at once
    rate : float, requests a second
    most : int, clients that are remembered

    Examples
    --------
    >>> pace = Pace(burst=2, rate=0.001)
    >>> [pace.allows("a"), pace.allows("a"), pace.allows("a"), pace.allows("b")]
    [True, True, False, True]
    """

    def __init__(self, burst: float, rate: float, most: int = 500) -> None:
        self._burst, self._rate, self._most = burst, rate, most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, client: str) -> bool:
        """Whether a client may ask now; it is counted."""
        now = time.monotonic()
        left, then = self._left.pop(client, (self._burst, now))
        left = min(self._burst, left + (now - then) * self._rate)
        allowed = left >= 1.0
        self._left[client] = (left - 1.0 if allowed else left, now)
        while len(self._left) > self._most:
            self._left.popitem(last=False)
        return allowed

    def check(self, client: str) -> None:
        """Refuse a client that asks too often.

        Raises
        ------
        Refused
            With status 429.
        """
        if not self.allows(client):
            raise Refused(429, "Trop de demandes : attendez un instant.", "Too many requests: wait a moment.")


def _is_number(name: str) -> bool:
    """Whether an address is written in numbers: a name would let a foreign page in."""
    return bool(name) and all(sign in "0123456789abcdef.:" for sign in name) and any(sign in ".:" for sign in name)


def _with_headers(send: Any) -> Any:
    """Send every answer with the headers of a careful server."""

    async def sent(message: Any) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message.get("headers", []) if name.lower() not in HEADERS]
            message = {**message, "headers": [*kept, *HEADERS.items()]}
        await send(message)

    return sent
