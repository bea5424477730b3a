"""The manifest: one file in the output that records what it was made from, to name the cause of a drift."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from specpress.files import Difference, Files

NAME = "specpress.lock"
CAUSES = {
    "document": "the document",
    "templates": "a template",
    "config": "the config",
    "generator": "the generator",
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """Digests of the inputs and of every file."""

    inputs: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """The file's content: the same bytes for the same run."""
        return (
            json.dumps(
                {"inputs": self.inputs, "files": self.files}, indent=2, sort_keys=True
            )
            + "\n"
        )


def describe(files: Files, inputs: dict[str, str]) -> Manifest:
    """The manifest of a run."""
    return Manifest(inputs, {name: digest(text) for name, text in files.items()})


def read(folder: Path) -> Manifest:
    """The manifest of an earlier run; an empty one where there is none that can be read."""
    try:
        table: Any = json.loads((folder / NAME).read_text("utf-8"))
        return Manifest(dict(table["inputs"]), dict(table["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def cause(
    difference: Difference, old: Manifest, inputs: dict[str, str], folder: Path
) -> str:
    """Who made the difference: a hand edit where the file is not as it was written, else what changed."""
    if not old.inputs:
        return f"what cannot be known without {NAME}"
    if difference.path == NAME or _is_as_written(difference, old, folder):
        changed = [
            text
            for key, text in CAUSES.items()
            if old.inputs.get(key) != inputs.get(key)
        ]
        return " and ".join(changed) or "a hand edit"
    return "a hand edit"


def _is_as_written(difference: Difference, old: Manifest, folder: Path) -> bool:
    path = folder / difference.path
    if difference.kind == "missing":
        return difference.path not in old.files
    if difference.path not in old.files:
        return False
    return (
        digest(path.read_bytes().decode("utf-8", "replace"))
        == old.files[difference.path]
    )


def digest(text: str) -> str:
    """The digest of a file's text."""
    return hashlib.sha256(text.encode()).hexdigest()
