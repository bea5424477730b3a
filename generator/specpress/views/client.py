"""The view of the client class: credentials, client-wide parameters, environments, error classes."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from specpress import ir
from specpress.config import Settings
from specpress.layout import definition, docstring, literal, statement
from specpress.names import Claim, escape, pascal, screaming, settle, snake
from specpress.views.media import answer_kind
from specpress.views.models import field_names
from specpress.views.operations import OperationViews
from specpress.views.space import PythonTypes, Uses, optional


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


@dataclass(slots=True)
class ClientParameter:
    """One header that is set when the client is made."""

    argument: str
    wire: str
    annotation: str
    default: str
    description: str


@dataclass(slots=True)
class Environment:
    """One server."""

    name: str
    url: str
    doc: list[str]


@dataclass(slots=True)
class ErrorView:
    """One documented error status as an exception class."""

    name: str
    status: int
    doc: list[str]
    annotation: list[str]
    properties: list[tuple[str, list[str], list[str]]]

    @property
    def base(self) -> str:
        """The class of its range of statuses."""
        ranges = {4: "ClientStatusError", 5: "ServerStatusError"}
        return ranges.get(self.status // 100, "APIStatusError")


def credentials(api: ir.Api, settings: Settings) -> list[CredentialView]:
    """The security schemes that operations use, as arguments; one alone is `token` or `api_key`."""
    used = {name for o in api.operations for entry in o.security for name in entry}
    schemes = [s for s in api.schemes if s.name in used or not used]
    claims = [Claim(s.name, (_argument(s, settings), snake(s.name))) for s in schemes]
    names = {k: escape(n, "parameter") for k, n in settle(claims).items()}
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
    )


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


def environments(api: ir.Api) -> list[Environment]:
    """The servers of the document by name; the first one is the default."""
    servers = list({server.url: server for server in api.servers}.values())
    claims = [
        Claim(
            s.url,
            (screaming(s.name or _host(s.url)), screaming(f"{s.name or ''} {s.url}")),
        )
        for s in servers
    ]
    names = {url: escape(name, "member") for url, name in settle(claims).items()}
    return [
        Environment(names[s.url], literal(s.url), docstring(s.description, 4))
        for s in servers
    ]


def variables(api: ir.Api) -> list[ir.Variable]:
    """The variables of the document's servers, each name once."""
    found = [variable for server in api.servers for variable in server.variables]
    return list({variable.name: variable for variable in reversed(found)}.values())[
        ::-1
    ]


def _host(url: str) -> str:
    """The host of a URL, which may have names in braces; of one without a host, its path."""
    plain = url.replace("{", "").replace("}", "")
    return plain.partition("://")[2].partition("/")[0] or plain.strip("/") or "default"


def errors(api: ir.Api, python: PythonTypes) -> tuple[list[ErrorView], Uses]:
    """One class per documented error status, and what their annotations need."""
    by_status: dict[int, list[ir.Answer]] = {}
    for operation in api.operations:
        for answer in operation.answers:
            if answer.status.isdigit() and answer.status[0] in "345":
                by_status.setdefault(int(answer.status), []).append(answer)
    uses = Uses(prefix="models.")
    views = [
        _error(status, answers, python, uses)
        for status, answers in sorted(by_status.items())
    ]
    return views, uses


def _error(
    status: int, answers: list[ir.Answer], python: PythonTypes, uses: Uses
) -> ErrorView:
    types = list(
        dict.fromkeys(a.type for a in answers if answer_kind(a) == "json" and a.type)
    )
    parts = [python.annotate(t, uses) for t in types]
    known = bool(parts) and "Any" not in parts
    annotation = optional(" | ".join(parts)) if known else "Any"
    if annotation == "Any":
        uses.add("typing", "Any")
    texts = list(dict.fromkeys(a.description for a in answers if a.description))
    return ErrorView(
        name=error_name(status),
        status=status,
        doc=docstring(
            texts[0] if len(texts) == 1 else f"The server answered {status}.", 4
        ),
        annotation=statement(f"body: {annotation}", 4),
        properties=_properties(types, python, uses),
    )


RESERVED_ATTRIBUTES = {
    "args",
    "status",
    "headers",
    "body",
    "raw",
    "attempts",
    "exchange",
    "request",
}


def _properties(
    types: list[str], python: PythonTypes, uses: Uses
) -> list[tuple[str, list[str], list[str]]]:
    """The fields of the body that can be read on the exception itself, where all agree on one model."""
    found = python.plain(types[0]) if len(types) == 1 else None
    if not isinstance(found, ir.Object):
        return []
    names = field_names(found)
    return [
        (
            names[f.wire],
            definition(
                f"def {names[f.wire]}(self) -> {_annotated(python, f, uses)}:", 4
            ),
            docstring(f.description, 8),
        )
        for f in found.fields
        if names[f.wire] not in RESERVED_ATTRIBUTES
    ]


def _annotated(python: PythonTypes, source: ir.Field, uses: Uses) -> str:
    return optional(python.annotate(source.type, uses))


def error_name(status: int) -> str:
    """The class of a status: its phrase, ending in Error."""
    try:
        phrase = PHRASES.get(status) or HTTPStatus(status).phrase
    except ValueError:
        phrase = f"Status {status}"
    name = pascal(phrase)
    return name if name.endswith("Error") else f"{name}Error"


# Phrases that changed between Python versions, or that read badly as a class.
PHRASES = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    418: "Im A Teapot",
    422: "Unprocessable Entity",
    500: "Internal Server Error",
}
