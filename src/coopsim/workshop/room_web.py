"""The addresses of the room: those of the screen, led from this machine, and those of phones."""

from __future__ import annotations

import hmac
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from coopsim.units import QUARTERS_PER_YEAR
from coopsim.workshop.asked import address_of, body_of, last_event
from coopsim.workshop.checked import seed_of
from coopsim.workshop.guard import Pace, is_local
from coopsim.workshop.job import Job
from coopsim.workshop.pages import page_file
from coopsim.workshop.policies import reference
from coopsim.workshop.qr import drawn_code
from coopsim.workshop.refusal import Refused
from coopsim.workshop.room import QUESTION_MOST, Room
from coopsim.workshop.runs import first_year
from coopsim.workshop.setting import SEED
from coopsim.workshop.stream import HEADERS, events

SMALL_BODY = 2000


class Rooms:
    """The room of a workshop, if one is open.

    Parameters
    ----------
    workshop : Workshop
    """

    def __init__(self, workshop: Any) -> None:
        self._workshop = workshop
        self.room: Room | None = None
        self._wrong_codes = Pace(burst=10, rate=0.2)
        self._phones = Pace(burst=300, rate=60)

    def routes(self) -> list[Route]:
        """The addresses."""
        return [
            Route("/api/room", self.open, methods=["POST"]),
            Route("/api/room", self.screen),
            Route("/api/room/close_round", self.close_round, methods=["POST"]),
            Route("/api/room/vote", self.vote, methods=["POST"]),
            Route("/api/room/{code}/join", self.join, methods=["POST"]),
            Route("/api/room/{code}/act", self.act, methods=["POST"]),
            Route("/api/room/{code}/guess", self.guess, methods=["POST"]),
            Route("/api/room/{code}/events", self.phone_events),
            Route("/r/{code}", self.phone_page),
        ]

    async def open(self, request: Request) -> Response:
        """POST /api/room"""
        self._check_screen(request)
        asked = await body_of(request, ("open", "seed"), SMALL_BODY)
        if self.room is not None and not asked.get("open", True):
            self.room.end()
            self.room = None
        if not asked.get("open", True):
            return JSONResponse({"open": False})
        if self.room is None:
            listing = await self._workshop.listing(seed_of(asked.get("seed", SEED)), request)
            self.room = Room(listing.lives, first_year(), reference().quarters // QUARTERS_PER_YEAR)
        return JSONResponse(_invitation(self.room, self._workshop.terms.address))

    async def screen(self, request: Request) -> Response:
        """GET /api/room"""
        self._check_screen(request)
        return _streamed(self._open_room().screen, last_event(request))

    async def close_round(self, request: Request) -> Response:
        """POST /api/room/close_round"""
        self._check_screen(request)
        return JSONResponse(self._open_room().close_round())

    async def vote(self, request: Request) -> Response:
        """POST /api/room/vote"""
        self._check_screen(request)
        asked = await body_of(request, ("open", "question"), SMALL_BODY + QUESTION_MOST)
        self._open_room().vote(bool(asked.get("open", False)), asked.get("question", ""))
        return JSONResponse({"ok": True})

    async def join(self, request: Request) -> Response:
        """POST /api/room/{code}/join"""
        room = self._entered(request)
        asked = await body_of(request, ("token",), SMALL_BODY)
        return JSONResponse(room.join(str(asked.get("token", ""))))

    async def act(self, request: Request) -> Response:
        """POST /api/room/{code}/act"""
        room = self._entered(request)
        asked = await body_of(request, ("token", "act"), SMALL_BODY)
        room.act(str(asked.get("token", "")), asked.get("act"))
        return JSONResponse({"ok": True})

    async def guess(self, request: Request) -> Response:
        """POST /api/room/{code}/guess"""
        room = self._entered(request)
        asked = await body_of(request, ("token", "value"), SMALL_BODY)
        room.guess(str(asked.get("token", "")), asked.get("value"))
        return JSONResponse({"ok": True})

    async def phone_events(self, request: Request) -> Response:
        """GET /api/room/{code}/events?token=…"""
        phone = self._entered(request).phone(request.query_params.get("token", ""))
        return _streamed(phone.told, last_event(request))

    async def phone_page(self, request: Request) -> Response:
        """GET /r/{code}: the page says itself that a code is wrong, in both languages."""
        content, kind = page_file("phone.html")
        return Response(content, media_type=kind, headers={"Cache-Control": "no-cache"})

    def hear(self, job: Job, letters: dict[str, str]) -> None:
        """Have phones told what became of their associations in a run with choices."""
        room, listing = self.room, job.listing
        if room is None or not job.order.b.choices:
            return
        if all(life.id in listing.index for life in room.led()):
            room.tell_fates(listing.index, letters, first_year() + reference().quarters // QUARTERS_PER_YEAR)

    def _open_room(self) -> Room:
        if self.room is None:
            raise Refused(404, "Aucune salle n'est ouverte.", "No room is open.")
        return self.room

    def _check_screen(self, request: Request) -> None:
        """Only this machine leads a room, and only with --lan."""
        if not self._workshop.terms.lan:
            raise Refused(404, "Lancez l'atelier avec --lan pour ouvrir une salle.", "Start it with --lan for a room.")
        if not is_local(request.scope):
            raise Refused(403, "La salle se mène depuis l'ordinateur.", "A room is led from the computer itself.")

    def _entered(self, request: Request) -> Room:
        """The room, for whoever has its code."""
        address = address_of(request)
        self._phones.check(address)
        code = request.path_params["code"].upper()
        if self.room is None or not hmac.compare_digest(code.encode(), self.room.code.encode()):
            self._wrong_codes.check(address)
            raise Refused(404, "Ce code n'ouvre aucune salle.", "This code opens no room.")
        return self.room


def _streamed(source: Any, number: int) -> Response:
    return StreamingResponse(events(source, number), media_type="text/event-stream", headers=HEADERS)


def _invitation(room: Room, address: str) -> dict[str, Any]:
    """What the screen shows for phones to come in."""
    url = f"http://{address}/r/{room.code}"
    return {"code": room.code, "url": url, "qr_svg": drawn_code(url), "round": room.round, "year": room.year}
