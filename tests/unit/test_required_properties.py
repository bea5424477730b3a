"""Required properties that a schema does not declare."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.config import load_settings
from specpress.pipeline import generate

DOCUMENT = """openapi: 3.1.0
info: {{title: Acme, version: '1'}}
paths:
  /pet: {{get: {{responses: {{'200': {{description: It., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Pet'}}}}}}}}}}}}}}
components:
  schemas:
    Pet: {schema}
"""
NAME = "properties: {id: {type: integer}, name: {type: string}}"


@pytest.mark.parametrize(
    ("schema", "position"),
    [
        (f"{{type: object, required: [id, nmae], {NAME}}}", "7:40"),
        (f"{{allOf: [{{{NAME}}}, {{required: [nmae]}}]}}", "7:90"),
    ],
)
def test_misspelt_required_property_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schema: str, position: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("acme.yaml").write_text(DOCUMENT.format(schema=schema), "utf-8")
    generated = generate(load_settings(Path.cwd(), {"spec": "acme.yaml"}))
    (warning,) = generated.warnings
    assert str(warning).startswith(f"acme.yaml:{position}: warning: required property")
    assert warning.hint == "did you mean `name`?"
    model = next(t for n, t in generated.files.items() if n.endswith("models/pet.py"))
    assert "nmae: Any" in model


def test_undeclared_required_property_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    schema = f"{{type: object, required: [owner], {NAME}}}"
    Path("acme.yaml").write_text(DOCUMENT.format(schema=schema), "utf-8")
    (warning,) = generate(load_settings(Path.cwd(), {"spec": "acme.yaml"})).warnings
    assert warning.code == "undeclared-property"
    assert "declare it" in str(warning.hint)
