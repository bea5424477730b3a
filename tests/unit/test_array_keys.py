"""Warnings about arrays that OpenAPI leaves open, and the extension that chooses their keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.config import load_settings
from specpress.document.problems import DocumentError, Severity
from specpress.pipeline import Generated, generate

DOCUMENT = """openapi: 3.1.0
info: {{title: Acme, version: '1'}}
{root}
paths:
  /things:
    post:
      operationId: createThings
      parameters:
        - {{name: items, in: query, {parameter}}}
      requestBody: {{content: {{application/x-www-form-urlencoded: {{
        schema: {{type: object, properties: {{rows: {{type: array, items: {{type: string}}}}}}}},
        encoding: {{rows: {{{encoding}}}}}}}}}}}
      responses: {{'204': {{description: Done.}}}}
"""
OBJECTS = (
    "schema: {type: array, items: {type: object, properties: {a: {type: integer}}}}"
)
OBJECT = "schema: {type: object, properties: {a: {type: object, properties: {b: {}}}}}"
DEEP = "OpenAPI does not define the keys of arrays in deepObject: "
NESTED = "OpenAPI does not define nested values in style 'form': "
KEY = "x-specpress-array-keys"


def run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    parameter: str,
    encoding: str = "",
    root: str = "",
) -> Generated:
    """Return the output for a document with a query parameter and a form field."""
    monkeypatch.chdir(tmp_path)
    text = DOCUMENT.format(parameter=parameter, encoding=encoding, root=root)
    Path("acme.yaml").write_text(text, "utf-8")
    return generate(load_settings(Path.cwd(), {"spec": "acme.yaml"}))


@pytest.mark.parametrize(
    ("parameter", "encoding", "root", "messages"),
    [
        (
            f"style: deepObject, {OBJECTS}",
            "",
            "",
            [f"{DEEP}items of arrays in 'items' have"],
        ),
        (f"style: deepObject, {OBJECT}", "", "", []),
        (OBJECTS, "", "", [f"{NESTED}those of 'items' are sent as JSON"]),
        (OBJECT, "", "", [f"{NESTED}those of 'items' are sent as JSON"]),
        ("schema: {type: array, items: {type: string}}", "", "", []),
        ("content: {application/json: {schema: {type: array}}}", "", "", []),
        (
            "schema: {}",
            "style: deepObject",
            "",
            [f"{DEEP}items of arrays in 'rows' have"],
        ),
        ("schema: {}", "contentType: application/json", "", []),
        (f"{KEY}: indexed, {OBJECTS}", f"{KEY}: brackets", "", []),
        (
            f"style: deepObject, {OBJECTS}",
            "style: deepObject",
            f"{KEY}: indexed",
            [],
        ),
        (OBJECTS, "", f"{KEY}: indexed", [f"{NESTED}those of 'items'"]),
    ],
)
def test_arrays_without_defined_keys_are_reported(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    parameter: str,
    encoding: str,
    root: str,
    messages: list[str],
) -> None:
    warnings = run(tmp_path, monkeypatch, parameter, encoding, root).warnings
    assert len(warnings) == len(messages)
    for warning, message in zip(warnings, messages, strict=True):
        assert warning.message.startswith(message)
        assert KEY in warning.hint


@pytest.mark.parametrize(
    ("parameter", "encoding", "root", "entries"),
    [
        (f"style: deepObject, {OBJECTS}", "", "", ["keys=deep_object"]),
        (f"{KEY}: repeat, {OBJECTS}", f"{KEY}: indexed", "", ["repeat", "indexed"]),
        ("style: deepObject", "style: deepObject", f"{KEY}: brackets", ["brackets"]),
    ],
)
def test_extension_chooses_the_keys(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    parameter: str,
    encoding: str,
    root: str,
    entries: list[str],
) -> None:
    files = run(tmp_path, monkeypatch, parameter, encoding, root).files
    (module,) = (
        t for n, t in files.items() if n.endswith("_client/resources/things.py")
    )
    assert [entry for entry in entries if entry not in module] == []
    assert any(name.endswith("codec/nested_keys.py") for name in files)


@pytest.mark.parametrize(
    ("parameter", "root"),
    [(f"{KEY}: dots", ""), ("style: deepObject", f"{KEY}: [indexed]")],
)
def test_invalid_extension_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parameter: str, root: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        run(tmp_path, monkeypatch, parameter, root=root)
    errors = [p for p in caught.value.problems if p.severity is Severity.ERROR]
    assert [KEY in error.message for error in errors] == [True]
