"""A working day in the bookshop: the scripts of the example against its service."""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from tests.examples.bookshop import EXAMPLE, example_with_client, load_app, run, serve


@pytest.fixture(scope="module")
def example() -> Path:
    """Return a copy of the example with its client."""
    return example_with_client()


@pytest.fixture
def app() -> ModuleType:
    """Return the service in its initial state."""
    return load_app()


def documented_output() -> list[str]:
    """Return the lines that the script prints according to the README."""
    readme = (EXAMPLE / "README.md").read_text("utf-8")
    (output,) = re.findall(r"```text\n(.*?)```", readme, re.DOTALL)
    return str(output).splitlines()


def check_service(app: ModuleType) -> None:
    """Check the books and orders that the service has after a working day."""
    dispossessed, kindred = list(app.BOOKS.values())[-2:]
    assert (kindred.title, kindred.genre.value) == ("Kindred", "fiction")
    assert [author.name for author in kindred.authors] == ["Octavia E. Butler"]
    assert dispossessed.genre.value == "fiction"
    assert dispossessed.published is dispossessed.dimensions is None
    assert dispossessed.cover_url == "/covers/back.png?8&image/png&Back"
    assert [
        order.payment.model_dump(by_alias=True) for order in app.ORDERS.values()
    ] == [
        {"kind": "card", "number": "4111 1111", "expires": "12/29"},
        {"kind": "transfer", "iban": "DE02 1203"},
        {"kind": "voucher", "code": "SPRING", "from": "Grace"},
        {"kind": "voucher", "code": "SUMMER", "from": "Alan"},
    ]
    delivery = datetime(2030, 1, 1, 9, tzinfo=UTC)
    assert [order.deliver_after for order in app.ORDERS.values()] == [
        *[delivery] * 3,
        None,
    ]


def test_document_is_that_of_the_service(app: ModuleType) -> None:
    document = json.loads((EXAMPLE / "openapi.json").read_text("utf-8"))
    assert document == app.app.openapi()


def test_working_day(example: Path, app: ModuleType) -> None:
    with serve(app) as url:
        output = run(example, "working_day.py", url)
    assert output.splitlines() == documented_output()
    check_service(app)


def test_async_working_day(example: Path, app: ModuleType) -> None:
    with serve(app) as url:
        output = run(example, "working_day_async.py", url)
    cancelled = "stopped: task.cancelled()=True"
    lines = documented_output()
    assert output.splitlines() == [*lines[:-1], cancelled, lines[-1]]
    check_service(app)


def test_tests_with_the_fake(example: Path) -> None:
    run(example, "pytest", "-q", "-p", "no:cacheprovider", "test_with_fake.py")


def test_mypy_accepts_the_example(example: Path) -> None:
    scripts = [path.name for path in sorted(example.glob("*.py"))]
    run(example, "mypy", "--strict", *scripts)


def test_pyright_accepts_the_example(example: Path) -> None:
    options = ["--level", "error", "--pythonpath", sys.executable]
    run(example, "basedpyright", *options)
