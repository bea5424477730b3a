"""Resources in memory that live as the document says: what the fake of a client is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar
from uuid import UUID

from .._runtime.encode import encode_any
from .._runtime.models import Model

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class If:
    """A field has one of some JSON scalars; or, where it is said so, none of them."""

    field: str
    values: tuple[Any, ...]
    is_not: bool = False

    def holds(self, model: Model) -> bool:
        """Whether that is so."""
        value = encode_any(getattr(model, self.field))
        found = any(type(v) is type(value) and v == value for v in self.values)
        return found is not self.is_not


@dataclass(frozen=True, slots=True)
class Rule:
    """When a field is there: where all conditions hold; then always, or at most."""

    field: str
    conditions: tuple[If, ...]
    told: str
    is_certain: bool = True

    def holds(self, model: Model) -> bool:
        """Whether the field is, or may be, there."""
        return all(condition.holds(model) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Step:
    """What leads from any of some states to one of others: an operation, or the server by itself."""

    sources: tuple[str | int, ...]
    targets: tuple[str | int, ...]
    operation: str = ""


@dataclass(frozen=True, slots=True)
class Life(Generic[M]):
    """What the document says of the life of a resource."""

    model: type[M]
    status: str
    """The field that is the state."""
    key: str
    """The field by which one is found."""
    initial: str | int
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...]
    wires: Mapping[str, str]
    """The names in JSON of the fields that are called otherwise."""
    sample: Mapping[str, Any]
    """A resource that has everything, as JSON."""

    def build(self, given: Mapping[str, Any]) -> M:
        """A valid resource with these fields, and with what else is there then.

        Raises:
            TypeError: the model has no such field.
            ValueError: a field cannot be there, or must be, or has another type.
        """
        unknown = given.keys() - {field.name for field in fields(self.model)}
        if unknown:
            raise TypeError(
                f"{self.model.__name__} has no {', '.join(sorted(unknown))}"
            )
        made = self._with({self.status: self.initial, **given})
        for rule in self.rules:
            is_there, holds = given.get(rule.field) is not None, rule.holds(made)
            if is_there and not holds:
                raise ValueError(f"{rule.field} is there only where {rule.told}")
            if rule.field in given and not is_there and holds and rule.is_certain:
                raise ValueError(f"{rule.field} is always there where {rule.told}")
        return made

    def moved(self, resource: M, given: Mapping[str, Any]) -> M:
        """A resource in another state, with what is there then."""
        kept = {f.name: getattr(resource, f.name) for f in fields(resource)}
        return self._with({**kept, **given})

    def targets(self, state: object, operation: str = "") -> tuple[str | int, ...]:
        """The states that an operation, or the server by itself, leads to from a state."""
        return tuple(
            target
            for step in self.steps
            if step.operation == operation and state in step.sources
            for target in step.targets
        )

    def _with(self, given: Mapping[str, Any]) -> M:
        """The sample with these fields, and without what is not there then."""
        whole = self.model.from_dict({**self.sample})
        told = {
            self.wires.get(name, name): encode_any(value)
            for name, value in given.items()
            if value is not None
        }
        made = self.model.from_dict({**self.sample, **told})
        for name in given:
            if given[name] is None:
                setattr(made, name, None)
        # Once more for each rule: a field that goes may take others with it.
        for _ in self.rules:
            for rule in self.rules:
                if not rule.holds(made):
                    setattr(made, rule.field, None)
                elif getattr(made, rule.field) is None and rule.is_certain:
                    setattr(made, rule.field, getattr(whole, rule.field))
        return made


class Store(Generic[M]):
    """The resources of one kind that a fake has, by their ids."""

    def __init__(self, life: Life[M]) -> None:
        self.life = life
        self._kept: dict[str, M] = {}

    def add(self, **fields: Any) -> M:
        """Have one more, in any state; its id is made where none is given.

        Raises:
            TypeError: the model has no such field.
            ValueError: a field cannot be there, or must be, or has another type.
        """
        fields.setdefault(self.life.key, self._new_key())
        return self._keep(self.life.build(fields))

    def create(self, operation: str, body: Mapping[str, Any]) -> M:
        """Have one more, as an operation makes it from the JSON object of its request."""
        own = {name: value for name, value in body.items() if name in self.life.sample}
        made = self.life.model.from_dict({**self.life.sample, **own})
        made_in = (s.targets[0] for s in self.life.steps if s.operation == operation)
        status = next(made_in, self.life.initial)
        given = {self.life.status: status, self.life.key: self._new_key()}
        return self._keep(self.life.moved(made, given))

    def advance(self, key: object, to: str | int | None = None, **fields: Any) -> M:
        """Let the server go on by itself: to a state, or to the first that comes next.

        Raises:
            KeyError: there is no such resource.
            ValueError: the document does not say that the server does that.
        """
        found = self[key]
        state = getattr(found, self.life.status)
        targets = self.life.targets(state)
        if not targets or (to is not None and to not in targets):
            told = ", ".join(map(str, targets)) or "nothing"
            raise ValueError(f"from {state} the server goes on to {told}")
        status = {self.life.status: targets[0] if to is None else to}
        return self._keep(self.life.moved(found, {**fields, **status}))

    def change(self, key: object, operation: str) -> M | None:
        """Do what an operation does; None where the state forbids it."""
        found = self[key]
        targets = self.life.targets(getattr(found, self.life.status), operation)
        if not targets:
            return None
        return self._keep(self.life.moved(found, {self.life.status: targets[0]}))

    def __getitem__(self, key: object) -> M:
        return self._kept[str(key)]

    def __contains__(self, key: object) -> bool:
        return str(key) in self._kept

    def __iter__(self) -> Iterator[M]:
        return iter([*self._kept.values()])

    def __len__(self) -> int:
        return len(self._kept)

    def _keep(self, resource: M) -> M:
        self._kept[str(encode_any(getattr(resource, self.life.key)))] = resource
        return resource

    def _new_key(self) -> Any:
        """An id like that of the sample: a number, a UUID, or a text that ends in a number."""
        sample = getattr(self.life.model.from_dict({**self.life.sample}), self.life.key)
        number = len(self._kept) + 1
        if isinstance(sample, int):
            return number
        if isinstance(sample, UUID):
            return UUID(int=number)
        head, mark, _ = str(sample).rpartition("_")
        return (
            f"{head}{mark}{number}"
            if mark
            else f"{self.life.model.__name__}-{number}".lower()
        )
