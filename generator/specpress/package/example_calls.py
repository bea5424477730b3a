"""Examples of calls: a method with its required arguments, in both clients."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from specpress import ir
from specpress.package.example_expressions import ExampleWriter
from specpress.package.example_values import ExampleValues, NoExample
from specpress.package.media import body_kind, text_type
from specpress.package.methods import Method
from specpress.package.operations import Resource
from specpress.python.expressions import (
    NONE,
    Import,
    PyCall,
    PyExpression,
    PyLiteral,
    PyName,
    as_expression,
    list_imports,
)
from specpress.python.types import PythonTypes

BODY = "body"


@dataclass(frozen=True, slots=True)
class ExampleCall:
    """A call of a method, and what a script does with its result."""

    name: str
    """Resource and method, such as `runs.cancel`."""
    arguments: tuple[tuple[str, PyExpression], ...]
    """The arguments by position, with their names."""
    keywords: tuple[tuple[str, PyExpression], ...]
    """Keyword arguments."""
    has_result: bool
    """True if the method returns a value."""
    has_pages: bool
    """True if the method returns pages."""
    is_stream: bool
    """True if the result is an iterator of items."""

    def write(self, client: str) -> PyCall:
        """Return the call with a variable that contains the client."""
        values = tuple(value for _, value in self.arguments)
        return PyCall(PyName(f"{client}.{self.name}"), values, self.keywords)

    @property
    def first(self) -> tuple[str, PyExpression] | None:
        """The first argument with its name."""
        return next(iter((*self.arguments, *self.keywords)), None)

    @property
    def imports(self) -> frozenset[Import]:
        """The imports of the arguments."""
        values = (value for _, value in (*self.arguments, *self.keywords))
        return frozenset(list_imports(*values))

    def with_keywords(self, **values: Any) -> ExampleCall:
        """Return the call with options."""
        options = ((name, as_expression(value)) for name, value in values.items())
        return replace(self, keywords=(*self.keywords, *options))

    def with_body(self, body: PyExpression) -> ExampleCall:
        """Return the call with another body."""
        others = tuple(entry for entry in self.keywords if entry[0] != BODY)
        return replace(self, keywords=((BODY, body), *others))


# The values that the client sends as forms.
FORMS: dict[str, tuple[type, ...]] = {"form": (dict,), "multipart": (dict, list)}


@dataclass(slots=True)
class ExampleCalls:
    """Builds the examples of an API."""

    python: PythonTypes
    values: ExampleValues = field(init=False)
    writer: ExampleWriter = field(init=False)
    _calls: dict[tuple[str, str], ExampleCall | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values, self.writer = ExampleValues(self.python), ExampleWriter(
            self.python
        )

    def build(self, resource: Resource, method: Method) -> ExampleCall | None:
        """Return the example of a method; None if an argument has no value for an example."""
        key = resource.module, method.name
        if key not in self._calls:
            try:
                self._calls[key] = self._build(resource, method)
            except NoExample:
                self._calls[key] = None
        return self._calls[key]

    def _build(self, resource: Resource, method: Method) -> ExampleCall:
        source = method.source
        by_name = {method.names[f"{p.location} {p.wire}"]: p for p in source.parameters}
        positional = [p.name for p in method.positional if p.is_required]
        keywords = [p.name for p in method.keywords if p.is_required]
        return ExampleCall(
            name=f"{resource.module}.{method.name}",
            arguments=tuple((n, self._write_parameter(by_name[n])) for n in positional),
            keywords=tuple(
                (
                    name,
                    (
                        self._write_parameter(by_name[name])
                        if name in by_name
                        else self.write_body(source)
                    ),
                )
                for name in keywords
            ),
            has_result=method.result != NONE,
            has_pages=method.pages is not None,
            is_stream=method.streams,
        )

    def _write_parameter(self, source: ir.Parameter) -> PyExpression:
        value = self.values.build_argument(source)
        return self.writer.write(source.type, value)

    def write_body(
        self, source: ir.Operation, writer: ExampleWriter | None = None
    ) -> PyExpression:
        """Return the body of an example.

        Raises:
            NoExample: the type of the body has no value for an example.
        """
        body = choose_body(source.bodies, self.python)
        kind = body_kind(body, self.python)
        writer = writer or self.writer
        if kind == "raw":
            return writer.file
        if kind == "text" and text_type(body, self.python) is None:
            return PyLiteral(body.example if isinstance(body.example, str) else "text")
        if body.type is None:
            return as_expression({})
        value = self.values.build_body(body.type, body.example)
        has_keys = isinstance(value, FORMS.get(kind, (object,)))
        if not has_keys and isinstance(self.python.plain(body.type), ir.Anything):
            return as_expression({})
        written = writer.write(body.type, value)
        # Text is the encoded form, unless the body chooses between media types.
        is_encoded = _is_text(written) and len(source.bodies) == 1
        if not has_keys and not is_encoded:
            raise NoExample
        return written


def _is_text(value: PyExpression) -> bool:
    return isinstance(value, PyLiteral) and isinstance(value.value, str)


def choose_body(bodies: Iterable[ir.Body], python: PythonTypes) -> ir.Body:
    """Return the media type of a body that the client chooses: JSON before others."""
    return min(bodies, key=lambda body: body_kind(body, python) != "json")


def get_json_object(source: ir.Operation, python: PythonTypes) -> ir.Object | None:
    """Return the object in the body of an operation; None if the body is no JSON object."""
    if not source.bodies:
        return None
    body = choose_body(source.bodies, python)
    is_json = body.type is not None and body_kind(body, python) == "json"
    schema: Any = python.plain(body.type) if is_json and body.type else None
    return schema if isinstance(schema, ir.Object) else None
