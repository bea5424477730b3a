"""Tables: what the runtime knows of an operation, as one statement of data."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.layout import WIDTH, argument, assignment, call, literal, width
from specpress.views import forms, pagination, repetition
from specpress.views.answers import Form, Reading, failures
from specpress.views.media import body_kind
from specpress.views.space import PythonTypes


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
            f"name={literal(name)}",
            f"method={literal(source.method)}",
            f"path={literal(source.path)}",
            *(f"server={literal(s.url)}" for s in source.servers[:1]),
        ]
        lines, deep, tail = assignment(head, "Operation")
        lines += [f"{' ' * deep}{e}," for e in entries]
        for key, found in (
            ("parameters", [_parameter(p, names) for p in source.parameters]),
            ("bodies", [self._body(b, source.body_required) for b in source.bodies]),
            ("answers", [self.answer(r) for r in form.answers]),
            ("errors", [self.answer(r) for r in failures(self.python, source)]),
            ("security", [[_tuple(s)] for s in source.security]),
            ("variables", [[_tuple(pair)] for pair in _variables(source)]),
        ):
            lines += _group(key, found, deep)
        lines += repetition.lines(source, names, self.python, deep)
        lines += pagination.lines(source, names, deep)
        return [*lines, *tail]

    def _body(self, source: ir.Body, needed: bool) -> list[str]:
        kind = body_kind(source, self.python)
        arguments = [
            f"media_type={literal(source.media_type)}",
            f"kind={literal(kind)}",
        ]
        if source.type is not None and kind != "raw":
            arguments.append(f"type={literal(self.python.text(source.type))}")
        if kind == "json" and needed and self._takes_null(source):
            arguments.append("nullable=True")
        listed = [
            f"Parameter({', '.join(a)})" for a in forms.fields(source, self.python)
        ]
        if listed:
            arguments.append(f"fields=({', '.join(listed)},)")
        return ["Body(", *arguments]

    def _takes_null(self, source: ir.Body) -> bool:
        return source.type is None or self.python.is_nullable(source.type)

    def answer(self, reading: Reading) -> list[str]:
        """How an answer is read: the call that says so, and its arguments."""
        source, decode = reading.source, reading.type
        arguments = [
            f"status={literal(source.status)}",
            f"media_type={literal(source.media_type)}",
            f"type={literal(self.python.text(decode) if decode else None)}",
            f"kind={literal(reading.kind)}",
        ]
        flags = [f"{f}=True" for f in ("whole", "parsed") if getattr(reading, f)]
        return ["Answer(", *arguments, *flags]


def _parameter(source: ir.Parameter, names: dict[str, str]) -> list[str]:
    arguments = [
        f"argument={literal(names[f'{source.location} {source.wire}'])}",
        f"wire={literal(source.wire)}",
        f"location={literal(source.location)}",
    ]
    return ["Parameter(", *arguments, *forms.written(source)]


def _variables(source: ir.Operation) -> list[tuple[str, ...]]:
    """Name and default of each variable of the operation's own server."""
    listed = [v for server in source.servers[:1] for v in server.variables]
    return [(v.name, v.default) for v in listed if v.default is not None]


def _group(key: str, found: list[list[str]], indent: int) -> list[str]:
    if not found:
        return []
    pad = " " * indent
    lines = [f"{pad}{key}=("]
    for head, *arguments in found:
        if arguments:
            lines += call(head, arguments, indent + 4, "),")
        else:
            lines += argument(head, indent + 4)
    if len(found) == 1 and len(lines) == 2:
        one = f"{pad}{key}=({lines[1].strip()}),"
        if width(one) <= WIDTH:
            return [one]
    return [*lines, f"{pad}),"]


def _tuple(names: tuple[str, ...]) -> str:
    inside = ", ".join(map(literal, names))
    return f"({inside},)" if len(names) == 1 else f"({inside})"
