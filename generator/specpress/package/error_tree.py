"""The module of the exceptions, and their tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from specpress.package.errors import ErrorBodyView, ErrorView
from specpress.package.refusals import RefusalView
from specpress.python.expressions import (
    Import,
    PyDict,
    PyLiteral,
    PyName,
    list_imports,
)
from specpress.python.imports import DEFER_MODULE, ModuleImports

ROOT = "APIError"
# Base, name and meaning of the exceptions of every client.
COMMON_ERRORS = (
    (ROOT, "APIConnectionError", "no response, or the connection broke"),
    ("APIConnectionError", "APITimeoutError", "timeout"),
    (ROOT, "APIStatusError", "error status"),
    ("APIStatusError", "ClientStatusError", "4XX: error in the request"),
    ("APIStatusError", "ServerStatusError", "5XX: error in the server"),
    (ROOT, "APIDecodeError", "response contradicts the document, or is too large"),
)


# Names of the runtime that are no API errors: of contradictions, and of invalid arguments.
VALUE_NAMES = (
    Import("._runtime.codec.codec", "Fault"),
    Import("._runtime.codec.codec", "InvalidArgumentError"),
)


@dataclass(frozen=True, slots=True)
class ErrorNode:
    """An exception in the tree, with its meaning and the exceptions below it."""

    name: str
    """Class of the exception."""
    meaning: str
    """When it is raised."""
    children: list[ErrorNode]
    """Its subclasses."""


@dataclass(frozen=True, slots=True)
class ErrorsModule:
    """The module of the exceptions."""

    errors: list[ErrorView]
    """The exceptions of error statuses."""
    refusals: list[RefusalView]
    """The exceptions of refused operations."""

    @property
    def bodies(self) -> list[ErrorBodyView]:
        """The base classes of errors with the same body."""
        bodies = {e.shared.name: e.shared for e in self.errors if e.shared}
        return [*bodies.values()]

    @property
    def names(self) -> list[str]:
        """The public names of the module."""
        common = {ROOT, *(name for _, name, _ in COMMON_ERRORS)}
        common |= {source.name for source in VALUE_NAMES}
        documented = [*(e.name for e in self.errors), *(r.name for r in self.refusals)]
        return [*sorted(common), *documented]

    @property
    def tree(self) -> ErrorNode:
        """The tree of all exceptions."""
        return build_error_tree(self.errors, self.refusals)

    @property
    def status_errors(self) -> PyDict:
        """The exception of each status."""
        errors = {e.status: PyName(e.name) for e in self.errors}
        return PyDict(tuple((PyLiteral(s), name) for s, name in errors.items()))

    @property
    def imports(self) -> ModuleImports:
        """The imports: those of annotations only for type checkers."""
        types = [e.body for e in self.errors if e.body]
        types += [f.type for e in self.errors for f in e.fields]
        types += [t for r in self.refusals for t in (r.current, r.state)]
        used = {_import_models(source) for source in list_imports(*types)}
        names = {Import("._runtime.errors", name) for _, name, _ in COMMON_ERRORS}
        names |= {
            Import("._runtime.errors", ROOT),
            *VALUE_NAMES,
            DEFER_MODULE,
            Import("collections.abc", "Mapping"),
        }
        names |= {source for source in used if source.module == "typing"}
        return ModuleImports(".errors", frozenset(names), frozenset(used))


def _import_models(source: Import) -> Import:
    return Import(".", "models") if source.module.startswith(".models.") else source


def build_error_tree(
    errors: Iterable[ErrorView], refusals: Iterable[RefusalView]
) -> ErrorNode:
    """Return the tree, with the documented status of each class."""
    children: dict[str, list[tuple[str, str]]] = {}
    documented = [(e.base, e.name, e.status) for e in errors]
    rejected = [(r.base, r.name, "not allowed in this state") for r in refusals]
    for base, name, meaning in (*COMMON_ERRORS, *documented, *rejected):
        children.setdefault(base, []).append((name, meaning))
    return _build_node(ROOT, "", children)


def _build_node(
    name: str, meaning: str, children: dict[str, list[tuple[str, str]]]
) -> ErrorNode:
    nodes = (_build_node(*child, children) for child in children.get(name, ()))
    return ErrorNode(name, meaning, [*nodes])
