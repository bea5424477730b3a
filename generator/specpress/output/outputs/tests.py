"""The files of `tests/`, the tests of the generated client."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.evidence.call_table import CallTable, build_call_table
from specpress.evidence.lifecycle_cases import (
    LifecycleCases,
    build_lifecycle_cases,
    list_enum_values,
)
from specpress.evidence.model_cases import ModelCases
from specpress.evidence.operation_cases import OperationCases
from specpress.output.facts import Facts
from specpress.output.outputs.declarations import Output, Rendered
from specpress.package.client import CredentialView
from specpress.package.names import Names
from specpress.package.readme_credentials import get_value
from specpress.python.expressions import PyDict, PyExpression, as_expression


@dataclass(frozen=True, slots=True)
class ClientTests:
    """Tests that create clients."""

    names: Names
    """Names of the package, the distribution and the client."""
    credentials: list[CredentialView]
    """Credentials that the constructor of the client accepts."""
    has_pages: bool
    """True if a method returns pages."""


@dataclass(frozen=True, slots=True)
class DocumentationTests:
    """Tests of the examples in the documentation."""

    names: Names
    """Names of the package, the distribution and the client."""
    environment: PyExpression
    """The environment variables with credentials."""


@dataclass(frozen=True, slots=True)
class EnumTests:
    """Tests of enums."""

    names: Names
    """Names of the package, the distribution and the client."""
    values: PyDict
    """The values of each enum, by its class."""


@dataclass(frozen=True, slots=True)
class LifecycleTests:
    """Tests of lifecycles."""

    names: Names
    """Names of the package, the distribution and the client."""
    cases: LifecycleCases
    """The tables of the tests."""


def _build_client_tests(facts: Facts) -> ClientTests:
    has_pages = bool(facts.paginated_methods)
    return ClientTests(facts.names, facts.client.credentials, has_pages)


def _build_documentation_tests(facts: Facts) -> DocumentationTests:
    credentials = facts.client.credentials
    environment = as_expression({c.env: get_value(c.source) for c in credentials})
    return DocumentationTests(facts.names, environment)


def _build_enum_tests(facts: Facts) -> EnumTests | None:
    values = list_enum_values(facts.python)
    return EnumTests(facts.names, values) if values.entries else None


def _build_lifecycle_tests(facts: Facts) -> LifecycleTests | None:
    if not facts.fakes:
        return None
    refusals = facts.errors.refusals
    cases = build_lifecycle_cases(facts.lifecycles, facts.fakes, refusals, facts.python)
    return LifecycleTests(facts.names, cases)


def _build_model_tests(facts: Facts) -> Names | None:
    return facts.names if facts.guarantees.model_cases.rows else None


def _build_model_cases(facts: Facts) -> ModelCases | None:
    # The tests of operations read this table, too.
    return facts.guarantees.model_cases if facts.guarantees.has_cases else None


def _build_operation_tests(facts: Facts) -> ClientTests | None:
    has_cases = facts.guarantees.operation_cases.rows
    return _build_client_tests(facts) if has_cases else None


def _build_operation_cases(facts: Facts) -> OperationCases | None:
    cases = facts.guarantees.operation_cases
    return cases if cases.rows else None


TESTS: tuple[Output, ...] = (
    Rendered[ClientTests]("tests/test_client.py.jinja", _build_client_tests),
    Rendered[CallTable](
        "tests/calls.json.jinja", lambda f: build_call_table(f.resources, f.python)
    ),
    Rendered[DocumentationTests](
        "tests/test_documentation.py.jinja", _build_documentation_tests
    ),
    Rendered[EnumTests]("tests/test_enums.py.jinja", _build_enum_tests),
    Rendered[LifecycleTests]("tests/test_lifecycles.py.jinja", _build_lifecycle_tests),
    Rendered[Names]("tests/test_models.py.jinja", _build_model_tests),
    Rendered[Names]("tests/test_guarantees.py.jinja", _build_model_tests),
    Rendered[ModelCases]("tests/models.json.jinja", _build_model_cases),
    Rendered[ClientTests]("tests/test_operations.py.jinja", _build_operation_tests),
    Rendered[OperationCases]("tests/operations.json.jinja", _build_operation_cases),
)
