"""Static data of operations and clients, and the short form of operations in tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Literal,
    Protocol,
    TypeAlias,
    TypedDict,
    TypeVar,
)

from .codec.deferred_annotations import defer_module

if TYPE_CHECKING:
    from .call import Pending
    from .call_report import CallReport
    from .codec.codec import Encoding
    from .errors import APIStatusError
    from .exchange import Hooks
    from .on_demand.rate_limits import RateLimits
    from .request import CredentialValues, OperationPlan
    from .timeouts import Timeout
    from .transport.secrets import Secret
    from .transport.transport import Content, Response
    from .urls import Origin

T = TypeVar("T")


class ContentFormat(Protocol):
    """Conversion between JSON values and another format: `Xml`, whose module only some packages have."""

    def write(self, value: Any, media_type: str) -> bytes: ...

    def read(self, content: bytes, content_type: str) -> Any: ...


T_co = TypeVar("T_co", covariant=True)


class HeaderReader(Protocol[T_co]):
    """A `ResponseHeader`, whose module exists only if a response declares headers."""

    @property
    def name(self) -> str: ...

    def read(self, lines: tuple[str, ...]) -> T_co | None: ...


SendReadOnly: TypeAlias = Literal["never", "required", "always"]
NaiveDatetimes: TypeAlias = Literal["refuse", "utc", "local", "as-is"]
OnContradiction: TypeAlias = Literal["raise", "warn", "accept"]
TypeSpec = str | type[Any]  # an annotation as in the models, or a model class
IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PUT", "DELETE"})
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
PACKAGE = __name__.rpartition("._runtime")[0]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation, or a field of a form, and its serialization.

    A parameter with a `content_type` is serialized as that media type, not by its style. The
    location of a form field is form, part, file or item (a part without a name).
    """

    wire: str
    """Name in the request."""
    location: str
    argument: str = ""
    """Name of the Python argument, if it differs from `wire`."""
    style: str = "form"
    explode: bool = True
    content_type: str | None = None
    allow_reserved: bool = False
    keys: (
        Callable[[str, Any, Callable[[str], str]], Iterable[tuple[str, str]]] | None
    ) = None
    """Yields keys such as `name[key]` with texts, instead of a style; see `codec.nested_keys`."""
    serialize: Callable[[Parameter, Any], str] | None = None
    """Serializes an argument that is the complete query (`in: querystring`)."""
    format: ContentFormat | None = None
    """Format of a value with a `content_type` that is not JSON."""
    default: Any = None
    """JSON value to send if the caller passes None."""

    @property
    def name(self) -> str:
        """Name of the Python argument."""
        return self.argument or self.wire


path = partial(Parameter, location="path", style="simple", explode=False)
query = partial(Parameter, location="query")
header = partial(Parameter, location="header", style="simple", explode=False)
cookie = partial(Parameter, location="cookie")


class RequestBody(Protocol):
    """The media types of a request body: `Bodies`, whose module exists only if bodies do."""

    def encode(
        self, body: Any, content_type: str | None, encoding: Encoding
    ) -> tuple[str, bytes | Content] | None: ...


@dataclass(frozen=True, slots=True)
class ResponseSpec:
    """A documented response; `status` is exact ("200"), a range ("4XX") or "default".

    `kind` is json, text, bytes, empty, or detect (by the `Content-Type` of the response). For a
    stream it is events, lines or chunks.
    """

    status: str
    media_type: str | None = "application/json"
    type: TypeSpec | None = None
    kind: str = "json"
    is_event: bool = False
    """True if the type describes complete events of a stream, not only their data."""
    has_json_data: bool = False
    """True if the data of a complete event is JSON, not text."""
    format: ContentFormat | None = None
    """Format of a value of the declared type that is not JSON."""


class RefusalRule(Protocol):
    """A `Confirmation`, whose module exists only in packages that need it."""

    def confirm(self, report: CallReport, response: Response) -> Pending | None: ...


class TransitionRule(RefusalRule, Protocol):
    """A `Transition`, whose module exists only in packages that need it."""

    @property
    def refusal_status(self) -> int: ...

    def find_error(self, response: Response) -> type[APIStatusError] | None: ...


