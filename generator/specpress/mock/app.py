"""App: takes a document that was read, gives the ASGI application that answers as it says."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from specpress import ir
from specpress.mock import errors, paths, routes
from specpress.mock.responses import ResponseBuilder, MockResponse
from specpress.mock.lifecycle import READ
from specpress.mock.fault_injection import InvalidMockHeader, FaultInjection
from specpress.mock.operations import MockOperation
from specpress.mock.requests import ReceivedRequest, RequestValidator
from specpress.mock.samples import Sampler
from specpress.mock.schemas import Schemas, ContradictoryDocument
from specpress.mock.delivery import DroppedConnection, DeliveredResponse
from specpress.mock.availability import AvailabilityRules
from specpress.mock.store import Store
from specpress.problems import Problems
from specpress.resolve import Workspace

log = logging.getLogger("specpress.mock")
Sleep = Callable[[float], Awaitable[None]]


@dataclass(slots=True)
class Mock:
    """A document that is served."""

    workspace: Workspace
    api: ir.Api
    problems: Problems = field(default_factory=Problems)
    seed: int = 0
    misbehaviour: FaultInjection = field(default_factory=FaultInjection)
    advance: str | float = READ
    sleep: Sleep = asyncio.sleep
    clock: Callable[[], float] = time.monotonic
    asked: int = 0
    asking: Schemas = field(init=False)
    """The schemas as requests keep them."""
    served: list[MockOperation] = field(init=False)
    world: Store = field(init=False)
    places: list[routes.MockRoute] = field(init=False)

    def __post_init__(self) -> None:
        answering = Sampler(Schemas("writeOnly", self.problems), self.seed)
        self.asking = Schemas("readOnly", self.problems)
        schemes = {scheme.name: scheme for scheme in self.api.schemes}
        self.served = []
        for operation in self.api.operations:
            cursor = self.workspace.find(operation.origin)
            if cursor is not None:
                found = cursor.follow(self.problems)
                requests = RequestValidator(
                    operation, found, self.asking, schemes, self.problems
                )
                answers = ResponseBuilder(found, answering, self.problems)
                self.served.append(MockOperation(operation, requests, answers))
        self.world = Store(
            AvailabilityRules(self.workspace, self.api, answering), self.advance, self.clock
        )
        self.places = routes.places(self.api, self.world.settle(self.served))

    def app(self, cors: bool = False) -> Starlette:
        """The application."""
        middleware = [Middleware(AsSent)]
        if cors:
            every = ["*"]
            allowed = Middleware(
                CORSMiddleware,
                allow_origins=every,
                allow_methods=every,
                allow_headers=every,
            )
            middleware.insert(0, allowed)
        made = Starlette(
            routes=routes.routes(self.places, self._answer),
            middleware=middleware,
            exception_handlers={HTTPException: self._unknown},
        )
        made.router.redirect_slashes = False
        return made

    async def _answer(self, request: Request, place: routes.MockRoute) -> Response:
        headers = _headers(request)
        try:
            self.asked += 1
            wanted = self.misbehaviour.befalls(self.asked).asked_by(headers)
        except InvalidMockHeader as error:
            return DeliveredResponse(errors.problem(400, str(error)))
        if wanted.latency:
            await self.sleep(wanted.latency)
        if wanted.drop:
            return DroppedConnection()
        reply = self._reply(
            request, place, headers, await request.body(), wanted.status
        )
        return DeliveredResponse(reply, wanted.truncate)

    def _reply(
        self,
        request: Request,
        place: routes.MockRoute,
        headers: dict[str, str],
        body: bytes,
        status: int | None,
    ) -> MockResponse:
        query = request.scope["query_string"].decode("latin-1")
        entries = place.asked(request.method, query)
        if not entries:
            return errors.problem(404, f"no operation of {place.shown} has this query")
        asked = [
            ReceivedRequest(place.parameters(e, request.path_params), query, headers, body)
            for e in entries
        ]
        served = [entry.served for entry in entries]
        try:
            reply = self._first(served, asked, status)
        except ContradictoryDocument as error:
            log.error("%s cannot be answered: %s", served[0].name, error)
            return errors.problem(500, f"the document contradicts itself: {error}")
        log.info(
            "%s %s: %d, %s",
            request.method,
            request.url.path,
            reply.status,
            served[0].name,
        )
        return reply

    def _first(
        self, served: list[MockOperation], asked: list[ReceivedRequest], status: int | None
    ) -> MockResponse:
        """The answer of the first operation whose rules the request keeps; else how the first one refuses it."""
        if status is not None:
            return served[0].reply(asked[0], status)
        faults = []
        for operation, request in zip(served, asked, strict=True):
            fault = operation.fault(request)
            if fault is None:
                return self.world.reply(operation, request)
            faults.append(fault)
        return served[0].refused(asked[0], faults[0])

    async def _unknown(self, request: Request, error: Exception) -> Response:
        """What no operation answers: a path or a method that the document does not have."""
        path = request.scope["path"]
        if not isinstance(error, HTTPException) or error.status_code != 405:
            close = routes.nearest(self.places, path)
            return DeliveredResponse(errors.problem(404, f"the document has no path {path}{close}"))
        allowed = (error.headers or {}).get("Allow", "")
        reply = errors.problem(405, f"{path} has no {request.method}: it has {allowed}")
        return DeliveredResponse(reply.with_headers(("allow", allowed)))


def _headers(request: Request) -> dict[str, str]:
    """The headers by their names; one that came several times is one with commas."""
    found: dict[str, list[str]] = {}
    for name, text in request.headers.items():
        found.setdefault(name.lower(), []).append(text)
    return {
        name: ("; " if name == "cookie" else ", ").join(texts)
        for name, texts in found.items()
    }


class AsSent:
    """Gives routes the path as it was sent: an encoded slash is no slash."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Go on with the path as it was sent."""
        raw = scope.get("raw_path")
        if raw:
            scope = {
                **scope,
                "path": paths.normal(raw.partition(b"?")[0].decode("latin-1")),
            }
        await self.app(scope, receive, send)
