"""The addresses of the workshop, and what each answers."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import BrokenExecutor, Executor
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from coopsim.errors import InputRefused
from coopsim.workshop.asked import address_of, body_of, client_of, last_event, whole
from coopsim.workshop.checked import IDENTIFIER, choices_of, policy_of, seed_of
from coopsim.workshop.crew import crew
from coopsim.workshop.guard import Guard, Pace, is_local, refused
from coopsim.workshop.job import SIDES, Order
from coopsim.workshop.jobs import TRIES, Jobs
from coopsim.workshop.listing import Listing
from coopsim.workshop.pages import page_file
from coopsim.workshop.policies import with_choices
from coopsim.workshop.qr import drawn_code
from coopsim.workshop.refusal import Refused
from coopsim.workshop.room_web import Rooms
from coopsim.workshop.runs import listing_of
from coopsim.workshop.setting import SEED, Terms, setting_of
from coopsim.workshop.stories import fates
from coopsim.workshop.stream import HEADERS, events
from coopsim.workshop.toml import scenario_text

KEPT_LISTINGS = 4
QR_MOST = 1200
"""Bytes of a text in a QR code."""

Answer = Callable[[Request], Awaitable[Response]]


class Workshop:
    """What the routes share: jobs, listings, paces.

    Parameters
    ----------
    terms : Terms
    hire : function that gives an executor
    """

    def __init__(self, terms: Terms, hire: Callable[[], Executor] = crew) -> None:
        self.terms, self.jobs = terms, Jobs(hire)
        self.rooms = Rooms(self)
        self._listings: OrderedDict[int, Listing] = OrderedDict()
        self.pace = Pace(burst=200, rate=40)
        self.slow_pace = Pace(burst=100, rate=10)
        self.seed_pace = Pace(burst=5, rate=0.2)

    async def listing(self, seed: int, request: Request) -> Listing:
        """The associations of a seed; other machines may not ask for many."""
        if seed not in self._listings:
            if seed != SEED and not is_local(request.scope):
                self.seed_pace.check(address_of(request))
            self._listings[seed] = await self._answer(listing_of, seed)
            while len(self._listings) > KEPT_LISTINGS:
                self._listings.popitem(last=False)
        return self._listings[seed]

    async def _answer(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What a worker answers; one that dies is asked anew."""
        for _ in range(TRIES):
            try:
                return await asyncio.wrap_future(self.jobs.ask(function, *arguments))
            except BrokenExecutor:
                continue
            except InputRefused as problem:
                raise Refused(422, "Cette politique ne peut pas être simulée.", str(problem)) from None
        raise Refused(503, "Ce calcul a échoué : réessayez.", "This has failed: try again.")

    async def setting(self, request: Request) -> Response:
        """GET /api/setting"""
        self.slow_pace.check(address_of(request))
        asked = request.query_params.get("seed", str(SEED))
        seed = seed_of(whole(asked))
        return JSONResponse(setting_of(seed, await self.listing(seed, request), self.terms))

    async def begin(self, request: Request) -> Response:
        """POST /api/runs"""
        client = f"{address_of(request)} {client_of(request)}"
        self.pace.check(address_of(request))
        asked = await body_of(request, ("a", "b", "choices", "seed"))
        a, b = (policy_of(asked.get(side, {})) for side in ("a", "b"))
        b = with_choices(b, choices_of(asked.get("choices", [])))
        seed = seed_of(asked.get("seed", SEED))
        order, listing = Order(a, b, seed, self.terms.draws), await self.listing(seed, request)
        heard = partial(_later, asyncio.get_running_loop(), self.rooms.hear)
        job = self.jobs.begin(client, order, listing, heard)
        return JSONResponse({"job": job.id}, 202)

    async def told(self, request: Request) -> Response:
        """GET /api/runs/{job}"""
        job, number = self.jobs.job(request.path_params["job"]), last_event(request)
        if job.over and not job.after(number):
            return Response(status_code=204)
        return StreamingResponse(events(job, number), media_type="text/event-stream", headers=HEADERS)

    async def story(self, request: Request) -> Response:
        """GET /api/runs/{job}/story?association=…"""
        self.slow_pace.check(address_of(request))
        job, association = self.jobs.job(request.path_params["job"]), request.query_params.get("association", "")
        if not IDENTIFIER.fullmatch(association):
            raise Refused(422, "On attend l'identifiant d'une association.", "The identifier of one is expected.")
        asked = [self._answer(fates, policy, job.order.seed, [association]) for policy in job.order[:2]]
        told = await asyncio.gather(*asked)
        return JSONResponse({side: one[association] for side, one in zip(SIDES, told, strict=True)})

    async def scenario(self, request: Request) -> Response:
        """GET /api/scenario?job=…"""
        order = self.jobs.job(request.query_params.get("job", "")).order
        named = {"Content-Disposition": 'attachment; filename="atelier.toml"'}
        return Response(scenario_text(order.b, order.seed), media_type="application/toml", headers=named)

    async def code(self, request: Request) -> Response:
        """GET /api/qr?text=…"""
        self.slow_pace.check(address_of(request))
        text = request.query_params.get("text", "")
        if not 0 < len(text.encode()) <= QR_MOST:
            raise Refused(422, f"On attend un texte de 1 à {QR_MOST} octets.", f"A text of 1 to {QR_MOST} bytes.")
        return Response(drawn_code(text), media_type="image/svg+xml")

    async def page(self, request: Request) -> Response:
        """GET / and every file of the page"""
        content, kind = page_file(request.path_params.get("address") or "index.html")
        return Response(content, media_type=kind, headers={"Cache-Control": "no-cache"})


def application(workshop: Workshop) -> Starlette:
    """The whole server.

    Parameters
    ----------
    workshop : Workshop

    Returns
    -------
    Starlette
    """

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        workshop.jobs.warm(SEED)
        yield
        workshop.jobs.close()

    routes = [
        Route("/api/setting", workshop.setting),
        Route("/api/runs", workshop.begin, methods=["POST"]),
        Route("/api/runs/{job}", workshop.told),
        Route("/api/runs/{job}/story", workshop.story),
        Route("/api/scenario", workshop.scenario),
        Route("/api/qr", workshop.code),
        *workshop.rooms.routes(),
        Route("/", workshop.page),
        Route("/{address:path}", workshop.page),
    ]
    handlers: Any = {Refused: _refused, Exception: _failed}
    return Starlette(
        routes=routes, lifespan=lifespan, middleware=[Middleware(Guard)], exception_handlers=handlers
    )


def _later(loop: asyncio.AbstractEventLoop, called: Callable[..., None], *arguments: Any) -> None:
    """Call something in the thread of the server, from any other."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(called, *arguments)


async def _refused(_: Request, problem: Any) -> Response:
    return refused(problem)


async def _failed(_: Request, __: Any) -> Response:
    """A bug: said in a sentence, told in full on the terminal by the server itself."""
    return refused(Refused(500, "Une erreur de l'atelier.", "A bug of the workshop."))
