"""The accepted types of a schema: every value that the schema accepts has one of them."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema_rs
from hypothesis import given
from hypothesis import strategies as st

from specpress.document.load import load
from specpress.document.resolve import Cursor, Workspace
from specpress.schema.json_types import get_accepted_types, get_type_of

VALUES: list[Any] = [None, True, 1, 1.5, "a", [], {}]
TYPES = st.sampled_from(
    ["null", "boolean", "integer", "number", "string", "array", "object"]
)
REFS = st.integers(0, 5).map(lambda n: {"$ref": f"#/components/schemas/S{n}"})
LEAVES = st.one_of(
    st.booleans(),
    st.just({}),
    st.builds(lambda t: {"type": t}, TYPES | st.lists(TYPES, min_size=1, unique=True)),
    st.builds(lambda v: {"const": v}, st.sampled_from(VALUES)),
    st.builds(lambda v: {"enum": v}, st.lists(st.sampled_from(VALUES), min_size=1)),
    st.builds(lambda t: {"not": {"type": t}}, TYPES),
)


def _combine(members: Any) -> Any:
    lists = st.lists(members, min_size=1, max_size=3)
    keys = st.sampled_from(["allOf", "anyOf", "oneOf"])
    conditions = st.fixed_dictionaries(
        {"if": members}, optional={"then": members, "else": members}
    )
    return st.builds(lambda k, v: {k: v}, keys, lists) | conditions


SCHEMAS = st.recursive(LEAVES, _combine, max_leaves=6)
WITH_REFS = st.recursive(LEAVES | REFS, _combine, max_leaves=5)


def open_schemas(schemas: list[Any]) -> list[Cursor]:
    """Return the cursors of the component schemas of a document."""
    components = {"schemas": {f"S{n}": schema for n, schema in enumerate(schemas)}}
    with TemporaryDirectory() as directory:
        path = Path(directory, "openapi.json")
        path.write_text(json.dumps({"openapi": "3.1.0", "components": components}))
        root = Workspace(load(str(path))).root
    holder = root.at(("components", "schemas"))
    return [holder.child(f"S{n}") for n in range(len(schemas))]


@given(SCHEMAS)
def test_accepted_values_have_accepted_types(schema: Any) -> None:
    (cursor,) = open_schemas([schema])
    accepted = get_accepted_types(cursor)
    validator = jsonschema_rs.validator_for(schema)
    for value in filter(validator.is_valid, VALUES):
        assert get_type_of(value) in accepted


@given(st.lists(WITH_REFS, min_size=6, max_size=6))
def test_types_do_not_depend_on_the_order_of_reading(schemas: list[Any]) -> None:
    """Schemas may include themselves and each other."""
    cursors, reverse = open_schemas(schemas), open_schemas(schemas)[::-1]
    types = [get_accepted_types(cursor) for cursor in cursors]
    assert types == [get_accepted_types(cursor) for cursor in reverse][::-1]
