"""The server that receives the requests of the wire tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.wire.server import RecordingServer, run_server


@pytest.fixture
def server() -> Iterator[RecordingServer]:
    with run_server() as running:
        yield running
