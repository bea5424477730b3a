"""The API as a whole: operations with their parameters, bodies and answers, servers, security schemes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from specpress.ir.lifecycle import Lifecycle
from specpress.ir.types import Type, TypeId

STATUS = re.compile("[1-5][0-9][0-9]")
"""A status, and no range of them."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation."""

    wire: str
    location: str
    style: str
    explode: bool
    required: bool
    type: TypeId
    default: Any
    description: str
    notes: tuple[str, ...]
    """What else there is to know of a value, a sentence each: limits, a default, ..."""
    deprecated: bool
    content_type: str | None
    allow_reserved: bool
    allow_empty: bool
    origin: str


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one property of a form is written: Encoding Object of the specification."""

    name: str
    """The property; of an array the place of the item, or "*" for all others."""
    content_type: str | None
    style: str | None
    explode: bool
    allow_reserved: bool


@dataclass(frozen=True, slots=True)
class Body:
    """One media type of a request body."""

    media_type: str
    type: TypeId | None
    encodings: tuple[Encoding, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """One header of a response."""

    wire: str
    description: str
    deprecated: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One media type of one response; `media_type` is None where the response has no content."""

    status: str
    media_type: str | None
    type: TypeId | None
    item: TypeId | None
    """The type of one item of a stream, where the document gives it apart (`itemSchema`)."""
    description: str
    headers: tuple[Header, ...]
    example: Any
    origin: str


@dataclass(frozen=True, slots=True)
class Repetition:
    """How an operation answers that was done before: it refuses, and a GET tells whether it was done."""

    refused: tuple[int, ...]
    path: str
    property: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pagination:
    """How the next page is asked for: `style` is cursor, offset, page, link or url; the rest are pointers."""

    style: str
    parameter: str
    next: str
    items: str
    more: str
    first: int


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: a method on a path."""

    operation_id: str | None
    method: str
    path: str
    tag: str | None
    summary: str
    description: str
    deprecated: bool
    parameters: tuple[Parameter, ...]
    bodies: tuple[Body, ...]
    body_required: bool
    body_description: str
    answers: tuple[Answer, ...]
    security: tuple[tuple[str, ...], ...]
    servers: tuple[Server, ...]
    links: tuple[str, ...]
    origin: str
    idempotent: bool | None = None
    """What the document says of sending it twice; None: nothing."""
    repetition: Repetition | None = None
    pagination: Pagination | None = None
    passing: tuple[int, ...] = ()
    """Error statuses after which another attempt may go well."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request that the API sends: a webhook, or a callback of an operation."""

    name: str
    operation: Operation
    url: str | None = None
    """Where a callback is sent: a runtime expression; a webhook goes where its receiver registered it."""


@dataclass(frozen=True, slots=True)
class Signature:
    """How the API signs what it sends."""

    header: str
    signed: str
    algorithm: str
    encoding: str
    part: str
    prefix: str
    headers: tuple[tuple[str, str], ...]
    timestamp: str
    secret: str
    secret_prefix: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A part of a server's URL that a client may choose."""

    name: str
    default: str | None
    values: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Server:
    """One base URL, with its variables in braces."""

    url: str
    name: str | None
    description: str
    variables: tuple[Variable, ...] = ()

    @property
    def has_host(self) -> bool:
        """Whether it says where it is; a URL that begins with a variable may."""
        return "://" in self.url or self.url.startswith("{")


@dataclass(frozen=True, slots=True)
class Scheme:
    """One security scheme."""

    name: str
    kind: str
    location: str
    wire: str
    description: str
    token_url: str | None = None
    """Where OAuth 2 client credentials are exchanged for a token."""
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Api:
    """What a document says."""

    title: str
    version: str
    description: str
    tags: Mapping[str, str]
    servers: tuple[Server, ...]
    schemes: tuple[Scheme, ...]
    operations: tuple[Operation, ...]
    webhooks: tuple[Webhook, ...]
    types: Mapping[TypeId, Type]
    signature: Signature | None = None
    lifecycles: tuple[Lifecycle, ...] = ()
    superseded: frozenset[str] = frozenset()
    """Schemas that are said more precisely by others that hold at the same time."""
    twins: Mapping[TypeId, TypeId] = field(default_factory=dict)
    """Types that need no class of their own: they say what others say, word for word."""
