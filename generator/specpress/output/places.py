"""The places that a run writes to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """The output directory, and the names lock, which may be outside of it."""

    output: Path
    names_lock: Path

    def locate(self, name: str | None) -> tuple[Path, str]:
        """Return a directory and the path of a file in it; None is the names lock."""
        if name is None:
            return self.names_lock.parent, self.names_lock.name
        return self.output, name

    def relate_names_lock(self) -> str:
        """Return the path of the names lock relative to the output directory."""
        path = Path(os.path.realpath(self.names_lock.parent), self.names_lock.name)
        try:
            return Path(os.path.relpath(path, os.path.realpath(self.output))).as_posix()
        except ValueError:
            # They are on different drives of Windows.
            return path.as_posix()
