"""The files of the package, except those for tests and those without a view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.output.facts import Facts
from specpress.output.outputs.declarations import Output, Rendered, RenderedEach
from specpress.package.aliases import REDIRECT, Alias
from specpress.package.client import ClientModule
from specpress.package.error_tree import ErrorsModule
from specpress.package.exports import Exports, build_exports
from specpress.package.headers import HeadersModule, build_headers
from specpress.package.inputs import InputsModule
from specpress.package.models import Module, list_groups, list_module_overrides
from specpress.package.operations import Resource
from specpress.package.signatures import build_signature
from specpress.package.source_positions import list_pointers
from specpress.package.states import StatesModule, build_state_modules
from specpress.package.webhooks import WebhooksModule
from specpress.package.xml import XmlTable, build_xml_table
from specpress.python.expressions import (
    Import,
    PyCall,
    PyDict,
    PyExpression,
    PyLiteral,
    as_expression,
)
from specpress.python.types import OWN_MODULE


@dataclass(frozen=True, slots=True)
class ModelsIndex:
    """The modules of the models."""

    modules: list[str]
    """Names of the modules."""
    own: list[tuple[str, str]]
    """The classes of the user, and the other names of the modules of those that they replace."""
    overrides: dict[str, str]
    """The modules of the types whose names do not begin with that of their module."""
    imports: frozenset[Import]
    """The imports of the runtime."""
    has_groups: bool
    """True if schemas share modules."""
    renamed_models: list[Alias]
    """Earlier names of models."""
    renamed_types: list[Alias]
    """Earlier names of enums and type aliases, which cannot be base classes."""

    @property
    def renamed(self) -> PyDict | None:
        """The present names by the earlier ones; None if no class was renamed."""
        aliases = [*self.renamed_models, *self.renamed_types]
        entries = tuple((PyLiteral(a.old), PyLiteral(a.new)) for a in aliases)
        return PyDict(entries) if entries else None


@dataclass(frozen=True, slots=True)
class ModelGroups:
    """The module of each schema that shares one."""

    modules: dict[str, str]
    """Name of the module, by component or operation."""


@dataclass(frozen=True, slots=True)
class SchemaPointers:
    """The JSON pointer of each model and union."""

    pointers: dict[str, str]
    """JSON pointer of the schema, by class."""


@dataclass(frozen=True, slots=True)
class VariantRules:
    """The constraints that distinguish the variants of unions, by class name."""

    rules: PyExpression
    """The constraints of each variant, by class."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures of webhook requests."""

    signature: PyCall
    """The declared signature, as the runtime checks it."""


def _build_models_index(facts: Facts) -> ModelsIndex:
    own = facts.python.own
    replaced = [m for m in facts.modules if not own.isdisjoint(m.names)]
    classes = sorted(n for m in replaced for n in own.intersection(m.names))
    overrides = list_module_overrides(facts.python)
    return ModelsIndex(
        [module.name for module in facts.modules if module not in replaced],
        [
            *((f".{m.name}", n) for m in replaced for n in sorted({*m.names} - own)),
            *((f".{OWN_MODULE}", name) for name in classes),
        ],
        overrides | dict.fromkeys(classes, OWN_MODULE),
        has_groups=bool(list_groups(facts.python)),
        imports=frozenset(_list_index_imports(facts)),
        renamed_models=facts.aliases.models,
        renamed_types=facts.aliases.types,
    )


def _list_index_imports(facts: Facts) -> Iterator[Import]:
    """Yield the imports that the models need at run time."""
    yield Import("._runtime.codec.lazy_exports", "attach")
    if facts.has_unions:
        module = "rules" if facts.variant_rules else "unions"
        yield Import(f"._runtime.codec.{module}", "union", "_union")
    if facts.has_type(ir.JsonText):
        yield Import("._runtime.json.json_strings", "json_string", "_json_string")
    if facts.has_conditional_properties:
        yield Import("._runtime.codec.conditional", "conditional", "_conditional")
    if facts.has_decimal_numbers:
        module = "._runtime.codec.decimal_numbers"
        yield Import(module, "DECIMAL_NUMBER", "_DECIMAL_NUMBER")
    if facts.aliases.models or facts.aliases.types:
        yield REDIRECT


def _build_groups(facts: Facts) -> ModelGroups | None:
    groups = list_groups(facts.python)
    return ModelGroups(groups) if groups else None


def _build_signatures(facts: Facts) -> Signatures | None:
    signature = build_signature(facts.api.signature)
    return None if signature is None else Signatures(signature)


def _build_webhooks(facts: Facts) -> WebhooksModule | None:
    return WebhooksModule(facts.webhooks) if facts.webhooks else None


def _build_variant_rules(facts: Facts) -> VariantRules | None:
    rules = facts.variant_rules
    return VariantRules(as_expression(rules)) if rules else None


PACKAGE: tuple[Output, ...] = (
    Rendered[Exports](
        "package/__init__.py.jinja",
        lambda f: build_exports(f.summary, f.names.version, f.client),
    ),
    Rendered[ClientModule]("package/_client.py.jinja", lambda f: f.client, "client"),
    Rendered[ErrorsModule]("package/errors.py.jinja", lambda f: f.errors, "module"),
    Rendered[WebhooksModule]("package/webhooks.py.jinja", _build_webhooks),
    Rendered[Signatures]("package/signatures.py.jinja", _build_signatures),
    Rendered[ModelsIndex]("package/models/__init__.py.jinja", _build_models_index),
    Rendered[ModelGroups]("package/models/_groups.json.jinja", _build_groups),
    Rendered[InputsModule]("package/inputs.py.jinja", lambda f: f.inputs, "module"),
    RenderedEach[Module](
        "package/models/model.py.jinja",
        "module",
        lambda f: f.modules,
        lambda module: module.name,
    ),
    RenderedEach[StatesModule](
        "package/states/state.py.jinja",
        "state",
        lambda f: build_state_modules(f.lifecycles, f.python),
        lambda state: state.module,
    ),
    RenderedEach[Resource](
        "package/resources/resource.py.jinja",
        "resource",
        lambda f: f.resources,
        lambda resource: resource.module,
    ),
    Rendered[HeadersModule](
        "package/headers.py.jinja", lambda f: build_headers(f.api, f.python)
    ),
    Rendered[SchemaPointers](
        "package/_schema_pointers.json.jinja",
        lambda f: SchemaPointers(list_pointers(f.python, f.api)),
    ),
    Rendered[XmlTable](
        "package/_xml_schemas.json.jinja",
        lambda f: build_xml_table(f.api, f.python),
    ),
    Rendered[VariantRules](
        "package/models/_variant_rules.py.jinja", _build_variant_rules
    ),
)
