"""Exchanges with the service: recorded, replayed, compared with the document, repaired."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest
from bookshop_client import AsyncBookshop, Bookshop
from bookshop_client.models import Book
from bookshop_client.testing import (
    FakeTransport,
    Recording,
    UnrecordedRequest,
    response,
)
from samples import KINDRED, PARABLE
from service import app

SECRET = "tok_1234567890abcdef"
SETTINGS: dict[str, Any] = {"base_url": "https://shop.test", "token": SECRET}


def record(path: Path) -> Book:
    """Create a book in the service."""

    async def call() -> Book:
        recording = Recording(path, "record")
        http = httpx2.AsyncClient(transport=httpx2.ASGITransport(app))
        transport = recording.async_transport(http)
        async with http, AsyncBookshop(transport=transport, **SETTINGS) as client:
            return await client.books.create(body=PARABLE)

    return asyncio.run(call())


def test_record_and_replay(tmp_path: Path) -> None:
    path = tmp_path / "create.json"
    book = record(path)
    assert SECRET not in path.read_text("utf-8")
    with Bookshop(transport=Recording(path).transport(), **SETTINGS) as client:
        assert client.books.create(body=PARABLE) == book
        with pytest.raises(UnrecordedRequest, match="GET"):
            client.books.get(book.id)

    async def replay() -> Book:
        transport = Recording(path).async_transport()
        async with AsyncBookshop(transport=transport, **SETTINGS) as client:
            return await client.books.create(body=PARABLE)

    assert asyncio.run(replay()) == book


def run_repair(directory: Path, *options: str) -> subprocess.CompletedProcess[str]:
    document = Path(__file__).with_name("openapi.json")
    command = [sys.executable, "-m", "specpress", "repair", str(document)]
    options = ("--from", "shop.json", *options)
    return subprocess.run(
        [*command, *options],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )


def test_recording_is_compared_with_the_document(tmp_path: Path) -> None:
    record(tmp_path / "shop.json")
    checked = run_repair(tmp_path, "--check")
    assert (checked.returncode, checked.stdout) == (0, "")


def test_repair(tmp_path: Path) -> None:
    inner = FakeTransport(response(200, {**KINDRED.to_dict(), "price": 9.5}))
    transport = Recording(tmp_path / "shop.json", "record").transport(inner)
    with Bookshop(transport=transport, on_contradiction="accept", **SETTINGS) as client:
        client.books.get(KINDRED.id)
    repaired = run_repair(tmp_path, "-o", "repair.yaml")
    assert repaired.returncode == 0, repaired.stderr
    # The contradictions have positions in the document and in the recording.
    assert "openapi.json:" in repaired.stderr
    assert "/price at shop.json:" in repaired.stderr
    assert "price" in (tmp_path / "repair.yaml").read_text("utf-8")


def test_fixture(bookshop_recording: Recording) -> None:
    """Replay `recordings/test_recordings/test_fixture.json`."""
    with Bookshop(transport=bookshop_recording.transport(), **SETTINGS) as client:
        assert client.books.get(KINDRED.id) == KINDRED
