"""The client class: credentials and client-wide parameters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from specpress import ir
from specpress.config import Settings
from specpress.package import servers
from specpress.package.aliases import ResourceAlias, name_decorator
from specpress.package.names import Names
from specpress.package.operations import Resource, ResourceBuilder
from specpress.package.part_texts import join_texts
from specpress.package.servers import Environment
from specpress.python.expressions import (
    Import,
    PyCall,
    PyDict,
    PyExpression,
    PyLiteral,
    PyName,
    PyTuple,
    PyType,
    as_expression,
    list_imports,
    or_none,
)
from specpress.python.imports import DEFER_MODULE, ModuleImports
from specpress.python.names import Claim, name_variable, snake
from specpress.python.names.namer import Namer, Space
from specpress.python.types import OWN_MODULE

STR = PyName("str")
REPLACE = Import("dataclasses", "replace")


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


@dataclass(frozen=True, slots=True)
class CredentialView:
    """A security scheme as an argument of the constructor."""

    source: ir.Scheme
    """The security scheme of the document."""
    argument: str
    """Argument of the constructor."""
    env: str
    """Environment variable with its default."""

    @property
    def has_token(self) -> bool:
        """True if a token endpoint issues tokens for client credentials."""
        return self.source.token_url is not None

    @property
    def call(self) -> PyCall:
        """The call that reads the argument or the environment variable."""
        source = self.source
        texts = (source.name, source.kind, source.location, source.wire)
        token = (source.token_url, (*source.scopes,)) if self.has_token else ()
        values = (*texts, self.argument, PyName(self.argument), self.env, *token)
        return PyCall(PyName("_credential"), tuple(map(as_expression, values)))


@dataclass(frozen=True, slots=True)
class ClientParameter:
    """A header parameter that the constructor sets for all calls."""

    argument: str
    """Argument of the constructor."""
    wire: str
    """Name of the header."""
    type: PyType
    """Type of the argument."""
    default: PyExpression
    """Default of the argument."""


@dataclass(frozen=True, slots=True)
class ClientModule:
    """The module with both clients."""

    name: str
    """Class of the synchronous client; the asynchronous one begins with `Async`."""
    title: str
    """Title of the document."""
    text: str
    """Description of the document."""
    user_agent: str
    """Value of the header `User-Agent`."""
    request_id_headers: PyTuple
    """Response headers with the id of a request."""
    credentials: list[CredentialView]
    """Credentials that the constructor accepts."""
    parameters: list[ClientParameter]
    """Header parameters that the constructor accepts."""
    environments: list[Environment]
    """Servers with an absolute URL."""
    resources: list[Resource]
    """The resources, which are attributes of the client."""
    servers: PyDict
    """Declared names of the servers by URL."""
    variables: list[str]
    """Descriptions of the variables in the URLs of the servers."""
    is_base_url_required: bool
    """True if the document has no absolute URL of a server."""
    needs_base_url: bool
    """True if examples pass a base URL: a server has no host or a variable without a value."""
    security: PyExpression | None
    """Security requirement of most operations; None with at most one credential."""
    aliases: list[ResourceAlias]
    """Earlier names of resources."""
    send_read_only: str
    """Default of the read-only fields that are sent."""
    naive_datetimes: str
    """Default of the treatment of a datetime without an offset."""
    on_contradiction: str
    """Default of the treatment of a response that contradicts the document."""
    own: frozenset[str] = frozenset()
    """The classes of the user, some of which replace clients and resources."""

    def get_module(self, resource: Resource, prefix: str) -> str:
        """Return the module of the class of a resource."""
        is_own = f"{prefix}{resource.name}" in self.own
        return OWN_MODULE if is_own else f".resources.{resource.module}"

    def get_client_module(self, name: str) -> str:
        """Return the module of a client, or of the enum of its servers."""
        return OWN_MODULE if name in self.own else "._client"

    @property
    def decorator(self) -> PyName:
        """The decorator of the aliases."""
        return name_decorator((r.module for r in self.resources), self.aliases)

    @property
    def imports(self) -> ModuleImports:
        """The imports of the module."""
        names = {
            *(Import("collections.abc", n) for n in ("Mapping", "Sequence")),
            Import("._runtime.client", "lazy_resource"),
            DEFER_MODULE,
            Import("._runtime.client_async", "AsyncBase"),
            Import("._runtime.client_sync", "SyncBase"),
            Import("._runtime.timeouts", "Timeout"),
            *(list_imports(self.decorator) if self.aliases else ()),
            *([Import("os", ""), REPLACE] if self.credentials else []),
            *([Import("enum", "StrEnum")] if self.environments else []),
        }
        return ModuleImports(
            "._client", frozenset(names), frozenset(self._list_types())
        )

    def _list_types(self) -> set[Import]:
        transports = ("AsyncTransport", "Library", "SyncTransport")
        providers = ("AsyncTokenProvider", "TokenProvider") if self.credentials else ()
        classes = [
            (self.get_module(r, m.prefix), f"{m.prefix}{r.name}")
            for r in self.resources
            for m in CLIENT_MODES
        ]
        return {
            Import("httpx2", ""),
            Import("._runtime.exchange", "Hooks"),
            *(
                Import("._runtime.operation", n)
                for n in (
                    "ClientSettings",
                    "Credential",
                    "NaiveDatetimes",
                    "OnContradiction",
                    "SendReadOnly",
                )
            ),
            *(Import("._runtime.transport.transport", n) for n in transports),
            *(Import("._runtime.transport.auth", n) for n in providers),
            *(Import(module, name) for module, name in classes),
            *list_imports(*(p.type for p in self.parameters)),
        }

    @property
    def class_names(self) -> list[str]:
        """The names of the clients and of the enum of the servers."""
        names = [f"Async{self.name}", self.name]
        return [*names, *([f"{self.name}Environment"] if self.environments else [])]

    @property
    def has_token_url(self) -> bool:
        """True if client credentials can be exchanged for a token."""
        return any(credential.has_token for credential in self.credentials)

    @property
    def variable_defaults(self) -> PyDict | None:
        """Default values of the variables by the URL of their server."""
        defaults = {e.url: dict(e.variables) for e in self.environments if e.variables}
        return _make_dict(defaults) if defaults else None

    @property
    def credential_calls(self) -> PyTuple:
        """The calls that return the credentials."""
        return PyTuple(tuple(c.call for c in self.credentials))

    @property
    def credential_hint(self) -> str:
        """What to pass, for the error of a client without a credential."""
        names = (f"{c.argument} (or set {c.env})" for c in self.credentials)
        return f"the client has no credential: pass {', '.join(names)}"

    @property
    def headers(self) -> PyDict:
        """The arguments with client-wide headers, by header."""
        return _make_dict({p.wire: PyName(p.argument) for p in self.parameters})


def _make_dict(entries: Mapping[str, object]) -> PyDict:
    return PyDict(tuple((PyLiteral(k), as_expression(v)) for k, v in entries.items()))


def build_credentials(
    api: ir.Api, settings: Settings, stem: str, namer: Namer
) -> list[CredentialView]:
    """Return the security schemes that operations use, as arguments such as `token` or `api_key`."""
    used = {name for o in api.operations for entry in o.security for name in entry}
    schemes = [s for s in api.schemes if s.name in used or not used]
    claims = [
        Claim(
            s.name,
            (_name_argument(s, settings), snake(s.name)),
            rank=s.name not in settings.credentials,
        )
        for s in schemes
    ]
    taken = settings.client_parameters.values()
    names = namer.assign(claims, "constructor", Space("credential"), taken)
    return [_build_credential(s, names[s.name], settings, stem) for s in schemes]


def _name_argument(scheme: ir.Scheme, settings: Settings) -> str:
    configured = settings.credentials.get(scheme.name)
    if configured is not None:
        return configured.argument
    return {"bearer": "token", "apikey": "api_key", "basic": "basic_auth"}.get(
        scheme.kind, snake(scheme.name)
    )


def _build_credential(
    scheme: ir.Scheme, argument: str, settings: Settings, stem: str
) -> CredentialView:
    configured = settings.credentials.get(scheme.name)
    env = configured.env if configured is not None and configured.env else ""
    return CredentialView(scheme, argument, env or name_variable(stem, argument))


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
    has_default = isinstance(source.default, str)
    return ClientParameter(
        argument=views.methods.client_wide[source.wire],
        wire=source.wire,
        type=STR if has_default else or_none(views.python.get_type(source.type)),
        default=PyLiteral(source.default if has_default else None),
    )


def list_request_id_headers(api: ir.Api) -> list[str]:
    """Return the response headers with a request id."""
    headers = {
        header.wire.lower()
        for operation in api.operations
        for response in operation.responses
        for header in response.headers
        if header.wire.lower().endswith("request-id")
    }
    return sorted(headers) or ["x-request-id"]


def _find_common_security(api: ir.Api) -> PyExpression | None:
    """Return the security requirement that most operations have."""
    declared = Counter(o.security for o in api.operations if any(o.security))
    return as_expression(declared.most_common(1)[0][0]) if declared else None


def build_client_module(
    api: ir.Api,
    settings: Settings,
    names: Names,
    operations: ResourceBuilder,
    resources: list[Resource],
    aliases: list[ResourceAlias],
) -> ClientModule:
    """Return the view of the module with both clients."""
    headers = map(PyLiteral, list_request_id_headers(api))
    namer = operations.python.namer
    credentials = build_credentials(api, settings, names.stem, namer)
    title = f"Client for {api.title}."
    text = join_texts(api.description or title, api.external_docs)
    return ClientModule(
        name=names.client,
        title=title,
        text=text,
        user_agent=f"{names.distribution}/{names.version}",
        request_id_headers=PyTuple(tuple(headers)),
        credentials=credentials,
        parameters=build_client_parameters(operations),
        environments=servers.build_environments(api, namer),
        resources=resources,
        servers=_make_dict(servers.name_servers(api)),
        variables=servers.describe_variables(api),
        is_base_url_required=servers.is_base_url_required(api),
        needs_base_url=servers.needs_base_url(api),
        security=_find_common_security(api) if len(credentials) > 1 else None,
        aliases=aliases,
        send_read_only=settings.send_read_only,
        naive_datetimes=settings.naive_datetimes,
        on_contradiction=settings.on_contradiction,
        own=operations.python.own,
    )
