"""States: a class for each state of a resource with its available fields, and properties of its model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.package.class_views import (
    Properties,
    PropertyView,
    StateProperty,
)
from specpress.package.lifecycles import LifecycleOperation, LifecycleView
from specpress.package.part_texts import describe_value
from specpress.python.expressions import (
    NONE,
    Import,
    PyCall,
    PyExpression,
    PyLiteral,
    PyName,
    PyOperation,
    PyQuoted,
    PySubscript,
    PyTuple,
    PyType,
    PyUnion,
    list_imports,
    or_none,
)
from specpress.python.imports import ModuleImports
from specpress.python.names import Claim, assign_names, escape, pascal
from specpress.python.source_text import is_visible
from specpress.python.types import PythonTypes

UNKNOWN_STATE = PyName("UnknownState", Import(".states", "UnknownState"))
BOOL = PyName("bool")


@dataclass(frozen=True, slots=True)
class StateFieldView:
    """A field that is available in a state."""

    name: str
    """Name of the field."""
    type: PyType
    """Type of the field."""
    text: str
    """Description of the field."""


@dataclass(frozen=True, slots=True)
class StateView:
    """The class of a state, and how a resource in it is recognized."""

    name: str
    """Name of the class."""
    text: str
    """Docstring of the class."""
    fields: list[StateFieldView]
    """The fields that are available."""
    condition: PyOperation
    """Condition of a resource in this state."""
    result: PyCall
    """The state of that resource."""


@dataclass(frozen=True, slots=True)
class StatesModule:
    """The module of the states of a resource."""

    module: str
    """Name of the module."""
    name: str
    """Name of the union."""
    union: PyQuoted
    """The union of the classes."""
    variable: str
    """Name of a variable for a resource."""
    model: PyName
    """Class of the resource."""
    attribute: str
    """Field of the model with the status."""
    states: list[StateView]
    """The class of each state."""

    @property
    def imports(self) -> ModuleImports:
        """The imports: those of annotations only for type checkers."""
        fields = [f.type for state in self.states for f in state.fields]
        used = {*list_imports(self.union, self.model, *fields)}
        typing = {i for i in used if i.module == "typing"}
        names = {Import("dataclasses", "dataclass"), Import("typing", "TypeAlias")}
        names |= {Import(".states", "UnknownState")}
        return ModuleImports(
            f".states.{self.module}", frozenset(names | typing), frozenset(used)
        )


def build_state_modules(
    lifecycles: list[LifecycleView], python: PythonTypes
) -> list[StatesModule]:
    """Return a module for each resource with a lifecycle."""
    return [_build_module(lifecycle, python) for lifecycle in lifecycles]


def _build_module(lifecycle: LifecycleView, python: PythonTypes) -> StatesModule:
    names = name_states(lifecycle, python)
    states = [
        _build_state(lifecycle, state, names[state], python)
        for state in lifecycle.source.states
    ]
    variants = [PyName(state.name) for state in states]
    status = python.get_class(lifecycle.source.status)
    unknown = PySubscript(
        UNKNOWN_STATE, (or_none(status) if lifecycle.is_optional else status,)
    )
    return StatesModule(
        module=lifecycle.module,
        name=lifecycle.union,
        union=PyQuoted(PyUnion((*variants, unknown))),
        variable=lifecycle.variable,
        model=python.get_class(lifecycle.source.resource),
        attribute=lifecycle.attribute,
        states=states,
    )


def name_states(lifecycle: LifecycleView, python: PythonTypes) -> dict[ir.State, str]:
    """Return the class of each state; none has the name of something its module imports."""
    claims = {
        state: Claim(str(state), _list_class_names(state))
        for state in lifecycle.source.states
    }
    taken = {*python.names.values(), lifecycle.union, "UnknownState"}
    names = assign_names(claims.values(), "class", taken)
    return {state: names[str(state)] for state in lifecycle.source.states}


def _list_class_names(state: ir.State) -> tuple[str, ...]:
    """Return names for the class of a state: its own, unless that is reserved, and a longer one."""
    name = pascal(_state_words(state))
    longer = f"{name}State"
    return (name, longer) if escape(name, "class") == name else (longer,)


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
    lifecycle: LifecycleView, state: ir.State, name: str, python: PythonTypes
) -> StateView:
    schema = python.types[lifecycle.source.resource]
    status = python.types[lifecycle.source.status]
    names = python.name_fields(schema) if isinstance(schema, ir.Object) else {}
    fields = [*list_available_fields(lifecycle, state, python)]
    values = {f.wire: lifecycle.get_field(names[f.wire]) for f, _ in fields}
    conditions = [_is_one_of(lifecycle.get_field(lifecycle.attribute), (state,))]
    conditions += [_is_not_none(values[f.wire]) for f, certain in fields if certain]
    members = status.members if isinstance(status, ir.Enum) else ()
    text = next((m.description for m in members if m.value == state), "")
    return StateView(
        name=name,
        text=text if is_visible(text) else f"The state {state}.",
        fields=[
            _build_field(f, is_guaranteed, names[f.wire], python)
            for f, is_guaranteed in fields
        ],
        condition=PyOperation("and", tuple(conditions)),
        result=PyCall(
            PyName(name),
            keywords=tuple((names[f.wire], values[f.wire]) for f, _ in fields),
        ),
    )


def _build_field(
    source: ir.Field, is_guaranteed: bool, name: str, python: PythonTypes
) -> StateFieldView:
    annotation = python.get_type(_strip_null(source.type, python))
    annotation = annotation if is_guaranteed else or_none(annotation)
    text = describe_value(python, source.description, source.type)
    return StateFieldView(name, annotation, text)


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
            (_build_status_terminal(lifecycle),)
        )
        items = [_build_can(lifecycle, o) for o in lifecycle.operations]
        properties[lifecycle.source.resource] = Properties(
            (_build_terminal(lifecycle), *items), _build_state_property(lifecycle)
        )
    return properties


def _build_status_terminal(lifecycle: LifecycleView) -> PropertyView:
    value = _is_one_of(PyName("self"), lifecycle.source.terminal)
    text = "True if no transition leaves this state."
    return PropertyView("is_terminal", BOOL, text, value)


def _build_state_property(lifecycle: LifecycleView) -> StateProperty:
    module, union = lifecycle.module, lifecycle.union
    return StateProperty(
        name=lifecycle.names["state"],
        type=PyName(union, Import(f".states.{module}", union)),
        text=f"The state and its available fields, for `match`: see `states.{module}`.",
        module=module,
    )


def _build_terminal(lifecycle: LifecycleView) -> PropertyView:
    status = PyName(f"self.{lifecycle.attribute}")
    is_terminal = PyName(f"{status}.is_terminal")
    return PropertyView(
        lifecycle.names["is_terminal"],
        BOOL,
        f"True if the {lifecycle.variable} is in a terminal state: it never changes again.",
        (
            PyOperation("and", (_is_not_none(status), is_terminal))
            if lifecycle.is_optional
            else is_terminal
        ),
    )


def _build_can(lifecycle: LifecycleView, operation: LifecycleOperation) -> PropertyView:
    states = ", ".join(map(str, operation.sources))
    text = f"True if `{operation.resource}.{operation.method}` is allowed: in {states}."
    value = _is_one_of(PyName(f"self.{lifecycle.attribute}"), operation.sources)
    return PropertyView(operation.property, BOOL, text, value)


def _is_not_none(value: PyName) -> PyOperation:
    return PyOperation("is not", (value, NONE))


def _is_one_of(value: PyName, states: tuple[ir.State, ...]) -> PyOperation:
    literals: tuple[PyExpression, ...] = tuple(map(PyLiteral, states))
    if len(literals) == 1:
        return PyOperation("==", (value, *literals))
    return PyOperation("in", (value, PyTuple(literals)))
