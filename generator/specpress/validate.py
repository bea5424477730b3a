"""Validate: is this an OpenAPI 3.x document? Every fault becomes a located problem."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from jsonschema.exceptions import ValidationError
from jsonschema_path import SchemaPath
from openapi_spec_validator import (
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
)

from specpress.problems import Problems
from specpress.resolve import Cursor, Workspace
from specpress.uris import is_url

VALIDATORS: dict[str, Any] = {
    "3.0": OpenAPIV30SpecValidator,
    "3.1": OpenAPIV31SpecValidator,
    "3.2": OpenAPIV32SpecValidator,
}


def validate(root: Cursor, problems: Problems) -> None:
    """Note everything in which the document is not a valid OpenAPI 3.x document."""
    version = root.value.get("openapi")
    if "swagger" in root.value and version is None:
        problems.error(
            root, "this is a Swagger 2.0 document", "convert it to OpenAPI 3 first"
        )
        return
    validator = VALIDATORS.get(str(version)[:3])
    if validator is None:
        problems.error(
            root.get("openapi") or root,
            (
                f"unknown OpenAPI version {version!r}"
                if version
                else "the key `openapi` is missing"
            ),
            "specpress reads 3.0, 3.1 and 3.2",
        )
        return
    try:
        for error in validator(_opened(root)).iter_errors():
            _note(root, error, problems)
    except Exception as error:  # noqa: BLE001
        # It stumbles over dangling references, which the build stage places, and over more.
        told = str(error).partition(" within ")[0][:200]
        problems.warning(root, f"the validator could not read on: {told}")


def _opened(root: Cursor) -> SchemaPath:
    """The document for the validator; what it refers to is opened as all other stages open it."""
    base = root.document.uri
    return SchemaPath.from_dict(
        root.value,
        base_uri=base if is_url(base) else Path(base).as_uri(),
        handlers=_Handlers(root.workspace),
    )


class _Handlers(dict[str, Callable[[str], Any]]):
    """Opens the documents of every scheme; left alone, the validator fetches them by its own rules."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace

    def __contains__(self, scheme: object) -> bool:
        return True

    def __missing__(self, scheme: str) -> Callable[[str], Any]:
        return self._open

    def _open(self, uri: str) -> Any:
        parts = urlsplit(uri)
        # A fetched document may not read files; what is not a path is refused when it is opened.
        if parts.scheme == "file" and not is_url(self.workspace.main.uri):
            uri = url2pathname(parts.path)
        return self.workspace.open(uri).tree


def _note(root: Cursor, error: ValidationError, problems: Problems) -> None:
    deepest = _telling(error)
    path = [*deepest.absolute_path]
    cursor = root
    for step in path:
        found = cursor.child(step) if _has(cursor, step) else None
        if found is None:
            break
        cursor = found
    message = deepest.message
    problems.error(cursor, message if len(message) <= 200 else f"{message[:197]}...")


def _telling(error: ValidationError) -> ValidationError:
    """The error inside a failed choice that says most: the deepest, and not the choice of a `$ref`."""
    while error.context:
        choices = [e for e in error.context if "'$ref' is a required" not in e.message]
        if not choices:
            break
        error = max(choices, key=lambda e: len(e.absolute_path))
    return error


def _has(cursor: Cursor, step: Any) -> bool:
    if isinstance(cursor.value, dict):
        return step in cursor.value
    return (
        isinstance(cursor.value, list)
        and isinstance(step, int)
        and step < len(cursor.value)
    )
