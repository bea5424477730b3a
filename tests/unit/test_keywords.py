"""The table of keywords: every part of the generator takes its facts from it."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from specpress import census, ir
from specpress.document.load import Document, load
from specpress.document.resolve import Cursor, Workspace
from specpress.reader.naming import Namings
from specpress.schema import keywords, table
from specpress.schema.table import Entry, Keyword, Reader, Value
from specpress.validate.specification import load_specification, schema_object_schema

SOURCES = Path(table.__file__).parents[1]
SCHEMA_KEYWORDS = {k.name for k in table.KEYWORDS.values() if k.has_schemas}
# A condition has two branches: code that interprets it names both. Python has the other two.
PAIRS = ({"then", "else"}, {"if", "not"})


@pytest.fixture
def schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cursor:
    """A schema with the keyword `shelves`, which no version of OpenAPI defines."""
    monkeypatch.setitem(
        table.KEYWORDS,
        "shelves",
        Keyword(
            "shelves",
            Value.SCHEMA_MAP,
            readers=frozenset([Reader.TYPES]),
            step="Shelf",
            entries=Entry.PLAIN,
        ),
    )
    book = {"type": "object", "properties": {"title": {"type": "string"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Library", "version": "1"},
        "paths": {},
        "components": {"schemas": {"Case": {"shelves": {"top": book}}}},
    }
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document), "utf-8")
    loaded: Document = load(str(path))
    return Workspace(loaded).root.at(("components", "schemas", "Case"))


def test_new_keyword_is_walked(schema: Cursor) -> None:
    subschemas = [(k.name, c.pointer) for k, c in keywords.find_subschemas(schema)]
    assert subschemas == [("shelves", "#/components/schemas/Case/shelves/top")]


def test_new_keyword_is_counted(schema: Cursor) -> None:
    reader = census._DocumentReader(frozenset(), frozenset())
    reader.read_document(schema.workspace.root)
    title = "#/components/schemas/Case/shelves/top/properties/title"
    assert [*reader.parts["property"]] == [title]


def test_new_keyword_adds_its_step_to_names(schema: Cursor) -> None:
    title = schema.at(("shelves", "top", "properties", "title"))
    assert Namings().get(title) == ir.Naming("Case", ("Shelf", "title"))


def test_new_keyword_is_validated(schema: Cursor) -> None:
    expected = table.VALUE_SCHEMAS[Value.SCHEMA_MAP]
    assert schema_object_schema()["properties"]["shelves"] == expected


def test_reference_in_place_of_a_mapping_is_resolved(schema: Cursor) -> None:
    holder = schema.workspace.root
    holder.value["definitions"] = {"shelves": schema.value["shelves"]}
    schema.value["shelves"] = {"$ref": "#/definitions/shelves"}
    subschemas = [c.pointer for _, c in keywords.find_subschemas(schema)]
    assert subschemas == ["#/definitions/shelves/top"]


def test_versions_agree_with_the_specification() -> None:
    """The schema of OpenAPI 3.0 lists the keywords of a Schema Object and of a Reference."""
    definitions = load_specification("3.0").schema["definitions"]
    listed = {*definitions["Schema"]["properties"], "$ref"}
    assert {k.name for k in table.KEYWORDS.values() if "3.0" in k.versions} == listed


def test_no_other_module_lists_keywords() -> None:
    lists = [
        f"{path.relative_to(SOURCES)}:{line}: {sorted(names)}"
        for path in sorted(SOURCES.rglob("*.py"))
        if path != Path(table.__file__)
        for line, names in _find_keyword_lists(ast.parse(path.read_text("utf-8")))
    ]
    assert not lists


def _find_keyword_lists(tree: ast.AST) -> Iterator[tuple[int, set[str]]]:
    """Yield the literal collections that name several keywords with schemas, and their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            items = node.elts
        elif isinstance(node, ast.Dict):
            items = [key for key in node.keys if key is not None]
        else:
            continue
        texts = {i.value for i in items if isinstance(i, ast.Constant)}
        names = {t for t in texts if isinstance(t, str)} & SCHEMA_KEYWORDS
        if len(names) > 1 and names not in PAIRS:
            yield node.lineno, names
