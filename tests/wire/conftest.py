"""The server that all tests of what goes over the wire ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.wire.server import Wire, wire


@pytest.fixture
def server() -> Iterator[Wire]:
    with wire() as running:
        yield running
