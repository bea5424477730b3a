"""Places that `specpress upgrade` does not edit, with their reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.diff.documents import open_sides
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