# Operations are keys of `ClientSettings.plans`: identity is faster than hashing all fields.
@dataclass(frozen=True, slots=True, eq=False)
class Operation(Generic[T]):
    """An operation; `T` is the type of its result."""

    name: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    bodies: RequestBody | None = None
    responses: tuple[ResponseSpec, ...] = ()
    """Documented successful responses."""
    errors: tuple[ResponseSpec, ...] = ()
    """All other documented responses."""
    security: tuple[tuple[str, ...], ...] = ()
    """Alternatives, each a list of security schemes."""
    server: str = ""
    """URL of the server that the document declares for this operation, with `{variables}`."""
    variables: tuple[tuple[str, str], ...] = ()
    """Variables of that server with their defaults."""
    idempotent: bool | None = None
    """The document's declaration; None if the HTTP method decides."""
    idempotency_key: str | None = None
    """Argument with the idempotency key."""
    transient_statuses: tuple[int, ...] = ()
    """Additional error statuses that the document declares as retryable."""
    retryable_field: str | None = None
    """Boolean attribute of the error body that allows or forbids a retry."""
    confirmation: RefusalRule | None = None
    transition: TransitionRule | None = None
    pagination: object | None = None
    """A `Pagination`, whose module exists only in packages with pages."""
    has_secret_result: bool = False
    """True if a successful response is a credential: errors then omit its content."""
    module: str = ""
    """Module of the method, whose annotations have the types of the arguments."""

    @property
    def is_idempotent(self) -> bool:
        """True if two requests have the same effect as one (RFC 9110, 9.2.2)."""
        if self.idempotent is not None:
            return self.idempotent
        return self.idempotency_key is not None or self.method in IDEMPOTENT


# Values of undeclared query parameters; a list repeats the name.
QueryValue: TypeAlias = str | float | bool | Sequence[str | float | bool]


class CallOptions(TypedDict, total=False):
    """Options of a single call of a method that has an argument with the name `query`.

    `timeout` (seconds, or a `Timeout`), `max_retries`, `base_url`, `send_read_only` and
    `on_contradiction` replace the settings of the client; `headers` are added.
    """

    timeout: float | Timeout | None
    max_retries: int
    headers: Mapping[str, str]
    base_url: str
    send_read_only: SendReadOnly
    on_contradiction: OnContradiction


