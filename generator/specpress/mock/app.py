"""The mock server: an ASGI application that validates requests and sends documented responses."""

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
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from specpress import ir
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.mock import errors, paths
from specpress.mock.availability import AvailabilityRules
from specpress.mock.delivery import (
    DeliveredResponse,
    DroppedConnection,
    GuardMiddleware,
    describe_error,
)
from specpress.mock.exact_numbers import read_exact
from specpress.mock.fault_injection import FaultInjection, InvalidMockHeader
from specpress.mock.lifecycle import READ
from specpress.mock.limits import MAX_MESSAGE, TooLarge, read_body, shorten
from specpress.mock.operations import MockOperation
from specpress.mock.preferences import STATUS_HEADER, read_preferences
from specpress.mock.requests import (
    TOO_LARGE,
    ReceivedRequest,
    Rejection,
    RequestValidator,
)
from specpress.mock.responses import MockResponse, ResponseBuilder
from specpress.mock.routes import MockRoute, mock_routes, starlette_routes, suggest_path
from specpress.mock.store import Store
from specpress.mock.subtypes import list_subtypes
from specpress.samples.samples import Sampler
from specpress.schema.validation import ContradictoryDocument, Schemas

log = logging.getLogger("specpress.mock")
Candidate = tuple[MockOperation, ReceivedRequest]
Sleep = Callable[[float], Awaitable[None]]


@dataclass(slots=True)
class Mock:
    """The mock server of a document.

    Attributes:
        advance: When the server changes states: ``read``, ``never`` or a number of seconds.
        request_schemas: The schemas for the direction of requests.
    """

    workspace: Workspace
    api: ir.Api
    problems: Problems = field(default_factory=Problems)
    seed: int = 0
    fault_injection: FaultInjection = field(default_factory=FaultInjection)
    advance: str | float = READ
    sleep: Sleep = asyncio.sleep
    clock: Callable[[], float] = time.monotonic
    request_count: int = 0
    request_schemas: Schemas = field(init=False)
    operations: list[MockOperation] = field(init=False)
    store: Store = field(init=False)
    routes: list[MockRoute] = field(init=False)

    def __post_init__(self) -> None:
        response_schemas = Schemas("writeOnly", self.problems, read_exact)
        self.request_schemas = Schemas("readOnly", self.problems)
        subtypes = list_subtypes(self.workspace, self.api)
        for schemas in (response_schemas, self.request_schemas):
            schemas.add_subtypes(subtypes)
        sampler = Sampler(response_schemas, self.seed)
        schemes = {scheme.name: scheme for scheme in self.api.schemes}
        self.operations = []
        for operation in self.api.operations:
            cursor = self.workspace.find(operation.origin)
            if cursor is not None:
                target = cursor.follow(self.problems)
                validator = RequestValidator(
                    operation, target, self.request_schemas, schemes, self.problems
                )
                responses = ResponseBuilder(target, sampler, self.problems)
                self.operations.append(MockOperation(operation, validator, responses))
        rules = AvailabilityRules(self.workspace, self.api, sampler)
        self.store = Store(rules, self.advance, self.clock)
        self.routes = mock_routes(self.api, self.store.populate(self.operations))

    def create_app(self, cors: bool = False) -> ASGIApp:
        """Create the ASGI application.

        Args:
            cors: Whether to allow requests from web pages of any origin.
        """
        middleware = [Middleware(RawPathMiddleware)]
        if cors:
            any_value = ["*"]
            cors_middleware = Middleware(
                CORSMiddleware,
                allow_origins=any_value,
                allow_methods=any_value,
                allow_headers=any_value,
            )
            # First, because preflight requests match no documented method.
            middleware.insert(0, cors_middleware)
        app = Starlette(
            routes=starlette_routes(self.routes, self._handle),
            middleware=middleware,
            exception_handlers={HTTPException: self._handle_unrouted},
        )
        # A path with a trailing slash is another path.
        app.router.redirect_slashes = False
        return GuardMiddleware(app)

    async def _handle(self, request: Request, route: MockRoute) -> Response:
        try:
            return await self._respond_to(request, route)
        except Exception as error:  # noqa: BLE001
            response = errors.problem_details(500, describe_error(error))
            return self._deliver(request, response, route.path)

    async def _respond_to(self, request: Request, route: MockRoute) -> Response:
        headers, query = _merge_headers(request), _query(request)
        preferences = read_preferences(headers, query)
        if preferences.status is not None:
            headers[STATUS_HEADER] = preferences.status
        self.request_count += 1
        try:
            faults = self.fault_injection.for_request(self.request_count, headers)
        except InvalidMockHeader as error:
            response = errors.problem_details(400, str(error))
            return self._deliver(request, response, route.path)
        if faults.latency:
            await self.sleep(faults.latency)
        if faults.drop:
            _log(request, "connection dropped", route.path, "fault injection")
            return DroppedConnection()
        try:
            body = await read_body(request.stream(), headers.get("content-length"))
        except ClientDisconnect:
            _log(request, "connection closed", route.path, "incomplete request")
            return DroppedConnection()
        except TooLarge as error:
            return self._reject_body(request, route, headers, str(error))
        candidates = _candidates(request, route, headers, body)
        if not candidates:
            return self._deliver(request, _reject_query(route, query), "no operation")
        name = candidates[0][0].name
        response = self._respond(name, candidates, faults.status, preferences.example)
        return self._deliver(request, response, name, faults.truncate)

    def _reject_body(
        self,
        request: Request,
        route: MockRoute,
        headers: dict[str, str],
        message: str,
    ) -> DeliveredResponse:
        """Respond to a request whose body is too large."""
        for operation, received in _candidates(request, route, headers, b""):
            response = operation.reject(received, Rejection(TOO_LARGE, message))
            return self._deliver(request, response, operation.name)
        response = errors.problem_details(413, message)
        return self._deliver(request, response, "no operation")

    def _deliver(
        self,
        request: Request,
        response: MockResponse,
        name: str,
        truncate: int | None = None,
    ) -> DeliveredResponse:
        _log(request, response.status, name, response.reason)
        return DeliveredResponse(response, truncate)

    def _respond(
        self,
        name: str,
        candidates: list[Candidate],
        status: int | None,
        example: str | None,
    ) -> MockResponse:
        try:
            return self._respond_first(candidates, status, example)
        except ContradictoryDocument as error:
            return errors.problem_details(500, f"cannot respond to {name}: {error}")
        except Exception as error:  # noqa: BLE001
            # One request must not end the server or its connection.
            return errors.problem_details(500, describe_error(error))

    def _respond_first(
        self,
        candidates: list[Candidate],
        status: int | None,
        example: str | None,
    ) -> MockResponse:
        """Return the response of the first operation that accepts the request.

        Without one, the first operation rejects the request. With a status, the request is
        not validated.
        """
        first_operation, first_request = candidates[0]
        if status is not None:
            return (
                first_operation.respond(first_request, status)
                if example is None
                else first_operation.respond_example(first_request, example, status)
            )
        rejections = []
        for operation, request in candidates:
            rejection = operation.validate(request)
            if rejection is None and example is not None:
                return operation.respond_example(request, example, None)
            if rejection is None:
                return self.store.respond(operation, request)
            rejections.append(rejection)
        return first_operation.reject(first_request, rejections[0])

    async def _handle_unrouted(self, request: Request, error: Exception) -> Response:
        """Respond to an undocumented path or method."""
        path = request.scope["path"]
        if not isinstance(error, HTTPException) or error.status_code != 405:
            hint = suggest_path(self.routes, path)
            message = f"path {shorten(path)} is not documented{hint}"
            response = errors.problem_details(404, message)
            return self._deliver(request, response, "no operation")
        allowed = (error.headers or {}).get("Allow", "")
        response = errors.problem_details(
            405,
            f"method {shorten(request.method)} is not documented for {shorten(path)}: expected {allowed}",
        ).with_headers(("allow", allowed))
        return self._deliver(request, response, "no operation")


