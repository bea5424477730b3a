"""The view of the client class: credentials, client-wide parameters, environments."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.config import Settings
from specpress.layout import WIDTH, call, literal
from specpress.names import Claim, screaming, assign_names, snake
from specpress.views.operations import OperationViews
from specpress.views.python_types import Uses, optional


@dataclass(frozen=True, slots=True)
class Flavour:
    """Sync or async: the words in which the two differ."""

    prefix: str
    def_: str
    await_: str
    base: str
    transport: str
    provider: str


FLAVOURS = (
    Flavour(
        "", "def", "", "SyncBase", "SyncTransport | httpx2.Client", "TokenProvider"
    ),
    Flavour(
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
    """One security scheme as a constructor argument."""

    scheme: str
    argument: str
    env: str
    kind: str
    location: str
    wire: str
    description: str
    token: list[str]
    """Where client credentials are exchanged for a token, and the scopes to ask for."""


@dataclass(slots=True)
class ClientParameter:
    """One header that is set when the client is made."""

    argument: str
    wire: str
    annotation: str
    default: str
    description: str


def credentials(api: ir.Api, settings: Settings) -> list[CredentialView]:
    """The security schemes that operations use, as arguments; one alone is `token` or `api_key`."""
    used = {name for o in api.operations for entry in o.security for name in entry}
    schemes = [s for s in api.schemes if s.name in used or not used]
    claims = [Claim(s.name, (_argument(s, settings), snake(s.name))) for s in schemes]
    names = assign_names(claims, "constructor", settings.client_parameters.values())
    return [_credential(s, names[s.name], settings) for s in schemes]


def _argument(scheme: ir.Scheme, settings: Settings) -> str:
    configured = settings.credentials.get(scheme.name)
    if configured is not None:
        return configured.argument
    return {"bearer": "token", "apikey": "api_key", "basic": "basic_auth"}.get(
        scheme.kind, snake(scheme.name)
    )


def _credential(scheme: ir.Scheme, argument: str, settings: Settings) -> CredentialView:
    configured = settings.credentials.get(scheme.name)
    env = configured.env if configured is not None and configured.env else ""
    return CredentialView(
        scheme=literal(scheme.name),
        argument=argument,
        env=literal(env or f"{screaming(settings.client)}_{argument.upper()}"),
        kind=literal(scheme.kind),
        location=literal(scheme.location),
        wire=literal(scheme.wire),
        description=scheme.description,
        token=_token(scheme),
    )


def _token(scheme: ir.Scheme) -> list[str]:
    if scheme.token_url is None:
        return []
    url = f"{' ' * 20}{literal(scheme.token_url)},"
    scopes = [*map(literal, scheme.scopes)]
    # A tuple of one has its comma on one line, too.
    alone = f"{' ' * 20}({scopes[0]},)," if len(scopes) == 1 else ""
    short = 0 < len(alone) <= WIDTH
    return [url, *([alone] if short else call("(", scopes, 20, "),"))]


def client_parameters(views: OperationViews) -> list[ClientParameter]:
    """The header parameters that the settings make client-wide."""
    found: dict[str, ClientParameter] = {}
    for operation in views.api.operations:
        for parameter in operation.parameters:
            if views.methods.is_client_wide(parameter) and parameter.wire not in found:
                found[parameter.wire] = _client_parameter(parameter, views)
    return list(found.values())


def _client_parameter(source: ir.Parameter, views: OperationViews) -> ClientParameter:
    annotation = views.python.annotate(source.type, Uses())
    text = isinstance(source.default, str)
    return ClientParameter(
        argument=views.methods.client_wide[source.wire],
        wire=literal(source.wire),
        annotation="str" if text else optional(annotation),
        default=literal(source.default) if text else "None",
        description=" ".join(source.description.split()),
    )


def request_id_headers(api: ir.Api) -> str:
    """Response headers of the document that carry a request id."""
    found = {
        header.wire.lower()
        for operation in api.operations
        for answer in operation.responses
        for header in answer.headers
        if header.wire.lower().endswith("request-id")
    }
    names = sorted(found) or ["x-request-id"]
    return "(" + ", ".join(map(literal, names)) + ",)"
