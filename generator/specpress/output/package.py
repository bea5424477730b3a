"""The view of the package: everything that templates can refer to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from specpress import ir
from specpress.config import Settings
from specpress.evidence.call_table import build_call_table
from specpress.evidence.guarantees import Guarantees
from specpress.evidence.lifecycle_cases import (
    LifecycleCases,
    build_lifecycle_cases,
    list_enum_values,
)
from specpress.evidence.model_cases import build_model_cases
from specpress.evidence.operation_cases import build_operation_cases
from specpress.package import forms, models, readme, signatures, states
from specpress.package.client import (
    CLIENT_MODES,
    ClientMode,
    ClientModule,
    CredentialView,
    build_client_module,
)
from specpress.package.error_tree import ErrorsModule
from specpress.package.errors import build_errors
from specpress.package.fakes import FakeView, build_fakes
from specpress.package.lifecycle_diagrams import LifecycleDiagram, build_diagrams
from specpress.package.lifecycles import LifecycleView, build_lifecycles
from specpress.package.models import Module
from specpress.package.operations import Resource, ResourceBuilder
from specpress.package.refusals import build_refusals
from specpress.package.source_positions import list_pointers
from specpress.package.states import StatesModule
from specpress.package.webhooks import WebhookView, build_imports, build_webhooks
from specpress.python.expressions import PyCall, PyDict, PyExpression
from specpress.python.imports import ModuleImports
from specpress.python.names.project import ProjectNames
from specpress.python.types import (
    NO_REPAIR,
    PythonTypes,
    SampleRepairer,
)


@dataclass(slots=True)
class Package:
    """The attributes that templates can refer to."""

    name: str
    distribution: str
    version: str
    client: str
    fixture: str
    """Name of the fixture, after `fake_`."""
    summary: str
    client_module: ClientModule
    errors_module: ErrorsModule
    sends_forms: bool
    sends_bodies: bool
    has_json_texts: bool
    has_enums: bool
    has_unions: bool
    schemas: list[str]
    signature: PyCall | None
    webhooks: list[WebhookView]
    webhook_imports: ModuleImports
    resources: list[Resource]
    modules: list[Module]
    lifecycles: list[LifecycleView]
    diagrams: list[LifecycleDiagram]
    fakes: list[FakeView]
    lifecycle_cases: LifecycleCases
    enum_values: PyDict
    guarantees: Guarantees
    call_table: str
    states: list[StatesModule]
    schema_pointers: PyExpression
    module_overrides: dict[str, str]
    modes: tuple[ClientMode, ...] = CLIENT_MODES

    @property
    def credentials(self) -> list[CredentialView]:
        """The security schemes as arguments of the client."""
        return self.client_module.credentials

    @property
    def has_forms(self) -> bool:
        """True if an operation or a token request sends a form."""
        return self.sends_forms or self.has_token_url

    @property
    def has_bodies(self) -> bool:
        """True if an operation or a token request sends a body."""
        return self.sends_bodies or self.has_token_url

    @property
    def has_token_url(self) -> bool:
        """True if client credentials can be exchanged for a token."""
        return any(credential.has_token for credential in self.credentials)

    @property
    def has_confirmation(self) -> bool:
        """True if a refusal may make the client read a state."""
        methods = (method for resource in self.resources for method in resource.methods)
        return any(method.table.reads_state for method in methods)

    @property
    def has_outcomes(self) -> bool:
        """True if an operation changes the state of a resource."""
        return any(lifecycle.operations for lifecycle in self.lifecycles)

    @property
    def has_waiters(self) -> bool:
        """True if a resource with a terminal state can be read."""
        sources = [lifecycle.source for lifecycle in self.lifecycles]
        return any(source.read and source.terminal for source in sources)

    @property
    def fake_modules(self) -> list[str]:
        """Modules with the tables of the operations that the fake uses as routes."""
        return sorted({module for fake in self.fakes for module in fake.modules})

    @property
    def fake_example(self) -> list[str]:
        """Lines of an example with the fake."""
        name = f"Fake{self.client}"
        return [line.replace("Fake{client}", name) for line in self.fakes[0].example]

    @property
    def samples(self) -> str:
        """The JSON file with the resources and errors of the fake."""
        samples: dict[str, Any] = {fake.model: fake.sample for fake in self.fakes}
        errors = {k: v for fake in self.fakes for k, v in fake.errors.items()}
        return json.dumps({**samples, "errors": errors}, indent=2)

    @property
    def has_pagination(self) -> bool:
        """True if the document declares the pagination of an operation."""
        methods = [method for resource in self.resources for method in resource.methods]
        return any(method.source.pagination for method in methods)

    @property
    def example(self) -> readme.Example:
        """The example in the README."""
        is_required = self.client_module.is_base_url_required
        return readme.build_example(
            self.client, is_required, self.credentials, self.resources
        )

    @property
    def has_streams(self) -> bool:
        """True if a method returns a stream."""
        return any(resource.has_streams for resource in self.resources)


def build_package(
    api: ir.Api,
    settings: Settings,
    names: ProjectNames,
    repairer: SampleRepairer = NO_REPAIR,
) -> Package:
    """Return the view of an API; `repairer` keeps samples valid for their schemas."""
    python = PythonTypes(api, repairer)
    client_wide = dict(settings.client_parameters)
    operations = ResourceBuilder(api, python, client_wide, names.client)
    resources = operations.build()
    webhooks = build_webhooks(api, python, operations.methods.tables)
    errors = build_errors(api, python)
    lifecycles = build_lifecycles(api, python, resources)
    refusals = build_refusals(lifecycles, errors, python)
    fakes = build_fakes(lifecycles, resources, python)
    cases, methods = build_model_cases(python), operations.methods
    calls = build_operation_cases(api, resources, methods, errors, cases)
    return Package(
        name=names.package,
        distribution=names.distribution,
        version=settings.version,
        client=names.client,
        fixture=names.stem,
        summary=f"Client for {api.title} (version {api.version}).",
        client_module=build_client_module(api, settings, names, operations, resources),
        errors_module=ErrorsModule(errors, refusals),
        sends_forms=forms.uses_forms(api, python),
        sends_bodies=forms.uses_bodies(api, python),
        has_json_texts=_has_type(api, ir.JsonText),
        has_enums=_has_type(api, ir.Enum),
        has_unions=_has_type(api, ir.Union),
        schemas=list(api.types),
        signature=signatures.build_signature(api.signature),
        webhooks=webhooks,
        webhook_imports=build_imports(webhooks),
        resources=resources,
        modules=models.build_modules(
            python, states.build_lifecycle_properties(lifecycles)
        ),
        lifecycles=lifecycles,
        diagrams=build_diagrams(lifecycles, python),
        fakes=fakes,
        lifecycle_cases=build_lifecycle_cases(lifecycles, fakes, refusals, python),
        enum_values=list_enum_values(python),
        guarantees=Guarantees(cases, calls),
        call_table=build_call_table(resources, python),
        states=states.build_state_modules(lifecycles, python),
        schema_pointers=list_pointers(python),
        module_overrides=models.list_module_overrides(python),
    )


def _has_type(api: ir.Api, kind: type[ir.Type]) -> bool:
    """Return whether the document has a type of this kind."""
    return any(isinstance(schema, kind) for schema in api.types.values())
