"""The documents of a comparison: files, URLs, revisions of git, and generated packages."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from specpress.config import Settings
from specpress.diff import revisions
from specpress.document.load import load
from specpress.document.problems import Position, SpecpressError, UsageError
from specpress.document.uris import display_name, is_url
from specpress.output import description, manifest, targets
from specpress.output.description import Description
from specpress.pipeline import digest_contents

STDIN = "-"
# Revisions in which the document of a package is searched.
MAX_REVISIONS = 200
# A drive of Windows is no revision.
_REVISION = re.compile(r"(?![A-Za-z]:[\\/])(?P<revision>[^:\s-][^:]*):(?P<path>[^:].*)")


@dataclass(frozen=True, slots=True)
class Operand:
    """A document that a comparison reads."""

    name: str
    """The document as the user wrote it."""
    path: str
    """The file or URL that is read."""
    directory: str = ""
    """The directory of the files of a revision, as positions name it."""
    prefix: str = ""
    """The text that replaces the directory: `main:`."""
    settings_path: str = ""
    """The path by which settings name the document."""
    overlays: tuple[Path, ...] | None = None
    """The overlays of a revision; None for those of the settings."""
    description: Description | None = None
    """The names and settings of a generated package."""

    def rename(self, position: Position) -> Position:
        """Return a position with the name of the revision instead of a temporary directory."""
        file = position.file
        if not self.directory or not file.startswith(self.directory):
            return position
        rest = file.removeprefix(self.directory).lstrip("/")
        return Position(f"{self.prefix}{rest}", position.line, position.column)


def read_operand(text: str, settings: Sequence[Settings], temporary: Path) -> Operand:
    """Return the document that a text names.

    Args:
        settings: Those of all APIs in the settings file.
        temporary: Directory for the files of a revision.

    Raises:
        UsageError: a revision of git, or the document of a package, cannot be read.
    """
    if text == STDIN or is_url(text):
        return Operand(text, text, settings_path=text)
    if _is_directory(text):
        return _read_package(text, settings, temporary)
    match = None if _exists(text) else _REVISION.fullmatch(text)
    if match is None:
        return Operand(text, text, settings_path=text)
    root, revision = revisions.find_root(text, Path.cwd()), match["revision"]
    name = revisions.resolve_path(match["path"], root)
    if not revisions.is_directory(text, root, revision, name):
        return _read_revision(text, revision, root, name, temporary)
    revisions.export_directory(text, root, revision, name, temporary)
    return _read_description(text, temporary / name, temporary / "description")


def _exists(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False


def _is_directory(text: str) -> bool:
    try:
        return Path(text).is_dir()
    except (OSError, ValueError):
        return False


def _read_revision(
    text: str, revision: str, root: Path, name: str, temporary: Path
) -> Operand:
    target = revisions.export_file(text, root, revision, name, temporary)
    return Operand(
        text,
        str(target),
        display_name(str(temporary)),
        f"{revision}:",
        str(root / name),
    )


def _read_package(text: str, settings: Sequence[Settings], temporary: Path) -> Operand:
    """Return the document from which a package was generated: the file, a revision of it, or its description.

    The manifest of the package has the digest of its document; only the file and its revisions have positions.
    """
    described = description.find_in(Path(text))
    real = os.path.realpath(text)
    own = next((s for s in settings if os.path.realpath(s.output) == real), None)
    operand = None if own is None else _find_document(text, own, temporary)
    if operand is not None:
        return replace(operand, description=described)
    return _read_description(text, Path(text), temporary, own)


def _read_description(
    text: str, folder: Path, temporary: Path, own: Settings | None = None
) -> Operand:
    """Return the document in the description of a package."""
    described = description.find_in(folder)
    if described is not None:
        return write_documents(text, described, temporary, own)
    message = f"{text} is not a generated package: it has no {description.NAME}"
    raise UsageError(message, "name the document", code="unreadable-file")


def _find_document(text: str, own: Settings, temporary: Path) -> Operand | None:
    """Return the document of a package by its digest; None if neither the file nor a revision has it."""
    digest = manifest.read_last(own).inputs.get("document")
    if digest is None or is_url(own.spec) or own.spec == STDIN:
        return None
    try:
        if _digest_files(Path(own.spec), own.overlays) == digest:
            return Operand(text, own.spec, settings_path=own.spec)
        for operand in _list_versions(text, own, temporary):
            if _digest_files(Path(operand.path), operand.overlays or ()) == digest:
                return operand
    except (SpecpressError, ValueError):
        # No repository, or a document that cannot be read: the description has the rest.
        return None
    return None


def write_documents(
    text: str, described: Description, temporary: Path, own: Settings | None = None
) -> Operand:
    """Return the document in the description of a package, which is written to a temporary directory.

    Raises:
        UsageError: the description is not valid.
    """
    for name, tree in described.documents.items():
        # A path that leads out of the directory is not that of a file of ours.
        if not targets.is_valid_name(name):
            message = f"cannot read {text}: its description is not valid"
            raise UsageError(message, "name the document", code="unreadable-file")
        path = temporary / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(tree), "utf-8")
    return Operand(
        text,
        str(temporary / described.main),
        display_name(str(temporary)),
        f"{text}:",
        own.spec if own else str(temporary / described.main),
        (),
        described,
    )


def _list_versions(text: str, settings: Settings, temporary: Path) -> Iterator[Operand]:
    """Yield the revisions of the document of a package, with its overlays."""
    spec = Path(settings.spec).resolve()
    root = revisions.find_root(text, spec.parent)
    name = spec.relative_to(root).as_posix()
    for revision in revisions.list_revisions(text, root, name, MAX_REVISIONS):
        short = revision[:12]
        directory = temporary / short
        operand = _read_revision(text, revision, root, name, directory)
        overlays = tuple(
            revisions.export_file(
                text,
                root,
                revision,
                p.resolve().relative_to(root).as_posix(),
                directory,
            )
            for p in settings.overlays
        )
        yield Operand(
            text,
            operand.path,
            operand.directory,
            f"{short}:",
            settings.spec,
            overlays,
        )


def _digest_files(spec: Path, overlays: Sequence[Path]) -> str:
    """Return the digest of a document in one file, as the manifest has it."""
    contents = [("", load(spec).source.content)]
    numbered = enumerate(load(path, kind="overlay") for path in overlays)
    contents += [(f"overlay {n}", overlay.source.content) for n, overlay in numbered]
    return digest_contents(contents)
