"""Own code in `own.py`: it takes the place of generated classes, is checked against them, and is never written."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.cli import main
from tests.property.documents import Document, documents
from tests.selection.generation import BOOKSHOP

DOCS = Path(__file__).parents[2] / "docs/own-code.md"
REGENERATIONS = 100
WRONG = """from own_shop import AsyncBookshop, Bookshop


def ask(shop: Bookshop, other: AsyncBookshop) -> None:
    shop.books.labels(1)
    shop.orders.labels()
    print(",".join(other.books.labels()))
"""
NAMES = ("--package", "own_shop", "--client", "Bookshop")


def read_example(name: str) -> str:
    """Return a module that the page about own code shows, by its first line."""
    blocks = DOCS.read_text("utf-8").split("```python\n")[1:]
    texts = [block.partition("```")[0] for block in blocks]
    (text,) = [text for text in texts if text.startswith(f"# {name}\n")]
    return text


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the directory with a client that has the own code of the page."""
    output = tmp_path_factory.mktemp("own")
    generate = ["generate", str(BOOKSHOP), "-o", str(output), *NAMES]
    run(*generate)
    (output / "own_shop/own.py").write_text(read_example("own.py"), "utf-8")
    run(*generate)
    (output / "use.py").write_text(read_example("use.py"), "utf-8")
    yield output


def execute(output: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=output,
        env={**os.environ, "MYPYPATH": str(output), "PYTHONPATH": str(output)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_own_methods_run(client: Path) -> None:
    completed = execute(client, "use.py")
    assert (
        completed.stdout
        == "Emma (Jane Austen)\nEmma (Jane Austen)\n1 books\nEmma (Jane Austen)\n"
    ), completed.stderr


def test_check_names_own_code_and_stays_green(client: Path) -> None:
    arguments = [str(BOOKSHOP), "-o", str(client), *NAMES, "--json"]
    run("check", *arguments)
    own = client / "own_shop/own.py"
    text = own.read_text("utf-8")
    own.write_text(f"{text}\n\nclass Orders:\n    pass\n", "utf-8")
    result = CliRunner().invoke(main, ["check", *arguments])
    own.write_text(text, "utf-8")
    differences = json.loads(result.stdout)["result"]["differences"]
    assert {entry["cause"] for entry in differences} == {"own code"}
    assert "own_shop/_client.py" in [entry["path"] for entry in differences]


def test_type_checkers_see_own_methods(client: Path) -> None:
    (client / "wrong.py").write_text(WRONG)
    own = client / "own_shop/own.py"
    files = ["use.py", "own_shop/own.py"]
    assert execute(client, "-m", "mypy", "--strict", *files).returncode == 0
    report = execute(client, "-m", "mypy", "--strict", "wrong.py").stdout
    assert report.count(": error:") == 3, report
    (client / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    pyright = ["-m", "basedpyright", "--level", "error"]
    completed = execute(client, *pyright, *files)
    assert completed.returncode == 0, completed.stdout
    report = execute(client, *pyright, "wrong.py").stdout
    assert {*re.findall(r"wrong\.py:(\d+)", report)} == {"5", "6", "7"}, report
    text = own.read_text("utf-8")
    own.write_text(text.replace("self.title", "self.titel"), "utf-8")
    report = execute(client, "-m", "mypy", "--strict", "own_shop/own.py").stdout
    own.write_text(text, "utf-8")
    assert '"Book" has no attribute "titel"' in report


def test_invalid_own_code_is_located(client: Path) -> None:
    own = client / "own_shop/own.py"
    text = own.read_text("utf-8")
    own.write_text("class Books(\n", "utf-8")
    arguments = [str(BOOKSHOP), "-o", str(client), *NAMES]
    result = CliRunner().invoke(main, ["generate", *arguments])
    assert own.read_text("utf-8") == "class Books(\n"
    own.write_text(text, "utf-8")
    assert result.exit_code == 2
    assert "own_shop/own.py:1: not valid Python" in result.output


LINES = st.lists(st.text("abc #\té\r", max_size=20), max_size=5)
CLASSES = st.lists(st.sampled_from(["Acme", "AsyncAcme", "Default", "Helper"]))


@settings(max_examples=REGENERATIONS)
@given(documents(max_size=1), CLASSES, LINES, st.booleans())
def test_regeneration_keeps_own_code(
    tmp_path_factory: pytest.TempPathFactory,
    document: Document,
    classes: list[str],
    lines: list[str],
    is_forced: bool,
) -> None:
    # One directory: each document replaces the client of the last one.
    directory = tmp_path_factory.getbasetemp() / "regenerated"
    own = directory / "acme/own.py"
    own.parent.mkdir(parents=True, exist_ok=True)
    comments = [f"# {line}" for line in lines]
    text = "\n".join([*comments, *(f"class {name}: pass" for name in classes)])
    own.write_bytes(text.encode())
    spec = directory / "openapi.json"
    spec.write_text(json.dumps(document), "utf-8")
    names = ["--package", "acme", "--client", "Acme", "-o", str(directory)]
    force = ["--force"] if is_forced else []
    CliRunner().invoke(main, ["generate", str(spec), *names, *force, "-q"])
    assert own.read_bytes() == text.encode()
