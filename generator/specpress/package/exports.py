"""The exports of the package: its clients, exceptions and the classes that are loaded on first access."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specpress.package.client import ClientModule
from specpress.package.errors import list_common_errors
from specpress.python.expressions import Import, PyExpression, as_expression
from specpress.python.imports import ModuleImports

ERRORS = (
    "APIConnectionError",
    "APIDecodeError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "ClientStatusError",
    "ServerStatusError",
    *list_common_errors(),
)
# Classes that are loaded on first access, with their modules of the runtime.
LAZY_MODULES = {
    "Attempt": "exchange",
    "File": "codec.files",
    "Hooks": "exchange",
    "InvalidArgumentError": "codec.codec",
    "RawResponse": "exchange",
}
TOKEN_MODULES = {
    "AsyncClientCredentials": "transport.oauth_async",
    "ClientCredentials": "transport.oauth_sync",
}


@dataclass(frozen=True, slots=True)
class Exports:
    """The `__init__` module of the package."""

    summary: str
    """Docstring of the package."""
    version: str
    """Version of the distribution."""
    clients: Mapping[str, str]
    """The modules of the clients, and of the enum of their servers, by name."""
    modules: Mapping[str, str]
    """The modules of the classes that are loaded on first access."""

    @property
    def lazy_modules(self) -> PyExpression:
        """The modules of these classes, as a dict."""
        return as_expression({**self.modules})

    @property
    def names(self) -> list[str]:
        """The names that the package exports."""
        return sorted([*ERRORS, *self.modules, "Timeout", *self.clients])

    @property
    def imports(self) -> ModuleImports:
        """The imports of the package."""
        names = {
            Import("importlib", "import_module"),
            Import("typing", "Any"),
            Import("._runtime.timeouts", "Timeout"),
            *(Import(module, name) for name, module in self.clients.items()),
        }
        lazy = self.modules.items()
        type_names = {
            *(Import(f"._runtime.{module}", name) for name, module in lazy),
            *(Import(".errors", name) for name in ERRORS),
        }
        return ModuleImports(".__init__", frozenset(names), frozenset(type_names))


def build_exports(summary: str, version: str, client: ClientModule) -> Exports:
    """Return the exports of a package with this client."""
    modules = {**LAZY_MODULES, **(TOKEN_MODULES if client.has_token_url else {})}
    clients = {n: client.get_client_module(n) for n in client.class_names}
    return Exports(summary, version, clients, modules)
