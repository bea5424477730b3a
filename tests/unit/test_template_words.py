"""A word that is changed in a template is in the output: templates show what they print."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from specpress.config import load_settings
from specpress.output.template_set import templates_directory
from specpress.pipeline import generate

SPEC = """openapi: 3.1.0
info: {title: Case, version: '1'}
paths:
  /thing:
    get:
      operationId: read
      tags: [things]
      responses:
        200:
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
components:
  schemas:
    Thing: {type: object, properties: {an id: {type: string}}}
    Color: {type: string, enum: [red]}
"""
# Template, text and its replacement, file of the output, and a line in it.
WORDS = [
    (
        "package/models/model.py.jinja",
        "{{ field.name }}: {{ field.type }}",
        "{{ field.name }}_: {{ field.type }}",
        "models/thing.py",
        '    an_id_: Annotated[str | None, Wire("an id")] = None',
    ),
    (
        "package/models/model.py.jinja",
        "{{ member.name }} = ",
        "{{ member.name }}_ = ",
        "models/color.py",
        '    RED_ = "red"',
    ),
    (
        "package/resources/resource.py.jinja",
        "def __init__(self, client: {{ mode.base }})",
        "def __init__(self, base: {{ mode.base }})",
        "resources/things.py",
        "    def __init__(self, base: SyncBase) -> None:",
    ),
    (
        "package/resources/resource.py.jinja",
        "Operation[{{ method.result }}]",
        "Request[{{ method.result }}]",
        "resources/things.py",
        '    READ: Request[Thing] = declare("GET /thing")',
    ),
]


@pytest.mark.parametrize("case", WORDS)
def test_word_in_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: tuple[str, ...]
) -> None:
    template, old, new, path, line = case
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openapi.yaml").write_text(SPEC)
    own = tmp_path / "own"
    shutil.copytree(templates_directory(), own)
    text = (own / template).read_text("utf-8")
    assert old in text
    (own / template).write_text(text.replace(old, new), "utf-8")
    overrides = {"spec": "openapi.yaml", "package": "acme", "templates": "own"}
    files = generate(load_settings(tmp_path, overrides)).files
    assert line in files[f"acme/{path}"].split("\n")
