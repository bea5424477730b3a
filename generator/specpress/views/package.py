"""The view of the whole package: what the templates of single files share."""

from __future__ import annotations

from dataclasses import dataclass, field

from specpress import ir
from specpress.config import Settings
from specpress.layout import docstring, literal
from specpress.views import client, codec, models
from specpress.views.client import (
    ClientParameter,
    CredentialView,
    Environment,
    ErrorView,
)
from specpress.views.codec import CodecModule
from specpress.views.models import Module
from specpress.views.operations import OperationViews, Resource
from specpress.views.space import PythonTypes


@dataclass(frozen=True, slots=True)
class Flavour:
    """Sync or async: the words in which the two differ."""

    prefix: str
    def_: str
    await_: str
    base: str
    transport: str


FLAVOURS = (
    Flavour("", "def", "", "SyncBase", "SyncTransport | httpx2.Client"),
    Flavour(
        "Async",
        "async def",
        "await ",
        "AsyncBase",
        "AsyncTransport | httpx2.AsyncClient",
    ),
)


@dataclass(slots=True)
class Package:
    """Everything the templates can name."""

    name: str
    distribution: str
    version: str
    client: str
    summary: str
    doc: list[str]
    client_doc: list[str]
    user_agent: str
    request_id_headers: str
    credentials: list[CredentialView]
    parameters: list[ClientParameter]
    environments: list[Environment]
    errors: list[ErrorView]
    error_imports: list[str]
    resources: list[Resource]
    modules: list[Module]
    codecs: list[CodecModule]
    model_exports: list[str] = field(default_factory=list)
    model_places: list[str] = field(default_factory=list)
    flavours: tuple[Flavour, ...] = FLAVOURS

    @property
    def error_typing(self) -> list[str]:
        """What the module of the errors imports from `typing`."""
        found = ["TYPE_CHECKING"] if self.error_imports else []
        uses_any = any(error.annotation == "Any" for error in self.errors)
        return [*found, "Any"] if uses_any else found

    @property
    def calls(self) -> list[tuple[str, list[str]]]:
        """Name and arguments of each operation that a generated test can call."""
        return [
            (f"{resource.module}.{method.name}", method.sample)
            for resource in self.resources
            for method in resource.methods
            if method.sample is not None
        ]

    @property
    def methods(self) -> list[tuple[str, str]]:
        """Name and HTTP method of each operation."""
        return [
            (f"{resource.module}.{method.name}", method.source.method)
            for resource in self.resources
            for method in resource.methods
        ]

    @property
    def examples(self) -> list[tuple[str, str, str]]:
        """Name, status and example of each operation that a generated test can check."""
        return [
            (f"{resource.module}.{method.name}", method.success, method.example)
            for resource in self.resources
            for method in resource.methods
            if method.example and method.sample is not None
        ]


def package(api: ir.Api, settings: Settings) -> Package:
    """Put an API into Python's terms."""
    python = PythonTypes(dict(api.types))
    operations = OperationViews(api, python, dict(settings.client_parameters))
    resources = operations.resources()
    error_views, error_imports = client.errors(api, python)
    modules = models.modules(python)
    exports = sorted((python.names[i], python.modules[i]) for i in python.named)
    return Package(
        name=settings.package,
        distribution=settings.distribution,
        version=settings.version,
        client=settings.client,
        summary=f"Client for {api.title} (version {api.version}).",
        doc=docstring(f"Client for {api.title} (version {api.version}).", 0),
        client_doc=docstring(api.description or f"A client of {api.title}.", 4),
        user_agent=f"{settings.distribution}/{settings.version}",
        request_id_headers=_request_id_headers(api),
        credentials=client.credentials(api, settings),
        parameters=client.client_parameters(operations),
        environments=client.environments(api),
        errors=error_views,
        error_imports=error_imports,
        resources=resources,
        modules=modules,
        codecs=codec.modules(python, operations.entries),
        model_exports=[
            line for name, module in exports for line in _export(name, module)
        ],
        model_places=[
            f"    {literal(name)}: {literal(f'.{module}')}," for name, module in exports
        ],
    )


def _export(name: str, module: str) -> list[str]:
    plain = f"from .{module} import {name} as {name}"
    return (
        [plain]
        if len(plain) <= 84
        else [f"from .{module} import (", f"    {name} as {name},", ")"]
    )


def _request_id_headers(api: ir.Api) -> str:
    """Response headers of the document that carry a request id."""
    found = {
        header.lower()
        for operation in api.operations
        for answer in operation.answers
        for header in answer.headers
        if header.lower().endswith("request-id")
    }
    names = sorted(found) or ["x-request-id"]
    return "(" + ", ".join(map(literal, names)) + ",)"
