"""The cases of the generated tests: each state with each operation, availability rules, enum values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specpress import ir
from specpress.package.fakes import FakeView, can_simulate
from specpress.package.lifecycles import LifecycleOperation, LifecycleView
from specpress.package.media import body_kind
from specpress.package.refusals import RefusalView
from specpress.package.samples import Samples
from specpress.package.states import list_available_fields, name_states
from specpress.package.transitions import can_read, name_refusals
from specpress.python.expressions import (
    PyCall,
    PyDict,
    PyExpression,
    PyList,
    PyLiteral,
    PyName,
    as_expression,
)
from specpress.python.types import PythonTypes


@dataclass(frozen=True, slots=True)
class LifecycleCases:
    """The tables of the lifecycle tests."""

    models: PyDict
    """The model of each builder, with its field for the state and its properties."""
    states: PyList
    """The builder, the state, its class, whether it is terminal, and its fields."""
    operations: PyDict
    """The call of each operation, and its refusal."""
    changes: PyList
    """The operation, the state before it, and the state after it; None if it is refused."""
    steps: PyList
    """The attribute of the fake, the state, and the states to which the server changes it."""
    rules: PyList
    """The builder, its arguments, a field, and whether the field is available."""


def build_lifecycle_cases(
    lifecycles: list[LifecycleView],
    fakes: list[FakeView],
    refusals: list[RefusalView],
    python: PythonTypes,
) -> LifecycleCases:
    """Return the cases of all resources that the fake supports."""
    by_model = {lifecycle.model: lifecycle for lifecycle in lifecycles}
    properties = {refusal.name: refusal.property for refusal in refusals}
    builders = [
        _LifecycleCaseBuilder(by_model[fake.model], fake, properties, python)
        for fake in fakes
    ]
    return LifecycleCases(
        models=PyDict(tuple(b.build_model_entry() for b in builders)),
        states=_join(b.list_states() for b in builders),
        operations=PyDict(tuple(o for b in builders for o in b.list_operations())),
        changes=_join(b.list_changes() for b in builders),
        steps=_join(b.list_steps() for b in builders),
        rules=_join(b.list_rules() for b in builders),
    )


def list_enum_values(python: PythonTypes) -> PyDict:
    """Return the values of each enum, by its class."""
    enums = sorted(
        (python.names[i], schema)
        for i, schema in python.named.items()
        if isinstance(schema, ir.Enum) and i not in python.shared_schemas
    )
    values = ((n, tuple(m.value for m in schema.members)) for n, schema in enums)
    return PyDict(tuple((PyLiteral(n), as_expression(v)) for n, v in values))


def _join(groups: Iterable[Iterator[tuple[Any, ...]]]) -> PyList:
    return PyList(tuple(as_expression(case) for group in groups for case in group))


@dataclass(frozen=True, slots=True)
class _LifecycleCaseBuilder:
    """Builds the cases of a resource."""

    lifecycle: LifecycleView
    fake: FakeView
    properties: Mapping[str, str]
    """Property of each refusal that returns the state."""
    python: PythonTypes

    def build_model_entry(self) -> tuple[PyExpression, PyExpression]:
        """Return builder, and model with its status field and its properties for the state."""
        names = self.lifecycle.names["state"], self.lifecycle.names["is_terminal"]
        model = PyName(f"models.{self.lifecycle.model}")
        entry = (model, self.lifecycle.attribute, *names)
        return PyLiteral(self.fake.builder), as_expression(entry)

    def list_states(self) -> Iterator[tuple[Any, ...]]:
        """Yield builder, state, class, whether it is terminal, and the available fields."""
        source, names = self.lifecycle.source, name_states(self.lifecycle, self.python)
        schema = self.python.types[source.resource]
        assert isinstance(schema, ir.Object)
        fields = self.python.name_fields(schema)
        for state in source.states:
            parts = self.fake.builder, state, names[state], state in source.terminal
            available = {
                fields[field.wire]: is_guaranteed
                for field, is_guaranteed in list_available_fields(
                    self.lifecycle, state, self.python
                )
            }
            yield (*parts, available)

    def list_operations(self) -> Iterator[tuple[PyExpression, PyExpression]]:
        """Yield the name of each operation with the fields of `Operation` in the template."""
        refusals = name_refusals(self.python)
        for operation, arguments in self._list_callable():
            error = refusals[operation.source.origin]
            fields = (
                self.fake.store,
                arguments,
                operation.property,
                PyName(f"errors.{error}"),
                self.properties[error],
                self._is_read(operation),
            )
            name = PyLiteral(f"{operation.resource}.{operation.method}")
            yield name, PyCall(PyName("Operation"), tuple(map(as_expression, fields)))

    def _is_read(self, operation: LifecycleOperation) -> bool:
        """Return whether `outcome` reads the state after a refusal."""
        source, refusal = operation.source, operation.refusal
        confirmation = source.confirmation
        statuses = confirmation.refused if confirmation is not None else ()
        is_confirmed = refusal is not None and refusal.status in map(str, statuses)
        return is_confirmed or can_read(source, self.lifecycle.source.read_path)

    def list_changes(self) -> Iterator[tuple[Any, ...]]:
        """Yield operation, state and target state, None if the operation is not allowed."""
        for operation, _ in self._list_callable():
            for state in self.lifecycle.source.states:
                targets = self.lifecycle.source.targets(operation.source.origin, state)
                name = f"{operation.resource}.{operation.method}"
                target = targets[0] if targets else None
                yield name, state, target

    def _list_callable(
        self,
    ) -> Iterator[tuple[LifecycleOperation, dict[str, PyExpression]]]:
        """Yield the operations with a refusal that a test can call, with their arguments."""
        for operation in self.lifecycle.operations:
            arguments = self._build_arguments(operation)
            is_simulated = can_simulate(operation.source, self.lifecycle.source)
            if arguments is not None and is_simulated and operation.refusal is not None:
                yield operation, arguments

    def list_steps(self) -> Iterator[tuple[Any, ...]]:
        """Yield store, state and the states that the server changes it to."""
        for state in self.lifecycle.source.states:
            targets = [
                t
                for s in self.lifecycle.source.caused_by(None)
                if state in s.sources
                for t in s.targets
            ]
            yield self.fake.store, state, tuple(dict.fromkeys(targets))

    def list_rules(self) -> Iterator[tuple[Any, ...]]:
        """Yield builder, arguments, field, and whether it is available, None if it may be."""
        schema = self.python.types[self.lifecycle.source.resource]
        assert isinstance(schema, ir.Object)
        names = self.python.name_fields(schema)
        # Conditions on a field that is itself conditional cannot be set independently.
        conditional = {f.wire for f in schema.fields if f.availability is not None}
        for field in schema.fields:
            rule = field.availability
            if rule is None or conditional & {c.property for c in rule.clauses}:
                continue
            for properties, matches in self._list_properties(schema, rule):
                is_available = (
                    (True if rule.is_guaranteed else None) if matches else False
                )
                arguments = {names[wire]: value for wire, value in properties.items()}
                yield self.fake.builder, arguments, names[field.wire], is_available

    def _list_properties(
        self, schema: ir.Object, rule: ir.Availability
    ) -> Iterator[tuple[dict[str, Any], bool]]:
        """Yield properties that match a rule, and for each clause properties that do not."""
        samples = {c.property: self._split_values(schema, c) for c in rule.clauses}
        defaults = {name: yes[0] for name, (yes, _) in samples.items() if yes}
        for name, (matching, others) in samples.items():
            for value in matching:
                yield {**defaults, name: value}, True
            for value in others:
                yield {**defaults, name: value}, False

    def _split_values(
        self, schema: ir.Object, clause: ir.Clause
    ) -> tuple[list[Any], list[Any]]:
        """Return values of a property that match a clause, and values that do not."""
        source = next(f for f in schema.fields if f.wire == clause.property)
        values: list[Any] = [*clause.values]
        match self.python.plain(source.type):
            case ir.Enum(members=members):
                values = [member.value for member in members]
            case ir.Scalar(kind=ir.ScalarKind.BOOLEAN):
                values = [True, False]
            case _:
                values.append(Samples(self.python).build(source.type, source.wire))
        matching = [value for value in values if clause.matches(value)]
        return matching, [value for value in values if not clause.matches(value)]

    def _build_arguments(
        self, operation: LifecycleOperation
    ) -> dict[str, PyExpression] | None:
        """Return the arguments beside the id; None if a test cannot build them."""
        required = [p.location for p in operation.source.parameters if p.required]
        if required != ["path"]:
            return None
        if not operation.source.body_required:
            return {}
        body = operation.source.bodies[0]
        is_json = body_kind(body, self.python) == "json"
        schema = self.python.plain(body.type) if body.type and is_json else None
        if not isinstance(schema, ir.Object):
            return None
        sample = as_expression(Samples(self.python).build(schema.id))
        name = self.python.get_type(schema.id, "models.")
        return {"body": PyCall(PyName(f"{name}.from_dict"), (sample,))}
