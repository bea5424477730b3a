"""The API: operations, webhooks, servers and security schemes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from specpress.ir.lifecycle import Lifecycle
from specpress.ir.types import Type, TypeId

# One status code, not a range such as 4XX.
STATUS = re.compile("[1-5][0-9][0-9]")


# Statuses of responses without content (RFC 9110).
BODILESS = ("204", "205", "304")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation."""

    wire: str
    location: str
    style: str
    explode: bool
    required: bool
    type: TypeId
    default: Any
    description: str
    notes: tuple[str, ...]
    """Constraints that the type does not express, one sentence each: limits, default."""
    deprecated: bool
    content_type: str | None
    allow_reserved: bool
    allow_empty: bool
    origin: str
    name: str | None = None
    """Name of the argument that the document chooses, from an extension."""
    array_keys: str = ""
    """Keys of arrays in deepObject: indexed, brackets or repeat; "" for the default."""
    example: Any = None
    """The example of the document, or the first one, which may be invalid."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """Serialization of one form field: the Encoding Object of the specification."""

    name: str
    """Property name; for an array the index of the item, or "*" for all other items."""
    content_type: str | None
    style: str | None
    explode: bool
    allow_reserved: bool
    array_keys: str = ""
    """Keys of arrays in deepObject: indexed, brackets or repeat; "" for the default."""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A media type of a request body."""

    media_type: str
    type: TypeId | None
    encodings: tuple[Encoding, ...] = ()
    example: Any = None
    """The example of the document, or the first one, which may be invalid."""


@dataclass(frozen=True, slots=True)
class Header:
    """A response header."""

    wire: str
    description: str
    deprecated: bool
    # Headers with equal texts share a line of a docstring.
    type: TypeId | None = field(default=None, compare=False)
    explode: bool = field(default=False, compare=False)
    content_type: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Response:
    """One media type of a response; `media_type` is None if the response has no content."""

    status: str
    media_type: str | None
    type: TypeId | None
    item: TypeId | None
    """Type of one item of a stream (`itemSchema`)."""
    description: str
    headers: tuple[Header, ...]
    example: Any
    origin: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The GET request that shows whether a refused repetition had succeeded before."""

    refused: tuple[int, ...]
    path: str
    property: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pagination of an operation; positions in the response are JSON Pointers."""

    style: str
    """One of cursor, item, offset, page, link and url; none if the document turns it off."""
    parameter: str = ""
    """Query parameter with the cursor, the offset or the number of the page."""
    next: str = ""
    """Position of the cursor or the URL; in the style item relative to the last item."""
    items: str | None = None
    """Position of the items; None if it is not known yet."""
    more: str = ""
    """Position of a boolean that is false on the last page."""
    last: str = ""
    """Position of a boolean that is true on the last page."""
    total: str = ""
    """Position of the number of all items."""
    pages: str = ""
    """Position of the number of pages."""
    first: int | None = None
    """Number of the first page, or offset of the first item, if it is not the usual one."""
    size: str = ""
    """Query parameter with the number of items on a page."""
    default_size: int | None = None
    max_size: int | None = None
    counts: str = ""
    """In the styles link and url: `page` or `offset`, if the parameter has such a number."""
    item: tuple[TypeId, ...] = ()
    """Types of an item: several if the response is one of several arrays."""
    source: str = "inferred"
    """The extension that declares it, or inferred."""


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: a method on a path."""

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
    responses: tuple[Response, ...]
    security: tuple[tuple[str, ...], ...]
    servers: tuple[Server, ...]
    links: tuple[str, ...]
    origin: str
    scopes: tuple[tuple[str, ...], ...] = ()
    """Scopes or roles that the operation itself requires; one of these alternatives suffices."""
    external_docs: str = ""
    """The URL of documentation elsewhere with its description, in one line."""
    idempotent: bool | None = None
    """Value of `x-specpress-idempotent`; None if the document does not declare it."""
    confirmation: Confirmation | None = None
    pagination: Pagination | None = None
    name: str | None = None
    """Name of the method that the document chooses, from an extension."""
    resource: str | None = None
    """Name of the resource that the document chooses, from an extension."""
    transient_statuses: tuple[int, ...] = ()
    """Error statuses that a retry may resolve (`x-specpress-retryable`)."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request that the API sends: a webhook, or a callback of an operation."""

    name: str
    operation: Operation
    url: str | None = None
    """Target of a callback as a runtime expression; None for a webhook."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature of webhook requests (`x-specpress-webhook-signature`)."""

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
    """A variable in the URL of a server."""

    name: str
    default: str | None
    values: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL with its variables in braces."""

    url: str
    name: str | None
    description: str
    variables: tuple[Variable, ...] = ()
    has_host: bool = False
    """True if requests can be sent to it and it is absolute, or may be: it begins with a variable."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A security scheme."""

    name: str
    kind: str
    location: str
    wire: str
    description: str
    token_url: str | None = None
    """Token endpoint of the OAuth 2 client credentials flow."""
    scopes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """The form of a credential and the URLs that it comes from, one line each."""


@dataclass(frozen=True, slots=True)
class Xml:
    """The XML Object of a schema; a name that is None is that of the property or component."""

    name: str | None
    namespace: str
    prefix: str
    kind: str
    """Node type: element, attribute, text, cdata, none, or empty for the default."""


@dataclass(frozen=True, slots=True)
class Api:
    """The content of an OpenAPI document."""

    title: str
    version: str
    description: str
    tags: Mapping[str, str]
    servers: tuple[Server, ...]
    schemes: tuple[Scheme, ...]
    operations: tuple[Operation, ...]
    webhooks: tuple[Webhook, ...]
    types: Mapping[TypeId, Type]
    external_docs: str = ""
    """The URL of documentation elsewhere with its description, in one line."""
    about: tuple[str, ...] = ()
    """Terms of service, contact and licence, one line each."""
    tag_docs: Mapping[str, str] = field(default_factory=dict)
    """Documentation elsewhere about tags, by their names."""
    signature: Signature | None = None
    lifecycles: tuple[Lifecycle, ...] = ()
    superseded: frozenset[str] = frozenset()
    """Schemas replaced by a more precise one that applies to the same value."""
    shared_schemas: Mapping[TypeId, TypeId] = field(default_factory=dict)
    """Types identical to another one, with the type whose class they share."""
    class_names: Mapping[TypeId, str] = field(default_factory=dict)
    """Names of classes that the document chooses, from extensions."""
    xml: Mapping[str, Xml] = field(default_factory=dict)
    """XML Objects by the locations of schemas and properties; empty without content in XML."""
    written_ids: Mapping[str, str] = field(default_factory=dict)
    """The ids of schemas in a Swagger document as it is written; empty for OpenAPI."""
    shared_keys: Mapping[TypeId, tuple[str, ...]] = field(default_factory=dict)
    """Common steps of the schemas that share the class of an inline one."""
    whole: tuple[Operation, ...] = ()
    """All operations of the document, if some are left out: those have only what names depend on."""
    left_out_schemas: tuple[str, ...] = ()
    """Names of the schema components that no selected operation uses."""

    @property
    def named_operations(self) -> tuple[Operation, ...]:
        """The operations on whose ids, tags and paths the names depend."""
        return self.whole or self.operations
