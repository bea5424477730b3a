"""The cases of the generated tests: each state with each operation, availability rules, enum values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specpress import ir
from specpress.package.fakes import FakeView
from specpress.package.lifecycles import LifecycleOperation, LifecycleView
from specpress.package.media import body_kind
from specpress.package.models import name_fields
from specpress.package.refusals import RefusalView
from specpress.package.samples import Samples
from specpress.package.states import list_available_fields, name_states
from specpress.package.transitions import can_read, name_refusals
from specpress.python.layout import format_argument, format_literal, format_tuple
from specpress.python.types import PythonTypes


@dataclass(frozen=True, slots=True)
class LifecycleCases:
    """The tables of the lifecycle tests, each as lines."""

    states: list[str]
    operations: list[str]
    changes: list[str]
    steps: list[str]
    rules: list[str]


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
        states=_format(text for b in builders for text in b.list_states()),
        operations=_format(text for b in builders for text in b.list_operations()),
        changes=_format(text for b in builders for text in b.list_changes()),
        steps=_format(text for b in builders for text in b.list_steps()),
        rules=_format(text for b in builders for text in b.list_rules()),
    )


def list_enum_values(python: PythonTypes) -> list[str]:
    """Return the values of each enum, by its class."""
    enums = sorted(
        (python.names[i], schema)
        for i, schema in python.named.items()
        if isinstance(schema, ir.Enum) and i not in python.shared_schemas
    )
    return [
        line
        for name, schema in enums
        for line in format_argument(
            f"{format_literal(name)}: {format_tuple(format_literal(m.value) for m in schema.members)}",
            4,
        )
    ]


def _format(texts: Iterator[str]) -> list[str]:
    return [line for text in texts for line in format_argument(text, 4)]


def _format_case(*parts: str) -> str:
    return f"({', '.join(parts)})"


@dataclass(frozen=True, slots=True)
class _LifecycleCaseBuilder:
    """Builds the cases of a resource."""

    lifecycle: LifecycleView
    fake: FakeView
    properties: Mapping[str, str]
    """Property of each refusal that returns the state."""
    python: PythonTypes

    def list_states(self) -> Iterator[str]:
        """Yield builder, state, class, whether it is terminal, and the available fields."""
        source, names = self.lifecycle.source, name_states(self.lifecycle, self.python)
        schema = self.python.types[source.resource]
        assert isinstance(schema, ir.Object)
        fields = name_fields(schema)
        for state in source.states:
            parts = self.fake.builder, state, names[state], state in source.terminal
            available = {
                fields[field.wire]: is_guaranteed
                for field, is_guaranteed in list_available_fields(
                    self.lifecycle, state, self.python
                )
            }
            yield _format_case(*map(format_literal, parts), _format_mapping(available))

    def list_operations(self) -> Iterator[str]:
        """Yield the name of each operation with the fields of `Operation` in the template."""
        refusals = name_refusals(self.python)
        for operation, arguments in self._list_callable():
            name = format_literal(f"{operation.resource}.{operation.method}")
            error = refusals[operation.source.origin]
            fields = (
                format_literal(self.fake.store),
                arguments,
                format_literal(operation.property),
                f"errors.{error}",
                format_literal(self.properties[error]),
                format_literal(self._is_read(operation)),
            )
            yield f"{name}: Operation{_format_case(*fields)}"

    def _is_read(self, operation: LifecycleOperation) -> bool:
        """Return whether `outcome` reads the state after a refusal."""
        source, refusal = operation.source, operation.refusal
        confirmation = source.confirmation
        statuses = confirmation.refused if confirmation is not None else ()
        is_confirmed = refusal is not None and refusal.status in map(str, statuses)
        return is_confirmed or can_read(source, self.lifecycle.source.read_path)

    def list_changes(self) -> Iterator[str]:
        """Yield operation, state and target state, None if the operation is not allowed."""
        for operation, _ in self._list_callable():
            for state in self.lifecycle.source.states:
                targets = self.lifecycle.source.targets(operation.source.origin, state)
                name = f"{operation.resource}.{operation.method}"
                target = targets[0] if targets else None
                yield _format_case(
                    format_literal(name), format_literal(state), format_literal(target)
                )

    def _list_callable(self) -> Iterator[tuple[LifecycleOperation, str]]:
        """Yield the operations with a refusal that a test can call, with their arguments."""
        for operation in self.lifecycle.operations:
            arguments = self._format_arguments(operation)
            if arguments is not None and operation.refusal is not None:
                yield operation, arguments

    def list_steps(self) -> Iterator[str]:
        """Yield store, state and the states that the server changes it to."""
        for state in self.lifecycle.source.states:
            targets = [
                t
                for s in self.lifecycle.source.caused_by(None)
                if state in s.sources
                for t in s.targets
            ]
            end = (
                format_tuple(map(format_literal, dict.fromkeys(targets)))
                if targets
                else "()"
            )
            yield _format_case(
                format_literal(self.fake.store), format_literal(state), end
            )

    def list_rules(self) -> Iterator[str]:
        """Yield builder, arguments, field, and whether it is available, None if it may be."""
        schema = self.python.types[self.lifecycle.source.resource]
        assert isinstance(schema, ir.Object)
        names = name_fields(schema)
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
                yield _format_case(
                    format_literal(self.fake.builder),
                    _format_mapping(arguments),
                    format_literal(names[field.wire]),
                    format_literal(is_available),
                )

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

    def _format_arguments(self, operation: LifecycleOperation) -> str | None:
        """Return the arguments beside the id as code; None if a test cannot build them."""
        arguments: dict[str, str] = {}
        if any(
            p.required and p.location != "path" for p in operation.source.parameters
        ):
            return None
        if operation.source.body_required:
            body = operation.source.bodies[0]
            is_json = body_kind(body, self.python) == "json"
            schema = self.python.plain(body.type) if body.type and is_json else None
            if not isinstance(schema, ir.Object):
                return None
            sample = _format_json(Samples(self.python).build(schema.id))
            name = self.python.get_type(schema.id, "models.")
            arguments["body"] = f"{name}.from_dict({sample})"
        entries = (
            f"{format_literal(name)}: {code}" for name, code in arguments.items()
        )
        return "{" + ", ".join(entries) + "}"


def _format_mapping(mapping: dict[str, Any]) -> str:
    entries = (
        f"{format_literal(key)}: {_format_json(v)}" for key, v in mapping.items()
    )
    return "{" + ", ".join(entries) + "}"


def _format_json(value: Any) -> str:
    """Return a JSON value as a literal."""
    if isinstance(value, dict):
        return _format_mapping(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_format_json, value))}]"
    return format_literal(value)
