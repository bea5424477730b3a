"""The files of `testing/`, the part of the package for tests of its users."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from specpress.output.facts import Facts
from specpress.output.outputs.declarations import Output, Rendered, RenderedEach
from specpress.package.client import CredentialView
from specpress.package.fake_resources import FakeResourceView, build_fake_resources
from specpress.package.fake_usage import FakeUsage, build_usage, has_collections
from specpress.package.fakes import FakeExample, FakeView
from specpress.package.names import Names
from specpress.python.expressions import (
    Import,
    PyCall,
    PyExpression,
    PyLiteral,
    PyName,
    as_expression,
    make_call,
)
from specpress.python.imports import DEFER_MODULE, ModuleImports


@dataclass(frozen=True, slots=True)
class TestingIndex:
    """The exports of `testing`."""

    fake: str
    """Class of the fake."""
    builders: list[str]
    """The builders of resources with a lifecycle."""


@dataclass(frozen=True, slots=True)
class PluginModule:
    """The pytest plugin with the fixtures."""

    names: Names
    """Names of the package, the distribution and the client."""

    @property
    def mode_variable(self) -> str:
        """The environment variable with the mode of recordings."""
        return f"{self.names.package.replace('.', '_').upper()}_RECORDING"


@dataclass(frozen=True, slots=True)
class FakeModule:
    """The fake of the API."""

    name: str
    """Class of the fake."""
    client: str
    """Class of the synchronous client."""
    clients: dict[str, str]
    """The modules of the clients by their names."""
    credentials: list[CredentialView]
    """Credentials that the constructor of the client accepts."""
    resources: list[FakeResourceView]
    """The fake of each resource."""
    fakes: list[FakeView]
    """The resources with a lifecycle."""
    has_collections: bool
    """True if the fake can keep resources in memory."""
    usage: FakeUsage
    """The example with an operation."""
    example: FakeExample | None
    """The example with a lifecycle."""

    @property
    def settings(self) -> PyExpression:
        """The settings of a client of the fake, by argument."""
        values = {
            c.argument: "fake:fake" if "basic" in c.source.kind else "fake"
            for c in self.credentials
        }
        return as_expression({**values, "base_url": "https://fake.invalid"})

    @property
    def base(self) -> str:
        """The base class."""
        return "LivingFake" if self.has_collections else "Fake"

    @property
    def imports(self) -> ModuleImports:
        """The imports: those of annotations only for type checkers."""
        names = {
            DEFER_MODULE,
            Import("typing", "Any"),
            *(Import(module, name) for name, module in self.clients.items()),
            Import(".testing.errors", "build_error"),
            Import(
                f".testing.{'living' if self.has_collections else 'fakes'}", self.base
            ),
            *(self._list_lifecycle_imports() if self.fakes else ()),
        }
        types = {
            Import("collections.abc", "Callable"),
            Import("collections.abc", "Sequence"),
            Import("._runtime.errors", "APIStatusError"),
            *(Import(f"{r.path}", r.name) for r in self.resources),
        }
        if self.fakes:
            types.add(Import("._runtime.operation", "OnContradiction"))
        return ModuleImports(
            ".testing.fake", frozenset(names), frozenset(types - names)
        )

    def _list_lifecycle_imports(self) -> set[Import]:
        stored = {fake.store: fake for fake in self.fakes}
        merged = [r for r in self.resources if r.attribute in stored]
        modules = {module for fake in self.fakes for module in fake.modules}
        lifecycles = ["Availability", "Condition", "Lifecycle", "Lifecycles", "Route"]
        lifecycles += ["Transition"]
        lifecycles += ["Store"] if len(merged) < len(stored) else []
        return {
            Import("json", ""),
            Import("functools", "cache"),
            Import("pkgutil", "get_data"),
            Import(".", "models"),
            *(Import(".testing.lifecycles", name) for name in lifecycles),
            *(Import(r.path, r.name) for r in merged),
            *(Import(".resources", m, f"{m}_resource") for m in modules),
        }

    def build_store(self, fake: FakeView) -> PyCall:
        """Return the call that creates the resources of a lifecycle."""
        lifecycle = PyCall(PyName(f"_{fake.builder}_lifecycle"))
        mode = PyName("on_contradiction")
        for resource in self.resources:
            if resource.attribute == fake.store:
                return make_call(
                    PyName(resource.name),
                    PyName("self"),
                    PyLiteral(resource.module),
                    lifecycle,
                    mode,
                )
        return make_call(PyName("Store"), lifecycle, mode)


@dataclass(frozen=True, slots=True)
class FakeSamples:
    """The resources and errors of the fake."""

    samples: dict[str, Any]
    """A resource by its model, and the bodies of all errors."""


def _build_index(facts: Facts) -> TestingIndex:
    return TestingIndex(facts.names.fake, [fake.builder for fake in facts.fakes])


def _build_fake(facts: Facts) -> FakeModule:
    return FakeModule(
        name=facts.names.fake,
        client=facts.client.name,
        clients={
            name: facts.client.get_client_module(name)
            for name in (facts.client.name, f"Async{facts.client.name}")
        },
        credentials=facts.client.credentials,
        resources=_build_resources(facts),
        fakes=facts.fakes,
        has_collections=has_collections(facts.api),
        usage=build_usage(facts.resources),
        example=facts.fakes[0].example if facts.fakes else None,
    )


def _build_resources(facts: Facts) -> list[FakeResourceView]:
    models = {*facts.python.names.values()}
    return build_fake_resources(facts.resources, facts.fakes, models)


def _build_plugin(facts: Facts) -> PluginModule:
    return PluginModule(facts.names)


def _build_samples(facts: Facts) -> FakeSamples | None:
    samples: dict[str, Any] = {fake.model: fake.sample for fake in facts.fakes}
    errors = {k: v for fake in facts.fakes for k, v in fake.errors.items()}
    return FakeSamples({**samples, "errors": errors}) if samples else None


TESTING: tuple[Output, ...] = (
    Rendered[TestingIndex]("package/testing/__init__.py.jinja", _build_index),
    Rendered[FakeModule]("package/testing/fake.py.jinja", _build_fake),
    RenderedEach[FakeResourceView](
        "package/testing/resources/resource.py.jinja",
        "resource",
        _build_resources,
        lambda resource: resource.module,
    ),
    Rendered[PluginModule]("package/testing/plugin.py.jinja", _build_plugin),
    Rendered[FakeSamples]("package/testing/samples.json.jinja", _build_samples),
)
