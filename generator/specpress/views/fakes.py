"""Views of fakes: for each resource that has a life, how it is built, and what operations do to it in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from specpress import ir
from specpress.layout import (
    argument,
    definition,
    docstring,
    docstring_line,
    literal,
    statement,
    tuple_of,
)
from specpress.names import Claim, assign_names, snake
from specpress.views.lifecycles import Life
from specpress.views.models import field_names
from specpress.views.operations import Resource
from specpress.views.python_types import PythonTypes
from specpress.views.samples import Samples

TAKEN = (
    "answer",
    "cache",
    "fake",
    "fakes",
    "json",
    "lives",
    "models",
    "plugin",
    "transports",
)
"""What the package of the fakes has that a builder could be called as."""
OWN = (
    "asked",
    "async_client",
    "async_transport",
    "client",
    "respond",
    "script",
    "transport",
)
"""What every fake has beside its resources."""
MISSING = "404"


@dataclass(slots=True)
class FakeView:
    """One kind of resource in memory."""

    model: str
    builder: str
    """The function that makes a valid one."""
    store: str
    """What the fake calls all of them."""
    attribute: str
    key: str
    """The field by which one is found."""
    life_head: list[str]
    life: list[str]
    head: list[str]
    doc: list[str]
    build: list[str]
    stored: list[str]
    """The statement that makes the store."""
    routes: list[str]
    sample: dict[str, Any]
    errors: dict[str, dict[str, Any]]
    modules: list[str] = field(default_factory=list)
    """The modules of the tables of its operations."""
    told: list[str] = field(default_factory=list)
    """What tests are told of the model."""
    act: list[str] = field(default_factory=list)
    """Lines of an example."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation that touches the resource."""

    module: str
    constant: str
    name: str
    source: ir.Operation


def fakes(
    lives: list[Life], resources: list[Resource], python: PythonTypes
) -> list[FakeView]:
    """One for each resource that has a life and can be told from others."""
    found = []
    for life in lives:
        entries = [*_entries(life, resources)]
        key = _key(life, entries, python)
        if key is not None:
            found.append(_Maker(life, entries, key, python))
    return [
        maker.view(*names) for maker, names in zip(found, _names(found), strict=True)
    ]


def _names(makers: list[_Maker]) -> list[tuple[str, str]]:
    """What builds each resource, and what the fake calls all of them: as the client does."""
    builders, stores = [], []
    for maker in makers:
        model, name, module = (
            maker.life.model,
            snake(maker.life.model),
            maker.entries[0].module,
        )
        builders.append(Claim(model, (name, f"make_{name}")))
        stores.append(Claim(model, (module, f"{module}_{name}")))
    built = assign_names(builders, "method", TAKEN)
    stored = assign_names(stores, "field", OWN)
    return [(built[maker.life.model], stored[maker.life.model]) for maker in makers]


def _entries(life: Life, resources: list[Resource]) -> Iterator[Entry]:
    """The operations of a life: those that change the state, that make one, and that read one."""
    caused = {t.operation for t in life.source.transitions} | {life.source.read}
    for resource in resources:
        for method in resource.methods:
            if method.source.origin in caused and not method.streams:
                name = f"{resource.module}.{method.name}"
                yield Entry(resource.module, method.constant, name, method.source)


