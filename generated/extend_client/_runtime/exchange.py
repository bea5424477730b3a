"""Exchanges and attempts: a request with its response, as errors, raw responses and hooks see it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from .codec.deferred_annotations import defer_module
from .transport.headers import HeadersMixin

if TYPE_CHECKING:
    from .codec.codec import Fault, InvalidDataError
    from .errors import APIDecodeError
    from .operation import CallOptions, ClientSettings, Operation


@dataclass(slots=True)
class Attempt:
    """An attempt of a call, as hooks see it; contains no credentials."""

    operation: str
    """Method and path in the document."""
    method: str
    url: str
    number: int
    """Number of the attempt, from 1."""
    send_headers: dict[str, str] = field(default_factory=dict)
    """Headers that a `request` hook adds to the request."""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    failure: str | None = None
    """Reason for a missing response."""
    delay: float | None = None
    """Seconds until the next attempt."""
    error: Exception | None = None
    """Exception that the call raises."""
    context: dict[str, Any] = field(default_factory=dict, repr=False)
    """Values that hooks share between the attempts of a call."""


Hook = Callable[[Attempt], object]
ContradictionHook = Callable[[Attempt, "Fault"], object]


@dataclass(frozen=True, slots=True)
class Hooks:
    """Functions to call at each attempt; those of an async client may be coroutine functions.

    `request` runs before the request is sent, `response` after a response, `retry` before the delay
    of a retry, and `error` if the call raises an exception. `contradiction` runs for each
    contradiction of the response to the document, before it is raised or returned. Exceptions in
    hooks reach the caller.
    """

    request: Hook | None = None
    response: Hook | None = None
    retry: Hook | None = None
    error: Hook | None = None
    contradiction: ContradictionHook | None = None


def check_hooks(hooks: Any) -> tuple[Hooks, ...]:
    """Return the hooks of a client.

    Raises:
        TypeError: they are no list of `Hooks`.
    """
    listed: tuple[Any, ...] = tuple(hooks) if isinstance(hooks, Iterable) else (None,)
    if not all(isinstance(entry, Hooks) for entry in listed):
        raise TypeError(f"hooks must be a list of Hooks, got {hooks!r}")
    return listed


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its response, with redacted credentials; `status` is None without a response."""

    operation: str
    """Method and path in the document: `POST /extract_runs/{id}/cancel`."""
    method: str
    url: str
    """URL of the last request, without credentials."""
    attempts: int
    elapsed: float
    """Seconds from the start of the first attempt to the end of the last one."""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    content: bytes = field(default=b"", repr=False)
    request_id: str | None = None
    """Id that the server assigned to the request."""


class Invocation(NamedTuple):
    """The operation of a call, and the arguments of its method, as fakes read them."""

    operation: Operation[Any]
    arguments: Mapping[str, Any]
    body: Any
    content_type: str | None
    options: CallOptions


class Captured(NamedTuple):
    """A response recorded for `raw`, `pages` and `outcome`, which wrap methods of resources."""

    exchange: Exchange
    operation: Operation[Any]
    contradictions: tuple[Fault, ...]
    decode_error: Callable[[InvalidDataError], APIDecodeError]
    """Returns the error for a part of the response that contradicts the document."""


@dataclass(slots=True)
class CallContext:
    """Arguments of one call that are not part of its public method."""

    captured: list[Captured] = field(default_factory=list)
    """The responses of the call."""
    is_captured: bool = True
    """False if no caller reads the responses."""
    url: str | None = None
    """URL of the request, instead of the one that the arguments result in."""
    is_confirmed: bool = False
    """True if the state is read after a refusal."""
    settings: ClientSettings | None = None
    """Settings of the call, instead of those of the client."""


_CONTEXT: ContextVar[CallContext | None] = ContextVar("_CONTEXT", default=None)


@contextmanager
def call_with(context: CallContext) -> Generator[CallContext]:
    """Use a context for the next call: the method that makes it may be wrapped by the caller."""
    _CONTEXT.set(context)
    try:
        yield context
    finally:
        _CONTEXT.set(None)


def take_context() -> CallContext:
    """Return the context of a call that starts; calls that it makes itself have another one."""
    context = _CONTEXT.get()
    _CONTEXT.set(None)
    return context or CallContext(is_captured=False)


class ExchangeMixin(HeadersMixin):
    """Properties of the exchange of an error or a raw response."""

    __slots__ = ()
    exchange: Exchange

    @property
    def request(self) -> str:
        """Method and path of the operation."""
        return self.exchange.operation

    @property
    def attempts(self) -> int:
        """Number of requests sent."""
        return self.exchange.attempts

    @property
    def elapsed(self) -> float:
        """Seconds from the start of the first attempt to the end of the last one."""
        return self.exchange.elapsed

    @property
    def headers(self) -> Mapping[str, str]:
        """Response headers, with names in lower case; empty without a response."""
        return self.exchange.headers

    @property
    def request_id(self) -> str | None:
        """Id that the server assigned to the request, from the response headers."""
        return self.exchange.request_id


@dataclass(frozen=True, slots=True)
class RawResponse(ExchangeMixin, Generic[T]):
    """A successful response with its decoded value."""

    parsed: T
    """Result of the method."""
    exchange: Exchange
    contradictions: tuple[Fault, ...] = ()
    """Contradictions of the response to the document; those of a stream are in the stream."""

    @property
    def status(self) -> int:
        """Status code of the response."""
        return self.exchange.status or 0

    @property
    def content(self) -> bytes:
        """Decompressed response body; empty for a stream."""
        return self.exchange.content


defer_module(__name__)
