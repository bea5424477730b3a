"""Operation tables: the data that the runtime needs of an operation, as one statement."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.package import forms, idempotency, pagination, transitions
from specpress.package.media import body_kind
from specpress.package.responses import Decoding, MethodForm, list_error_decodings
from specpress.python.layout import (
    format_argument,
    format_assignment,
    format_literal,
    format_tuple,
)
from specpress.python.types import PythonTypes

JSON = "application/json"


@dataclass(slots=True)
class OperationTableBuilder:
    """Builds the tables."""

    python: PythonTypes

    def build(
        self,
        head: str,
        name: str,
        source: ir.Operation,
        names: dict[str, str],
        form: MethodForm,
    ) -> list[str]:
        """Return the statement: `head` is its left side, `names` are the arguments."""
        entries = [
            *map(format_literal, (name, source.method, source.path)),
            *(f"server={format_literal(s.url)}" for s in source.servers[:1]),
        ]
        errors = list_error_decodings(self.python, source)
        for key, values in (
            ("parameters", [_format_parameter(p, names) for p in source.parameters]),
            (
                "bodies",
                [self._format_body(b, source.body_required) for b in source.bodies],
            ),
            ("responses", [self.format_response(d) for d in form.responses]),
            ("errors", [self.format_response(d) for d in errors]),
            (
                "security",
                [format_tuple(map(format_literal, s)) for s in source.security],
            ),
            (
                "variables",
                [format_tuple(map(format_literal, v)) for v in _list_variables(source)],
            ),
        ):
            if values:
                entries.append(f"{key}={format_tuple(values)}")
        lines, indent, tail = format_assignment(head, "Operation")
        lines += [line for entry in entries for line in format_argument(entry, indent)]
        lines += idempotency.build_arguments(source, names, self.python, indent)
        lines += transitions.build_arguments(source, self.python, indent)
        lines += pagination.build_arguments(source, names, indent)
        return [*lines, *tail]

    def _format_body(self, source: ir.Body, is_required: bool) -> str:
        kind = body_kind(source, self.python)
        has_type = kind != "raw" and not (
            kind == "multipart" and self._lists_anything(source)
        )
        accepts_null = kind == "json" and is_required and self._accepts_null(source)
        arguments = _format_arguments(
            media_type=(source.media_type, JSON),
            kind=(kind, "json"),
            type=(
                (
                    self.python.format_type(source.type)
                    if has_type and source.type
                    else None
                ),
                None,
            ),
            nullable=(accepts_null, False),
        )
        fields = [
            f"Parameter({', '.join(a)})"
            for a in forms.build_fields(source, self.python)
        ]
        if fields:
            arguments.append(f"fields={format_tuple(fields)}")
        return f"Body({', '.join(arguments)})"

    def _lists_anything(self, source: ir.Body) -> bool:
        """Return whether a body is an array of any values: each item then decides its encoding."""
        schema = self.python.plain(source.type) if source.type is not None else None
        return isinstance(schema, ir.Array) and self.python.accepts_anything(
            schema.item
        )

    def _accepts_null(self, source: ir.Body) -> bool:
        return source.type is None or self.python.is_nullable(source.type)

    def format_response(self, decoding: Decoding) -> str:
        """Return the entry of a response."""
        source, type_id = decoding.source, decoding.type
        arguments = _format_arguments(
            media_type=(source.media_type, JSON),
            type=(self.python.format_type(type_id) if type_id else None, None),
            kind=(decoding.kind, "json"),
            is_event=(decoding.is_event, False),
            has_json_data=(decoding.has_json_data, False),
        )
        return f"ResponseSpec({', '.join([format_literal(source.status), *arguments])})"


def _format_arguments(**values: tuple[object, object]) -> list[str]:
    """Return the keyword arguments that differ from their defaults: each is (value, default)."""
    return [
        f"{k}={format_literal(v)}" for k, (v, default) in values.items() if v != default
    ]


def _format_parameter(source: ir.Parameter, names: dict[str, str]) -> str:
    arguments = [format_literal(source.wire)]
    name = names[f"{source.location} {source.wire}"]
    if name != source.wire:
        arguments.append(f"argument={format_literal(name)}")
    default = forms.DEFAULT_STYLES.get(source.location)
    if default is None:
        arguments.append(f"location={format_literal(source.location)}")
    arguments += forms.build_style_arguments(source, default or ("form", True))
    return f"{source.location if default else 'Parameter'}({', '.join(arguments)})"


def _list_variables(source: ir.Operation) -> list[tuple[str, ...]]:
    """Return name and default of each variable of the operation's server."""
    variables = [v for server in source.servers[:1] for v in server.variables]
    return [(v.name, v.default) for v in variables if v.default is not None]
