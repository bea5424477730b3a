"""Path parameters: every style, exploded or not, as the specification's table of styles writes them."""

from __future__ import annotations

import pytest

from tests.wire.pressing import call, package
from tests.wire.server import Wire

DOCUMENT = """
paths:
  /things/{id}:
    get:
      operationId: readThing
      tags: [things]
      parameters:
        - {name: id, in: path, required: true, style: STYLE, explode: EXPLODE, schema: SCHEMA}
      responses: {'204': {description: Read.}}
"""
LIST = "{type: array, items: {type: string}}"
OBJECT = "{type: object, additionalProperties: {type: integer}}"
COLOURS, RGB = ["blue", "black"], {"R": 100, "G": 200}


@pytest.mark.parametrize(
    ("style", "explode", "schema", "value", "written"),
    [
        ("simple", "false", "{type: string}", "blue", "blue"),
        ("simple", "false", LIST, COLOURS, "blue,black"),
        ("simple", "false", OBJECT, RGB, "R,100,G,200"),
        ("simple", "true", LIST, COLOURS, "blue,black"),
        ("simple", "true", OBJECT, RGB, "R=100,G=200"),
        ("label", "false", "{type: string}", "blue", ".blue"),
        ("label", "false", LIST, COLOURS, ".blue,black"),
        ("label", "false", OBJECT, RGB, ".R,100,G,200"),
        ("label", "true", LIST, COLOURS, ".blue.black"),
        ("label", "true", OBJECT, RGB, ".R=100.G=200"),
        ("matrix", "false", "{type: string}", "blue", ";id=blue"),
        ("matrix", "false", LIST, COLOURS, ";id=blue,black"),
        ("matrix", "false", OBJECT, RGB, ";id=R,100,G,200"),
        ("matrix", "true", LIST, COLOURS, ";id=blue;id=black"),
        ("matrix", "true", OBJECT, RGB, ";R=100;G=200"),
        ("simple", "false", "{type: string}", "a/b?c#d é", "a%2Fb%3Fc%23d%20%C3%A9"),
        ("simple", "false", "{type: boolean}", True, "true"),
        ("simple", "false", "{type: number}", 1.5, "1.5"),
    ],
)
def test_a_path_parameter_is_written_by_its_style(
    server: Wire, style: str, explode: str, schema: str, value: object, written: str
) -> None:
    text = DOCUMENT.replace("STYLE", style).replace("EXPLODE", explode)
    made = package(text.replace("SCHEMA", schema))
    call(made, server, lambda client: client.things.read(value))
    assert server.last.line == f"GET /things/{written} HTTP/1.1"
