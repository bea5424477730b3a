# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""A fixture for pytest: `pytest_plugins = ["extend_client.testing.plugin"]` in a `conftest.py`."""

from __future__ import annotations

import pytest

from .fake import FakeExtend


@pytest.fixture
def fake_extend() -> FakeExtend:
    """The API in memory, empty."""
    return FakeExtend()
