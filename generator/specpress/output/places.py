"""The places that a run writes to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from specpress.config import MANIFEST, Settings


@dataclass(frozen=True, slots=True)
class Places:
    """The output directory, and the files that may be outside of it.

    Attributes:
        manifest: The manifest outside of the output directory; None if it is in it.
    """

    output: Path
    names_lock: Path
    manifest: Path | None = None

    def locate(self, name: str | None) -> tuple[Path, str]:
        """Return a directory and the path of a file in it; None is the names lock."""
        if name is None:
            return self.names_lock.parent, self.names_lock.name
        if name == MANIFEST and self.manifest is not None:
            return self.manifest.parent, self.manifest.name
        return self.output, name

    def get_path(self, name: str) -> Path:
        """Return the path of a file of the output."""
        directory, inner = self.locate(name)
        return directory / inner

    def relate(self, path: Path) -> str:
        """Return the path of a file relative to the output directory."""
        path = Path(os.path.realpath(path.parent), path.name)
        try:
            return Path(os.path.relpath(path, os.path.realpath(self.output))).as_posix()
        except ValueError:
            # They are on different drives of Windows.
            return path.as_posix()

    def relate_manifest(self) -> str | None:
        """Return the relative path of a manifest outside of the output directory."""
        return None if self.manifest is None else self.relate(self.manifest)


def get_places(settings: Settings) -> Places:
    """Return the places that a run with these settings writes to."""
    is_inside = settings.manifest.parent == settings.output
    manifest = None if is_inside else settings.manifest
    return Places(settings.output, settings.names_lock, manifest)
