"""The files of the package, except those for tests and those without a view."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.output.facts import Facts
from specpress.output.outputs.declarations import Output, Rendered, RenderedEach
from specpress.package.aliases import ClassAlias
from specpress.package.client import ClientModule
from specpress.package.error_tree import ErrorsModule
from specpress.package.exports import Exports, build_exports
from specpress.package.models import Module, list_groups, list_module_overrides
from specpress.package.operations import Resource
from specpress.package.signatures import build_signature
from specpress.package.source_positions import list_pointers
from specpress.package.states import StatesModule, build_state_modules
from specpress.package.webhooks import WebhooksModule
from specpress.python.expressions import PyCall, PyExpression, as_expression


@dataclass(frozen=True, slots=True)
class ModelsIndex:
    """The modules of the models."""

    modules: list[str]
    overrides: dict[str, str]
    """The modules of the types whose names do not begin with that of their module."""
    has_unions: bool
    has_json_strings: bool
    has_groups: bool
    """True if schemas share modules."""
    aliases: list[ClassAlias]
    """Earlier names of classes."""

    @property
    def renamed(self) -> PyExpression:
        """The present names by the earlier ones."""
        return as_expression({alias.old: alias.new for alias in self.aliases})


@dataclass(frozen=True, slots=True)
class ModelGroups:
    """The module of each schema that shares one."""

    modules: dict[str, str]


@dataclass(frozen=True, slots=True)
class SchemaPointers:
    """The JSON pointer of each model and union."""

    pointers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures of webhook requests."""

    signature: PyCall


def _build_models_index(facts: Facts) -> ModelsIndex:
    modules = [module.name for module in facts.modules]
    return ModelsIndex(
        modules,
        list_module_overrides(facts.python),
        has_groups=bool(list_groups(facts.python)),
        has_unions=facts.has_type(ir.Union),
        has_json_strings=facts.has_type(ir.JsonText),
        aliases=facts.aliases.classes,
    )


def _build_groups(facts: Facts) -> ModelGroups | None:
    groups = list_groups(facts.python)
    return ModelGroups(groups) if groups else None


def _build_signatures(facts: Facts) -> Signatures | None:
    signature = build_signature(facts.api.signature)
    return None if signature is None else Signatures(signature)


def _build_webhooks(facts: Facts) -> WebhooksModule | None:
    return WebhooksModule(facts.webhooks) if facts.webhooks else None


PACKAGE: tuple[Output, ...] = (
    Rendered[Exports](
        "package/__init__.py.jinja", lambda f: build_exports(f.summary, f.client)
    ),
    Rendered[ClientModule]("package/_client.py.jinja", lambda f: f.client, "client"),
    Rendered[ErrorsModule]("package/errors.py.jinja", lambda f: f.errors, "module"),
    Rendered[WebhooksModule]("package/webhooks.py.jinja", _build_webhooks),
    Rendered[Signatures]("package/signatures.py.jinja", _build_signatures),
    Rendered[ModelsIndex]("package/models/__init__.py.jinja", _build_models_index),
    Rendered[ModelGroups]("package/models/_groups.json.jinja", _build_groups),
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
    Rendered[SchemaPointers](
        "package/_schema_pointers.json.jinja",
        lambda f: SchemaPointers(list_pointers(f.python)),
    ),
)
