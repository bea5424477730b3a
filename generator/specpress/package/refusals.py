"""Refusals: an exception for each operation that some states do not allow."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.package.errors import (
    COMMON_STATUSES,
    PREFIX,
    ErrorView,
    name_error,
)
from specpress.package.lifecycles import LifecycleOperation, LifecycleView
from specpress.package.transitions import name_refusals
from specpress.python.expressions import PyType, or_none
from specpress.python.names import Claim, assign_names
from specpress.python.types import PythonTypes


@dataclass(frozen=True, slots=True)
class RefusalView:
    """The exception of a refusal, a subclass of that of its status."""

    name: str
    """Name of the class."""
    base: str
    """Base class: the exception of the status."""
    text: str
    """Docstring of the class."""
    current: PyType
    """Type of the resource as read after the refusal."""
    property: str
    """Name of the property that returns the state."""
    property_text: str
    """Docstring of that property."""
    state: PyType
    """Type of the state."""
    attribute: str
    """Field of the model with the state."""


def build_refusals(
    lifecycles: list[LifecycleView], errors: list[ErrorView], python: PythonTypes
) -> list[RefusalView]:
    """Return an exception for each name of a refusal: several operations may share it."""
    names, views = name_refusals(python), dict[str, RefusalView]()
    for lifecycle in lifecycles:
        by_name: dict[str, list[LifecycleOperation]] = {}
        for operation in lifecycle.operations:
            name = names.get(operation.source.origin)
            if name is not None:
                by_name.setdefault(name, []).append(operation)
        for name, same in by_name.items():
            if name not in views:
                views[name] = _build_view(name, lifecycle, same, errors, python)
    return [*views.values()]


def _build_view(
    name: str,
    lifecycle: LifecycleView,
    operations: list[LifecycleOperation],
    errors: list[ErrorView],
    python: PythonTypes,
) -> RefusalView:
    refusal = operations[0].refusal
    base = _name_base(operations[0].source, refusal.status if refusal else "4XX")
    used = [f.name for error in errors if error.name == base for f in error.fields]
    attribute, variable = lifecycle.attribute, lifecycle.variable
    short = f"current_{attribute}"
    claim = Claim(short, (short, f"{short}_of_{variable}"))
    return RefusalView(
        name=name,
        base=base,
        text=_describe_refusal(lifecycle, operations),
        current=or_none(python.get_type(lifecycle.source.resource, PREFIX)),
        property=assign_names([claim], "error", used)[short],
        property_text=f"The {attribute} of the {variable}; None if it was not read.",
        state=or_none(python.get_type(lifecycle.source.status, PREFIX)),
        attribute=attribute,
    )


def _name_base(operation: ir.Operation, status: str) -> str:
    """Return the exception of the status, or of its range if only that has one."""
    documented = {answer.status for answer in operation.responses}
    has_class = status in documented or status in COMMON_STATUSES
    return name_error(status if has_class else f"{status[0]}XX")


def _describe_refusal(
    lifecycle: LifecycleView, operations: list[LifecycleOperation]
) -> str:
    allowed = "; ".join(
        f"`{a.resource}.{a.method}` is allowed only in {', '.join(map(str, a.sources))}"
        for a in operations
    )
    return (
        f"The state of the {lifecycle.variable} does not allow the operation: {allowed}.\n\n"
        f"`current` is the {lifecycle.variable} as read after the refusal, or None if it was not read."
    )
