"""Exchanges: a request with its response, as errors and raw responses expose it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from .operation import ClientSettings, Operation

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


class Captured(NamedTuple):
    """A response recorded for `raw`, `pages` and `outcome`, which wrap methods of resources."""

    exchange: Exchange
    operation: Operation[Any]


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
def call_with(context: CallContext) -> Iterator[CallContext]:
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


class ExchangeMixin:
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

    @property
    def status(self) -> int:
        """Status code of the response."""
        return self.exchange.status or 0

    @property
    def content(self) -> bytes:
        """Decompressed response body; empty for a stream."""
        return self.exchange.content
