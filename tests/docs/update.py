"""Write the outputs that pages show, the pictures and the comparison (`make golden`)."""

from __future__ import annotations

from tests.bench import chart
from tests.docs import comparison, execution, pictures, reference
from tests.docs.pages import EXECUTED


def update() -> None:
    """Update all pages."""
    comparison.update()
    chart.update()
    pictures.update()
    reference.update()
    execution.update(EXECUTED)
