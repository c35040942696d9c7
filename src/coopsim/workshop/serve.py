"""Serving the workshop on this machine: an address that is free, one line, a browser."""

from __future__ import annotations

import socket
import threading
import webbrowser
from typing import Any

from coopsim.errors import InputRefused
from coopsim.workshop.setting import Terms
from coopsim.workshop.web import Workshop, application

PORT, PORTS = 8765, 50
"""The usual port, and how many after it are tried."""

HERE, EVERYWHERE = "127.0.0.1", "0.0.0.0"
CONNECTIONS_MOST = 600
"""Sixty phones hold some connections each."""

LEAVING = 2
"""Seconds that open connections are given at the end."""

SAID = {
    "fr": "Atelier\N{NO-BREAK SPACE}: {address}   (Ctrl+C pour finir)",
    "en": "Workshop: {address}   (Ctrl+C to end)",
}


def free_socket(port: int, lan: bool = False) -> socket.socket:
    """A listening socket on a port, or on the next that is free.

    Parameters
    ----------
    port : int, [1, 65535]; 0 for any
    lan : bool, whether the network may call, or this machine only

    Returns
    -------
    socket

    Raises
    ------
    InputRefused
        If none of the next fifty is free.
    """
    for number in range(port, min(port + PORTS, 65536) if port else 1):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        _keep_for_oneself(listener)
        try:
            listener.bind((EVERYWHERE if lan else HERE, number))
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        return listener
    raise InputRefused("--port", "", f"a free port from {port} to {port + PORTS - 1}", "none")


def lan_address() -> str:
    """The address of this machine on its network; that of the machine itself where there is none.

    No packet is sent: a datagram socket that is told where it would send
    knows from which address it would.

    Returns
    -------
    str
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
            return str(probe.getsockname()[0])
        except OSError:
            return HERE


def serve(port: int = PORT, lan: bool = False, language: str = "fr", browser: bool = True) -> None:
    """Serve the workshop until it is stopped.

    Parameters
    ----------
    port : int
    lan : bool, whether phones may join
    language : str, fr or en
    browser : bool, whether to open one

    Raises
    ------
    InputRefused
        If no port is free.
    """
    listener = free_socket(port, lan)
    number = listener.getsockname()[1]
    workshop = Workshop(Terms(language, lan, f"{lan_address()}:{number}"))
    address = f"http://{HERE}:{number}/?lang={language}"
    print(SAID[language].format(address=address), flush=True)
    if browser:
        threading.Timer(0.3, webbrowser.open, [address]).start()
    try:
        server(workshop).run(sockets=[listener])
    finally:
        workshop.jobs.close()
        listener.close()


def server(workshop: Workshop) -> Any:
    """The server of a workshop, quiet but for errors.

    Parameters
    ----------
    workshop : Workshop

    Returns
    -------
    uvicorn.Server
    """
    import uvicorn

    settings = uvicorn.Config(
        application(workshop),
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="on",
        ws="none",
        limit_concurrency=CONNECTIONS_MOST,
        timeout_graceful_shutdown=LEAVING,
    )
    return uvicorn.Server(settings)


def _keep_for_oneself(listener: socket.socket) -> None:
    """On Windows a port in use could be taken a second time unless one says no."""
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
    if exclusive is not None:
        listener.setsockopt(socket.SOL_SOCKET, exclusive, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
