"""The client class: credentials and client-wide parameters."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.config import Settings
from specpress.package.operations import ResourceBuilder
from specpress.python.layout import MAX_WIDTH, format_call, format_literal
from specpress.python.names import Claim, assign_names, screaming, snake
from specpress.python.types import Imports, make_optional


@dataclass(frozen=True, slots=True)
class ClientMode:
    """The synchronous or asynchronous form: the words in which the code differs."""

    prefix: str
    def_: str
    await_: str
    base: str
    transport: str
    provider: str


CLIENT_MODES = (
    ClientMode(
        "", "def", "", "SyncBase", "SyncTransport | httpx2.Client", "TokenProvider"
    ),
    ClientMode(
        "Async",
        "async def",
        "await ",
        "AsyncBase",
        "AsyncTransport | httpx2.AsyncClient",
        "AsyncTokenProvider",
    ),
)


@dataclass(slots=True)
class CredentialView:
    """A security scheme as an argument of the constructor."""

    scheme: str
    argument: str
    env: str
    kind: str
    location: str
    wire: str
    description: str
    token: list[str]
    """Lines with the token endpoint and the scopes for client credentials."""


@dataclass(slots=True)
class ClientParameter:
    """A header parameter that the constructor sets for all calls."""

    argument: str
    wire: str
    annotation: str
    default: str
    description: str


def build_credentials(api: ir.Api, settings: Settings) -> list[CredentialView]:
    """Return the security schemes that operations use, as arguments such as `token` or `api_key`."""
    used = {name for o in api.operations for entry in o.security for name in entry}
    schemes = [s for s in api.schemes if s.name in used or not used]
    claims = [
        Claim(s.name, (_name_argument(s, settings), snake(s.name))) for s in schemes
    ]
    names = assign_names(claims, "constructor", settings.client_parameters.values())
    return [_build_credential(s, names[s.name], settings) for s in schemes]


def _name_argument(scheme: ir.Scheme, settings: Settings) -> str:
    configured = settings.credentials.get(scheme.name)
    if configured is not None:
        return configured.argument
    return {"bearer": "token", "apikey": "api_key", "basic": "basic_auth"}.get(
        scheme.kind, snake(scheme.name)
    )


def _build_credential(
    scheme: ir.Scheme, argument: str, settings: Settings
) -> CredentialView:
    configured = settings.credentials.get(scheme.name)
    env = configured.env if configured is not None and configured.env else ""
    return CredentialView(
        scheme=format_literal(scheme.name),
        argument=argument,
        env=format_literal(env or f"{screaming(settings.client)}_{argument.upper()}"),
        kind=format_literal(scheme.kind),
        location=format_literal(scheme.location),
        wire=format_literal(scheme.wire),
        description=scheme.description,
        token=_format_token_arguments(scheme),
    )


def _format_token_arguments(scheme: ir.Scheme) -> list[str]:
    if scheme.token_url is None:
        return []
    url = f"{' ' * 20}{format_literal(scheme.token_url)},"
    scopes = [*map(format_literal, scheme.scopes)]
    # A tuple of one needs a comma even on one line.
    one_line = f"{' ' * 20}({scopes[0]},)," if len(scopes) == 1 else ""
    fits = 0 < len(one_line) <= MAX_WIDTH
    return [url, *([one_line] if fits else format_call("(", scopes, 20, "),"))]


def build_client_parameters(views: ResourceBuilder) -> list[ClientParameter]:
    """Return the header parameters that the settings make client-wide."""
    by_header: dict[str, ClientParameter] = {}
    for operation in views.api.operations:
        for parameter in operation.parameters:
            if (
                views.methods.is_client_wide(parameter)
                and parameter.wire not in by_header
            ):
                by_header[parameter.wire] = _build_client_parameter(parameter, views)
    return list(by_header.values())


def _build_client_parameter(
    source: ir.Parameter, views: ResourceBuilder
) -> ClientParameter:
    annotation = views.python.annotate(source.type, Imports())
    has_default = isinstance(source.default, str)
    return ClientParameter(
        argument=views.methods.client_wide[source.wire],
        wire=format_literal(source.wire),
        annotation="str" if has_default else make_optional(annotation),
        default=format_literal(source.default) if has_default else "None",
        description=" ".join(source.description.split()),
    )


def format_request_id_headers(api: ir.Api) -> str:
    """Return the response headers with a request id as code."""
    headers = {
        header.wire.lower()
        for operation in api.operations
        for response in operation.responses
        for header in response.headers
        if header.wire.lower().endswith("request-id")
    }
    names = sorted(headers) or ["x-request-id"]
    return "(" + ", ".join(map(format_literal, names)) + ",)"
