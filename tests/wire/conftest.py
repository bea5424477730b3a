"""The server that receives the requests of the wire tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wire.server import RecordingServer, run_server


@pytest.fixture
def server() -> Iterator[RecordingServer]:
    with run_server() as running:
        yield running


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a file with the content `files.PNG`."""
    path = tmp_path / "cover.png"
    path.write_bytes(b"\x89PNG\r\n\x00")
    return path
