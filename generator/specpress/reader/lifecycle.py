"""Lifecycles: an extension at a status enum, with the states and transitions of a resource."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from specpress import ir
from specpress.document import nodes
from specpress.document.media_types import is_json
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.reader import availability
from specpress.reader.types import TypeSpace
from specpress.schema.extensions import LIFECYCLE as KEY

Types = dict[ir.TypeId, ir.Type]


def build(
    space: TypeSpace, types: Types, operations: tuple[ir.Operation, ...]
) -> tuple[ir.Lifecycle, ...]:
    """Build the lifecycle of each resource that has one, and report contradictions."""
    _check_availability(space, types)
    lifecycles: list[ir.Lifecycle] = []
    for schema_id, extension in space.lifecycles.items():
        status = _unwrap(types, schema_id)
        if not isinstance(status, ir.Enum):
            hint = "move it to the schema with `enum`, whose values are the states"
            space.problems.error(
                extension, f"{KEY} requires an enum", hint, code="unusable-lifecycle"
            )
        else:
            reader = _Reader(space.problems, types, operations, status)
            lifecycles += reader.read(extension)
    return tuple(lifecycles)


def _check_availability(space: TypeSpace, types: Types) -> None:
    for type_ in types.values() if space.conditions else ():
        if isinstance(type_, ir.Object):
            for field in type_.fields:
                if field.availability is not None:
                    extension = space.conditions[field.availability.origin]
                    availability.check(extension, field, type_, types, space.problems)


def _unwrap(types: Types, type_id: ir.TypeId) -> ir.Type:
    """Return the type behind aliases and nullables."""
    type_ = types[type_id]
    while isinstance(type_, (ir.Alias, ir.Nullable)):
        type_ = types[type_.target if isinstance(type_, ir.Alias) else type_.inner]
    return type_


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the lifecycle of a status enum for each resource that has it."""

    problems: Problems
    types: Types
    operations: tuple[ir.Operation, ...]
    status: ir.Enum

    def read(self, extension: Cursor) -> Iterator[ir.Lifecycle]:
        """Yield a lifecycle for each resource, with the transitions of its operations."""
        transitions = tuple(self._read_transitions(extension))
        entries = extension.child("transitions").elements()
        left_out = {entry.id for entry in entries if self._is_left_out(entry)}
        template = ir.Lifecycle(
            resource="",
            field="",
            status=self.status.id,
            states=tuple(member.value for member in self.status.members),
            initial=self._read_states(extension, "initial"),
            terminal=self._read_states(extension, "terminal"),
            transitions=transitions,
            read=None,
        )
        self._check(template, extension)
        resources = self._find_resources()
        if not resources:
            hint = "refer to this schema from a property of the resource"
            self.problems.error(
                extension,
                f"{KEY}: no object has a property of this enum",
                hint,
                code="unusable-lifecycle",
            )
        owners = self._find_owners(transitions, extension)
        for resource, field in resources.items():
            reader = self._find_reader(resource)
            yield replace(
                template,
                resource=resource,
                field=field.wire,
                transitions=tuple(
                    t
                    for t in transitions
                    if t.origin not in left_out
                    and (t.operation is None or resource in owners[t.operation])
                ),
                read=reader.origin if reader is not None else None,
                read_path=reader.path if reader is not None else None,
                left_out=tuple(t for t in transitions if t.origin in left_out),
            )

    # -- the extension -------------------------------------------------------------------------

    def _read_states(self, holder: Cursor, key: str) -> tuple[ir.State, ...]:
        # A dict, not a set: the hint lists the states in document order.
        states = {member.value: None for member in self.status.members}
        listed = holder.get(key)
        for entry in listed.elements() if listed is not None else ():
            if entry.value not in states:
                hint = f"the states are {', '.join(map(str, states))}"
                self.problems.error(
                    entry,
                    f"{KEY}: unknown state {entry.value!r}",
                    hint,
                    code="unknown-state",
                )
        return tuple(listed.value) if listed is not None else ()

    def _read_transitions(self, extension: Cursor) -> Iterator[ir.Transition]:
        default = extension.get("refused")
        for entry in extension.child("transitions").elements():
            refused = entry.get("refused") or default
            operation = self._find_operation(entry)
            if refused is not None and operation is not None:
                self._check_refusal(refused, operation)
            yield ir.Transition(
                sources=self._read_states(entry, "from"),
                targets=self._read_states(entry, "to"),
                operation=operation.origin if operation is not None else None,
                refusal=(
                    _build_refusal(refused, operation)
                    if refused and operation
                    else None
                ),
                origin=entry.id,
            )

    def _find_operation(self, entry: Cursor) -> ir.Operation | None:
        operation_id = entry.get("operation")
        if self._is_left_out(entry):
            return None
        if operation_id is None:
            if "from" not in entry.value:
                hint = "add `from`, or the `operation` that creates the resource"
                message = f"{KEY}: transition without `from` and `operation`"
                self.problems.error(entry, message, hint, code="incomplete-transition")
            return None
        for operation in self.operations:
            if operation.operation_id == operation_id.value:
                return operation
        declared = ", ".join(o.operation_id for o in self.operations if o.operation_id)
        message = f"{KEY}: unknown operation {operation_id.value!r}"
        hint = (
            f"the operations are {declared}"
            if declared
            else "no operation has an operationId"
        )
        self.problems.error(operation_id, message, hint, code="unknown-operation")
        return None

    def _is_left_out(self, entry: Cursor) -> bool:
        """Return whether the operation of a transition is left out, and so is the transition."""
        selection, name = entry.workspace.selection, nodes.get_text(entry, "operation")
        return selection is not None and selection.is_left_out(name)

    def _check_refusal(self, refused: Cursor, operation: ir.Operation) -> None:
        """Report a refusal that the operation does not document as a response."""
        status, name = str(refused.value["status"]), operation.operation_id
        by_status = {response.status: response for response in operation.responses}
        matching = [k for k in (status, f"{status[0]}XX", "default") if k in by_status]
        if not matching:
            message = f"{KEY}: {name} has no response {status}"
            hint = f"its responses are {', '.join(by_status)}"
            self.problems.error(
                refused.child("status"), message, hint, code="undocumented-refusal"
            )
            return
        fields = self._get_field_names(by_status[matching[0]])
        body = refused.get("body")
        for key, entry in body.items() if body is not None else ():
            if key not in fields:
                message = f"{KEY}: response {status} of {name} has no property {key!r}"
                hint = f"its properties are {', '.join(fields) or 'not declared'}"
                self.problems.error(entry, message, hint, code="undocumented-refusal")

    def _get_field_names(self, response: ir.Response) -> list[str]:
        type_ = _unwrap(self.types, response.type) if response.type else None
        return [f.wire for f in type_.fields] if isinstance(type_, ir.Object) else []

    # -- consistency ---------------------------------------------------------------------------

    def _check(self, lifecycle: ir.Lifecycle, extension: Cursor) -> None:
        """Report unreachable states, and states with missing or impossible transitions."""
        terminal = set(lifecycle.terminal)
        entries = [*extension.child("transitions").elements()]
        for transition, entry in zip(lifecycle.transitions, entries, strict=True):
            for state in transition.sources:
                if state in terminal:
                    hint = "remove it from `terminal`, or from this `from`"
                    message = f"{KEY}: transition from terminal state {state}"
                    self.problems.error(
                        entry.child("from"), message, hint, code="impossible-state"
                    )
        sources = {state for t in lifecycle.transitions for state in t.sources}
        reachable = _find_reachable(lifecycle)
        for state in lifecycle.states:
            if state not in reachable:
                hint = "add it to `initial`, or to the `to` of a transition"
                self.problems.error(
                    extension,
                    f"{KEY}: state {state} is unreachable",
                    hint,
                    code="impossible-state",
                )
            if state not in sources | terminal:
                hint = "add it to `terminal`, or to the `from` of a transition"
                message = f"{KEY}: state {state} has no transition and is not terminal"
                self.problems.error(extension, message, hint, code="impossible-state")

    # -- resources -----------------------------------------------------------------------------

    def _find_resources(self) -> dict[ir.TypeId, ir.Field]:
        """Return the objects with a status of this enum, each with its status property."""
        return {
            type_.id: field
            for type_ in self.types.values()
            if isinstance(type_, ir.Object)
            # Reversed: of several such properties the first one wins.
            for field in reversed(type_.fields)
            if _unwrap(self.types, field.type) is self.status
        }

    def _find_owners(
        self, transitions: Iterable[ir.Transition], extension: Cursor
    ) -> dict[str, list[ir.TypeId]]:
        """Return the resources whose state each operation of a transition changes."""
        causes = {t.operation for t in transitions}
        owners: dict[str, list[ir.TypeId]] = {}
        for operation in self.operations:
            if operation.origin in causes:
                owners[operation.origin] = self._get_owners(operation)
                if not owners[operation.origin] and self._find_resources():
                    hint = "return the resource, or move the operation below the path that reads it"
                    message = f"{KEY}: cannot determine the resource of {operation.operation_id}"
                    self.problems.error(
                        extension, message, hint, code="unclear-resource"
                    )
        return owners

    def _get_owners(self, operation: ir.Operation) -> list[ir.TypeId]:
        """Return the resources that an operation returns, or whose path its path extends.

        If neither applies and there is only one resource, it is that one.
        """
        resources = [*self._find_resources()]
        returned = [r for r in resources if r in self._get_results(operation)]
        parents = [r for r in resources if self._is_below(operation, r)]
        return returned or parents or (resources if len(resources) == 1 else [])

    def _is_below(self, operation: ir.Operation, resource: ir.TypeId) -> bool:
        reader = self._find_reader(resource)
        return reader is not None and operation.path.startswith(f"{reader.path}/")

    def _get_results(self, operation: ir.Operation) -> set[ir.TypeId]:
        """Return the types of successful responses in JSON; others are not decoded to a resource."""
        successes = [r for r in operation.responses if r.status[0] == "2"]
        return {
            _unwrap(self.types, r.type).id
            for r in successes
            if r.type and is_json(r.media_type or "")
        }

    def _find_reader(self, resource: ir.TypeId) -> ir.Operation | None:
        """Return the GET operation that reads one resource; its path ends in a parameter."""
        readers = [
            o
            for o in self.operations
            if o.method == "GET"
            and o.path.endswith("}")
            and resource in self._get_results(o)
        ]
        return min(readers, key=lambda o: (len(o.path), o.path), default=None)


def _build_refusal(refused: Cursor, operation: ir.Operation) -> ir.Refusal:
    name = nodes.get_text(refused, "error") or f"{operation.operation_id} refused"
    body = refused.value.get("body") or {}
    return ir.Refusal(str(refused.value["status"]), name, tuple(body.items()))


def _find_reachable(lifecycle: ir.Lifecycle) -> set[ir.State]:
    transitions = lifecycle.transitions
    reachable: set[ir.State] = set()
    pending = [
        *lifecycle.initial,
        *(s for t in transitions if not t.sources for s in t.targets),
    ]
    while pending:
        state = pending.pop()
        if state not in reachable:
            reachable.add(state)
            pending += [s for t in transitions if state in t.sources for s in t.targets]
    return reachable
