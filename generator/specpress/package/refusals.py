"""Refusals: an exception for each operation that some states do not allow."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.package.errors import ErrorView, name_error
from specpress.package.lifecycles import LifecycleOperation, LifecycleView
from specpress.package.transitions import name_refusals
from specpress.python.layout import (
    format_call,
    format_definition,
    format_docstring,
    format_statement,
)
from specpress.python.names import Claim, assign_names
from specpress.python.types import Imports, PythonTypes, make_optional


@dataclass(slots=True)
class RefusalView:
    """The exception of a refusal, a subclass of that of its status."""

    name: str
    base: str
    head: list[str]
    """First lines of the class."""
    doc: list[str]
    annotation: list[str]
    property_head: list[str]
    """First lines of the property that returns the state."""
    property_doc: list[str]
    property: str
    attribute: str
    """Field of the model with the state."""


def build_refusals(
    lifecycles: list[LifecycleView],
    errors: list[ErrorView],
    python: PythonTypes,
    imports: Imports,
) -> list[RefusalView]:
    """Return an exception for each name of a refusal: several operations may share it."""
    names, views = name_refusals(python), dict[str, RefusalView]()
    for lifecycle in lifecycles:
        for operation in lifecycle.operations:
            name = names.get(operation.source.origin)
            if name is not None and name not in views:
                same = [
                    o
                    for o in lifecycle.operations
                    if names.get(o.source.origin) == name
                ]
                views[name] = _build_view(
                    name, lifecycle, same, errors, (python, imports)
                )
    return [*views.values()]


def _build_view(
    name: str,
    lifecycle: LifecycleView,
    operations: list[LifecycleOperation],
    errors: list[ErrorView],
    context: tuple[PythonTypes, Imports],
) -> RefusalView:
    python, imports = context
    refusal = operations[0].refusal
    base = _name_base(operations[0].source, refusal.status if refusal else "4XX")
    used = [p[0] for error in errors if error.name == base for p in error.properties]
    short = f"current_{lifecycle.attribute}"
    claim = Claim(short, (short, f"{short}_of_{lifecycle.variable}"))
    property_name = assign_names([claim], "error", used)[short]
    model = python.annotate(lifecycle.source.resource, imports)
    status = make_optional(python.annotate(lifecycle.source.status, imports))
    return RefusalView(
        name=name,
        base=base,
        head=format_call(f"class {name}(", [base], 0, "):"),
        doc=format_docstring(_describe_refusal(lifecycle, operations), 4),
        annotation=format_statement(f"current: {model} | None", 4),
        property_head=format_definition(f"def {property_name}(self) -> {status}:", 4),
        property_doc=format_docstring(
            f"The {lifecycle.attribute} of the {lifecycle.variable}; None if it was not read.",
            8,
        ),
        property=property_name,
        attribute=lifecycle.attribute,
    )


def _name_base(operation: ir.Operation, status: str) -> str:
    """Return the exception of the status or of its range, whichever the operation documents."""
    documented = {answer.status for answer in operation.responses}
    return name_error(status if status in documented else f"{status[0]}XX")


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
