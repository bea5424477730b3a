"""Lifecycles: the states of a resource, what leads from one to another, and what is there in which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from specpress.ir.types import TypeId

State = str | int
"""A value of the enum that says where a resource is in its life."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A property of the same object has one of some JSON scalars; negated: it has none of them."""

    property: str
    values: tuple[Any, ...]
    negated: bool = False

    def holds(self, value: Any) -> bool:
        """Whether it is true where the property has this value (true is no 1)."""
        found = any(type(v) is type(value) and v == value for v in self.values)
        return found is not self.negated


@dataclass(frozen=True, slots=True)
class Availability:
    """When a property is there and not null: where all clauses hold, and never otherwise."""

    clauses: tuple[Clause, ...]
    text: str
    """The condition as the document writes it."""
    certain: bool
    """Whether it is always there then; else it may be missing even so."""
    origin: str

    def truth(self, known: Mapping[str, Any]) -> bool | None:
        """Whether the condition holds where these properties have these values; None: others decide."""
        told = [c.holds(known[c.property]) for c in self.clauses if c.property in known]
        if not all(told):
            return False
        return True if len(told) == len(self.clauses) else None


@dataclass(frozen=True, slots=True)
class Refusal:
    """How an operation answers in a state in which it is forbidden."""

    status: str
    error: str
    """What the error is called: by the document, or by its operation."""
    body: tuple[tuple[str, Any], ...] = ()
    """Properties of the error with the values that tell this refusal from others of the same status."""


@dataclass(frozen=True, slots=True)
class Transition:
    """A step from any of some states into one of others; without `sources` the resource is made."""

    sources: tuple[State, ...]
    targets: tuple[State, ...]
    operation: str | None
    """The origin of the operation that causes it; None: the server goes on by itself."""
    refusal: Refusal | None
    origin: str


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The life of a resource."""

    resource: TypeId
    """The object that has the status."""
    field: str
    """The property of it that is the status."""
    status: TypeId
    """The enum of the states."""
    states: tuple[State, ...]
    initial: tuple[State, ...]
    terminal: tuple[State, ...]
    transitions: tuple[Transition, ...]
    read: str | None
    """The origin of the operation that reads one of these resources."""
    read_path: str | None = None
    """The path of that operation."""

    @property
    def operations(self) -> tuple[str, ...]:
        """The origins of the operations that change the state of a resource which is there."""
        found = (t.operation for t in self.transitions if t.sources)
        return tuple(dict.fromkeys(o for o in found if o is not None))

    def sources(self, operation: str) -> tuple[State, ...]:
        """The states in which an operation is allowed, in the order of the document."""
        allowed = {s for t in self.of(operation) for s in t.sources}
        return tuple(state for state in self.states if state in allowed)

    def targets(self, operation: str, state: State | None = None) -> tuple[State, ...]:
        """The states that an operation leads to: from one state, or from any."""
        steps = (t for t in self.of(operation) if state is None or state in t.sources)
        return tuple(dict.fromkeys(target for t in steps for target in t.targets))

    def refusal(self, operation: str) -> Refusal | None:
        """How an operation answers in other states."""
        return next((t.refusal for t in self.of(operation) if t.refusal), None)

    def of(self, operation: str | None) -> tuple[Transition, ...]:
        """The transitions that an operation causes; None: those of the server."""
        return tuple(t for t in self.transitions if t.operation == operation)
