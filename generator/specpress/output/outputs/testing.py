"""The files of `testing/`, the part of the package for tests of its users."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from specpress.output.facts import Facts
from specpress.output.outputs.declarations import Output, Rendered
from specpress.package.client import CredentialView
from specpress.package.fakes import FakeExample, FakeView
from specpress.package.names import Names


@dataclass(frozen=True, slots=True)
class TestingIndex:
    """The exports of `testing`."""

    client: str
    builders: list[str]
    """The builders of resources; without any there is no fake."""


@dataclass(frozen=True, slots=True)
class PluginModule:
    """The pytest plugin with the fixtures."""

    names: Names
    has_fake: bool

    @property
    def mode_variable(self) -> str:
        """The environment variable with the mode of recordings."""
        return f"{self.names.package.replace('.', '_').upper()}_RECORDING"


@dataclass(frozen=True, slots=True)
class FakeModule:
    """The fake of the API."""

    client: str
    credentials: list[CredentialView]
    resources: list[str]
    """Modules with the operations that the fake uses as routes."""
    fakes: list[FakeView]
    example: FakeExample


@dataclass(frozen=True, slots=True)
class FakeSamples:
    """The resources and errors of the fake."""

    samples: dict[str, Any]
    """A resource by its model, and the bodies of all errors."""


def _build_index(facts: Facts) -> TestingIndex:
    return TestingIndex(facts.client.name, [fake.builder for fake in facts.fakes])


def _build_fake(facts: Facts) -> FakeModule | None:
    if not facts.fakes:
        return None
    return FakeModule(
        client=facts.client.name,
        credentials=facts.client.credentials,
        resources=sorted({m for fake in facts.fakes for m in fake.modules}),
        fakes=facts.fakes,
        example=facts.fakes[0].example,
    )


def _build_plugin(facts: Facts) -> PluginModule:
    return PluginModule(facts.names, bool(facts.fakes))


def _build_samples(facts: Facts) -> FakeSamples | None:
    samples: dict[str, Any] = {fake.model: fake.sample for fake in facts.fakes}
    errors = {k: v for fake in facts.fakes for k, v in fake.errors.items()}
    return FakeSamples({**samples, "errors": errors}) if samples else None


TESTING: tuple[Output, ...] = (
    Rendered[TestingIndex]("package/testing/__init__.py.jinja", _build_index),
    Rendered[FakeModule]("package/testing/fake.py.jinja", _build_fake),
    Rendered[PluginModule]("package/testing/plugin.py.jinja", _build_plugin),
    Rendered[FakeSamples]("package/testing/samples.json.jinja", _build_samples),
)