def _key(
    life: Life, entries: list[Entry], python: PythonTypes
) -> tuple[str, str] | None:
    """The path parameter by which a resource is found, and the field that it is."""
    made = python.types[life.source.resource]
    wires = [f.wire for f in made.fields] if isinstance(made, ir.Object) else []
    ordered = sorted(entries, key=lambda e: e.source.origin != life.source.read)
    for entry in ordered:
        names = [p.wire for p in entry.source.parameters if p.location == "path"]
        ending = [w for n in names[-1:] for w in wires if _plain(n).endswith(_plain(w))]
        if ending:
            return names[-1], max(ending, key=len)
    return None


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the view of one resource."""

    life: Life
    entries: list[Entry]
    key: tuple[str, str]
    python: PythonTypes

    def view(self, builder: str, store: str) -> FakeView:
        """The view; its store is called as the resource of its operations."""
        life, made = self.life, self.python.types[self.life.source.resource]
        assert isinstance(made, ir.Object)
        names, samples = field_names(made), Samples(self.python)
        model = f"models.{life.model}"
        attribute, kind = life.attribute, life.kind
        default = literal(life.source.initial[0])
        given = f"{attribute}: models.{life.enum} | {kind} = {default}"
        make = f"_{builder}_life()"
        return FakeView(
            model=life.model,
            builder=builder,
            store=store,
            attribute=life.attribute,
            key=names[self.key[1]],
            life=[
                line for text in self._life(made, names) for line in argument(text, 8)
            ],
            head=definition(f"def {builder}({given}, **fields: Any) -> {model}:"),
            build=statement(
                f"return {make}.build({{{literal(attribute)}: {attribute}, **fields}})",
                4,
            ),
            stored=statement(f"self.{store}: Store[{model}] = Store({make})", 8),
            life_head=definition(f"def {make} -> Life[{model}]:"),
            doc=docstring(
                f"A valid {life.variable} in any state, with what is there in it; `fields` are set on it.",
                4,
            ),
            routes=[
                line for text in self._routes(store) for line in argument(text, 12)
            ],
            sample=samples.resource(
                made, self._example(), (self.key[1], life.source.field)
            ),
            errors=dict(self._errors(samples)),
            modules=sorted({entry.module for entry in self.entries}),
            told=argument(self._told(builder), 4),
            act=[*self._act(store, names[self.key[1]])],
        )

    def _told(self, builder: str) -> str:
        names = self.life.names["state"], self.life.names["is_terminal"]
        parts = map(literal, (self.life.attribute, *names))
        return f"{literal(builder)}: (models.{self.life.model}, {', '.join(parts)})"

    def _life(self, made: ir.Object, names: dict[str, str]) -> list[str]:
        source = self.life.source
        return [
            f"models.{self.life.model}",
            f"status={literal(self.life.attribute)}",
            f"key={literal(names[self.key[1]])}",
            f"initial={literal(source.initial[0])}",
            f"steps={tuple_of(map(self._step, source.transitions))}",
            f"rules={tuple_of(_rule(f, names) for f in made.fields if f.availability)}",
            f"wires={_wires(names)}",
            f"sample=_samples()[{literal(self.life.model)}]",
        ]

    def _step(self, source: ir.Transition) -> str:
        parts = [
            tuple_of(map(literal, states))
            for states in (source.sources, source.targets)
        ]
        name = next(
            (e.name for e in self.entries if e.source.origin == source.operation), None
        )
        return f"Step({', '.join([*parts, *([literal(name)] if name else [])])})"

    def _routes(self, store: str) -> Iterator[str]:
        for entry in self.entries:
            table = f"{entry.module}_operations.{entry.constant}"
            own = f"{table}, self.{store}, {literal(self._parameter(entry))}"
            yield f"Route({own})"
            if entry.source.confirmation is not None and self.life.source.read is None:
                yield f"Route({own}, {literal(entry.source.confirmation.path)})"

    def _parameter(self, entry: Entry) -> str:
        """The path parameter that tells which resource: called the same everywhere, or else the last one."""
        names = [p.wire for p in entry.source.parameters if p.location == "path"]
        return self.key[0] if self.key[0] in names or not names else names[-1]

    def _example(self) -> Any:
        """What the document shows as a resource."""
        for entry in self.entries:
            for answer in entry.source.responses:
                same = (
                    answer.type
                    and self.python.plain(answer.type).id == self.life.source.resource
                )
                if same and isinstance(answer.example, dict):
                    return answer.example
        return None

    def _errors(self, samples: Samples) -> Iterator[tuple[str, dict[str, Any]]]:
        for entry in self.entries:
            refusal = self.life.source.refusal(entry.source.origin)
            told = {
                MISSING: {},
                **({refusal.status: dict(refusal.body)} if refusal else {}),
            }
            yield entry.name, {
                answer.status: _merged(
                    answer.example, samples.sample(answer.type), told[answer.status]
                )
                for answer in entry.source.responses
                if answer.status in told and answer.type is not None
            }

    def _act(self, store: str, key: str) -> Iterator[str]:
        """An example: one is there, a client changes it."""
        variable = self.life.variable
        able = [a for a in self.life.abilities if _needs_only_the_key(a.source)]
        ability = able[0] if able else None
        state = ability.sources[0] if ability else self.life.source.initial[0]
        yield "fake = Fake{client}()"
        yield f"{variable} = fake.{store}.add({self.life.attribute}={_shown(state)})"
        if ability is not None:
            yield "with fake.client() as client:"
            yield f"    client.{ability.resource}.{ability.method}({variable}.{key})"
            yield f"assert fake.{store}[{variable}.{key}].{self.life.attribute} == {_shown(ability.targets[0])}"


def _shown(state: ir.State) -> str:
    """A state as a literal in a docstring."""
    return docstring_line(literal(state))


def _needs_only_the_key(source: ir.Operation) -> bool:
    needed = [p for p in source.parameters if p.required]
    return not source.body_required and [p.location for p in needed] == ["path"]


def _merged(example: Any, sample: Any, told: dict[str, Any]) -> Any:
    found = example if isinstance(example, dict) else sample
    return {**found, **told} if isinstance(found, dict) else found


def _wires(names: dict[str, str]) -> str:
    pairs = [
        f"{literal(name)}: {literal(wire)}"
        for wire, name in names.items()
        if name != wire
    ]
    return f"{{{', '.join(pairs)}}}"


def _rule(source: ir.Field, names: dict[str, str]) -> str:
    rule = source.availability
    assert rule is not None
    conditions = tuple_of(_condition(clause, names) for clause in rule.clauses)
    parts = [literal(names[source.wire]), conditions, literal(rule.text)]
    return (
        f"Rule({', '.join([*parts, *([] if rule.certain else ['is_certain=False'])])})"
    )


def _condition(clause: ir.Clause, names: dict[str, str]) -> str:
    parts = [literal(names[clause.property]), tuple_of(map(literal, clause.values))]
    return f"If({', '.join([*parts, *(['is_not=True'] if clause.negated else [])])})"
