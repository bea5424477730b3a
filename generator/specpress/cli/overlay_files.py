"""Write an overlay to a file: completely, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import click


def write_overlay_file(path: Path, text: str) -> None:
    """Write a file, and replace an earlier one at once.

    Raises:
        UsageError: the file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, "utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.UsageError(f"cannot write {path}: {reason}") from error
    finally:
        temporary.unlink(missing_ok=True)
