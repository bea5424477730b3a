"""Pages that are inferred from the header Link of other operations, which a selection may leave out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specpress import ir
from specpress.config import Criteria
from tests.selection.generation import generate_selected, write_document

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
ITEMS = {"type": "array", "items": {"type": "object", "properties": {"id": STRING}}}


def query(name: str, schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema}


def describe_list(headers: dict[str, Any], *parameters: Any) -> dict[str, Any]:
    content = {"application/json": {"schema": ITEMS}}
    response = {"description": "Page", "headers": headers, "content": content}
    return {"get": {"parameters": parameters, "responses": {"200": response}}}


LINKED = describe_list({"Link": {"schema": STRING}}, query("page", INTEGER))
UNLINKED = describe_list({}, query("before", STRING), query("per_page", INTEGER))
# Its pages are not declared, its header is not that of a list, or its parameter is no scalar.
PLAIN = describe_list({}, query("page", INTEGER))
SINGLE = describe_list({"link": {"schema": STRING}}, query("name", STRING))
ARRAY = describe_list({"link": {"schema": STRING}}, query("page", ITEMS))


@pytest.mark.parametrize(
    ("others", "style"),
    [
        ([LINKED] * 3, "link"),
        ([LINKED] * 2, None),
        ([LINKED, LINKED, PLAIN], None),
        ([LINKED, LINKED, SINGLE], None),
        ([LINKED, LINKED, ARRAY], None),
    ],
)
@pytest.mark.parametrize("by_reference", [False, True], ids=["inline", "reference"])
def test_the_whole_document_declares_links(
    tmp_path: Path, others: list[Any], style: str | None, by_reference: bool
) -> None:
    items = json.loads(json.dumps(others))
    components: dict[str, Any] = {}
    if by_reference:
        components = {"pathItems": {f"Item{n}": item for n, item in enumerate(items)}}
        items = [
            {"$ref": f"#/components/pathItems/{n}"} for n in components["pathItems"]
        ]
    paths = {f"/{number}": item for number, item in enumerate(items)}
    document = write_document(
        tmp_path / "openapi.json",
        {
            "openapi": "3.1.0",
            "info": {"title": "Events", "version": "1"},
            "paths": {"/events": UNLINKED, **paths},
            "components": components,
        },
    )
    whole = generate_selected(document, tmp_path)
    events = Criteria(paths=("/events",))
    selected = generate_selected(document, tmp_path, include=(events,))
    assert get_style(whole.api) == get_style(selected.api) == style
    assert len(selected.api.operations) == 1


def get_style(api: ir.Api) -> str | None:
    """Return the style of the pages of the first operation."""
    pagination = api.operations[0].pagination
    return pagination.style if pagination is not None else None
