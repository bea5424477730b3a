"""Typed response headers: the client reads what the mock server writes, for random types."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from specpress.mock.responses import _encode_header
from tests.wire.clients import generate_package, import_submodule

DOCUMENT = """
paths:
  /things:
    get:
      operationId: readThing
      tags: [things]
      responses:
        '200': {description: OK, headers: {X-Size: {schema: {$ref: '#/components/schemas/Size'}}}}
components:
  schemas:
    Size: {type: object, properties: {width: {type: integer}, unit: {type: string}, ok: {type: boolean}}}
"""
TEXTS = st.text(st.sampled_from("ab 1-_.:;é"), min_size=1, max_size=6).filter(
    lambda text: text == text.strip() and text.isascii()
)
SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "str": TEXTS | st.sampled_from(["true", "5", "null", "1e3"]),
    "int": st.integers(),
    "float": st.integers(-(10**9), 10**9).map(lambda n: n / 64),
    "bool": st.booleans(),
}
SIZES = st.fixed_dictionaries(
    {}, optional={"width": SCALARS["int"], "unit": TEXTS, "ok": SCALARS["bool"]}
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, Any]:
    """Return an annotation and a JSON value of the type."""
    name = draw(st.sampled_from([*SCALARS]))
    scalars = SCALARS[name]
    keys = st.text(st.sampled_from("abc"), min_size=1, max_size=2)
    types = {
        name: scalars,
        f"list[{name}]": st.lists(scalars, max_size=3),
        f"dict[str, {name}]": st.dictionaries(keys, scalars, max_size=3),
        "Size": SIZES,
        f"{name} | None": scalars,
    }
    annotation = draw(st.sampled_from([*types]))
    return annotation, draw(types[annotation])


@pytest.fixture(scope="module")
def acme() -> ModuleType:
    return generate_package(DOCUMENT)


@given(case=cases(), explode=st.booleans())
def test_client_reads_what_the_mock_writes(
    acme: ModuleType, case: tuple[str, Any], explode: bool
) -> None:
    annotation, value = case
    text = _encode_header(value, explode)
    assume(text is not None)
    header_values = import_submodule(acme, "_runtime.codec.header_values")
    header = header_values.ResponseHeader("X-Any", annotation, explode)
    read = header.read((text,))
    read = read.to_dict() if hasattr(read, "to_dict") else read
    assert read == value
    assert type(read) is type(value) or isinstance(value, float)
