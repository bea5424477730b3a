"""Operations of a fake: their configured responses, and the calls that it received."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar
from urllib.parse import unquote, urlsplit

from .._runtime.codec.deferred_annotations import defer_module
from .._runtime.errors import TransportError
from .._runtime.exchange import Invocation
from .._runtime.json.json import loads
from .._runtime.operation import PACKAGE, Operation
from .._runtime.request import Request
from .._runtime.transport.transport import Response
from .path_patterns import PathPattern
from .responses import build_error_response, build_response, build_untyped_response

if TYPE_CHECKING:
    from .fakes import Fake

C = TypeVar("C", bound="Call")
R = TypeVar("R")
# JSON values that are not models.
Json: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]]
# Statuses after which a client may repeat a request.
TRANSIENT = (408, 425, 429)


class Call:
    """The arguments of a call: attributes with the names of the parameters of the method."""

    options: Mapping[str, Any]
    """Options of the call, such as `timeout`."""

    def __init__(
        self, arguments: Mapping[str, Any], options: Mapping[str, Any] | None = None
    ) -> None:
        self.__dict__.update(arguments, options=options or {})

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if isinstance(other, Call) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        shown = {k: v for k, v in vars(self).items() if k != "options" or v}
        return f"Call({', '.join(f'{k}={v!r}' for k, v in shown.items())})"


class RouteCall(Call):
    """The call of a route: its path parameters as text, and `body`, parsed if it is JSON."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


class FakeOperation(Generic[C, R]):
    """An operation of a fake: configure its responses, then check its calls.

    Each response is used for one request, and the last one for all further requests.
    """

    def __init__(self, name: str, operation: Operation[Any] | None = None) -> None:
        self.name = name
        self.calls: list[C] = []
        """The calls of the method; a call that is retried is one call."""
        self.requests: list[Request] = []
        """The requests; a call that is retried has several."""
        self.is_checked = True
        """False if responses may contradict the document."""
        self.operation = operation
        """Table of the operation; None for a route."""
        self._entries: list[Any] = []
        # The calls by the identity of their invocations, which stays unique while they are here.
        self._received: dict[int, tuple[Invocation, C]] = {}
        self._lock = Lock()

    @property
    def is_configured(self) -> bool:
        """True if the operation has a response."""
        return bool(self._entries)

    def returns(
        self,
        *values: R | Json | Response | Exception | Callable[[C], R | Json | Response],
    ) -> Self:
        """Set the results of the next calls; without values, a response without content.

        Values are models, dicts with JSON keys, or a `testing.response(…)`. A function is called with
        the arguments of the call: `returns(lambda call: Book(id=call.book_id, …))`. An exception is
        raised.

        Raises:
            ValueError: the operation does not return such a value.
        """
        entries = values or (None,)
        self._entries = [v if self._is_late(v) else self._build(v) for v in entries]
        return self

    def raises(
        self,
        error: int | Exception,
        body: Any = None,
        **headers: str | Sequence[str],
    ) -> Self:
        """Set the error of the next calls: a status with its body (a model or JSON), or an exception.

        A client repeats a request after some errors, here without delay.

        Raises:
            ValueError: the status is not an error, or the operation has another body for it.
        """
        if isinstance(error, Exception):
            self._entries = [error]
            return self
        if error in TRANSIENT or error >= 500:
            headers = {"retry_after": "0", **headers}
        if self.is_checked:
            sent = build_error_response(self.operation, error, body, headers)
        else:
            sent = build_error_response(None, error, body, headers)
        self._entries = [sent]
        return self

    def receive(self, request: Request) -> C:
        """Record a request, and its call unless the request is a retry; return the call."""
        invocation = request.invocation
        with self._lock:
            self.requests.append(request)
            if id(invocation) in self._received:
                return self._received[id(invocation)][1]
            call: C = self._read_call(request)
            self.calls.append(call)
            if invocation is not None:
                self._received[id(invocation)] = invocation, call
            return call

    def respond(self, request: Request, call: C) -> Response:
        """Return the response to a request, or raise the configured exception."""
        with self._lock:
            is_last = len(self._entries) == 1
            entry = self._entries[0] if is_last else self._entries.pop(0)
        if isinstance(entry, TransportError) and is_last:
            # All attempts would fail.
            entry.is_permanent = True
        if callable(entry):
            entry = entry(call)
        if isinstance(entry, Exception):
            raise entry
        return self._build(entry, request.invocation)

    def _is_late(self, value: Any) -> bool:
        """Return whether the response for a value is built when it is requested."""
        return callable(value) or isinstance(value, Exception)

    def _build(self, value: Any, invocation: Invocation | None = None) -> Response:
        if isinstance(value, Response):
            return value
        if self.operation is None:
            return build_untyped_response(value)
        return build_response(self.operation, value, self.is_checked)

    def _read_call(self, request: Request) -> Any:
        invocation = request.invocation
        assert invocation is not None
        arguments = dict(invocation.arguments)
        bodies: Any = invocation.operation.bodies
        if bodies is not None:
            arguments["body"] = invocation.body
        if bodies is not None and len(bodies.specs) > 1:
            arguments["content_type"] = invocation.content_type
        return Call(arguments, dict(invocation.options))

    def __repr__(self) -> str:
        return f"<{self.name}: {len(self.calls)} calls>"


