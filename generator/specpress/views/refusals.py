"""Views of refusals: an exception for each change that the state of a resource may forbid."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.layout import call, definition, docstring, statement
from specpress.names import Claim, assign_names
from specpress.views.errors import ErrorView
from specpress.views.errors import error_name as status_error
from specpress.views.lifecycles import Ability, Life
from specpress.views.python_types import PythonTypes, Uses, optional
from specpress.views.transitions import refusal_names


@dataclass(slots=True)
class RefusalView:
    """One exception: a kind of the one of its status."""

    name: str
    base: str
    opening: list[str]
    """The first line of the class, which is a kind of that of the status."""
    doc: list[str]
    annotation: list[str]
    head: list[str]
    """The first line of the property that tells the state."""
    told: list[str]
    """Its docstring."""
    property: str
    """What it is called."""
    attribute: str
    """The field of the model that is the state."""


def refusals(
    lives: list[Life], errors: list[ErrorView], python: PythonTypes, uses: Uses
) -> list[RefusalView]:
    """One for each kind of refusal; those of several operations may be one."""
    names, found = refusal_names(python), dict[str, RefusalView]()
    for life in lives:
        for ability in life.abilities:
            name = names.get(ability.source.origin)
            if name is not None and name not in found:
                same = [a for a in life.abilities if names.get(a.source.origin) == name]
                found[name] = _view(name, life, same, errors, (python, uses))
    return [*found.values()]


def _view(
    name: str,
    life: Life,
    abilities: list[Ability],
    errors: list[ErrorView],
    space: tuple[PythonTypes, Uses],
) -> RefusalView:
    python, uses = space
    refusal = abilities[0].refusal
    base = _base(abilities[0].source, refusal.status if refusal else "4XX")
    taken = [p[0] for error in errors if error.name == base for p in error.properties]
    wanted = f"current_{life.attribute}"
    claim = Claim(wanted, (wanted, f"{wanted}_of_{life.variable}"))
    prop = assign_names([claim], "error", taken)[wanted]
    model = python.annotate(life.source.resource, uses)
    status = optional(python.annotate(life.source.status, uses))
    return RefusalView(
        name=name,
        base=base,
        opening=call(f"class {name}(", [base], 0, "):"),
        doc=docstring(_text(life, abilities), 4),
        annotation=statement(f"current: {model} | None", 4),
        head=definition(f"def {prop}(self) -> {status}:", 4),
        told=docstring(
            f"The {life.attribute} of the {life.variable}, where that is known.", 8
        ),
        property=prop,
        attribute=life.attribute,
    )


def _base(operation: ir.Operation, status: str) -> str:
    """The exception of the status, as the operation documents it."""
    documented = {answer.status for answer in operation.responses}
    return status_error(status if status in documented else f"{status[0]}XX")


def _text(life: Life, abilities: list[Ability]) -> str:
    """What was forbidden, and in which states it is not."""
    allowed = "; ".join(
        f"`{a.resource}.{a.method}` is allowed in {', '.join(map(str, a.sources))}"
        for a in abilities
    )
    return (
        f"The state of the {life.variable} forbids it: {allowed}.\n\n"
        f"`current` is the {life.variable} as it was read afterwards, where that was possible."
    )
