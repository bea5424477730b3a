"""The client and the mock server select the same variant for each value of a discriminator."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from specpress import ir
from specpress.document.load import load
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.reader import build
from specpress.schema.validation import Schemas
from specpress.schema.written_values import adapt_values

NAMES = ("A", "B", "C", "D")
TAGS = (*NAMES, "a", "b", "other")
REF = "#/components/schemas/"


@st.composite
def variants(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Return a component with a property of its own, and with values of the discriminator or without."""
    declared = draw(
        st.one_of(
            st.just({"type": "string"}),
            st.sampled_from(TAGS).map(lambda tag: {"const": tag}),
            st.lists(st.sampled_from(TAGS), min_size=1, max_size=3, unique=True).map(
                lambda tags: {"type": "string", "enum": tags}
            ),
            st.just({"$ref": f"{REF}Tag"}),
        )
    )
    own = {f"only_{name}": {"type": "integer"}}
    schema = {
        "type": "object",
        "required": ["kind", f"only_{name}"],
        "properties": {"kind": declared, **own},
    }
    is_inherited = draw(st.booleans())
    return {"allOf": [schema]} if is_inherited else schema


def document(discriminator: dict[str, Any], **kinds: Any) -> dict[str, Any]:
    """Return a document in which each variant declares these values."""
    declared = {
        n: {
            "type": "object",
            "required": ["kind", f"only_{n}"],
            "properties": {
                "kind": kinds.get(n, {"type": "string"}),
                f"only_{n}": {"type": "integer"},
            },
        }
        for n in NAMES[:3]
    }
    union = {
        "oneOf": [{"$ref": f"{REF}{n}"} for n in declared],
        "discriminator": {"propertyName": "kind", **discriminator},
    }
    return complete({"Union": union, "Tag": {"enum": ["b"]}, **declared})


def complete(components: dict[str, Any]) -> dict[str, Any]:
    """Return a document with an operation that returns the union."""
    content = {"application/json": {"schema": {"$ref": f"{REF}Union"}}}
    get = {"responses": {"200": {"description": "", "content": content}}}
    return {
        "openapi": "3.2.0",
        "info": {"title": "Acme", "version": "1"},
        "paths": {"/": {"get": get}},
        "components": {"schemas": components},
    }


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Return a document with one union."""
    components: dict[str, Any] = {n: draw(variants(n)) for n in NAMES[:3]}
    targets = st.sampled_from([*NAMES[:3], *(f"{REF}{n}" for n in NAMES[:3])])
    discriminator: dict[str, Any] = {"propertyName": "kind"}
    if draw(st.booleans()):
        mapping = draw(st.dictionaries(st.sampled_from(TAGS), targets, max_size=3))
        discriminator["mapping"] = mapping
    if draw(st.booleans()):
        discriminator["defaultMapping"] = draw(targets)
    keyword = draw(st.sampled_from(["oneOf", "anyOf"]))
    union = {
        keyword: [{"$ref": f"{REF}{n}"} for n in NAMES[:3]],
        "discriminator": discriminator,
    }
    return complete({"Union": union, "Tag": {"enum": ["b"]}, **components})


def read_both(document: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the variant of each tag, for the client and for the mock server."""
    with TemporaryDirectory() as directory:
        path = Path(directory, "api.json")
        path.write_text(json.dumps(document))
        workspace = Workspace(load(path), adapt=adapt_values)
        problems = Problems()
        api = build(workspace.root, problems)
        origin = workspace.root.child("components").child("schemas").child("Union")
        schemas = Schemas("writeOnly", problems)
        translated: Any = schemas.read(origin)
        keyword = next(key for key in ("oneOf", "anyOf") if key in translated)
        listed = schemas.list_selecting(translated, keyword)
    (union,) = (t for t in api.types.values() if isinstance(t, ir.Union))
    names = {i: api.types[i].id.rpartition("/")[2] for i in union.variants}
    client = {v: names[i] for v, i in (*union.names, *union.mapping)}
    mock = {
        value: NAMES[number]
        for number, values in enumerate(listed)
        for value in values.accepted
    }
    return client, mock


# A name beside a mapped value, a constant that excludes a name, one value of several variants.
@example(document({"mapping": {"a": "A"}}))
@example(document({"mapping": {"a": "B"}}, A={"const": "a"}, B={"enum": ["a", "b"]}))
@example(document({}, A={"const": "b"}, B={"enum": ["b", "other"]}, C={"const": "A"}))
@example(document({}, A={"enum": ["a", "b"]}, B={"enum": ["b", "other"]}))
@given(documents())
def test_client_and_mock_server_select_the_same_variant(document: Any) -> None:
    client, mock = read_both(document)
    assert client == mock
