"""Places that `specpress upgrade` does not edit, with their reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.diff.documents import open_sides
from specpress.program.edits import Plan
from specpress.program.renaming import Renamer
from specpress.program.sources import read_program
from specpress.program.touching import UseIndex
from specpress.program.upgrading import plan_upgrade, recover, write
from tests.diff.test_command import OLD

NEW = (
    OLD.replace("getBook", "getVolume")
    .replace("listBooks", "listVolumes")
    .replace("tags: [books]", "tags: [volumes]")
    .replace("schemas/Book", "schemas/Volume")
    .replace("    Book:", "    Volume:")
    .replace("Genre", "Kind")
    .replace("        - {name: limit, in: query, schema: {type: integer}}\n", "")
    .replace("{id}", "{key}")
    .replace("name: id, in: path", "name: key, in: path")
)
# The comment at the end of a line is the beginning of the reason.
APP = """\
from bookshop_client import Bookshop
from bookshop_client.models import Book  # the file has another `Volume`
from bookshop_client.models.genre import Genre
from other import *

client = Bookshop()
books = client.books
books.get("1")  # the resource is not named before the method
read = client.books.get  # arguments that are not written in the call
options = {"limit": 2}
client.books.list(**options)  # arguments that are not written in the call
client.books.list(limit=len("x"))  # the value of the argument may have effects
client.books.get(id="1")
Volume = Book  # the file has another `Volume`
Genre.POEM
"""


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in a directory with two documents and a program."""
    monkeypatch.chdir(tmp_path)
    files = {"old.yaml": OLD, "new.yaml": NEW, "src/app.py": APP}
    files |= {"src/other.py": "from bookshop_client.models import Genre as Kind\n"}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_reasons(directory: Path) -> None:
    with open_sides("old.yaml", "new.yaml", None, {}) as sides:
        plan = plan_upgrade(Path("src"), sides)
    lines = enumerate(APP.splitlines(), 1)
    expected = {n: line.partition("  # ")[2] for n, line in lines if "  # " in line}
    reasons = {r.position.line: r.reason for r in plan.remaining}
    assert reasons.keys() == expected.keys()
    for line, reason in expected.items():
        assert reasons[line].startswith(reason)
    app = directory / "src/app.py"
    # A file that was changed meanwhile is kept.
    app.write_text(f"{APP}# changed\n", "utf-8")
    write(plan, Path("src"))
    assert app.read_text("utf-8") == f"{APP}# changed\n"
    other = (directory / "src/other.py").read_text("utf-8")
    assert other == "from bookshop_client.models import Kind as Kind\n"
    assert not recover(Path("src"))
    app.write_text(APP, "utf-8")
    write(plan, Path("src"))
    text = app.read_text("utf-8")
    assert "from bookshop_client.models.kind import Kind\n" in text
    assert 'client.volumes.get(key="1")' in text
    assert text.endswith("Kind.POEM\n")


def test_modules_of_classes(directory: Path) -> None:
    """A class may move to another module, also under the same name."""
    text = """\
from acme.models.book import Book
from acme.models.book import Book as B, Genre
from acme.models.book import (
    Genre,
)
from acme.models import Book
from acme.errors import Book
"""
    modules = {"models.Book": "models.volume", "models.Genre": "models.book"}
    (directory / "app.py").write_text(text, "utf-8")
    files = read_program(directory / "app.py", [])
    plan = Plan()
    renamer = Renamer(plan, UseIndex([]), "acme", modules.get)
    renamer.move_imports(files)
    (edited,) = plan.list_files()
    expected = text.replace("book import Book\n", "volume import Book\n", 1)
    assert edited.text == expected
    (remaining,) = plan.remaining
    assert (remaining.position.line, remaining.position.column) == (2, 30)
    assert "the class is in the module `acme.models.volume` now" in (
        remaining.change.message
    )
