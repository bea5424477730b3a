"""Views of the generated tests: a case for each state with each operation, each rule, and each value of an enum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specpress import ir
from specpress.layout import argument, literal, tuple_of
from specpress.views.fakes import FakeView
from specpress.views.lifecycles import Ability, Life
from specpress.views.media import body_kind
from specpress.views.models import field_names
from specpress.views.python_types import PythonTypes, Uses
from specpress.views.refusals import RefusalView
from specpress.views.samples import Samples
from specpress.views.states import state_names, there
from specpress.views.transitions import can_read, refusal_names


@dataclass(frozen=True, slots=True)
class Cases:
    """The tables of the tests of a package, each as lines."""

    states: list[str]
    operations: list[str]
    changes: list[str]
    steps: list[str]
    rules: list[str]


def cases(
    lives: list[Life],
    fakes: list[FakeView],
    refusals: list[RefusalView],
    python: PythonTypes,
) -> Cases:
    """The cases of all resources that can be faked."""
    by_model = {life.model: life for life in lives}
    told = {refusal.name: refusal.property for refusal in refusals}
    pairs = [_Maker(by_model[fake.model], fake, told, python) for fake in fakes]
    return Cases(
        states=_lines(text for pair in pairs for text in pair.states()),
        operations=_lines(text for pair in pairs for text in pair.operations()),
        changes=_lines(text for pair in pairs for text in pair.changes()),
        steps=_lines(text for pair in pairs for text in pair.steps()),
        rules=_lines(text for pair in pairs for text in pair.rules()),
    )


def enums(python: PythonTypes) -> list[str]:
    """The values of each enum, by its class."""
    found = sorted(
        (python.names[i], made)
        for i, made in python.named.items()
        if isinstance(made, ir.Enum) and i not in python.twins
    )
    return [
        line
        for name, made in found
        for line in argument(
            f"{literal(name)}: {tuple_of(literal(m.value) for m in made.members)}", 4
        )
    ]


def _lines(texts: Iterator[str]) -> list[str]:
    return [line for text in texts for line in argument(text, 4)]


def _case(*parts: str) -> str:
    return f"({', '.join(parts)})"


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the cases of one resource."""

    life: Life
    fake: FakeView
    told: Mapping[str, str]
    """The property of each refusal that tells the state."""
    python: PythonTypes

    def states(self) -> Iterator[str]:
        """Builder, state, what it is called as a case, whether it is an end, and what is there in it."""
        source, names = self.life.source, state_names(self.life, self.python)
        made = self.python.types[source.resource]
        assert isinstance(made, ir.Object)
        fields = field_names(made)
        for state in source.states:
            parts = self.fake.builder, state, names[state], state in source.terminal
            found = there(self.life, state, self.python)
            held = {fields[field.wire]: must for field, must in found}
            yield _case(*map(literal, parts), _mapping(held))

    def operations(self) -> Iterator[str]:
        """By operation: what `Operation` of the template tells."""
        refused = refusal_names(self.python)
        for ability, arguments in self._callable():
            name = literal(f"{ability.resource}.{ability.method}")
            told = literal(self.fake.store), arguments, literal(ability.property)
            error = refused[ability.source.origin]
            known = literal(self.told[error]), literal(self._is_read(ability))
            yield f"{name}: Operation{_case(*told, f'errors.{error}', *known)}"

    def _is_read(self, ability: Ability) -> bool:
        """Whether the state is read after a refusal, where the caller asks for that."""
        source, refusal = ability.source, ability.refusal
        known = source.confirmation.refused if source.confirmation is not None else ()
        by_repetition = refusal is not None and refusal.status in map(str, known)
        return by_repetition or can_read(source, self.life.source.read_path)

    def changes(self) -> Iterator[str]:
        """Operation, state, and the state that it leads to; None: it is refused."""
        for ability, _ in self._callable():
            for state in self.life.source.states:
                targets = self.life.source.targets(ability.source.origin, state)
                name = f"{ability.resource}.{ability.method}"
                target = targets[0] if targets else None
                yield _case(literal(name), literal(state), literal(target))

    def _callable(self) -> Iterator[tuple[Ability, str]]:
        """The operations that a test can call, and that say how they are refused, with their arguments."""
        for ability in self.life.abilities:
            arguments = self._arguments(ability)
            if arguments is not None and ability.refusal is not None:
                yield ability, arguments

    def steps(self) -> Iterator[str]:
        """Store, state, and the states that the server goes on to."""
        for state in self.life.source.states:
            targets = [
                t
                for s in self.life.source.of(None)
                if state in s.sources
                for t in s.targets
            ]
            told = tuple_of(map(literal, dict.fromkeys(targets))) if targets else "()"
            yield _case(literal(self.fake.store), literal(state), told)

    def rules(self) -> Iterator[str]:
        """Builder, what is given, the field, and whether it is there; None: it may be."""
        made = self.python.types[self.life.source.resource]
        assert isinstance(made, ir.Object)
        names = field_names(made)
        # What is there by a rule of its own cannot be given freely.
        ruled = {f.wire for f in made.fields if f.availability is not None}
        for field in made.fields:
            rule = field.availability
            if rule is not None and not ruled & {c.property for c in rule.clauses}:
                for given, holds in self._given(made, rule):
                    is_there = (True if rule.certain else None) if holds else False
                    told = {names[wire]: value for wire, value in given.items()}
                    parts = literal(names[field.wire]), literal(is_there)
                    yield _case(literal(self.fake.builder), _mapping(told), *parts)

    def _given(
        self, made: ir.Object, rule: ir.Availability
    ) -> Iterator[tuple[dict[str, Any], bool]]:
        """Properties for which a condition holds; then, for each clause, such for which that one does not."""
        samples = {c.property: self._values(made, c) for c in rule.clauses}
        usual = {name: good[0] for name, (good, _) in samples.items() if good}
        for name, (good, bad) in samples.items():
            for value in good:
                yield {**usual, name: value}, True
            for value in bad:
                yield {**usual, name: value}, False

    def _values(
        self, made: ir.Object, clause: ir.Clause
    ) -> tuple[list[Any], list[Any]]:
        """Values of a property for which a clause holds, and such for which it does not."""
        source = next(f for f in made.fields if f.wire == clause.property)
        found = self.python.plain(source.type)
        known: list[Any] = [*clause.values]
        match found:
            case ir.Enum(members=members):
                known = [member.value for member in members]
            case ir.Scalar(kind=ir.ScalarKind.BOOLEAN):
                known = [True, False]
            case _:
                known.append(Samples(self.python).sample(source.type, source.wire))
        good = [value for value in known if clause.holds(value)]
        return good, [value for value in known if not clause.holds(value)]

    def _arguments(self, ability: Ability) -> str | None:
        """What an operation is told beside the id; None where a test cannot make it up."""
        found: dict[str, str] = {}
        if any(p.required and p.location != "path" for p in ability.source.parameters):
            return None
        if ability.source.body_required:
            body = ability.source.bodies[0]
            is_json = body_kind(body, self.python) == "json"
            made = self.python.plain(body.type) if body.type and is_json else None
            if not isinstance(made, ir.Object):
                return None
            sample = _json(Samples(self.python).sample(made.id))
            name = self.python.annotate(made.id, Uses(prefix="models."))
            found["body"] = f"{name}.from_dict({sample})"
        return (
            "{" + ", ".join(f"{literal(k)}: {text}" for k, text in found.items()) + "}"
        )


def _mapping(found: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{literal(k)}: {_json(v)}" for k, v in found.items()) + "}"


def _json(value: Any) -> str:
    """A JSON value as a literal."""
    if isinstance(value, dict):
        return _mapping(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_json, value))}]"
    return literal(value)
