"""Views of methods: signature, docstring, the table of the operation, and arguments for a test."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specpress import ir
from specpress.layout import literal
from specpress.names import Claim, capitals, assign_names, snake
from specpress.views.docstrings import method_text
from specpress.views.media import body_kind
from specpress.views.operation_tables import Tables
from specpress.views.python_types import PythonTypes, Uses, optional
from specpress.views.responses import Form, Reading, returned, successes

SAMPLES = {
    ir.ScalarKind.STRING: "a/b?c#d",
    ir.ScalarKind.INTEGER: 7,
    ir.ScalarKind.NUMBER: 0.5,
    ir.ScalarKind.BOOLEAN: True,
}
"""Arguments for generated tests; the string holds what must be encoded in a path."""


@dataclass(slots=True)
class Method:
    """One form of an operation as a method and as a table entry."""

    name: str
    constant: str
    parameters: list[str]
    returns: str
    streams: bool
    text: str
    """The docstring."""
    arguments: list[str]
    """What is passed on in a call."""
    table: list[str]
    source: ir.Operation
    sample: dict[str, Any] | None
    """Arguments for a test."""
    example: dict[str, Any] | None
    """The document's example of an answer that is a model."""
    readings: tuple[Reading, ...] = ()
    """How its answers are read."""
    signature: list[str] = field(default_factory=list)
    returning: dict[str, list[str]] = field(default_factory=dict)
    """The lines that end the signature, by the prefix of the flavour."""
    doc: dict[str, list[str]] = field(default_factory=dict)
    call: dict[str, list[str]] = field(default_factory=dict)

    @property
    def laid_out(self) -> list[str]:
        """All lines of both signatures."""
        return [
            *self.signature,
            *(x for lines in self.returning.values() for x in lines),
        ]

    @property
    def success(self) -> str:
        """The first documented success status that is exact."""
        found = successes(self.source)
        exact = [a.status for a in found if ir.STATUS.fullmatch(a.status)]
        return exact[0] if exact else "200"


class MethodViews:
    """Makes the views of methods."""

    def __init__(self, python: PythonTypes, client_wide: dict[str, str]) -> None:
        self.python = python
        self.client_wide = client_wide
        self.tables = Tables(python)

    def method(
        self,
        module: str,
        name: str,
        source: ir.Operation,
        form: Form,
        uses: Uses,
        result_uses: Uses,
    ) -> Method:
        """One form of an operation; `result_uses` gathers what its result alone needs."""
        arguments = self.argument_names(source)
        returns = returned(self.python, form, uses)
        returned(self.python, form, result_uses)
        constant = capitals(name)
        head = f"{constant}: Operation[{returns}]"
        parameters = self._parameters(source, arguments, uses)
        return Method(
            name=name,
            constant=constant,
            parameters=parameters,
            returns=returns,
            streams=form.streams,
            text=method_text(self.python, source, form, arguments),
            arguments=[f"operations.{constant}", _given(arguments), *_passed(source)],
            table=self.tables.table(head, f"{module}.{name}", source, arguments, form),
            source=source,
            sample=self._sample(source, arguments) if not form.streams else None,
            example=_example(self.python, form),
            readings=form.answers,
        )

    def is_client_wide(self, parameter: ir.Parameter) -> bool:
        """Whether the parameter is set once, when the client is made."""
        return parameter.location == "header" and parameter.wire in self.client_wide

    # -- arguments -------------------------------------------------------------------------

    def argument_names(self, source: ir.Operation) -> dict[str, str]:
        claims = [
            Claim(
                f"{p.location} {p.wire}",
                (self._wanted(p), f"{snake(p.wire)}_{p.location}"),
                0 if p.location == "path" else 1,
            )
            for p in source.parameters
        ]
        return assign_names(claims, "parameter")

    def _wanted(self, parameter: ir.Parameter) -> str:
        if self.is_client_wide(parameter):
            return self.client_wide[parameter.wire]
        return snake(parameter.wire)

    def _parameters(
        self, source: ir.Operation, names: dict[str, str], uses: Uses
    ) -> list[str]:
        """The parameters after `self`: path parameters first, the others by keyword."""
        positional: list[str] = []
        required: list[str] = []
        others: list[str] = []
        for p in source.parameters:
            name = names[f"{p.location} {p.wire}"]
            annotation = self._annotation(p, uses)
            if p.location == "path":
                positional.append(f"{name}: {annotation}")
            elif p.required and not self.is_client_wide(p):
                required.append(f"{name}: {annotation}")
            else:
                others.append(f"{name}: {optional(annotation)} = None")
        body = self._body_parameters(source, uses)
        keywords = [*body, *required, *others] if source.bodies else required + others
        return [*positional, *(["*", *keywords] if keywords else [])]

    def _annotation(self, source: ir.Parameter, uses: Uses) -> str:
        """The type of an argument; one that may be sent empty takes an empty string for any value."""
        annotation = self.python.annotate(source.type, uses)
        if not source.allow_empty or annotation in ("Any", "str"):
            return annotation
        uses.add("typing", "Literal")
        return f'{annotation} | Literal[""]'

    def _body_parameters(self, source: ir.Operation, uses: Uses) -> list[str]:
        found = [self._body_annotation(body, uses) for body in source.bodies]
        parts = list(dict.fromkeys(found))
        annotation = "Any" if "Any" in parts else " | ".join(parts)
        if not parts:
            return []
        needed = source.body_required
        body = annotation if needed else f"{optional(annotation)} = None"
        if len(source.bodies) == 1:
            return [f"body: {body}"]
        uses.add("typing", "Literal")
        names = ", ".join(literal(b.media_type) for b in source.bodies)
        return [f"body: {body}", f"content_type: Literal[{names}] | None = None"]

    def _body_annotation(self, body: ir.Body, uses: Uses) -> str:
        kind = body_kind(body, self.python)
        if kind == "raw":
            uses.add(".files", "FileContent")
            return "FileContent"
        if body.type is not None:
            return self.python.annotate(body.type, uses)
        uses.add("typing", "Any")
        return "Any" if kind == "json" else "dict[str, Any]"

    def _sample(
        self, source: ir.Operation, names: dict[str, str]
    ) -> dict[str, Any] | None:
        """Arguments for a test; None where a required one is no plain scalar."""
        if source.body_required:
            return None
        found: dict[str, Any] = {}
        for p in source.parameters:
            kind = self.python.plain(p.type)
            if not p.required or self.is_client_wide(p):
                continue
            if not isinstance(kind, ir.Scalar) or kind.kind not in SAMPLES:
                return None
            found[names[f"{p.location} {p.wire}"]] = SAMPLES[kind.kind]
        return found


def _given(names: dict[str, str]) -> str:
    """The arguments by their names, as a dictionary."""
    return f"{{{', '.join(f'{literal(name)}: {name}' for name in names.values())}}}"


def _passed(source: ir.Operation) -> list[str]:
    """What a call passes on after the arguments."""
    bodies = ["body", "content_type"][: len(source.bodies)]
    return ["options", *bodies]


def _example(python: PythonTypes, form: Form) -> dict[str, Any] | None:
    for reading in form.answers:
        found = reading.source.example
        is_model = reading.type and isinstance(python.plain(reading.type), ir.Object)
        if reading.kind == "json" and is_model and isinstance(found, dict):
            return found
    return None
