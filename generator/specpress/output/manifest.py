"""The manifest: a file in the output, or beside the names lock, with digests of inputs and files, to name the cause of drift."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from specpress.config import MANIFEST, Settings
from specpress.output import targets
from specpress.output.files import Difference, Files

NAME = MANIFEST
MAX_BYTES = 64 * 2**20
# The names of the inputs in reports.
CAUSES = {
    "document": "document",
    "templates": "template",
    "config": "settings",
    "names": "names lock",
    "generator": "generator",
    "own": "own code",
}
HAND_EDIT = "hand edit"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Digests of the inputs and of every file, and the names of the client."""

    inputs: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """The package, the distribution and the client, by the options that set them."""

    def to_json(self) -> str:
        """Return the content of the file; equal manifests have equal bytes."""
        table = {"inputs": self.inputs, "files": self.files, "names": self.names}
        return json.dumps(table, indent=2, sort_keys=True) + "\n"

    def is_of_another_client(self, old: Manifest) -> bool:
        """Return whether an earlier run generated the client of another document under another name."""
        package = old.names.get("package", self.names["package"])
        is_same_document = old.inputs.get("document") == self.inputs.get("document")
        return package != self.names["package"] and not is_same_document


def create(files: Files, inputs: dict[str, str], names: dict[str, str]) -> Manifest:
    """Return the manifest of a run."""
    digests = {name: digest(text) for name, text in files.items()}
    return Manifest(inputs, digests, names)


def read_last(settings: Settings) -> Manifest:
    """Return the manifest of the last run, which may have had another layout."""
    last = read(settings.manifest)
    if not last.files and (other := find_other(settings)) is not None:
        return read(other)
    return last


def find_other(settings: Settings) -> Path | None:
    """Return the manifest of the same output with another layout, which is in another place."""
    layout = "project" if settings.layout == "package" else "package"
    path = settings.locate_manifest(layout)
    if path == settings.manifest:
        return None
    files = read(path).files.items()
    is_same = any(
        (content := targets.read_content(settings.output / name)) is not None
        and targets.has_digest(content, recorded)
        for name, recorded in files
        if targets.is_valid_name(name)
    )
    return path if is_same else None


def read(path: Path) -> Manifest:
    """Return the manifest of an earlier run, or an empty one if it is missing or invalid."""
    if targets.find_obstacle(path.parent, path.name):
        return Manifest()
    try:
        content = targets.read_content(path) or b""
    except OSError:
        return Manifest()
    return parse(content)


def parse(content: str | bytes) -> Manifest:
    """Return the manifest in the content of its file, or an empty one if it is invalid."""
    try:
        table: Any = json.loads(content if len(content) <= MAX_BYTES else b"")
        inputs, files = _get_texts(table["inputs"]), _get_texts(table["files"])
        # Earlier versions have no names.
        return Manifest(inputs, files, _get_texts(table.get("names", {})))
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError):
        return Manifest()


def _get_texts(table: Any) -> dict[str, str]:
    return {k: v for k, v in dict(table).items() if isinstance(v, str)}


def find_cause(
    difference: Difference, old: Manifest, inputs: dict[str, str], output: Path
) -> str:
    """Return the cause of a difference: a hand edit, or the inputs that changed since the last run."""
    if difference.cause:
        return difference.cause
    if not old.inputs:
        return f"unknown, {NAME} is missing"
    # The manifest does not list itself.
    if difference.path != NAME and not _is_as_written(difference, old, output):
        return HAND_EDIT
    changed = [
        name for key, name in CAUSES.items() if old.inputs.get(key) != inputs.get(key)
    ]
    return " and ".join(changed) or HAND_EDIT


def _is_as_written(difference: Difference, old: Manifest, output: Path) -> bool:
    """Return True if the file on disk is the one that the last run wrote."""
    expected = old.files.get(difference.path)
    if difference.kind == "missing":
        return expected is None
    content = targets.read_content(output / difference.path)
    return content is not None and targets.digest(content) == expected


def digest(text: str) -> str:
    """Return the SHA-256 digest of a text."""
    return targets.digest(text.encode())
