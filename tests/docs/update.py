"""Write the outputs that pages show, the pictures and the comparison (`make golden`)."""

from __future__ import annotations

from tests.docs import comparison, execution, pictures, reference
from tests.docs.pages import EXECUTED


def update() -> None:
    """Update all pages."""
    comparison.update()
    pictures.update()
    reference.update()
    execution.update(EXECUTED)
