"""Fake of an API: responds to the requests of clients in memory, without a socket."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Protocol

from .._runtime.codec.types import type_name
from .._runtime.operation import PACKAGE, OnContradiction, Operation
from .._runtime.request import Request
from .._runtime.transport.transport import Response
from .operations import FakeOperation, FakeRoute, find_operation
from .responses import STREAMS
from .transports import AsyncFakeTransport, FakeTransport, ScriptEntry


class Handler(Protocol):
    """Part of a fake that responds to some requests: lifecycles, or living resources."""

    def respond(self, request: Request) -> Response | None: ...


class NotConfiguredError(LookupError):
    """A fake has no response for a request; the message names the ways to configure one."""


class Fake:
    """Base class of fakes.

    A request gets its response from `script` (responses or exceptions, one entry per request), else
    from its operation (`fake.books.get.returns(…)`), else from a route (`fake.on(…)`), else from the
    resources in memory. `requests` records all requests. `on_contradiction` is the default of the
    clients; "warn" and "accept" also allow responses that contradict the document.
    """

    def __init__(self, on_contradiction: OnContradiction = "raise") -> None:
        self.on_contradiction = on_contradiction
        self.requests: list[Request] = []
        self.script: list[ScriptEntry] = []
        self.transport = _Transport(self)
        self.async_transport = _AsyncTransport(self)
        self._operations: dict[str, FakeOperation[Any, Any]] = {}
        self._routes: dict[tuple[str, str], FakeRoute] = {}
        self._handlers: list[Handler] = []

    def on(self, method: str, path: str) -> FakeRoute:
        """Return the route of a method and a path, such as `fake.on("GET", "/books/{id}")`.

        Configure and check it like an operation: `fake.on(…).returns({…})`, `fake.on(…).calls`.
        """
        key = method.upper(), path
        if key not in self._routes:
            self._routes[key] = FakeRoute(*key)
        return self._routes[key]

    def get_operation(self, operation: Operation[Any]) -> FakeOperation[Any, Any]:
        """Return the fake of an operation."""
        name = operation.name
        if name not in self._operations:
            self._operations[name] = FakeOperation(name, operation)
            self._operations[name].is_checked = self.on_contradiction == "raise"
        return self._operations[name]

    def respond(self, request: Request) -> Response:
        """Return the response to a request.

        Raises:
            NotConfiguredError: no response is configured.
        """
        self.requests.append(request)
        operation = self._find_operation(request)
        targets = [t for t in (operation, self._find_route(request)) if t is not None]
        calls = [target.receive(request) for target in targets]
        if self.script:
            entry = self.script.pop(0)
            if isinstance(entry, Exception):
                raise entry
            return entry
        for target, call in zip(targets, calls, strict=True):
            if target.is_configured:
                return target.respond(request, call)
        for handler in self._handlers:
            response = handler.respond(request)
            if response is not None:
                return response
        raise NotConfiguredError(self._describe_missing(request, operation))

    def _find_operation(self, request: Request) -> FakeOperation[Any, Any] | None:
        """Return the operation of a request; None if a client reads the state after a refusal."""
        invocation = request.invocation
        if invocation is None or not invocation.operation.module:
            return None
        operation = find_operation(*invocation.operation.name.split(".", 1))
        if operation is None or operation is not invocation.operation:
            return None
        return self.get_operation(operation)

    def _find_route(self, request: Request) -> FakeRoute | None:
        """Return the most specific route that matches a request."""
        matching = (route for route in self._routes.values() if route.match(request))
        return min(matching, key=lambda route: route.rank, default=None)

    def _describe_missing(
        self, request: Request, operation: FakeOperation[Any, Any] | None
    ) -> str:
        """Return the sentence that names the ways to configure a response."""
        name = type(self).__name__
        if operation is None:
            method, _, path = request.label.partition(" ")
            call = f'fake.on("{method}", "{path}").returns({{…}})'
            return (
                f"{name} has no operation for {request.label}: configure it with {call}"
            )
        ways = f"fake.{operation.name}.returns({_describe_result(operation)})"
        hint = f"configure it with {ways} or .raises(404){self._suggest()}"
        return f"{operation.name} has no response in {name}: {hint}"

    def _suggest(self) -> str:
        """Return another way to get responses, for messages."""
        return ""

    if not TYPE_CHECKING:  # hidden: it may not accept other names

        def __getattr__(self, name: str) -> Any:
            """Return a resource, which the class declares in its annotations."""
            owners = type(self).__mro__
            declared = (getattr(o, "__annotations__", {}).get(name) for o in owners)
            class_name = next(filter(None, declared), None)
            if class_name is None:
                text = f"{type(self).__name__} has no attribute {name!r}"
                raise AttributeError(text, name=name, obj=self)
            # A name of the fake itself gets an underscore.
            package = import_module(f"{PACKAGE}.testing.resources")
            modules = {module.name for module in iter_modules(package.__path__)}
            resource = name if name in modules else name.removesuffix("_")
            module = import_module(f".{resource}", package.__name__)
            self.__dict__[name] = getattr(module, class_name)(self, resource)
            return self.__dict__[name]


def _describe_result(operation: FakeOperation[Any, Any]) -> str:
    """Return an example of the result of an operation, for messages."""
    specs = operation.operation.responses if operation.operation else ()
    if not specs or specs[0].kind == "empty":
        return ""
    spec = specs[0]
    text = "…" if spec.type is None else f"{type_name(spec.type)}(…)"
    if spec.type is not None and not type_name(spec.type).isidentifier():
        text = "…"
    return f"[{text}, …]" if spec.kind in STREAMS else text


class _Transport(FakeTransport):
    def __init__(self, fake: Fake) -> None:
        super().__init__()
        self._fake = fake

    def _next(self, request: Request) -> Response:
        return self._fake.respond(request)


class _AsyncTransport(AsyncFakeTransport):
    def __init__(self, fake: Fake) -> None:
        super().__init__()
        self._fake = fake

    def _next(self, request: Request) -> Response:
        return self._fake.respond(request)
