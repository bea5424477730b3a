"""One call as it went: what was asked and what came, without a secret. Errors and raw answers carry it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from .operation import Operation

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was asked and what came of it; `status` is None where no answer came."""

    operation: str
    """Method and path of the document: `POST /extract_runs/{id}/cancel`."""
    method: str
    url: str
    """Where it was sent to, without credentials."""
    attempts: int
    elapsed: float
    """Seconds from the first attempt to the end of the last one."""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    content: bytes = field(default=b"", repr=False)
    request_id: str | None = None
    """The id that the server gave to the request."""


class Captured(NamedTuple):
    """What a call leaves behind for those who asked to see it."""

    exchange: Exchange
    operation: Operation[Any]


class ExchangeMixin:
    """What was asked and came, to be read off whatever carries it."""

    __slots__ = ()
    exchange: Exchange

    @property
    def request(self) -> str:
        """Method and path of the operation."""
        return self.exchange.operation

    @property
    def attempts(self) -> int:
        """How many times the request was sent."""
        return self.exchange.attempts

    @property
    def elapsed(self) -> float:
        """Seconds from the first attempt to the end of the last one."""
        return self.exchange.elapsed

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the answer, names in lower case; empty where none came."""
        return self.exchange.headers

    @property
    def request_id(self) -> str | None:
        """The id that the server gave to the request, from the headers of the answer."""
        return self.exchange.request_id


@dataclass(frozen=True, slots=True)
class RawResponse(ExchangeMixin, Generic[T]):
    """A successful answer as it came, with what was made of it."""

    parsed: T
    """What the method alone would give."""
    exchange: Exchange

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.exchange.status or 0

    @property
    def content(self) -> bytes:
        """The body, byte for byte; empty where it is a stream."""
        return self.exchange.content