def _reject_query(route: MockRoute, query: str) -> MockResponse:
    message = f"no operation of {route.path} matches the query {shorten(query)!r}"
    return errors.problem_details(404, message)


def _query(request: Request) -> str:
    query: bytes = request.scope["query_string"]
    return query.decode("latin-1")


def _candidates(
    request: Request, route: MockRoute, headers: dict[str, str], body: bytes
) -> list[Candidate]:
    """Return the operations that may accept a request, each with the request.

    Documents distinguish operations on one path by a URL fragment, which is never sent.
    """
    query = _query(request)
    return [
        (
            entry.operation,
            ReceivedRequest(
                entry.path_parameters(request.path_params), query, headers, body
            ),
        )
        for entry in route.select_operations(request.method, query)
    ]


def _log(request: Request, status: int | str, name: str, reason: str) -> None:
    """Log a request in one line: method, path, status, operation and the reason of an error."""
    method, path = shorten(request.method), shorten(request.scope["path"])
    line = f"{method} {path}: {status}, {shorten(name)}"
    line = f"{line}: {shorten(reason, MAX_MESSAGE)}" if reason else line
    # Texts of requests must not start new lines or change a terminal.
    log.info("%s", "".join(c if c.isprintable() else "?" for c in line))


def _merge_headers(request: Request) -> dict[str, str]:
    """Return the headers by lower-case name, repeated ones joined (RFC 9110, 5.2)."""
    texts: dict[str, list[str]] = {}
    for name, text in request.headers.items():
        texts.setdefault(name.lower(), []).append(text)
    return {
        name: ("; " if name == "cookie" else ", ").join(values)
        for name, values in texts.items()
    }


class RawPathMiddleware:
    """Routes by the raw path: an encoded slash does not separate segments."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Replace the decoded path of the scope by the normalized raw path."""
        raw_path = scope.get("raw_path")
        if raw_path:
            path = raw_path.partition(b"?")[0].decode("latin-1")
            scope = {**scope, "path": paths.normalize(paths.strip_origin(path))}
        await self.app(scope, receive, send)
