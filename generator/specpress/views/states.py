"""Views of states: a class for each state of a resource with what is there in it, and properties of its model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.layout import (
    alias,
    call,
    condition,
    definition,
    docstring,
    import_from,
    literal,
    statement,
)
from specpress.names import Claim, pascal, assign_names
from specpress.views.lifecycles import Ability, Life
from specpress.views.models import Item, Properties, field_names, sibling_imports
from specpress.views.python_types import (
    PythonTypes,
    Uses,
    import_lines,
    optional,
    runtime_imports,
)


@dataclass(slots=True)
class StateView:
    """One state as a class, and how a resource in it is told."""

    name: str
    value: ir.State
    doc: list[str]
    fields: list[list[str]]
    """The lines of each field."""
    test: list[str]
    """The lines of the `if` that tells it."""
    made: list[str]
    """The lines of the statement that gives it."""


@dataclass(slots=True)
class StatesModule:
    """The module of the states of one resource."""

    module: str
    model: str
    variable: str
    attribute: str
    enum: str
    union: list[str]
    name: str
    """The name of the union."""
    states: list[StateView]
    standard: list[str]
    imports: list[str]


def modules(lives: list[Life], python: PythonTypes) -> list[StatesModule]:
    """A module for each resource that has a life."""
    return [_module(life, python) for life in lives]


def _module(life: Life, python: PythonTypes) -> StatesModule:
    uses = Uses(models={life.source.resource, life.source.status})
    names = state_names(life, python)
    states = [
        _state(life, state, names[state], python, uses) for state in life.source.states
    ]
    parts = [*(state.name for state in states), f"Unforeseen[{life.status}]"]
    return StatesModule(
        module=life.module,
        model=life.model,
        variable=life.variable,
        attribute=life.attribute,
        enum=life.enum,
        union=alias(life.union, literal(" | ".join(parts))),
        name=life.union,
        states=states,
        standard=import_lines({m for m in uses.modules if m[0] != "typing"}),
        imports=[
            *runtime_imports(uses.runtime, ".."),
            *sibling_imports(python, uses.models, "..models"),
        ],
    )


def state_names(life: Life, python: PythonTypes) -> dict[ir.State, str]:
    """The class of each state; none is called as what its module imports."""
    claims = {
        state: Claim(
            str(state), (pascal(_spoken(state)), f"{pascal(_spoken(state))}State")
        )
        for state in life.source.states
    }
    taken = {*python.names.values(), life.union, "Unforeseen"}
    names = assign_names(claims.values(), "class", taken)
    return {state: names[str(state)] for state in life.source.states}


def _spoken(state: ir.State) -> str:
    return state if isinstance(state, str) else f"state {state}"


def there(
    life: Life, state: ir.State, python: PythonTypes
) -> Iterator[tuple[ir.Field, bool]]:
    """The fields whose being there depends on the state and that can be there in this one; whether they must."""
    made = python.types[life.source.resource]
    for field in made.fields if isinstance(made, ir.Object) else ():
        rule = field.availability
        if rule is not None and life.source.field in {c.property for c in rule.clauses}:
            truth = rule.truth({life.source.field: state})
            if truth is not False:
                yield field, truth is True and rule.certain


def _state(
    life: Life, state: ir.State, name: str, python: PythonTypes, uses: Uses
) -> StateView:
    made, status = python.types[life.source.resource], python.types[life.source.status]
    names = field_names(made) if isinstance(made, ir.Object) else {}
    found = [*there(life, state, python)]
    where = f"{life.variable}.{life.attribute} == {literal(state)}"
    needed = [
        f"{life.variable}.{names[f.wire]} is not None" for f, must in found if must
    ]
    members = status.members if isinstance(status, ir.Enum) else ()
    text = next((m.description for m in members if m.value == state), "")
    given = [f"{names[f.wire]}={life.variable}.{names[f.wire]}" for f, _ in found]
    return StateView(
        name=name,
        value=state,
        doc=docstring(text, 4, f"The status is {state}."),
        fields=[_field(f, must, names[f.wire], python, uses) for f, must in found],
        test=condition([where, *needed], 4),
        made=call(f"return {name}(", given, 8),
    )


def _field(
    source: ir.Field, must: bool, name: str, python: PythonTypes, uses: Uses
) -> list[str]:
    annotation = python.annotate(_not_null(source.type, python), uses)
    typed = annotation if must else optional(annotation)
    text = source.description or python.untold(source.type)
    return [*statement(f"{name}: {typed}", 4), *docstring(text, 4)]


def _not_null(type_id: ir.TypeId, python: PythonTypes) -> ir.TypeId:
    """The type without null."""
    return python.plain(type_id).id if python.is_nullable(type_id) else type_id


# -- properties of models ----------------------------------------------------------------------


def properties(lives: list[Life], python: PythonTypes) -> dict[ir.TypeId, Properties]:
    """What models and the enums of their status are asked about their life, by the id of the type."""
    found: dict[ir.TypeId, Properties] = {}
    for life in lives:
        found[life.source.status] = Properties([_is_terminal_status(life)])
        items = [_in_state(life), _is_terminal(life)]
        items += [_can(life, ability) for ability in life.abilities]
        needed = import_from(f"..states.{life.module}", [life.union])
        found[life.source.resource] = Properties(items, needed)
    return found


def _property(name: str, returned: str, doc: str, body: list[str]) -> Item:
    head = definition(f"def {name}(self) -> {returned}:", 4)
    return Item(["    @property", *head, *docstring(doc, 8), *body], 0, name, ())


def _is_terminal_status(life: Life) -> Item:
    body = statement(f"return {_is_one_of('self', life.source.terminal)}", 8)
    return _property(
        "is_terminal", "bool", "Whether nothing leads out of this state.", body
    )


def _in_state(life: Life) -> Item:
    body = [
        *statement(f"from ..states.{life.module} import state_of", 8),
        "",
        "        return state_of(self)",
    ]
    return _property(
        life.names["state"],
        life.union,
        f"The state of the {life.variable} with what is there in it, for `match`: see `states.{life.module}`.",
        body,
    )


def _is_terminal(life: Life) -> Item:
    status = f"self.{life.attribute}"
    told = (
        f"{status} is not None and {status}.is_terminal"
        if life.is_optional
        else f"{status}.is_terminal"
    )
    return _property(
        life.names["is_terminal"],
        "bool",
        f"Whether the {life.variable} has come to an end: nothing changes its state any more.",
        [f"        return {told}"],
    )


def _can(life: Life, ability: Ability) -> Item:
    states = ", ".join(map(str, ability.sources))
    told = f"Whether `{ability.resource}.{ability.method}` is allowed: in {states}."
    status = f"self.{life.attribute}"
    body = statement(f"return {_is_one_of(status, ability.sources)}", 8)
    return _property(ability.property, "bool", told, body)


def _is_one_of(what: str, states: tuple[ir.State, ...]) -> str:
    if len(states) == 1:
        return f"{what} == {literal(states[0])}"
    return f"{what} in ({', '.join(map(literal, states))})"
