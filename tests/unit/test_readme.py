"""The Python examples in the generated README are valid code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from specpress.config import load_settings
from specpress.pipeline import generate

SPEC = r"""openapi: 3.1.0
info: {title: Case, version: '1'}
paths:
  /lights/{id}/off:
    post:
      operationId: turnOff
      tags: [lights]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Light'}}}
components:
  schemas:
    Light:
      type: object
      required: [id, level]
      properties:
        id: {type: string}
        level: {$ref: '#/components/schemas/Level'}
    Level:
      type: string
      enum: ['on\"', 'off''s']
      x-specpress-lifecycle:
        initial: ['on\"']
        terminal: ['off''s']
        transitions: [{from: ['on\"'], to: ['off''s'], operation: turnOff}]
"""


def test_examples_have_states_as_literals(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(SPEC)
    settings = load_settings(tmp_path, {"spec": str(tmp_path / "openapi.yaml")})
    readme = generate(settings).files["README.md"]
    examples = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert len(examples) > 5
    literals = [
        node.value
        for example in examples
        for node in ast.walk(ast.parse(example))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert {'on\\"', "off's"} <= {*literals}


SERVERS = """openapi: 3.1.0
info: {title: Case, version: '1'}
servers: [{url: 'https://REGION.example.com'}]
paths:
  /lights:
    get:
      operationId: listLights
      OWN
      responses: {'204': {description: Listed.}}
"""


@pytest.mark.parametrize(
    ("region", "own", "is_needed"),
    [
        ("eu", "", False),
        # The variable has no default, and the URL cannot be used.
        ("{region}", "", True),
        ("eu", "servers: [{url: '#lights'}]", True),
        ("eu", "servers: [{url: 'https://{zone}.example.com'}]", True),
        # A declared variable does not give the other one a value.
        (
            "eu",
            "servers: [{url: 'https://{zone}.example.com', variables: {area: {default: a}}}]",
            True,
        ),
        ("{region}", "servers: [{url: 'https://lights.example.com'}]", False),
        # Its relative URL is joined to that of the document.
        ("{region}", "servers: [{url: '/lights'}]", True),
        ("eu", "servers: [{url: '/lights'}]", False),
        # No URL has such a scheme, so this one is relative.
        ("eu", "servers: [{url: '![x](https://lights.example.com)'}]", False),
    ],
)
def test_examples_pass_a_base_url_where_the_client_needs_one(
    tmp_path: Path, region: str, own: str, is_needed: bool
) -> None:
    text = SERVERS.replace("REGION", region).replace("OWN", own)
    (tmp_path / "openapi.yaml").write_text(text)
    settings = load_settings(tmp_path, {"spec": str(tmp_path / "openapi.yaml")})
    readme = generate(settings).files["README.md"]
    assert ('(base_url="' in readme.partition("The asynchronous")[0]) == is_needed
