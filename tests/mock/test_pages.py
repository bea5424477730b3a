"""Lists of the mock server end: the client iterates over the items of all pages."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from tests.mock.serving import serve_document
from tests.wire.clients import generate_package

CASES = Path(__file__).parents[1] / "golden/cases"
DOCUMENT = (CASES / "pages_of_every_style/openapi.yaml").read_text("utf-8")
ARGUMENTS = {"required": {"page": 3, "per_page": 2}}
RESOURCES = ("cursors", "items", "offsets", "pages", "required", "links", "urls")
MAX_ITEMS = 100
# The next page cannot be absent, and an empty page is not valid.
STRICT = """
paths:
  /things:
    get:
      operationId: listThings
      tags: [things]
      parameters: [{name: cursor, in: query, schema: {type: string}}]
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema:
                type: object
                required: [items, next_cursor]
                properties:
                  items: {type: array, minItems: MIN, items: {type: string}}
                  next_cursor: {type: TYPE}
"""


@pytest.mark.parametrize("name", RESOURCES)
def test_iteration_ends(name: str) -> None:
    acme = generate_package(DOCUMENT)
    with serve_document(DOCUMENT) as server, acme.Acme(base_url=server.url) as client:
        page = getattr(client, name).list(**ARGUMENTS.get(name, {}))
        items = [*islice(page, MAX_ITEMS)]
    # The smallest number that the document allows is that of a later page.
    assert len(items) in ([0] if name == "required" else range(1, MAX_ITEMS))


@pytest.mark.parametrize(
    ("minimum", "kind", "later"),
    [
        ("0", "[string, 'null']", {"items": [], "next_cursor": None}),
        ("1", "[string, 'null']", None),
        ("0", "string", {"items": []}),
    ],
)
def test_later_pages_are_valid(
    minimum: str, kind: str, later: dict[str, object] | None
) -> None:
    document = STRICT.replace("MIN", minimum).replace("TYPE", kind)
    with serve_document(document) as server:
        first = server.request("GET", "/things").json
        empty = server.request("GET", "/things?cursor=").json
        second = server.request("GET", "/things?cursor=abc").json
    assert first == empty
    assert second == first | (later or {})


def test_chosen_status_and_example_are_not_changed() -> None:
    document = DOCUMENT.replace("A page.", "A page")
    with serve_document(document) as server:
        first = server.request("GET", "/offsets").json
        chosen = server.request("GET", "/offsets?offset=9", x_mock_status="200").json
    assert chosen == first