class FakeRoute(FakeOperation[RouteCall, Any]):
    """A method and a path of a fake, whether or not the document describes them."""

    def __init__(self, method: str, path: str) -> None:
        super().__init__(f"{method} {path}")
        self.method, self.path = method.upper(), path
        self._pattern = PathPattern(path)

    @property
    def rank(self) -> tuple[tuple[int, int], ...]:
        """Is smaller for a more specific path."""
        return self._pattern.rank

    def match(self, request: Request) -> bool:
        """Return whether the route responds to a request, also if the server has a base path."""
        return request.method == self.method and self._find_values(request) is not None

    def _find_values(self, request: Request) -> list[str] | None:
        """Return the values of the path parameters; None if the path is another one."""
        path = urlsplit(request.url).path
        values = self._pattern.match(path)
        documented = request.label.partition(" ")[2]
        if values is None and _mask(documented) == _mask(self.path):
            values = self._pattern.match(path, is_prefixed=True)
        return values

    def _read_call(self, request: Request) -> RouteCall:
        values = map(unquote, self._find_values(request) or ())
        names = self._pattern.names
        arguments: dict[str, Any] = dict(zip(names, values, strict=False))
        arguments["body"] = read_body(request)
        return RouteCall(arguments)

    def _is_late(self, value: Any) -> bool:
        return True

    def _build(self, value: Any, invocation: Invocation | None = None) -> Response:
        # A documented operation decides how its result is sent.
        if invocation is not None and not isinstance(value, Response):
            return build_response(invocation.operation, value, self.is_checked)
        return super()._build(value)


def _mask(path: str) -> str:
    """Return a path without the names of its parameters."""
    return re.sub(r"\{[^{}]+\}", "{}", path)


def read_body(request: Request) -> Any:
    """Return the body of a request: parsed JSON, or else bytes; None without a body."""
    content = request.content
    if content is None:
        return None
    data = content if isinstance(content, bytes) else b"".join(content.chunks())
    try:
        return loads(data.decode())
    except ValueError:
        return data


def find_operation(resource: str, name: str) -> Operation[Any] | None:
    """Return the operation of a method of a resource."""
    module = import_module(f"{PACKAGE}.resources.{resource}")
    for operation in list_operations(module):
        if operation.name == f"{resource}.{name}":
            return operation
    return None


def list_operations(module: Any) -> list[Operation[Any]]:
    """Return the operations in the module of a resource."""
    table = vars(module._Ops).values()
    return [operation for operation in table if isinstance(operation, Operation)]


class FakeResource:
    """The operations of a resource in a fake, such as `fake.books` for `client.books`."""

    def __init__(self, fake: Fake, resource: str) -> None:
        self._fake, self._resource = fake, resource

    if not TYPE_CHECKING:  # hidden: it may not accept other names

        def __getattr__(self, name: str) -> FakeOperation[Any, Any]:
            """Return an operation; the resource declares them in its annotations."""
            # A name of the resource itself gets an underscore.
            for method in (name, name.removesuffix("_")):
                operation = find_operation(self._resource, method)
                if operation is not None:
                    return self._fake.get_operation(operation)
            text = f"{type(self).__name__} has no operation {name!r}"
            raise AttributeError(text, name=name, obj=self)


defer_module(__name__)
