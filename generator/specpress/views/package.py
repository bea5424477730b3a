"""The view of the whole package: what the templates of single files share."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from specpress import ir
from specpress.config import Settings
from specpress.layout import (
    call,
    definition,
    docstring,
    import_from,
    literal,
    parameter,
)
from specpress.names import snake
from specpress.views import (
    call_table,
    client,
    error_tree,
    fakes,
    forms,
    lifecycle_cases,
    lifecycle_diagrams,
    lifecycles,
    model_cases,
    models,
    operation_cases,
    readme,
    servers,
    signatures,
    source_positions,
    states,
)
from specpress.views.client import (
    FLAVOURS,
    ClientParameter,
    CredentialView,
    Flavour,
)
from specpress.views.errors import BodyView, ErrorView, errors
from specpress.views.fakes import FakeView
from specpress.views.guarantees import Proofs
from specpress.views.lifecycle_cases import Cases
from specpress.views.lifecycle_diagrams import Picture
from specpress.views.lifecycles import Life
from specpress.views.models import Module, sibling_imports
from specpress.views.operations import OperationViews, Resource
from specpress.views.python_types import (
    AS_IT_IS,
    Mend,
    PythonTypes,
    Uses,
    import_lines,
    runtime_imports,
)
from specpress.views.refusals import RefusalView, refusals
from specpress.views.servers import Environment
from specpress.views.states import StatesModule
from specpress.views.webhooks import WebhookView, webhooks

CONFIRMED = ("repetition=", "transition=")
"""How a line in the table of an operation begins whose refusals the state explains."""


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
    error_uses: Uses
    refusals: list[RefusalView]
    sends_forms: bool
    sends_bodies: bool
    has_texts: bool
    has_enums: bool
    has_unions: bool
    base_url_parameter: str
    variables: list[str]
    schemas: list[str]
    signature: list[str]
    webhooks: list[WebhookView]
    webhook_uses: Uses
    webhook_models: list[str]
    resources: list[Resource]
    modules: list[Module]
    lives: list[Life]
    pictures: list[Picture]
    fakes: list[FakeView]
    cases: Cases
    enums: list[str]
    proofs: Proofs
    reach: str
    """The calls of the generated tests, as JSON."""
    states: list[StatesModule]
    places: list[str]
    misplaced: list[str] = field(default_factory=list)
    flavours: tuple[Flavour, ...] = FLAVOURS

    @property
    def has_forms(self) -> bool:
        """Whether something is sent as a form: by an operation, or to get a token."""
        return self.sends_forms or self.has_token_url

    @property
    def has_bodies(self) -> bool:
        """Whether something is sent as a body: by an operation, or to get a token."""
        return self.sends_bodies or self.has_token_url

    @property
    def has_token_url(self) -> bool:
        """Whether client credentials can be exchanged for a token."""
        return any(credential.token for credential in self.credentials)

    @property
    def confirms(self) -> bool:
        """Whether a refusal may be cleared up by reading the state."""
        methods = (method for resource in self.resources for method in resource.methods)
        lines = (line.lstrip() for method in methods for line in method.table)
        return any(line.startswith(CONFIRMED) for line in lines)

    @property
    def changes(self) -> bool:
        """Whether an operation changes the state of a resource."""
        return any(life.abilities for life in self.lives)

    @property
    def waits(self) -> bool:
        """Whether a resource with an end can be read."""
        return any(life.source.read and life.source.terminal for life in self.lives)

    @property
    def fake_imports(self) -> list[str]:
        """What the module of the tests gives of the fake."""
        builders = [fake.builder for fake in self.fakes]
        return import_from(".fake", [f"Fake{self.client}", *sorted(builders)], 0)

    @property
    def fake_operations(self) -> list[str]:
        """The import of the tables that the fake routes by."""
        names = sorted({module for fake in self.fakes for module in fake.modules})
        given = [f"{name} as {name}_operations" for name in names]
        return import_from(".._operations", given, 0)

    @property
    def fake_client(self) -> list[str]:
        """The import of the clients that talk to the fake."""
        return import_from(".._client", [f"Async{self.client}", self.client], 0)

    @property
    def fake_client_head(self) -> list[str]:
        """The head of the method that gives a client."""
        return definition(f"def client(self, **settings: Any) -> {self.client}:", 4)

    @property
    def fake_async_client_head(self) -> list[str]:
        """The head of the method that gives an asynchronous client."""
        head = f"def async_client(self, **settings: Any) -> Async{self.client}:"
        return definition(head, 4)

    @property
    def fake_example(self) -> list[str]:
        """How the fake is used."""
        name = f"Fake{self.client}"
        return [line.replace("Fake{client}", name) for line in self.fakes[0].act]

    @property
    def fixture(self) -> str:
        """What the fixture is called, after `fake_`."""
        return snake(self.client)

    @property
    def samples(self) -> str:
        """The resources and errors of the fake, as JSON."""
        found: dict[str, Any] = {fake.model: fake.sample for fake in self.fakes}
        errors = {k: v for fake in self.fakes for k, v in fake.errors.items()}
        return json.dumps({**found, "errors": errors}, indent=2)

    @property
    def paged(self) -> bool:
        """Whether the document says of an operation how it is paged."""
        methods = [method for resource in self.resources for method in resource.methods]
        return any(method.source.pagination for method in methods)

    @property
    def opening(self) -> list[str]:
        """A first call."""
        given = readme.settings(self.base_url_parameter, self.credentials)
        remark = readme.told(self.credentials)
        return readme.opening(self.client, given, remark, self.resources)

    @property
    def error_bodies(self) -> list[BodyView]:
        """What errors share that have the same body."""
        found = {e.body.name: e.body for e in self.errors if e.body}
        return [*found.values()]

    @property
    def error_typing(self) -> list[str]:
        """What the module of the errors imports from `typing`."""
        found = ["TYPE_CHECKING"] if self.error_imports else []
        uses_any = ("typing", "Any") in self.error_uses.modules
        return [*found, "Any"] if uses_any else found

    @property
    def resource_imports(self) -> list[str]:
        """The import of both classes of each resource."""
        return [
            line
            for r in self.resources
            for line in import_from(
                f".resources.{r.module}", [f"Async{r.name}", r.name]
            )
        ]

    def credential_parameters(self, flavour: Flavour) -> list[str]:
        """The parameters of the constructor that take credentials."""
        kind = f"str | {flavour.provider} | None"
        texts = [f"{c.argument}: {kind} = None" for c in self.credentials]
        return [line for text in texts for line in parameter(text, 8)]

    @property
    def variable_defaults(self) -> list[Environment]:
        """The servers whose URLs have parts with a default."""
        return [e for e in self.environments if e.variables]

    @property
    def environment_parameter(self) -> list[str]:
        """The parameter that chooses a server; the first one is the default."""
        kind = f"{self.client}Environment"
        default = f"{kind}.{self.environments[0].name}"
        return parameter(f"environment: {kind} | str = {default}", 8)

    def properties(self, flavour: Flavour) -> list[tuple[list[str], list[str]]]:
        """For each resource of a client: the head of its property, and what is inside."""
        found = []
        for r in self.resources:
            name = f"{flavour.prefix}{r.name}"
            head = definition(f"def {r.module}(self) -> {name}:", 4)
            lines = import_from(f".resources.{r.module}", [name], 8)
            inside = [f"        {line}" for line in lines]
            found.append((head, [*inside, "", *call(f"return {name}(", ["self"], 8)]))
        return found

    @property
    def error_tree(self) -> list[str]:
        """All exceptions, drawn."""
        return error_tree.drawn(self.errors, self.refusals)

    @property
    def error_imports(self) -> list[str]:
        """What the annotations of the errors need."""
        uses = self.error_uses
        models = ["from . import models"] if uses.models else []
        modules = {entry for entry in uses.modules if entry != ("typing", "Any")}
        lines = [
            *import_lines(modules),
            *(["", *models] if modules and models else models),
            *runtime_imports(uses.runtime, "."),
        ]
        return [f"    {line}" if line else "" for line in lines]

    @property
    def webhook_imports(self) -> list[str]:
        """What the annotations of the webhooks need."""
        uses = self.webhook_uses
        modules = {entry for entry in uses.modules if entry != ("typing", "Any")}
        found = [*runtime_imports(uses.runtime, "."), *self.webhook_models]
        return [*import_lines(modules), *found]

    @property
    def webhook_typing(self) -> list[str]:
        """The import of the module of the webhooks from `typing`."""
        found = ["TYPE_CHECKING"] if self.webhook_imports else []
        uses_any = ("typing", "Any") in self.webhook_uses.modules
        names = [*found, *(["Any"] if uses_any else [])]
        return [f"from typing import {', '.join(names)}", ""] if names else []

    @property
    def streams(self) -> bool:
        """Whether a method gives a stream."""
        return any(resource.streams for resource in self.resources)

    @property
    def webhook_tables(self) -> list[str]:
        """What the functions of the webhooks are made of."""
        text = "".join(line for webhook in self.webhooks for line in webhook.body)
        names = ["Answer"] if "Answer(" in text else []
        return import_from("._runtime.operation", names) if names else []


def package(api: ir.Api, settings: Settings, mend: Mend = AS_IT_IS) -> Package:
    """Put an API into Python's terms; `mend` keeps samples to their schemas."""
    python = PythonTypes(api, mend)
    client_wide = dict(settings.client_parameters)
    operations = OperationViews(api, python, client_wide, settings.client)
    resources = operations.resources()
    tables, webhook_uses = operations.methods.tables, Uses()
    webhook_views = webhooks(api, python, tables, webhook_uses)
    error_views, error_uses = errors(api, python)
    found_lives = lifecycles.lives(api, python, resources)
    refused = refusals(found_lives, error_views, python, error_uses)
    modules = models.modules(python, states.properties(found_lives, python))
    told = model_cases.payloads(python)
    called = operation_cases.calls(api, resources, operations.methods, error_views, told)
    found_fakes = fakes.fakes(found_lives, resources, python)
    return Package(
        name=settings.package,
        distribution=settings.distribution,
        version=settings.version,
        client=settings.client,
        summary=f"Client for {api.title} (version {api.version}).",
        doc=docstring(f"Client for {api.title} (version {api.version}).", 0),
        client_doc=docstring(api.description, 4, f"A client of {api.title}."),
        user_agent=f"{settings.distribution}/{settings.version}",
        request_id_headers=client.request_id_headers(api),
        credentials=client.credentials(api, settings),
        parameters=client.client_parameters(operations),
        environments=servers.environments(api),
        errors=error_views,
        error_uses=error_uses,
        refusals=refused,
        sends_forms=forms.are_used(api, python),
        sends_bodies=forms.has_bodies(api, python),
        has_texts=_has(api, ir.JsonText),
        has_enums=_has(api, ir.Enum),
        has_unions=_has(api, ir.Union),
        base_url_parameter=servers.base_url_parameter(api),
        variables=servers.variables(api),
        schemas=list(api.types),
        signature=signatures.constant(api.signature),
        webhooks=webhook_views,
        webhook_uses=webhook_uses,
        webhook_models=sibling_imports(python, webhook_uses.models, ".models"),
        resources=resources,
        modules=modules,
        lives=found_lives,
        pictures=lifecycle_diagrams.pictures(found_lives, python),
        fakes=found_fakes,
        cases=lifecycle_cases.cases(found_lives, found_fakes, refused, python),
        enums=lifecycle_cases.enums(python),
        proofs=Proofs(told, called),
        reach=call_table.reach(resources, python),
        states=states.modules(found_lives, python),
        places=source_positions.places(python),
        misplaced=[
            f"            {literal(name)}: {literal(f'.{module}')},"
            for name, module in sorted(models.misplaced(python).items())
        ],
    )


def _has(api: ir.Api, kind: type[ir.Type]) -> bool:
    """Whether a type of the kind is in a document."""
    return any(isinstance(found, kind) for found in api.types.values())
