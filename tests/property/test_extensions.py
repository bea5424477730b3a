"""Values of extensions: ours are read or errors, those of other tools never stop a run."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from specpress.document.load import load
from specpress.document.problems import Problem, Problems
from specpress.document.resolve import Workspace
from specpress.reader import build
from specpress.schema.extensions import Extension, load_extensions
from tests.property.mutation import mutate

SHORT = [e for e in load_extensions().values() if e.short]
VALUES: dict[str, list[Any]] = {
    "x-idempotent": [
        True,
        {
            "refused": [409],
            "confirm": {"path": "/things/{id}", "property": "s", "values": ["a"]},
        },
    ],
    "x-retryable": [True, False],
    "x-pagination": [
        {"link": True},
        {"url": "/next"},
        {"cursor": {"parameter": "page", "next": "/next"}, "more": "/more"},
        {"page": {"parameter": "page", "items": "/items", "first": 0}},
    ],
    "x-webhook-signature": [
        {"header": "X"},
        {"header": "X", "signed": "{t}.{body}", "headers": {"t": "T"}},
    ],
    "x-lifecycle": [
        {
            "initial": ["a"],
            "terminal": ["b"],
            "transitions": [{"from": ["a"], "to": ["b"]}],
        }
    ],
    "x-availability": ["s == a", {"only-when": "s in [a, b]"}],
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("abc=/ ", max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["from", "to", "page", "url", "a"]), inner),
    max_leaves=6,
)


def build_document(place: str, name: str, value: Any) -> dict[str, Any]:
    """Return a document with an extension at an object of a kind."""
    extension = {name: value}
    places: dict[str, Any] = {
        kind: extension if kind == place else {}
        for kind in ("operation", "response", "property", "schema", "document")
    }
    status = {"type": "string", "enum": ["a", "b"], **places["schema"]}
    properties = {"s": status, "p": {"type": "boolean", **places["property"]}}
    thing = {"type": "object", "properties": properties}
    content = {"application/json": {"schema": thing}}
    parameters = [
        {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
        {"name": "page", "in": "query", "schema": {"type": "integer"}},
    ]
    responses = {
        "200": {"description": "ok", "content": content},
        "409": {"description": "no", **places["response"]},
    }
    operation = {
        "parameters": parameters,
        "responses": responses,
        **places["operation"],
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "paths": {"/things/{id}": {"get": operation}},
        **places["document"],
    }


def read(document: dict[str, Any], directory: str) -> list[Problem]:
    """Return the problems of the reader for a document in a directory, which messages may name."""
    problems = Problems()
    path = Path(directory, "openapi.json")
    path.write_text(json.dumps(document), "utf-8")
    build(Workspace(load(str(path))).root, problems)
    return problems.items


@st.composite
def values(draw: st.DrawFn) -> tuple[Extension, Any]:
    """Draw an extension with a value of its shape, a similar value, or any other."""
    extension = draw(st.sampled_from(SHORT))
    value = draw(st.sampled_from(VALUES[str(extension.short)]))
    random = draw(st.randoms(use_true_random=False))
    for _ in range(draw(st.integers(0, 2))):
        value = _mutate(value, random)
    return extension, draw(JSON) if draw(st.integers(0, 4)) == 0 else value


def _mutate(value: Any, random: Random) -> Any:
    return mutate(value, random) if isinstance(value, (dict, list)) else value


@given(values(), st.data())
def test_value_of_an_extension(
    drawn: tuple[Extension, Any], data: st.DataObject
) -> None:
    extension, value = drawn
    place = data.draw(st.sampled_from(extension.at))
    is_ours = jsonschema.Draft202012Validator(extension.shape).is_valid(value)
    with TemporaryDirectory() as directory:
        short = read(build_document(place, str(extension.short), value), directory)
        full = read(build_document(place, extension.name, value), directory)
    if is_ours:
        # What remains are names that the document does not have, alike under both names.
        assert [p.message for p in short] == [p.message for p in full]
    else:
        assert [p.severity for p in short] == ["warning"]
        assert "has another shape" in short[0].message
        assert full
        assert all(p.severity == "error" and p.hint for p in full)
