"""`specpress diff --program`: the places of a program that each change touches, found through types."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from specpress.cli import diff_formats, main
from specpress.diff.documents import compare
from specpress.document.problems import Position
from specpress.program import language_server
from tests.diff.test_command import OLD

NEW = (
    OLD.replace("getBook", "fetchBook")
    .replace("poem, play]", "poem]")
    .replace("pages: {type: integer}", "pages: {type: string}")
    .replace("name: limit, in: query", "name: limit, in: query, required: true")
)
# The comment at the end of a line names the parts that changes touch there.
APP = """\
from __future__ import annotations

import bookshop_client as package
from bookshop_client import AsyncBookshop, Bookshop
from bookshop_client.models import Book as B
from names import Book, Genre, shared


def make_client():
    return Bookshop()


class Shop:
    def __init__(self, client: Bookshop) -> None:
        self.client = client

    def read(self):
        return self.client.books.get("1")  # client.books.get


class LargeBook(Book):
    def count(self) -> int:
        return self.pages + 1  # models.Book.pages


client = make_client()
first = client.books.get  # client.books.get
for book in client.books.list(genre=Genre.PLAY):  # client.books.list(limit) models.Genre.PLAY
    print(f"é 😀 {book.pages}")  # models.Book.pages
client.books.list(genre="play", limit=2)  # models.Genre.PLAY
client.books.list(limit=1)
by_id = {book.id: book for book in client.books.list(limit=1)}
by_id["1"].pages  # models.Book.pages
sorted(by_id.values(), key=lambda book: book.pages)  # models.Book.pages
B(id="1", title="Emma", pages=3)  # models.Book.pages
Shop(client).read().pages  # models.Book.pages
shared.books.list()  # client.books.list(limit)


async def main() -> None:
    async with AsyncBookshop() as client:
        book = await client.books.get("1")  # client.books.get
        print(book.pages)  # models.Book.pages
        for book in await client.books.list():  # client.books.list(limit)
            print(book.title)


def show(value: object, other: object) -> None:
    match value:
        case Book(title=title, pages=pages):  # models.Book.pages
            print(title, pages)
    try:
        other.pages
    except package.NotFoundError:
        pass
"""
NAMES = """\
from bookshop_client import Bookshop
from bookshop_client.models import Book, Genre

__all__ = ["Book", "Genre", "shared"]
shared = Bookshop()
"""


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in a directory with two documents and a program."""
    monkeypatch.chdir(tmp_path)
    files = {"old.yaml": OLD, "new.yaml": NEW, "src/app.py": APP, "src/names.py": NAMES}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the command."""
    result = CliRunner().invoke(main, ["diff", "old.yaml", *arguments])
    assert "Traceback" not in result.output
    return result


def list_expected(part: str) -> list[int]:
    """Return the lines of the program whose comments name a part."""
    lines = enumerate(APP.splitlines(), 1)
    return [n for n, line in lines if part in line.partition("  # ")[2].split()]


def list_calls(table: Any, code: str) -> list[tuple[str, int]]:
    (change,) = (c for c in table["changes"] if c["code"] == code)
    return [(call["source"], call["line"]) for call in change["calls"]]


def test_places_are_found_through_types() -> None:
    """Aliases, other names, inferred types, async code, subclasses, loops, patterns, comprehensions."""
    result = run("new.yaml", "--program", "src", "--format", "json")
    table = json.loads(result.stdout)
    for code, part in (
        ("operation-renamed", "client.books.get"),
        ("response-property-type-changed", "models.Book.pages"),
        ("query-parameter-became-required", "client.books.list(limit)"),
        ("query-parameter-enum-value-removed", "models.Genre.PLAY"),
    ):
        expected = [("src/app.py", line) for line in list_expected(part)]
        assert list_calls(table, code) == expected, code
    (change,) = (c for c in table["changes"] if c["code"] == "operation-renamed")
    first = change["calls"][0]
    line = APP.splitlines()[first["line"] - 1]
    assert line[first["column"] - 1 :].startswith("get(")
    assert first["pointer"] == ""


def test_reports_begin_with_what_touches_the_program(directory: Path) -> None:
    (directory / "src/app.py").write_text(
        "from bookshop_client import Bookshop\n\nBookshop().books.get('1')\n", "utf-8"
    )
    (directory / "src/names.py").unlink()
    result = run("new.yaml", "--program", "src")
    lines = result.stdout.splitlines()
    assert lines[0].endswith("; 1 change touches src")
    titles = [line for line in lines if line and not line.startswith(" ")][1:]
    assert [re.sub(r" \(.*", "", title) for title in titles] == [
        "Programs need edits when the package is regenerated",
        "Not used by src",
    ]
    assert "    src/app.py:3:18" in lines


def test_formats_have_the_places() -> None:
    comparison = compare("old.yaml", "new.yaml", None, {})
    place = Position("src/app.py", 3, 18)
    changes = [
        replace(c, calls=(place,)) if c.code == "operation-renamed" else c
        for c in comparison.changes
    ]
    comparison = replace(comparison, changes=tuple(changes), program="src")
    text = diff_formats.write_markdown(comparison, False)
    assert "| `src/app.py:3:18` |" in text
    assert "#### Not used by src" in text
    lines = diff_formats.write_github(comparison, False).splitlines()
    assert lines[1].startswith("::error file=src/app.py,line=3,col=18,")
    (log,) = json.loads(diff_formats.write_sarif(comparison, False))["runs"]
    (related,) = log["results"][0]["relatedLocations"]
    assert related["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 18}


def test_only_used_changes_fail(directory: Path) -> None:
    text = "from bookshop_client import Bookshop\n\nBookshop().books.list(limit=1)\n"
    (directory / "src/app.py").write_text(text, "utf-8")
    (directory / "src/names.py").unlink()
    (directory / "new.yaml").write_text(OLD.replace("getBook", "fetchBook"), "utf-8")
    arguments = ("new.yaml", "--program", "src")
    assert run("new.yaml").exit_code == 1
    assert run(*arguments, "--only-used").exit_code == 0
    assert run("new.yaml", "--only-used").exit_code == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = (\n", "src/app.py:1:5: error: not valid Python: '(' was never closed"),
        ("import os\n", "the program src does not import 'bookshop_client'"),
        (None, "the program src has no Python files"),
    ],
)
def test_programs_that_cannot_be_read(
    text: str | None, message: str, directory: Path
) -> None:
    (directory / "src/names.py").unlink()
    path = directory / "src/app.py"
    path.unlink() if text is None else path.write_text(text, "utf-8")
    result = run("new.yaml", "--program", "src")
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_missing_dependency(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_server, "MODULE", "no_such_module")
    result = run("new.yaml", "--program", "src")
    assert result.exit_code == 2
    assert "install specpress with its extra `program`" in result.stderr
