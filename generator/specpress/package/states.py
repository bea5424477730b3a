"""States: a class for each state of a resource with its available fields, and properties of its model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.package.lifecycles import LifecycleOperation, LifecycleView
from specpress.package.models import Item, Properties, format_model_imports, name_fields
from specpress.python.layout import (
    format_alias,
    format_call,
    format_condition,
    format_definition,
    format_docstring,
    format_import,
    format_literal,
    format_statement,
)
from specpress.python.names import Claim, assign_names, pascal
from specpress.python.types import (
    Imports,
    PythonTypes,
    format_imports,
    format_runtime_imports,
    make_optional,
)


@dataclass(slots=True)
class StateView:
    """The class of a state, and the code that recognizes a resource in it."""

    name: str
    value: ir.State
    doc: list[str]
    fields: list[list[str]]
    """Lines of each field."""
    condition: list[str]
    """Lines of the `if` that recognizes the state."""
    result: list[str]
    """Lines of the statement that returns it."""


@dataclass(slots=True)
class StatesModule:
    """The module of the states of a resource."""

    module: str
    model: str
    variable: str
    attribute: str
    enum: str
    union: list[str]
    name: str
    """Name of the union."""
    states: list[StateView]
    standard: list[str]
    imports: list[str]


def build_state_modules(
    lifecycles: list[LifecycleView], python: PythonTypes
) -> list[StatesModule]:
    """Return a module for each resource with a lifecycle."""
    return [_build_module(lifecycle, python) for lifecycle in lifecycles]


def _build_module(lifecycle: LifecycleView, python: PythonTypes) -> StatesModule:
    imports = Imports()
    for type_id in (lifecycle.source.resource, lifecycle.source.status):
        imports.collect(python.get_class(type_id))
    names = name_states(lifecycle, python)
    states = [
        _build_state(lifecycle, state, names[state], python, imports)
        for state in lifecycle.source.states
    ]
    variants = [*(state.name for state in states), f"UnknownState[{lifecycle.status}]"]
    return StatesModule(
        module=lifecycle.module,
        model=lifecycle.model,
        variable=lifecycle.variable,
        attribute=lifecycle.attribute,
        enum=lifecycle.enum,
        union=format_alias(lifecycle.union, format_literal(" | ".join(variants))),
        name=lifecycle.union,
        states=states,
        standard=format_imports({m for m in imports.modules if m[0] != "typing"}),
        imports=[
            *format_runtime_imports(imports.runtime, ".."),
            *format_model_imports(imports.models, "..models"),
        ],
    )


def name_states(lifecycle: LifecycleView, python: PythonTypes) -> dict[ir.State, str]:
    """Return the class of each state; none has the name of something its module imports."""
    claims = {
        state: Claim(
            str(state),
            (pascal(_state_words(state)), f"{pascal(_state_words(state))}State"),
        )
        for state in lifecycle.source.states
    }
    taken = {*python.names.values(), lifecycle.union, "UnknownState"}
    names = assign_names(claims.values(), "class", taken)
    return {state: names[str(state)] for state in lifecycle.source.states}


def _state_words(state: ir.State) -> str:
    return state if isinstance(state, str) else f"state {state}"


def list_available_fields(
    lifecycle: LifecycleView, state: ir.State, python: PythonTypes
) -> Iterator[tuple[ir.Field, bool]]:
    """Yield the fields that only some states have, if this one may; and whether it always does."""
    schema = python.types[lifecycle.source.resource]
    for field in schema.fields if isinstance(schema, ir.Object) else ():
        rule = field.availability
        if rule is not None and lifecycle.source.field in {
            c.property for c in rule.clauses
        }:
            result = rule.evaluate({lifecycle.source.field: state})
            if result is not False:
                yield field, result is True and rule.is_guaranteed


def _build_state(
    lifecycle: LifecycleView,
    state: ir.State,
    name: str,
    python: PythonTypes,
    imports: Imports,
) -> StateView:
    schema = python.types[lifecycle.source.resource]
    status = python.types[lifecycle.source.status]
    names = name_fields(schema) if isinstance(schema, ir.Object) else {}
    fields = [*list_available_fields(lifecycle, state, python)]
    has_status = (
        f"{lifecycle.variable}.{lifecycle.attribute} == {format_literal(state)}"
    )
    has_fields = [
        f"{lifecycle.variable}.{names[f.wire]} is not None"
        for f, is_guaranteed in fields
        if is_guaranteed
    ]
    members = status.members if isinstance(status, ir.Enum) else ()
    text = next((m.description for m in members if m.value == state), "")
    arguments = [
        f"{names[f.wire]}={lifecycle.variable}.{names[f.wire]}" for f, _ in fields
    ]
    return StateView(
        name=name,
        value=state,
        doc=format_docstring(text, 4, f"The state {state}."),
        fields=[
            _build_field(f, is_guaranteed, names[f.wire], python, imports)
            for f, is_guaranteed in fields
        ],
        condition=format_condition([has_status, *has_fields], 4),
        result=format_call(f"return {name}(", arguments, 8),
    )


def _build_field(
    source: ir.Field,
    is_guaranteed: bool,
    name: str,
    python: PythonTypes,
    imports: Imports,
) -> list[str]:
    annotation = python.annotate(_strip_null(source.type, python), imports)
    annotation = annotation if is_guaranteed else make_optional(annotation)
    text = source.description or python.inline_description(source.type)
    return [*format_statement(f"{name}: {annotation}", 4), *format_docstring(text, 4)]


def _strip_null(type_id: ir.TypeId, python: PythonTypes) -> ir.TypeId:
    """Return the type without null."""
    return python.plain(type_id).id if python.is_nullable(type_id) else type_id


# -- properties of models ----------------------------------------------------------------------


def build_lifecycle_properties(
    lifecycles: list[LifecycleView],
) -> dict[ir.TypeId, Properties]:
    """Return the lifecycle properties of models and of their status enums, by type id."""
    properties: dict[ir.TypeId, Properties] = {}
    for lifecycle in lifecycles:
        properties[lifecycle.source.status] = Properties(
            [_build_status_terminal(lifecycle)]
        )
        items = [_build_state_property(lifecycle), _build_terminal(lifecycle)]
        items += [
            _build_can(lifecycle, operation) for operation in lifecycle.operations
        ]
        imports = format_import(f"..states.{lifecycle.module}", [lifecycle.union])
        properties[lifecycle.source.resource] = Properties(items, imports)
    return properties


def _build_property(name: str, returned: str, doc: str, body: list[str]) -> Item:
    head = format_definition(f"def {name}(self) -> {returned}:", 4)
    return Item(["    @property", *head, *format_docstring(doc, 8), *body], 0, name, ())


def _build_status_terminal(lifecycle: LifecycleView) -> Item:
    body = format_statement(
        f"return {_format_is_one_of('self', lifecycle.source.terminal)}", 8
    )
    return _build_property(
        "is_terminal", "bool", "True if no transition leaves this state.", body
    )


def _build_state_property(lifecycle: LifecycleView) -> Item:
    body = [
        *format_statement(f"from ..states.{lifecycle.module} import state_of", 8),
        "",
        "        return state_of(self)",
    ]
    return _build_property(
        lifecycle.names["state"],
        lifecycle.union,
        f"The state and its available fields, for `match`: see `states.{lifecycle.module}`.",
        body,
    )


def _build_terminal(lifecycle: LifecycleView) -> Item:
    status = f"self.{lifecycle.attribute}"
    expression = (
        f"{status} is not None and {status}.is_terminal"
        if lifecycle.is_optional
        else f"{status}.is_terminal"
    )
    return _build_property(
        lifecycle.names["is_terminal"],
        "bool",
        f"True if the {lifecycle.variable} is in a terminal state: it never changes again.",
        [f"        return {expression}"],
    )


def _build_can(lifecycle: LifecycleView, operation: LifecycleOperation) -> Item:
    states = ", ".join(map(str, operation.sources))
    doc = f"True if `{operation.resource}.{operation.method}` is allowed: in {states}."
    status = f"self.{lifecycle.attribute}"
    body = format_statement(f"return {_format_is_one_of(status, operation.sources)}", 8)
    return _build_property(operation.property, "bool", doc, body)


def _format_is_one_of(value: str, states: tuple[ir.State, ...]) -> str:
    if len(states) == 1:
        return f"{value} == {format_literal(states[0])}"
    return f"{value} in ({', '.join(map(format_literal, states))})"
