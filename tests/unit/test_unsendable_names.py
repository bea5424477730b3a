"""Names of headers, cookies, methods and signatures that HTTP cannot send: each has a position."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specpress.config import Settings
from specpress.document.problems import DocumentError
from specpress.pipeline import Generated, generate

NAMES = ["a b", " ", "a:b", "a\r\nb", "a\x00", "a\x7f", "é", "z/q", "(a)", "\u2028"]
Tree = dict[str, Any]


def build(folder: Path, operation: Tree, **root: Any) -> Generated:
    responses = {"204": {"description": "Done."}}
    item = {"get": {"operationId": "get", "responses": responses} | operation}
    document = {
        "openapi": "3.2.0",
        "info": {"title": "Acme", "version": "1"},
        "paths": {"/a": item | root.pop("item", {})},
        **root,
    }
    path = folder / "openapi.json"
    path.write_text(json.dumps(document, indent=1))
    return generate(Settings(str(path), folder, "acme", "acme", "Acme"))


def check(generated: Generated, kind: str, name: str, omits: str) -> None:
    """Check that one problem names the part, and that no code contains it."""
    (problem,) = generated.omissions
    assert problem.message == f"{name!r} cannot be the name of a {kind}; ignored"
    assert problem.omits == omits
    assert problem.position is not None
    assert problem.position.line > 5
    literal = json.dumps(name)[1:-1]
    if len(name) > 1:
        assert not any(
            literal in text
            for path, text in generated.files.items()
            if "/resources/" in path or path.endswith(("_client.py", "headers.py"))
        )


@pytest.mark.parametrize("name", NAMES)
def test_header_parameter(tmp_path: Path, name: str) -> None:
    parameter = {"name": name, "in": "header", "schema": {"type": "string"}}
    generated = build(tmp_path, {"parameters": [parameter]})
    check(generated, "header", name, f"parameter {name!r}")


@pytest.mark.parametrize("name", [*NAMES, "a=b", "a;b"])
def test_cookie_parameter_that_is_not_encoded(tmp_path: Path, name: str) -> None:
    parameter = {"name": name, "in": "cookie", "style": "cookie"}
    generated = build(
        tmp_path, {"parameters": [parameter | {"schema": {"type": "string"}}]}
    )
    check(generated, "cookie", name, f"parameter {name!r}")


def test_cookie_parameter_that_is_encoded(tmp_path: Path) -> None:
    parameter = {"name": "a[b]", "in": "cookie", "schema": {"type": "string"}}
    assert not build(tmp_path, {"parameters": [parameter]}).omissions


@pytest.mark.parametrize("location", ["header", "cookie"])
@pytest.mark.parametrize("name", NAMES)
def test_api_key(tmp_path: Path, name: str, location: str) -> None:
    scheme = {"type": "apiKey", "in": location, "name": name}
    components = {"securitySchemes": {"key": scheme}}
    generated = build(tmp_path, {}, components=components, security=[{"key": []}])
    check(generated, location, name, "security scheme 'key'")


@pytest.mark.parametrize("name", NAMES)
def test_response_header(tmp_path: Path, name: str) -> None:
    response = {"description": "Done.", "headers": {name: {"schema": {}}}}
    generated = build(tmp_path, {"responses": {"204": response}})
    check(generated, "header", name, f"header {name!r}")


@pytest.mark.parametrize("name", NAMES)
def test_method(tmp_path: Path, name: str) -> None:
    operation = {"responses": {"204": {"description": "Done."}}}
    generated = build(tmp_path, {}, item={"additionalOperations": {name: operation}})
    check(generated, "method", name, f"operation {name!r}")


MEDIA_TYPES = ["text/plain\r\nX-Evil: yes", "text/\x00plain", "text/é", "\u2028"]


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_media_type(tmp_path: Path, media_type: str) -> None:
    content = {"content": {media_type: {"schema": {"type": "string"}}}}
    encoding = {
        "multipart/form-data": {
            "schema": {"type": "object", "properties": {"a": {"type": "string"}}},
            "encoding": {"a": {"contentType": media_type}},
        }
    }
    response = {"description": "Done.", **content}
    generated = build(
        tmp_path,
        {
            "requestBody": {"content": content["content"] | encoding},
            "responses": {"200": response},
        },
        item={"parameters": [{"name": "q", "in": "query", **content}]},
    )
    assert [p.omits for p in generated.omissions] == 4 * [f"media type {media_type!r}"]
    assert len({p.position for p in generated.omissions}) == 4
    assert not [p for p, text in generated.files.items() if "X-Evil" in text]


@pytest.mark.parametrize("name", [*NAMES, ""])
@pytest.mark.parametrize("is_signed", [False, True])
def test_header_of_a_signature(tmp_path: Path, name: str, is_signed: bool) -> None:
    signature: Tree = {"header": "X-Sign" if is_signed else name}
    if is_signed:
        signature |= {"signed": "{time}.{body}", "headers": {"time": name}}
    with pytest.raises(DocumentError) as caught:
        build(tmp_path, {}, **{"x-specpress-webhook-signature": signature})
    (problem,) = caught.value.problems
    assert "does not match the required pattern" in problem.message
    assert problem.hint is not None
    assert problem.hint.startswith("write ASCII letters")
    assert problem.position is not None
