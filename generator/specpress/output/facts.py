"""The facts of an API that views are built from. Templates print views, never the facts themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from specpress import ir
from specpress.config import Settings
from specpress.evidence.guarantees import Guarantees
from specpress.evidence.model_cases import build_model_cases
from specpress.evidence.operation_cases import build_operation_cases
from specpress.output.own_code import read_own_classes
from specpress.output.reference_pages import ReferencePages, build_pages
from specpress.package.client import ClientModule, build_client_module
from specpress.package.error_tree import ErrorsModule
from specpress.package.errors import ErrorView, build_errors
from specpress.package.example_calls import ExampleCalls
from specpress.package.fakes import FakeView, build_fakes
from specpress.package.inputs import InputsModule, build_inputs
from specpress.package.lifecycle_diagrams import LifecycleDiagram, build_diagrams
from specpress.package.lifecycles import LifecycleView, build_lifecycles
from specpress.package.metadata import Metadata, build_metadata
from specpress.package.methods import MethodBuilder
from specpress.package.models import Module, build_modules
from specpress.package.names import Names, get_names
from specpress.package.operations import Resource, ResourceBuilder
from specpress.package.paginated_methods import (
    PaginatedMethod,
    list_paginated_methods,
)
from specpress.package.reference import build_reference
from specpress.package.refusals import build_refusals
from specpress.package.renames import (
    Aliases,
    AliasSelector,
    add_method_aliases,
    add_model_aliases,
)
from specpress.package.states import build_lifecycle_properties
from specpress.package.variant_rules import Rules, build_variant_rules
from specpress.package.webhooks import WebhookView, build_webhooks
from specpress.python.class_names import keep_classes
from specpress.python.names.namer import Namer
from specpress.python.sample_repair import NO_REPAIR, SampleRepairer
from specpress.python.types import PythonTypes


@dataclass(frozen=True, slots=True)
class Facts:
    """The parts of an API that several views have in common."""

    api: ir.Api
    python: PythonTypes
    names: Names
    client: ClientModule
    resources: list[Resource]
    webhooks: list[WebhookView]
    modules: list[Module]
    inputs: InputsModule | None
    errors: ErrorsModule
    lifecycles: list[LifecycleView]
    diagrams: list[LifecycleDiagram]
    fakes: list[FakeView]
    build_guarantees: Callable[[], Guarantees]
    """Returns the tables of the generated tests, which are built when a file needs them."""
    aliases: Aliases
    metadata: Metadata
    variant_rules: dict[str, Rules]
    """Constraints of variants by class name."""
    examples: ExampleCalls
    """The examples of calls, which are built when a file needs them."""
    build_reference: Callable[[], ReferencePages]
    """Returns the pages of the reference, which are built when a file needs them."""
    has_reference: bool
    """True if the output has the reference."""

    @property
    def guarantees(self) -> Guarantees:
        """The tables of the generated tests, and the guarantees that they cover."""
        return self.build_guarantees()

    @property
    def paginated_methods(self) -> list[PaginatedMethod]:
        """The methods that return pages."""
        return [*list_paginated_methods(self.resources)]

    @property
    def summary(self) -> str:
        """The package in one sentence."""
        return f"Client for {self.api.title} (version {self.api.version})."

    @property
    def has_unions(self) -> bool:
        """True if a type or the body of an exception is a union, or a parameter may also be empty."""
        parameters = (p for o in self.api.operations for p in o.parameters)
        is_any_empty = any(p.allow_empty for p in parameters)
        has_bodies = any(e.has_several_bodies for e in self.errors.errors)
        return self.has_type(ir.Union) or is_any_empty or has_bodies

    @property
    def has_decimal_numbers(self) -> bool:
        """True if a number of the document keeps all its digits."""
        scalars = {t.kind for t in self.api.types.values() if type(t) is ir.Scalar}
        return ir.ScalarKind.DECIMAL_NUMBER in scalars

    @property
    def has_deprecated(self) -> bool:
        """True if a method or a class is deprecated."""
        models = (model.mark for module in self.modules for model in module.models)
        enums = (enum.mark for module in self.modules for enum in module.enums)
        methods = (m.source for resource in self.resources for m in resource.methods)
        return any((*models, *enums)) or any(o.deprecated for o in methods)

    @property
    def has_conditional_properties(self) -> bool:
        """True if only a condition declares the type of a property."""
        unions = (t for t in self.api.types.values() if isinstance(t, ir.Union))
        return any(union.is_conditional for union in unions)

    def has_type(self, kind: type[ir.Type]) -> bool:
        """Return whether the document has a type of this kind."""
        return kind in map(type, self.api.types.values())


def build_facts(
    api: ir.Api,
    settings: Settings,
    repairer: SampleRepairer = NO_REPAIR,
    namer: Namer | None = None,
) -> Facts:
    """Return the facts of an API; `repairer` keeps samples valid for their schemas."""
    namer = namer or Namer()
    api = keep_classes(api, namer)
    names = get_names(settings, api, namer)
    folder = "" if settings.layout == "package" else names.folder
    own = read_own_classes(settings.output, folder)
    python = PythonTypes(api, repairer, namer, own)
    client_wide = dict(settings.client_parameters)
    operations = ResourceBuilder(api, python, client_wide, names.client)
    resources, methods = operations.build(), operations.methods
    errors = build_errors(api, python)
    lifecycles = build_lifecycles(api, python, resources)
    guarantees = partial(_build_guarantees, api, resources, methods, errors)
    modules = build_modules(python, build_lifecycle_properties(lifecycles))
    selector = AliasSelector(namer.names, resources, modules)
    aliases = selector.select(namer.build_lock().renamed)
    resources = add_method_aliases(resources, aliases)
    client = build_client_module(
        api, settings, names, operations, resources, aliases.resources
    )
    examples = ExampleCalls(python)
    modules = add_model_aliases(modules, aliases)
    reference = partial(_build_reference, resources, modules, errors, examples, names)
    return Facts(
        api=api,
        python=python,
        names=names,
        client=client,
        resources=resources,
        webhooks=build_webhooks(api, python, methods.tables),
        modules=modules,
        inputs=build_inputs(python, resources, [*aliases.models, *aliases.types]),
        errors=ErrorsModule(errors, build_refusals(lifecycles, errors, python)),
        lifecycles=lifecycles,
        diagrams=build_diagrams(lifecycles, python),
        fakes=build_fakes(lifecycles, resources, python),
        build_guarantees=cache(guarantees),
        aliases=aliases,
        metadata=build_metadata(settings),
        variant_rules=build_variant_rules(python),
        examples=examples,
        build_reference=cache(reference),
        has_reference=settings.reference,
    )


def _build_guarantees(
    api: ir.Api,
    resources: list[Resource],
    methods: MethodBuilder,
    errors: list[ErrorView],
) -> Guarantees:
    cases = build_model_cases(methods.python)
    calls = build_operation_cases(api, resources, methods, errors, cases)
    return Guarantees(cases, calls)


def _build_reference(
    resources: list[Resource],
    modules: list[Module],
    errors: list[ErrorView],
    examples: ExampleCalls,
    names: Names,
) -> ReferencePages:
    return build_pages(build_reference(resources, modules, errors, examples), names)
