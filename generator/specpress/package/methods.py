"""Methods: signature, docstring, the table of the operation, and arguments for a test."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specpress import ir
from specpress.package.docstrings import build_method_doc
from specpress.package.media import body_kind
from specpress.package.operation_tables import OperationTableBuilder
from specpress.package.responses import (
    Decoding,
    MethodForm,
    annotate_result,
    list_success_responses,
)
from specpress.python.layout import format_literal
from specpress.python.names import Claim, assign_names, capitals, snake
from specpress.python.types import Imports, PythonTypes, make_optional

# Arguments for generated tests; the string has characters that a path must encode.
SAMPLES = {
    ir.ScalarKind.STRING: "a/b?c#d",
    ir.ScalarKind.INTEGER: 7,
    ir.ScalarKind.NUMBER: 0.5,
    ir.ScalarKind.BOOLEAN: True,
}


@dataclass(slots=True)
class Method:
    """A method of an operation, and the table of the operation."""

    name: str
    constant: str
    parameters: list[str]
    returns: str
    streams: bool
    text: str
    """Text of the docstring."""
    arguments: list[str]
    """Arguments that the method passes on to the client."""
    table: list[str]
    source: ir.Operation
    sample: dict[str, Any] | None
    """Arguments for a test."""
    example: dict[str, Any] | None
    """Example of a response from the document, if the response is a model."""
    decodings: tuple[Decoding, ...] = ()
    signature: list[str] = field(default_factory=list)
    returning: dict[str, list[str]] = field(default_factory=dict)
    """Last lines of the signature, by the prefix of the client class."""
    doc: dict[str, list[str]] = field(default_factory=dict)
    call: dict[str, list[str]] = field(default_factory=dict)

    @property
    def signature_lines(self) -> list[str]:
        """All lines of both signatures, synchronous and asynchronous."""
        return [
            *self.signature,
            *(line for lines in self.returning.values() for line in lines),
        ]

    @property
    def success(self) -> str:
        """The first documented success status that is not a range."""
        responses = list_success_responses(self.source)
        exact = [r.status for r in responses if ir.STATUS.fullmatch(r.status)]
        return exact[0] if exact else "200"


class MethodBuilder:
    """Builds the views of methods."""

    def __init__(self, python: PythonTypes, client_wide: dict[str, str]) -> None:
        self.python = python
        self.client_wide = client_wide
        self.tables = OperationTableBuilder(python)

    def build(
        self,
        module: str,
        name: str,
        source: ir.Operation,
        form: MethodForm,
        imports: Imports,
        result_imports: Imports,
    ) -> Method:
        """Return a method; `result_imports` collects the imports of its result alone."""
        arguments = self.name_arguments(source)
        returns = annotate_result(self.python, form, imports)
        annotate_result(self.python, form, result_imports)
        constant = capitals(name)
        head = f"{constant}: Operation[{returns}]"
        parameters = self._build_parameters(source, arguments, imports)
        return Method(
            name=name,
            constant=constant,
            parameters=parameters,
            returns=returns,
            streams=form.streams,
            text=build_method_doc(self.python, source, form, arguments),
            arguments=[
                f"operations.{constant}",
                _format_arguments(arguments),
                *_list_call_arguments(source),
            ],
            table=self.tables.build(head, f"{module}.{name}", source, arguments, form),
            source=source,
            sample=self._build_sample(source, arguments) if not form.streams else None,
            example=_find_example(self.python, form),
            decodings=form.responses,
        )

    def is_client_wide(self, parameter: ir.Parameter) -> bool:
        """Return whether the constructor of the client sets the parameter."""
        return parameter.location == "header" and parameter.wire in self.client_wide

    # -- arguments -------------------------------------------------------------------------

    def name_arguments(self, source: ir.Operation) -> dict[str, str]:
        """Return the argument names of an operation, by location and name of the parameter."""
        claims = [
            Claim(
                f"{p.location} {p.wire}",
                (self._preferred_name(p), f"{snake(p.wire)}_{p.location}"),
                0 if p.location == "path" else 1,
            )
            for p in source.parameters
        ]
        return assign_names(claims, "parameter")

    def _preferred_name(self, parameter: ir.Parameter) -> str:
        if self.is_client_wide(parameter):
            return self.client_wide[parameter.wire]
        return snake(parameter.wire)

    def _build_parameters(
        self, source: ir.Operation, names: dict[str, str], imports: Imports
    ) -> list[str]:
        """Return the parameters after `self`: path parameters first, the others by keyword."""
        positional: list[str] = []
        required: list[str] = []
        others: list[str] = []
        for p in source.parameters:
            name = names[f"{p.location} {p.wire}"]
            annotation = self._annotate_parameter(p, imports)
            if p.location == "path":
                positional.append(f"{name}: {annotation}")
            elif p.required and not self.is_client_wide(p):
                required.append(f"{name}: {annotation}")
            else:
                others.append(f"{name}: {make_optional(annotation)} = None")
        body = self._build_body_parameters(source, imports)
        keywords = [*body, *required, *others] if source.bodies else required + others
        return [*positional, *(["*", *keywords] if keywords else [])]

    def _annotate_parameter(self, source: ir.Parameter, imports: Imports) -> str:
        """Return the annotation of an argument, with "" if `allowEmptyValue` is set."""
        annotation = self.python.annotate(source.type, imports)
        if not source.allow_empty or annotation in ("Any", "str"):
            return annotation
        imports.add("typing", "Literal")
        return f'{annotation} | Literal[""]'

    def _build_body_parameters(
        self, source: ir.Operation, imports: Imports
    ) -> list[str]:
        annotations = [self._annotate_body(body, imports) for body in source.bodies]
        parts = list(dict.fromkeys(annotations))
        annotation = "Any" if "Any" in parts else " | ".join(parts)
        if not parts:
            return []
        is_required = source.body_required
        body = annotation if is_required else f"{make_optional(annotation)} = None"
        if len(source.bodies) == 1:
            return [f"body: {body}"]
        imports.add("typing", "Literal")
        names = ", ".join(format_literal(b.media_type) for b in source.bodies)
        return [f"body: {body}", f"content_type: Literal[{names}] | None = None"]

    def _annotate_body(self, body: ir.Body, imports: Imports) -> str:
        kind = body_kind(body, self.python)
        if kind == "raw":
            imports.add(".codec.files", "FileContent")
            return "FileContent"
        if body.type is not None:
            return self.python.annotate(body.type, imports)
        imports.add("typing", "Any")
        return "Any" if kind == "json" else "dict[str, Any]"

    def _build_sample(
        self, source: ir.Operation, names: dict[str, str]
    ) -> dict[str, Any] | None:
        """Return arguments for a test; None if one would not be a plain scalar."""
        if source.body_required:
            return None
        arguments: dict[str, Any] = {}
        for p in source.parameters:
            schema = self.python.plain(p.type)
            if not p.required or self.is_client_wide(p):
                continue
            if not isinstance(schema, ir.Scalar) or schema.kind not in SAMPLES:
                return None
            arguments[names[f"{p.location} {p.wire}"]] = SAMPLES[schema.kind]
        return arguments


def _format_arguments(names: dict[str, str]) -> str:
    """Return the arguments as a dictionary."""
    return (
        f"{{{', '.join(f'{format_literal(name)}: {name}' for name in names.values())}}}"
    )


def _list_call_arguments(source: ir.Operation) -> list[str]:
    """Return what a call passes on after the dictionary of arguments."""
    bodies = ["body", "content_type"][: len(source.bodies)]
    return ["options", *bodies]


def _find_example(python: PythonTypes, form: MethodForm) -> dict[str, Any] | None:
    for decoding in form.responses:
        example = decoding.source.example
        is_model = decoding.type and isinstance(python.plain(decoding.type), ir.Object)
        if decoding.kind == "json" and is_model and isinstance(example, dict):
            return example
    return None
