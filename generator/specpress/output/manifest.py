"""The manifest: a file in the output with digests of inputs and files, to name the cause of drift."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from specpress.output.files import Difference, Files

NAME = "specpress.lock"
# The names of the inputs in reports.
CAUSES = {
    "document": "document",
    "templates": "template",
    "config": "settings",
    "names": "names lock",
    "generator": "generator",
}
HAND_EDIT = "hand edit"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Digests of the inputs and of every file."""

    inputs: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the content of the file; equal manifests have equal bytes."""
        table = {"inputs": self.inputs, "files": self.files}
        return json.dumps(table, indent=2, sort_keys=True) + "\n"


def create(files: Files, inputs: dict[str, str]) -> Manifest:
    """Return the manifest of a run."""
    return Manifest(inputs, {name: digest(text) for name, text in files.items()})


def read(output: Path) -> Manifest:
    """Return the manifest of an earlier run, or an empty one if it is missing or invalid."""
    try:
        table: Any = json.loads((output / NAME).read_text("utf-8"))
        return Manifest(dict(table["inputs"]), dict(table["files"]))
    # RecursionError: lists that are nested too deeply.
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Manifest()


def find_cause(
    difference: Difference, old: Manifest, inputs: dict[str, str], output: Path
) -> str:
    """Return the cause of a difference: a hand edit, or the inputs that changed since the last run."""
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
    content = (output / difference.path).read_bytes().decode("utf-8", "replace")
    return digest(content) == expected


def digest(text: str) -> str:
    """Return the SHA-256 digest of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
