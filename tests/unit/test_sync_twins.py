"""Synchronous modules derived from asynchronous ones."""

from __future__ import annotations

from pathlib import Path

import black
import pytest

from specpress.output.sync_twins import to_sync

PACKAGE = Path(__file__).parents[2] / "templates" / "package"
CONVERTED = [
    path
    for path in sorted(PACKAGE.rglob("*_async.py"))
    if not path.with_name(path.name.replace("_async", "_sync")).exists()
]


@pytest.mark.parametrize("path", CONVERTED, ids=lambda path: path.name)
def test_synchronous_module_is_formatted(path: Path) -> None:
    source = to_sync(path.read_text("utf-8"))
    assert black.format_str(source, mode=black.Mode()) == source
    assert "await" not in source
