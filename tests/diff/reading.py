"""Read versions of a document for a comparison."""

from __future__ import annotations

from pathlib import Path

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
