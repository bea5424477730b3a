"""Request bodies in the README: a dict and a model, null and absent, the content of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from specpress import ir
from specpress.package.defaults import ABSENT, get_default
from specpress.package.example_calls import (
    BODY,
    ExampleCall,
    ExampleCalls,
    choose_body,
    get_json_object,
)
from specpress.package.example_expressions import ExampleWriter
from specpress.package.example_values import NoExample
from specpress.package.media import body_kind
from specpress.package.methods import Method
from specpress.package.operations import Resource
from specpress.python.expressions import (
    NONE,
    Import,
    PyCall,
    PyDict,
    PyExpression,
    PyLiteral,
    PyName,
)
from specpress.python.types import PythonTypes

Pair: TypeAlias = tuple[Resource, Method]
PATH = PyName("Path", Import("pathlib", "Path"))


@dataclass(frozen=True, slots=True)
class BodyExample:
    """A call whose body is an object, as a dict and as a model."""

    call: ExampleCall
    """The call with a dict."""
    model: PyCall
    """The model with the same content."""
    field: str = ""
    """A field that may be null or absent."""
    null: ExampleCall | None = None
    """The call with a dict in which that field is null."""

    @property
    def with_variable(self) -> ExampleCall:
        """The call with a variable in place of the dict."""
        return self.call.with_body(PyName("body"))

    @property
    def with_model(self) -> ExampleCall:
        """The call with the model."""
        return self.call.with_body(self.model)


def build_body_example(
    pairs: Iterable[Pair], calls: ExampleCalls
) -> BodyExample | None:
    """Return the example of an operation that creates something, else of any with a body."""
    candidates = sorted(_list_with_object(pairs, calls.python), key=_is_no_creation)
    built = (_build_body(calls, *pair) for pair in candidates)
    return next((example for example in built if example is not None), None)


def _list_with_object(pairs: Iterable[Pair], python: PythonTypes) -> Iterator[Pair]:
    """Yield the methods whose body is a JSON object with properties."""
    for pair in pairs:
        schema = get_json_object(pair[1].source, python)
        if schema is not None and schema.fields and not pair[1].streams:
            yield pair


def _is_no_creation(pair: Pair) -> bool:
    return pair[1].source.method != "POST"


def _build_body(
    calls: ExampleCalls, resource: Resource, method: Method
) -> BodyExample | None:
    call, model = calls.build(resource, method), None
    if call is None:
        return None
    try:
        body = calls.write_body(method.source)
        model = calls.write_body(method.source, ExampleWriter(calls.python, True))
    except NoExample:
        return None
    if not isinstance(model, PyCall) or not model.keywords:
        return None
    return BodyExample(call.with_body(body), model)


def build_change(pairs: Iterable[Pair], calls: ExampleCalls) -> BodyExample | None:
    """Return the example of an operation that changes something, with a field that may be null."""
    candidates = sorted(_list_with_object(pairs, calls.python), key=_rank_change)
    for resource, method in candidates:
        schema = get_json_object(method.source, calls.python)
        source = _find_nullable(schema, calls.python) if schema is not None else None
        if schema is None or source is None:
            continue
        example = _build_body(calls, resource, method)
        if example is not None:
            name = calls.python.name_fields(schema)[source.wire]
            null = _set_null(example.call, source.wire)
            return BodyExample(example.call, example.model, name, null)
    return None


def _rank_change(pair: Pair) -> int:
    order = ("PATCH", "PUT", "POST")
    method = pair[1].source.method
    return order.index(method) if method in order else len(order)


def _find_nullable(schema: ir.Object, python: PythonTypes) -> ir.Field | None:
    """Return an optional property that may be null, preferably not the first, which examples contain."""
    root = python.roots[python.shared_schemas.get(schema.id, schema.id)]
    fields = (f for f in schema.fields if not f.read_only and not f.deprecated)
    nullable = [f for f in fields if get_default(python, f, root) == ABSENT]
    return next(iter([*nullable[1:], *nullable]), None)


def _set_null(call: ExampleCall, key: str) -> ExampleCall:
    """Return a call with a dict in which a key is null."""
    (body,) = (value for name, value in call.keywords if name == BODY)
    entries = body.entries if isinstance(body, PyDict) else ()
    others = tuple(entry for entry in entries if entry[0] != PyLiteral(key))
    return call.with_body(PyDict((*others, (PyLiteral(key), NONE))))


def build_upload(pairs: Iterable[Pair], calls: ExampleCalls) -> ExampleCall | None:
    """Return the example of an operation that sends the content of a file."""
    for resource, method in pairs:
        source = method.source
        if not source.bodies or method.streams:
            continue
        body = _write_file(source, calls)
        call = calls.build(resource, method) if body is not None else None
        if call is not None and body is not None:
            return call.with_body(body)
    return None


def _write_file(source: ir.Operation, calls: ExampleCalls) -> PyExpression | None:
    """Return a body that contains a file; None if the operation sends none."""
    python = calls.python
    body = choose_body(source.bodies, python)
    kind = body_kind(body, python)
    path = PyCall(PATH, (PyLiteral(_name_file(body.media_type)),))
    writer = ExampleWriter(python, file=path)
    if kind == "raw":
        return path
    schema = python.plain(body.type) if body.type and kind == "multipart" else None
    if not isinstance(schema, ir.Object):
        return None
    files = {f.wire: "" for f in schema.fields if python.is_binary(f.type)}
    first = dict([*files.items()][:1])
    try:
        value = calls.values.build_body(schema.id, body.example)
    except NoExample:
        return None
    is_object = isinstance(value, dict) and bool(first)
    return writer.write(schema.id, {**first, **value}) if is_object else None


def _name_file(media_type: str) -> str:
    return "picture.png" if media_type.startswith("image/") else "report.pdf"
