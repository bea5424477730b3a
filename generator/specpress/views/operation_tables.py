"""Tables: what the runtime knows of an operation, as one statement of data."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.layout import argument, assignment, literal, tuple_of
from specpress.views import forms, idempotency, pagination, transitions
from specpress.views.media import body_kind
from specpress.views.python_types import PythonTypes
from specpress.views.responses import Form, Reading, failures

JSON = "application/json"


@dataclass(slots=True)
class Tables:
    """Makes the tables."""

    python: PythonTypes

    def table(
        self,
        head: str,
        name: str,
        source: ir.Operation,
        names: dict[str, str],
        form: Form,
    ) -> list[str]:
        """The statement: `head` is what stands before the bracket, `names` are the arguments."""
        entries = [
            *map(literal, (name, source.method, source.path)),
            *(f"server={literal(s.url)}" for s in source.servers[:1]),
        ]
        for key, found in (
            ("parameters", [_parameter(p, names) for p in source.parameters]),
            ("bodies", [self._body(b, source.body_required) for b in source.bodies]),
            ("answers", [self.answer(r) for r in form.answers]),
            ("errors", [self.answer(r) for r in failures(self.python, source)]),
            ("security", [tuple_of(map(literal, s)) for s in source.security]),
            ("variables", [tuple_of(map(literal, v)) for v in _variables(source)]),
        ):
            if found:
                entries.append(f"{key}={tuple_of(found)}")
        lines, deep, tail = assignment(head, "Operation")
        lines += [line for entry in entries for line in argument(entry, deep)]
        lines += idempotency.lines(source, names, self.python, deep)
        lines += transitions.lines(source, self.python, deep)
        lines += pagination.lines(source, names, deep)
        return [*lines, *tail]

    def _body(self, source: ir.Body, needed: bool) -> str:
        kind = body_kind(source, self.python)
        told = kind != "raw" and not (
            kind == "multipart" and self._lists_anything(source)
        )
        arguments = _told(
            media_type=(source.media_type, JSON),
            kind=(kind, "json"),
            type=(
                self.python.text(source.type) if told and source.type else None,
                None,
            ),
            nullable=(kind == "json" and needed and self._takes_null(source), False),
        )
        listed = [
            f"Parameter({', '.join(a)})" for a in forms.fields(source, self.python)
        ]
        if listed:
            arguments.append(f"fields={tuple_of(listed)}")
        return f"Body({', '.join(arguments)})"

    def _lists_anything(self, source: ir.Body) -> bool:
        """Whether a body is a list of what may be files or anything else: each item says itself what it is."""
        found = self.python.plain(source.type) if source.type is not None else None
        return isinstance(found, ir.Array) and self.python.takes_all(found.item)

    def _takes_null(self, source: ir.Body) -> bool:
        return source.type is None or self.python.is_nullable(source.type)

    def answer(self, reading: Reading) -> str:
        """How an answer is read."""
        source, decoded = reading.source, reading.type
        arguments = _told(
            media_type=(source.media_type, JSON),
            type=(self.python.text(decoded) if decoded else None, None),
            kind=(reading.kind, "json"),
            whole=(reading.whole, False),
            parsed=(reading.parsed, False),
        )
        return f"Answer({', '.join([literal(source.status), *arguments])})"


def _told(**given: tuple[object, object]) -> list[str]:
    """The arguments that are not what they are by default, each given with that."""
    return [f"{k}={literal(v)}" for k, (v, usual) in given.items() if v != usual]


def _parameter(source: ir.Parameter, names: dict[str, str]) -> str:
    arguments = [literal(source.wire)]
    name = names[f"{source.location} {source.wire}"]
    if name != source.wire:
        arguments.append(f"argument={literal(name)}")
    usual = forms.USUAL.get(source.location)
    if usual is None:
        arguments.append(f"location={literal(source.location)}")
    arguments += forms.written(source, usual or ("form", True))
    return f"{source.location if usual else 'Parameter'}({', '.join(arguments)})"


def _variables(source: ir.Operation) -> list[tuple[str, ...]]:
    """Name and default of each variable of the operation's own server."""
    listed = [v for server in source.servers[:1] for v in server.variables]
    return [(v.name, v.default) for v in listed if v.default is not None]
