"""The mock server reads what the client sends: forms, parts and query parameters with any encoding."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from specpress.mock.app import Mock
from specpress.mock.forms import FormSchema, parse_form_fields
from specpress.mock.requests import ReceivedRequest, RequestValidator
from specpress.mock.styles import read_parameter
from specpress.mock.text_values import TextReader
from specpress.samples.choices import possible_types
from tests.mock.serving import read_mock
from tests.property.codecs import are_equal
from tests.property.draws import BOOLEANS, integers
from tests.property.examples import divide_examples
from tests.property.forms import draw_encoding, draw_field, draw_value
from tests.property.packages import PACKAGE, import_package, render_tree

Tree = dict[str, Any]
FORM = "application/x-www-form-urlencoded"
MEDIA_TYPES = (FORM, "multipart/form-data")


def build_document(operation: Tree) -> Tree:
    """Return a document with one operation."""
    operation |= {"operationId": "send", "tags": ["forms"]}
    operation["responses"] = {"204": {"description": "Done."}}
    other = {"responses": {"204": {"description": "Done."}}, "tags": ["others"]}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "paths": {"/forms": {"post": operation}, "/others": {"get": other}},
    }


@contextmanager
def import_operation(document: Tree) -> Iterator[tuple[Any, RequestValidator]]:
    """Yield a client that sends nothing, with the method and the validator of the operation."""
    with TemporaryDirectory() as directory:
        path = Path(directory) / "openapi.yaml"
        path.write_text(json.dumps(document), "utf-8")
        mock: Mock = read_mock(path)
    validator = next(
        entry.validator
        for entry in mock.operations
        if entry.operation.operation_id == "send"
    )
    with import_package(render_tree(document), share_runtime=True) as package:
        testing = importlib.import_module(f"{PACKAGE}.testing")
        transport = testing.FakeTransport()
        with package.Acme(base_url="https://acme.test", transport=transport) as client:
            yield Sender(client, transport, package.InvalidArgumentError), validator


class Sender:
    """Calls the method of the operation, and returns its request; None if it refuses the values."""

    def __init__(self, client: Any, transport: Any, refusal: type[Exception]) -> None:
        self.client, self.transport, self.refusal = client, transport, refusal

    def send(self, **arguments: Any) -> ReceivedRequest | None:
        """Return the request with these arguments."""
        try:
            self.client.forms.send(**arguments)
        except self.refusal as error:
            event(str(error).partition("expected ")[2].partition(", got")[0])
            return None
        request = self.transport.requests[-1]
        query = request.url.partition("?")[2]
        return ReceivedRequest({}, query, dict(request.headers), request.content or b"")


@divide_examples(3)
@given(st.data())
def test_first_media_type_whose_schema_allows_the_body_is_used(
    data: st.DataObject,
) -> None:
    count = data.draw(integers(2, 4))
    schemas = {
        f"application/v{number}+json": draw_field(data.draw, "p", 2)
        for number in range(count)
    }
    content = {name: {"schema": schema} for name, schema in schemas.items()}
    # A form precedes JSON only in the document.
    fields = {FORM: {"schema": {"type": "object"}}}
    operation = {"requestBody": {"content": fields | content, "required": True}}
    with import_operation(build_document(operation)) as (sender, _):
        for schema in schemas.values():
            value = draw_value(data.draw, schema)
            request = sender.send(body=value)
            expected = [n for n, s in schemas.items() if is_valid(s, value)]
            assert request is not None, (value, expected)
            assert request.headers["content-type"] == expected[0], value
            assert are_equal(json.loads(request.body), value)


def is_valid(schema: Tree, value: Any) -> bool:
    """Return whether an independent validator accepts a value."""
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(schema, format_checker=checker).is_valid(value)


def without_empty(fields: Tree) -> Tree:
    """Return the fields without empty arrays and objects, which are omitted unless they are JSON."""
    return {name: value for name, value in fields.items() if value not in ([], {})}


@divide_examples(4)
@given(st.data())
def test_mock_reads_the_form_that_the_client_sends(data: st.DataObject) -> None:
    names = [f"f{number}" for number in range(data.draw(integers(1, 3)))]
    schemas = {name: draw_field(data.draw, f"{name}p", 3) for name in names}
    encodings = {name: draw_encoding(data.draw) for name in names}
    media_type = MEDIA_TYPES[data.draw(BOOLEANS)]
    schema = {"type": "object", "properties": schemas, "additionalProperties": False}
    content = {
        "schema": schema,
        "encoding": {n: encoding for n, encoding in encodings.items() if encoding},
    }
    operation = {"requestBody": {"content": {media_type: content}}}
    with import_operation(build_document(operation)) as (sender, validator):
        for _ in range(4):
            value = draw_value(data.draw, schema)
            request = sender.send(body=value)
            if request is not None:
                received = without_empty(read_form(validator, request))
                assert are_equal(received, without_empty(value)), (value, request)


def test_array_with_indexes_is_no_part_of_a_map() -> None:
    array = {"type": "array", "items": {"type": "string"}}
    schema = {"type": "object", "properties": {"f0": array, "f1": {"type": "object"}}}
    styles = {"f0": {"style": "deepObject"}, "f1": {"style": "form"}}
    content = {FORM: {"schema": schema, "encoding": styles}}
    document = build_document({"requestBody": {"content": content}})
    value = {"f0": ["a"], "f1": {"key": "b"}}
    with import_operation(document) as (sender, validator):
        request = sender.send(body=value)
        assert request is not None
        assert are_equal(read_form(validator, request), value), request


def read_form(validator: RequestValidator, request: ReceivedRequest) -> Any:
    """Return the value of a form as the mock server reads it."""
    (body,) = validator.operation.bodies
    schema = validator.body_schema(body.media_type)
    assert schema is not None
    form = FormSchema(validator.schemas, [schema])
    content_type = request.headers["content-type"]
    fields = parse_form_fields(content_type, request.body, body.encodings, form)
    return TextReader(validator.schemas).read(fields, [schema])


@divide_examples(4)
@given(st.data())
def test_mock_reads_the_query_that_the_client_sends(data: st.DataObject) -> None:
    schema = draw_field(data.draw, "p", 3)
    style = draw_encoding(data.draw, is_query=True)
    parameter = {"name": "value", "in": "query", "schema": schema, **(style or {})}
    document = build_document({"parameters": [parameter]})
    with import_operation(document) as (sender, validator):
        for _ in range(4):
            value = draw_value(data.draw, schema)
            request = sender.send(value=value)
            if request is not None:
                is_absent = value in ([], {}) or value is None
                expected = [] if is_absent else [value]
                received = read_query(validator, request)
                assert are_equal(received, expected), (value, request)


@pytest.mark.parametrize("style", ["form", "pipeDelimited"])
def test_array_of_one_empty_text_is_not_empty(style: str) -> None:
    array = {"type": "array", "items": {"type": "string"}}
    parameter = {"name": "value", "in": "query", "schema": array, "style": style}
    document = build_document({"parameters": [parameter | {"explode": False}]})
    with import_operation(document) as (sender, validator):
        request = sender.send(value=[""])
        assert request is not None
        assert read_query(validator, request) == [[""]], request


def test_text_in_a_nested_array_that_looks_like_an_array_is_an_item() -> None:
    texts = {"type": "array", "items": {"type": "string"}}
    inner = {"type": "object", "properties": {"texts": texts}}
    schema = {"type": "array", "items": inner}
    parameter = {"name": "value", "in": "query", "schema": schema}
    style = {"style": "deepObject", "explode": True}
    value = [{"texts": ['["x"]']}, {"texts": ["a", "b"]}]
    document = build_document({"parameters": [parameter | style]})
    with import_operation(document) as (sender, validator):
        request = sender.send(value=value)
        assert request is not None
        assert read_query(validator, request) == [value], request


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_text_that_looks_like_an_array_is_an_item(media_type: str) -> None:
    fields = {
        "texts": {"type": "array", "items": {"type": "string"}},
        "numbers": {"type": "array", "items": {"type": "integer"}},
        "inner": {
            "type": "array",
            "items": {"type": "array", "items": {"type": "string"}},
        },
    }
    schema = {"type": "object", "properties": fields}
    operation = {"requestBody": {"content": {media_type: {"schema": schema}}}}
    value = {"texts": ['["x"]'], "numbers": [1], "inner": [["x"]]}
    with import_operation(build_document(operation)) as (sender, validator):
        request = sender.send(body=value)
        assert request is not None
        assert read_form(validator, request) == value, request


def read_query(validator: RequestValidator, request: ReceivedRequest) -> list[Any]:
    """Return the value of the parameter as the mock server reads it; nothing if it is absent."""
    (parameter,) = validator.operation.parameters
    schema = validator.parameter_schema(parameter)
    types = possible_types(validator.schemas, [schema])
    reader = TextReader(validator.schemas)
    raw_values = read_parameter(parameter, request.parts, types, set())
    values = (reader.read(raw, [schema]) for raw in raw_values)
    return [v for v in values if validator.schemas.allows(schema, v)][:1]
