"""What is known of an operation before it is called, and of a client before it calls: plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypedDict, TypeVar

if TYPE_CHECKING:
    from .hooks import Hooks
    from .operation_plan import Plan
    from .timeouts import Timeout
    from .urls import Origin

T = TypeVar("T")
Kind = str | type[Any]
"""A type as the models write it, or a model itself."""
IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PUT", "DELETE"})
PACKAGE = __name__.rpartition("._runtime")[0]


@dataclass(frozen=True, slots=True)
class Lazy:
    """Something in a module of the package, or the module, that is imported when it is first needed."""

    module: str
    name: str = ""

    def load(self) -> Any:
        """The thing itself."""
        found = import_module(f"{PACKAGE}.{self.module}")
        return getattr(found, self.name) if self.name else found


@dataclass(frozen=True, slots=True)
class Parameter:
    """Where an argument, or one field of a form, goes in a request, and how it is written there.

    Without a style it is written as its media type says. The location of a field is form, part, file
    or item (a part without a name).
    """

    wire: str
    location: str
    argument: str = ""
    """The name of the argument, where it is not that on the wire."""
    style: str = "form"
    explode: bool = True
    content_type: str | None = None
    allow_reserved: bool = False

    @property
    def name(self) -> str:
        """The name of the argument."""
        return self.argument or self.wire


path = partial(Parameter, location="path", style="simple", explode=False)
query = partial(Parameter, location="query")
header = partial(Parameter, location="header", style="simple", explode=False)
cookie = partial(Parameter, location="cookie")


@dataclass(frozen=True, slots=True)
class Body:
    """One media type of a request body; `kind` is json, lines, form, multipart or raw."""

    media_type: str = "application/json"
    kind: str = "json"
    type: Kind | None = None
    nullable: bool = False
    """Whether None is sent as null, and does not mean that there is no body."""
    fields: tuple[Parameter, ...] = ()
    """The fields of a form whose writing the document declares."""


@dataclass(frozen=True, slots=True)
class ResponseSpec:
    """One documented answer; `status` is exact ("200"), a range ("4XX") or "default".

    `kind` is json, text, bytes, empty, or told (as the media type of the answer says); of a stream it
    is events, lines or chunks.
    """

    status: str
    media_type: str | None = "application/json"
    type: Kind | None = None
    kind: str = "json"
    is_event: bool = False
    """Of a stream of events: whether the type is that of the whole event, not of its data."""
    has_json_data: bool = False
    """Of a whole event: whether its data are JSON, not text."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How an operation answers that was done before: it refuses, and a GET tells whether it was done.

    It was where the `property` of what the GET of `path` gives has one of the `values`.
    """

    refusal_statuses: tuple[int, ...]
    path: str
    property: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """To what states an operation leads, and how it is refused where the state forbids it.

    That refusal has the status `refused` and, in its body, what is `told`; it is raised as the class `error`.
    A GET of `read` gives the resource, as the type `resource` whose `attribute` is the state.
    """

    property: str
    attribute: str
    targets: tuple[str | int, ...]
    resource: str
    read_path: str = ""
    refusal_status: int = 0
    refusal_body: tuple[tuple[str, Any], ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Pagination:
    """How the next page is asked for: `style` is cursor, offset, page, link or url.

    `next`, `items` and `more` are JSON pointers into the answer; `first` is the number of the first page.
    """

    style: str
    argument: str | None = None
    next: str = ""
    items: str = ""
    more: str = ""
    first: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Operation(Generic[T]):
    """One operation, which is equal to itself alone; `T` is what a successful call returns."""

    name: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    bodies: tuple[Body, ...] = ()
    responses: tuple[ResponseSpec, ...] = ()
    errors: tuple[ResponseSpec, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()
    server: str = ""
    """The operation's own server, where it has one; its variables in braces."""
    variables: tuple[tuple[str, str], ...] = ()
    """The variables of that server, with their defaults."""
    idempotent: bool | None = None
    """What the document says of repeating it; None: its method tells."""
    idempotency_key: str | None = None
    """The argument that makes a repetition harmless."""
    transient_statuses: tuple[int, ...] = ()
    """Error statuses that the document marks as worth another attempt."""
    retryable_field: str | None = None
    """The attribute of an error that says whether another attempt may go well."""
    confirmation: Confirmation | None = None
    transition: Transition | None = None
    pagination: Pagination | None = None
    has_secret_result: bool = False
    """A successful response is a credential, so no error shows its content."""

    @property
    def is_idempotent(self) -> bool:
        """Whether sending it twice does no more than sending it once (RFC 9110, 9.2.2)."""
        if self.idempotent is not None:
            return self.idempotent
        return self.idempotency_key is not None or self.method in IDEMPOTENT


class RequestOptions(TypedDict, total=False):
    """What a single call may change.

    `timeout` in seconds (or a `Timeout`), `max_retries`, extra `headers`; `extra_query` has parameters
    that the document does not declare; `base_url` is another server.
    """

    timeout: float | Timeout | None
    max_retries: int
    headers: Mapping[str, str]
    extra_query: Mapping[str, str]
    base_url: str


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret, or what provides it, and where it goes; it shows itself nowhere."""

    scheme: str
    kind: str
    location: str
    wire: str
    value: str | Callable[[], Any] = field(repr=False)
    token_url: str | None = None
    """Where client credentials are exchanged for a token."""
    scopes: tuple[str, ...] = ()

    def given(self) -> Any:
        """The secret, or what its provider gives: for an asynchronous one, something to wait for."""
        return self.value if isinstance(self.value, str) else self.value()


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """What a client is made with."""

    base_url: str
    """The root server."""
    base_url_given: bool
    """True if the caller gave one URL for all operations."""
    default_headers: Mapping[str, str] = field(repr=False)
    """Sent with every call; names in lower case."""
    credentials: tuple[Credential, ...]
    defaults: Mapping[str, str]
    server_variables: Mapping[str, str]
    timeout: float | Timeout | None
    max_retries: int
    user_agent: str
    status_errors: Mapping[str, Lazy]
    request_id_headers: tuple[str, ...]
    hooks: tuple[Hooks, ...] = ()
    max_response_bytes: int | None = None
    server_urls: Mapping[str, str] = field(default_factory=dict)
    """URLs that replace declared servers, by the URL as declared."""
    trusted_origins: frozenset[Origin] = frozenset()
    """Origins that may receive the credentials, besides that of the root server."""
    plans: dict[Operation[Any], Plan] = field(
        default_factory=dict, init=False, repr=False
    )
    """What was found out about each operation."""
