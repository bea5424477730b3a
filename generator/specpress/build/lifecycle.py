"""Lifecycles: the states of a resource and what leads from one to another, by `x-lifecycle` at its status enum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from specpress import ir
from specpress.build import availability, read, vocabulary
from specpress.build.types import LIFE as KEY
from specpress.build.types import TypeSpace
from specpress.problems import Problems
from specpress.resolve import Cursor

Types = dict[ir.TypeId, ir.Type]


def build(
    space: TypeSpace, types: Types, operations: tuple[ir.Operation, ...]
) -> tuple[ir.Lifecycle, ...]:
    """The life of each resource that has one; what contradicts itself becomes a problem."""
    _check_availability(space, types)
    found: list[ir.Lifecycle] = []
    for place, said in space.lives.items():
        status = _plain(types, place)
        if not isinstance(status, ir.Enum):
            hint = "it stands at the schema with `enum`, whose values are the states"
            space.problems.error(said, f"{KEY} stands at no enum", hint)
        elif vocabulary.is_sound(said, KEY, space.problems):
            found += _Reader(space.problems, types, operations, status).read(said)
    return tuple(found)


def _check_availability(space: TypeSpace, types: Types) -> None:
    for made in types.values():
        if isinstance(made, ir.Object):
            for field in made.fields:
                if field.availability is not None:
                    said = space.conditions[field.availability.origin]
                    availability.check(said, field, made, types, space.problems)


def _plain(types: Types, type_id: ir.TypeId) -> ir.Type:
    """The type behind other names and null."""
    found = types[type_id]
    while isinstance(found, (ir.Alias, ir.Nullable)):
        found = types[found.target if isinstance(found, ir.Alias) else found.inner]
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the life that an enum tells, for each resource whose status is of that enum."""

    problems: Problems
    types: Types
    operations: tuple[ir.Operation, ...]
    status: ir.Enum

    def read(self, said: Cursor) -> Iterator[ir.Lifecycle]:
        """A lifecycle for each resource, with the operations that are its own."""
        transitions = tuple(self._transitions(said))
        whole = ir.Lifecycle(
            resource="",
            field="",
            status=self.status.id,
            states=tuple(member.value for member in self.status.members),
            initial=self._states(said, "initial"),
            terminal=self._states(said, "terminal"),
            transitions=transitions,
            read=None,
        )
        self._check(whole, said)
        if not self._resources():
            hint = "let a property of the resource refer to this schema"
            self.problems.error(said, f"{KEY}: no object has this status", hint)
        owners = self._owners(transitions, said)
        for resource, field in self._resources().items():
            reading = self._reading(resource)
            own = [t for t in transitions if t.operation is None or resource in owners[t.operation]]
            yield replace(
                whole,
                resource=resource,
                field=field.wire,
                transitions=tuple(own),
                read=reading.origin if reading is not None else None,
                read_path=reading.path if reading is not None else None,
            )

    # -- what is written -----------------------------------------------------------------------

    def _states(self, holder: Cursor, key: str) -> tuple[ir.State, ...]:
        known = {member.value: None for member in self.status.members}
        listed = holder.get(key)
        for entry in listed.elements() if listed is not None else ():
            if entry.value not in known:
                hint = f"the states are {', '.join(map(str, known))}"
                self.problems.error(entry, f"{KEY}: unknown state {entry.value!r}", hint)
        return tuple(listed.value) if listed is not None else ()

    def _transitions(self, said: Cursor) -> Iterator[ir.Transition]:
        usual = said.get("refused")
        for entry in said.child("transitions").elements():
            refused = entry.get("refused") or usual
            operation = self._operation(entry)
            if refused is not None and operation is not None:
                self._check_refusal(refused, operation)
            yield ir.Transition(
                sources=self._states(entry, "from"),
                targets=self._states(entry, "to"),
                operation=operation.origin if operation is not None else None,
                refusal=_refusal(refused, operation) if refused and operation else None,
                origin=entry.id,
            )

    def _operation(self, entry: Cursor) -> ir.Operation | None:
        named = entry.get("operation")
        if named is None:
            if "from" not in entry.value:
                hint = "write `from`, or the `operation` that makes the resource"
                self.problems.error(entry, f"{KEY}: nothing causes this transition", hint)
            return None
        found = [o for o in self.operations if o.operation_id == named.value]
        if not found:
            known = ", ".join(o.operation_id for o in self.operations if o.operation_id)
            message = f"{KEY}: there is no operation {named.value!r}"
            self.problems.error(named, message, f"the operations are {known or 'without ids'}")
        return found[0] if found else None

    def _check_refusal(self, refused: Cursor, operation: ir.Operation) -> None:
        """Note where an operation does not document the answer that is its refusal."""
        status, name = str(refused.value["status"]), operation.operation_id
        by_status = {answer.status: answer for answer in operation.answers}
        keys = [k for k in (status, f"{status[0]}XX", "default") if k in by_status]
        if not keys:
            message = f"{KEY}: {name} documents no answer {status}"
            hint = f"it has {', '.join(by_status)}"
            self.problems.error(refused.child("status"), message, hint)
            return
        fields = self._fields(by_status[keys[0]])
        body = refused.get("body")
        for key, entry in body.items() if body is not None else ():
            if key not in fields:
                message = f"{KEY}: the answer {status} of {name} has no property {key!r}"
                hint = f"it has {', '.join(fields) or 'none'}"
                self.problems.error(entry, message, hint)

    def _fields(self, answer: ir.Answer) -> list[str]:
        found = _plain(self.types, answer.type) if answer.type else None
        return [f.wire for f in found.fields] if isinstance(found, ir.Object) else []

    # -- whether it holds together -------------------------------------------------------------

    def _check(self, life: ir.Lifecycle, said: Cursor) -> None:
        """Terminal states are ends, other states are none, and each can be reached."""
        terminal, entries = set(life.terminal), [*said.child("transitions").elements()]
        for transition, entry in zip(life.transitions, entries, strict=True):
            for state in transition.sources:
                if state in terminal:
                    hint = "take it out of `terminal`, or of this `from`"
                    message = f"{KEY}: {state} is terminal, and a transition leads out of it"
                    self.problems.error(entry.child("from"), message, hint)
        left = {state for t in life.transitions for state in t.sources}
        reached = _reached(life)
        for state in life.states:
            if state not in reached:
                hint = "list it in `initial`, or in the `to` of a transition"
                self.problems.error(said, f"{KEY}: nothing leads to {state}", hint)
            if state not in left | terminal:
                hint = "list it in `terminal`, or in the `from` of a transition"
                self.problems.error(said, f"{KEY}: nothing leads out of {state}", hint)

    # -- whose life it is ----------------------------------------------------------------------

    def _resources(self) -> dict[ir.TypeId, ir.Field]:
        """The objects that have a status of this enum, with the property that it is."""
        return {
            made.id: field
            for made in self.types.values()
            if isinstance(made, ir.Object)
            for field in reversed(made.fields)
            if _plain(self.types, field.type) is self.status
        }

    def _owners(
        self, transitions: Iterable[ir.Transition], said: Cursor
    ) -> dict[str, list[ir.TypeId]]:
        """For each operation of a transition, the resources whose state it changes."""
        caused = {t.operation for t in transitions}
        found: dict[str, list[ir.TypeId]] = {}
        for operation in self.operations:
            if operation.origin in caused:
                owners = found[operation.origin] = self._owners_of(operation)
                if not owners and self._resources():
                    hint = "let it answer with the resource, or stand below the path where one is read"
                    message = f"{KEY}: it is not told whose state {operation.operation_id} changes"
                    self.problems.error(said, message, hint)
        return found

    def _owners_of(self, operation: ir.Operation) -> list[ir.TypeId]:
        """What the operation gives; else what is read where its path begins, or the only resource."""
        resources = [*self._resources()]
        given = [r for r in resources if r in self._given(operation)]
        below = [r for r in resources if self._is_below(operation, r)]
        return given or below or (resources if len(resources) == 1 else [])

    def _is_below(self, operation: ir.Operation, resource: ir.TypeId) -> bool:
        reading = self._reading(resource)
        return reading is not None and operation.path.startswith(f"{reading.path}/")

    def _given(self, operation: ir.Operation) -> set[ir.TypeId]:
        """The types of the answers of success."""
        answers = [a for a in operation.answers if a.status[0] == "2" and a.type]
        return {_plain(self.types, a.type).id for a in answers if a.type}

    def _reading(self, resource: ir.TypeId) -> ir.Operation | None:
        """The operation that reads one resource: a GET of a path that ends in a parameter."""
        found = [
            o
            for o in self.operations
            if o.method == "GET" and o.path.endswith("}") and resource in self._given(o)
        ]
        return min(found, key=lambda o: (len(o.path), o.path), default=None)


def _refusal(said: Cursor, operation: ir.Operation) -> ir.Refusal:
    name = read.text(said, "error") or f"{operation.operation_id} refused"
    body = said.value.get("body") or {}
    return ir.Refusal(str(said.value["status"]), name, tuple(body.items()))


def _reached(life: ir.Lifecycle) -> set[ir.State]:
    found: set[ir.State] = set()
    ahead = [*life.initial, *(s for t in life.transitions if not t.sources for s in t.targets)]
    while ahead:
        state = ahead.pop()
        if state not in found:
            found.add(state)
            ahead += [s for t in life.transitions if state in t.sources for s in t.targets]
    return found
