"""XML of the client and the mock server: each reads what the other writes, for random schemas."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress import ir
from specpress.document.load import load
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.mock.text_values import TextReader
from specpress.mock.xml import XmlNaming, encode_xml
from specpress.mock.xml_reader import read_xml
from specpress.package.xml import build_xml_table
from specpress.python.types import PythonTypes
from specpress.reader import build
from specpress.schema.dialect import Schema
from specpress.schema.validation import Schemas
from tests.wire.clients import generate_package, import_submodule

PACKAGE = """
paths:
  /things:
    get:
      operationId: readThing
      tags: [things]
      responses:
        '200':
          description: OK
          content: {application/xml: {schema: {type: object, properties: {id: {type: integer}}}}}
"""
KEY = "#/components/schemas/Root"
REFERENCE = {"$ref": "#/components/schemas/Node"}
NODE = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "integer", "xml": {"attribute": True}},
        "next": REFERENCE,
        "all": {"type": "array", "items": REFERENCE},
    },
    "xml": {"name": "node"},
}
TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=5)  # fmt: skip
SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "string": TEXTS | st.sampled_from(["a\r\nb", " x ", "]]>", "<&>\"'", "\t", "null", "5"]),
    "integer": st.integers(-(10**20), 10**20),
    "number": st.integers(-(10**9), 10**9).map(lambda n: n / 64) | st.sampled_from([1e50, -2.5e-10]),
    "boolean": st.booleans(),
}  # fmt: skip
NAMESPACES: list[dict[str, Any]] = [
    {},
    {"namespace": "urn:a"},
    {"namespace": "urn:b", "prefix": "b"},
    {"prefix": "c"},
]


@st.composite
def schemas(draw: st.DrawFn, depth: int = 3) -> dict[str, Any]:
    kinds = ["scalar", "reference"] + ["object", "array"] * bool(depth)
    match draw(st.sampled_from(kinds)):
        case "object":
            return draw(objects(depth))
        case "array":
            items = draw(schemas(depth - 1))
            return {"type": "array", "items": items}
        case "reference":
            return REFERENCE
        case _:
            return draw(scalars())


@st.composite
def scalars(draw: st.DrawFn) -> dict[str, Any]:
    name = draw(st.sampled_from([*SCALARS]))
    is_nullable = draw(st.integers(0, 4)) == 0
    return {"type": [name, "null"] if is_nullable else name}


@st.composite
def objects(draw: st.DrawFn, depth: int) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from(["a", "B", "c d", "é"]), unique=True))
    properties, kinds = {}, set[str]()
    for name in names:
        schema = draw(schemas(depth - 1))
        kind = draw(st.sampled_from(_list_kinds(schema)))
        if kind in kinds & {"text", "cdata"}:
            kind = ""
        kinds |= {"text", "cdata"} if kind in ("text", "cdata") else set()
        if "$ref" not in schema:
            schema = {**schema, "xml": _build_xml(draw, name, kind, schema)}
        properties[name] = schema
    required = [name for name in names if draw(st.booleans())]
    return {"type": "object", "required": required, "properties": properties}


def _list_kinds(schema: dict[str, Any]) -> list[str]:
    match schema.get("type"):
        case "array":
            return ["", "wrapped", "element"]
        case "object" | None:
            return [""]
        case _:
            return ["", "", "attribute", "text", "cdata"]


def _build_xml(
    draw: st.DrawFn, name: str, kind: str, schema: dict[str, Any]
) -> dict[str, Any]:
    xml = dict(draw(st.sampled_from(NAMESPACES)))
    if draw(st.booleans()):
        xml["name"] = f"{name.replace(' ', '')}_x"
    if kind in ("attribute", "wrapped") and draw(st.booleans()):
        return {**xml, kind: True}
    kind = {"wrapped": "element"}.get(kind, kind)
    return {**xml, "nodeType": kind} if kind else xml


def values(schema: dict[str, Any], depth: int = 3) -> st.SearchStrategy[Any]:
    """Return values that XML can express without loss."""
    if "$ref" in schema:
        schema = NODE if depth else {**NODE, "properties": {"id": {"type": "integer"}}}
        depth -= 1
    kind, xml = schema["type"], schema.get("xml", {})
    if kind == "array":
        is_empty_allowed = xml.get("wrapped") or xml.get("nodeType") == "element"
        size = 0 if is_empty_allowed or schema.get("may_be_empty") else 1
        return st.lists(values(schema["items"], depth), min_size=size, max_size=3)
    if kind == "object":
        return _object_values(schema, depth)
    name, *null = [kind] if isinstance(kind, str) else kind
    strategy = SCALARS[name]
    node_type = "attribute" if xml.get("attribute") else xml.get("nodeType")
    if node_type in ("text", "cdata") and name == "string":
        strategy = strategy.filter(str.strip)
    is_nil = null and node_type not in ("attribute", "text", "cdata")
    return strategy | st.none() if is_nil else strategy


def _object_values(schema: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
    required = {*schema.get("required", ())}
    strategies = {
        name: values({**entry, "may_be_empty": name in required}, depth)
        for name, entry in schema["properties"].items()
    }
    present = {n: s for n, s in strategies.items() if n in required}
    optional = {n: s for n, s in strategies.items() if n not in required}
    return st.fixed_dictionaries(present, optional=optional)


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Any], Any]:
    schema = draw(objects(3) | schemas(2).map(lambda s: {"type": "array", "items": s}))
    root_xml = dict(draw(st.sampled_from(NAMESPACES)))
    schema = {**schema, "xml": root_xml}
    return schema, draw(values({**schema, "may_be_empty": True}))


@pytest.fixture(scope="module")
def acme() -> ModuleType:
    return generate_package(PACKAGE)


def build_document(schema: dict[str, Any]) -> dict[str, Any]:
    content = {"application/xml": {"schema": {"$ref": KEY}}}
    responses = {"200": {"description": "", "content": content}}
    return {
        "openapi": "3.2.0",
        "info": {"title": "Acme", "version": "1"},
        "paths": {"/things": {"get": {"responses": responses}}},
        "components": {"schemas": {"Root": schema, "Node": NODE}},
    }


class Mock:
    """The schemas of a document as the mock server reads them."""

    def __init__(self, workspace: Workspace, api: ir.Api) -> None:
        schemas = Schemas("readOnly", Problems())
        cursor = workspace.find(KEY)
        assert cursor is not None
        self.naming, self.schemas = XmlNaming(schemas), schemas
        self.schema: Schema = schemas.reference(cursor)

    def write(self, value: Any) -> bytes:
        return encode_xml(value, self.schema, self.naming)

    def read(self, content: bytes) -> Any:
        raw = read_xml(content, self.schema, self.naming)
        return TextReader(self.schemas).read(raw, [self.schema])


def build_both(
    acme: ModuleType, schema: dict[str, Any], directory: Path
) -> tuple[Any, Mock]:
    """Return the format of the client, and the mock, of a schema."""
    path = directory / "openapi.json"
    path.write_text(json.dumps(build_document(schema)), "utf-8")
    workspace = Workspace(load(str(path)))
    api = build(workspace.root, Problems())
    table = build_xml_table(api, PythonTypes(api))
    assert table is not None
    entries = {"roots": table.roots, "shapes": table.shapes}
    schemas = import_submodule(acme, "_runtime.codec.xml_schemas")
    parsed = schemas.parse_table(json.dumps(entries).encode())
    schemas.load_table = lambda: parsed
    client = import_submodule(acme, "_runtime.codec.xml").Xml(KEY)
    return client, Mock(workspace, api)


def without_nulls(value: Any) -> Any:
    """Replace texts that the mock server reads as null where the schema allows it."""
    match value:
        case dict():
            return {key: without_nulls(entry) for key, entry in value.items()}
        case list():
            return [*map(without_nulls, value)]
        case _:
            return None if value in ("", "null") else value


@given(case=cases())
def test_client_and_mock_agree(acme: ModuleType, case: tuple[Any, Any]) -> None:
    schema, value = case
    with TemporaryDirectory() as directory:
        client, mock = build_both(acme, schema, Path(directory))
    content = client.write(value, "application/xml")
    ElementTree.fromstring(content)
    assert client.read(content, "") == value
    assert without_nulls(mock.read(content)) == without_nulls(value)
    assert client.read(mock.write(value), "") == value
