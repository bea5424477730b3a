"""Flavours: the synchronous twins of the runtime are formatted as they are made."""

from __future__ import annotations

from pathlib import Path

import black
import pytest

from specpress.flavours import to_sync

RUNTIME = Path(__file__).parents[2] / "templates" / "package" / "_runtime"
TWINNED = [
    path
    for path in sorted(RUNTIME.glob("*_async.py"))
    if not path.with_name(path.name.replace("_async", "_sync")).exists()
]


@pytest.mark.parametrize("path", TWINNED, ids=lambda path: path.name)
def test_a_synchronous_twin_is_formatted(path: Path) -> None:
    twin = to_sync(path.read_text("utf-8"))
    assert black.format_str(twin, mode=black.Mode()) == twin
    assert "await" not in twin
