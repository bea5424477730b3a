"""A small project whose pipeline is replaced: the command writes real files within milliseconds."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner, Result

from specpress import pipeline
from specpress.cli import main
from specpress.document.problems import DocumentError, Problem
from specpress.output import disk
from specpress.package.names import Names
from specpress.pipeline import Generated
from specpress.python.names.lock import NamesLock

DOCUMENT, SETTINGS, OUTPUT = "api.yaml", "specpress.toml", "out"
# The document that cannot be read.
BROKEN = "broken"
NAMES = Names("acme", "acme", "1", "Acme", "acme")
# The content of a path: of a file with its permissions, or the target of a link.
Snapshot = dict[str, tuple[str, bytes, int]]


@dataclass(frozen=True, slots=True)
class Version:
    """The output for one content of the document."""

    files: dict[str, str]
    class_name: str

    def generate(self, document: str) -> Generated:
        """Return the result of the pipeline."""
        return Generated(
            NAMES,
            dict(self.files),
            cast("Any", None),
            [],
            {"document": document},
            {},
            names_lock=NamesLock({("class", "Pet"): self.class_name}),
        )


@contextmanager
def replace_pipeline(versions: dict[str, Version], root: Path) -> Iterator[None]:
    """Generate the version that the document names, in the working directory `root`."""

    def generate(settings: Any, *_: object, **__: object) -> Generated:
        document = Path(settings.spec).read_text("utf-8")
        if document not in versions:
            raise DocumentError(
                [Problem("the document is broken", code="invalid-yaml")]
            )
        return versions[document].generate(document)

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setattr(pipeline, "generate", generate)
        # A kill of the process loses nothing that was written.
        patch.setattr(disk, "sync", lambda paths: None)
        yield


def run(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, arguments)


def words(text: str) -> str:
    """Return a message without the line breaks of the terminal."""
    return " ".join(text.replace("│", " ").split())


def take_snapshot(root: Path) -> Snapshot:
    """Return all files and links below a directory, without the document."""
    snapshot: Snapshot = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            snapshot[name] = ("link", str(path.readlink()).encode(), 0)
        elif path.is_file() and name != DOCUMENT:
            snapshot[name] = ("file", path.read_bytes(), path.stat().st_mode)
    return snapshot


@contextmanager
def separate_devices(folder: str) -> Iterator[None]:
    """Let the system refuse to rename and link files into or out of a directory."""

    def guard(function: Any) -> Any:
        def guarded(source: Any, target: Any, **options: Any) -> Any:
            sides = {folder in Path(path).parts for path in (source, target)}
            if len(sides) > 1:
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), source)
            return function(source, target, **options)

        return guarded

    with pytest.MonkeyPatch.context() as patch:
        for name in ("replace", "rename", "link"):
            patch.setattr(os, name, guard(getattr(os, name)))
        yield