class RequestOptions(CallOptions, total=False):
    """Options of a single call.

    `timeout` (seconds, or a `Timeout`), `max_retries`, `base_url`, `send_read_only` and
    `on_contradiction` replace the settings of the client. `headers` and `query` (parameters that the document does not declare) are
    added, and replace those with the same name.
    """

    query: Mapping[str, QueryValue]


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential, or its provider, and its place in requests; excluded from the repr."""

    scheme: str
    kind: str
    location: str
    wire: str
    value: str | Callable[[], Any] = field(repr=False)
    token_url: str | None = None
    """URL that exchanges client credentials for a token."""
    scopes: tuple[str, ...] = ()
    argument: str = "credential"
    """Name of the argument or environment variable, for messages."""

    def fetch(self) -> Any:
        """Return the secret, or the result of its provider; async providers return an awaitable."""
        return self.value if isinstance(self.value, str) else self.value()


class Auth(Protocol):
    """Selects, checks and applies credentials: `transport.auth`, which only some packages have."""

    def select(
        self, operation: Operation[Any], credentials: tuple[Credential, ...]
    ) -> tuple[Credential, ...]: ...

    def to_secret(self, credential: Credential, value: object) -> Secret: ...

    def sign(
        self, headers: dict[str, str], url: str, values: CredentialValues
    ) -> str: ...


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """Settings of a client."""

    base_url: str
    """The root server."""
    is_base_url_explicit: bool
    """True if the caller passed one URL for all operations."""
    default_headers: Mapping[str, str] = field(repr=False)
    """Headers of all requests; names in lower case."""
    credentials: tuple[Credential, ...]
    defaults: Mapping[str, str]
    """Client-wide values of header parameters."""
    server_variables: Mapping[str, str]
    timeout: float | Timeout | None
    max_retries: int
    user_agent: str
    status_errors: Mapping[str, type[APIStatusError]]
    """Exception classes by status or range."""
    request_id_headers: tuple[str, ...]
    encoding: Encoding
    """Choices for the encoding of arguments and bodies."""
    credential_hint: str = ""
    """What to pass, if the caller passed no credential."""
    auth: Auth | None = None
    hooks: tuple[Hooks, ...] = ()
    max_response_bytes: int | None = None
    server_urls: Mapping[str, str] = field(default_factory=dict)
    """URLs that replace declared servers, by the URL as declared."""
    trusted_origins: frozenset[Origin] = frozenset()
    """Origins that may receive the credentials, besides that of the root server."""
    on_contradiction: OnContradiction = "raise"
    """Treatment of responses that contradict the document."""
    security: tuple[tuple[str, ...], ...] = ()
    """Requirements of endpoints that the document does not describe; () for all credentials."""
    allow_plain_http: bool = False
    """True for no warning about URLs that are not encrypted."""
    rate_limits: RateLimits | None = None
    """Rate limits that calls respect; None if they do not."""
    plans: dict[Operation[Any], OperationPlan] = field(
        default_factory=dict, init=False, repr=False
    )
    """Cache of the plan of each operation."""
    logged: set[tuple[str, ...]] = field(default_factory=set, init=False, repr=False)
    """The kinds of contradictions that the client has logged as warnings."""


@dataclass(frozen=True, slots=True)
class _Declaration:
    """An operation without its name and the type of its result: its class has both."""

    fields: dict[str, Any]
    status: str

    def __set_name__(self, owner: type, constant: str) -> None:
        """Replace the declaration by the operation."""
        module = owner.__module__.rpartition(".")[2]
        annotation = owner.__annotations__[constant]
        result = annotation.removeprefix("Operation[").removesuffix("]")
        responses = (_describe_response(self.status, result),)
        fields: dict[str, Any] = {"responses": responses, **self.fields}
        name = f"{module}.{constant.lower()}"
        operation: Operation[Any] = Operation(
            name=name, module=owner.__module__, **fields
        )
        setattr(owner, constant, operation)


def declare(
    request: str,
    parameters: tuple[str | Parameter, ...] = (),
    *,
    status: str = "",
    errors: Mapping[str, str] | tuple[ResponseSpec, ...] = (),
    **fields: Any,
) -> Any:
    """Declare an operation as an attribute of a class, with its annotation.

    Args:
        request: method and path. The parameters of the path precede all others.
        parameters: a string is the name of a query parameter.
        status: status of the successful response, whose type is in the annotation. Default: 200,
            or 204 without a result. A documented alternative needs `responses`.
        errors: types of JSON responses by their statuses, such as {"403 404": "Error"}; the type
            "None" is a response without content.
        fields: other fields of the operation.
    """
    method, _, template = request.partition(" ")
    if isinstance(errors, Mapping):
        pairs = ((s, name) for key, name in errors.items() for s in key.split())
        errors = tuple(_describe_response(status, name) for status, name in pairs)
    fields |= {"method": method, "path": template, "errors": errors}
    fields["parameters"] = (*_list_parameters(template, parameters),)
    return _Declaration(fields, status)


@cache
def _describe_response(status: str, result: str) -> ResponseSpec:
    """Return the specification of a JSON response, or of one without content."""
    if result == "None":
        return ResponseSpec(status or "204", None, None, "empty")
    return ResponseSpec(status or "200", type=result)


def _list_parameters(
    template: str, parameters: tuple[str | Parameter, ...]
) -> list[Parameter]:
    """Return the parameters of the path that are not declared, then the declared ones."""
    declared = [query(p) if isinstance(p, str) else p for p in parameters]
    names = {p.wire for p in declared if p.location == "path"}
    placeholders = dict.fromkeys(_PLACEHOLDER.findall(template))
    return [path(name) for name in placeholders if name not in names] + declared


defer_module(__name__)
