"""What is known of an operation before it is called, and of a client before it calls: plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Generic, Literal, TypedDict, TypeVar

T = TypeVar("T")
PACKAGE = __name__.rpartition("._runtime")[0]


@dataclass(frozen=True, slots=True)
class Lazy:
    """Something in a module of the package that is imported when it is first needed."""

    module: str
    name: str

    def load(self) -> Any:
        """The thing itself."""
        return getattr(import_module(f"{PACKAGE}.{self.module}"), self.name)


@dataclass(frozen=True, slots=True)
class Parameter:
    """Where an argument goes in a request, and how it is written there."""

    argument: str
    wire: str
    location: str
    style: str
    explode: bool
    required: bool = False
    content_type: str | None = None
    allow_reserved: bool = False


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one field of a form is written."""

    name: str
    content_type: str | None = None
    style: str | None = None
    explode: bool | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """One media type of a request body; `kind` is json, form, multipart or raw."""

    media_type: str
    kind: str
    encode: Lazy | None = None
    encodings: tuple[Encoding, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One documented answer; `status` is exact ("200"), a range ("4XX") or "default".

    `kind` is json, text, bytes or empty; of a stream it is events, lines or chunks.
    """

    status: str
    media_type: str | None
    decode: Lazy | None
    kind: str
    whole: bool = False
    """Of a stream of events: whether `decode` takes the whole event, not its data."""


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
    """One operation; `T` is what a successful call returns."""

    name: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    bodies: tuple[Body, ...] = ()
    answers: tuple[Answer, ...] = ()
    errors: tuple[Answer, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()
    servers: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    """The variables of the operation's own servers, with their defaults."""

    @property
    def is_idempotent(self) -> bool:
        """Whether sending it twice does no more than sending it once (RFC 9110, 9.2.2)."""
        return self.method in ("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE")


class RequestOptions(TypedDict, total=False):
    """What a single call may change.

    `timeout` in seconds, `max_retries`, extra `headers`; `extra_query` has parameters that the document
    does not declare.
    """

    timeout: float | None
    max_retries: int
    headers: Mapping[str, str]
    extra_query: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret and where it goes; it shows itself nowhere."""

    scheme: str
    kind: str
    location: str
    wire: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """What a client is made with."""

    base_url: str
    default_headers: Mapping[str, str]
    credentials: tuple[Credential, ...]
    defaults: Mapping[str, str]
    server_variables: Mapping[str, str]
    timeout: float | None
    max_retries: int
    user_agent: str
    status_errors: Mapping[int, Lazy]
    request_id_headers: tuple[str, ...]


Location = Literal["path", "query", "header", "cookie"]
