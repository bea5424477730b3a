"""Fixtures of the tests of the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.output import disk

DOCUMENT = """openapi: 3.1.0
info: {title: Books, version: 1.0.0}
paths:
  /books:
    get:
      operationId: listBooks
      responses: {'200': {description: All books}}
"""


@pytest.fixture(autouse=True)
def _no_flush(monkeypatch: pytest.MonkeyPatch) -> None:
    # Flushing each file of so many outputs takes most of the time.
    monkeypatch.setattr(disk, "sync", lambda _: None)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working directory, which contains a document."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    return tmp_path
