"""Read versions of a document for a comparison."""

from __future__ import annotations

from pathlib import Path

from specpress.diff.changes import Change
from specpress.diff.comparing import compare_sides
from specpress.diff.operands import Operand
from specpress.diff.sides import Side, read_side
from tests.property.packages import settings_for


def read_sides(*documents: Path) -> list[Side]:
    """Return the sides of documents, each of which keeps the names of the one before."""
    sides: list[Side] = []
    for path in documents:
        previous = sides[-1] if sides else None
        operand = Operand(path.name, str(path))
        sides.append(read_side(operand, settings_for(str(path)), previous))
    return sides


def compare_texts(directory: Path, *texts: str) -> list[Change]:
    """Return the changes between two documents."""
    paths = [directory / f"{number}.yaml" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return [*compare_sides(*read_sides(*paths)).changes]
