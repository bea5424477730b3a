"""`specpress upgrade` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from tests.diff.test_command import OLD

NEW = (
    OLD.replace("getBook", "fetchBook")
    .replace("pages: {type: integer}", "pages: {type: string}")
    .replace("        - {name: limit, in: query, schema: {type: integer}}\n", "")
)
APP = """\
from bookshop_client import Bookshop

client = Bookshop()
print(client.books.get("1").pages)
limits = {"limit": 2}
client.books.list(limit=len("abc"))
client.books.list(**limits)
"""
SETTINGS = 'spec = "openapi.yaml"\noutput = "client"\n'


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in a project with a generated package and a program; a link leads out of the program."""
    monkeypatch.chdir(tmp_path)
    files = {"openapi.yaml": OLD, "specpress.toml": SETTINGS, "outside.py": APP}
    files |= {"src/app.py": APP.replace("\n", "\r\n"), "old.yaml": OLD}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    (tmp_path / "src/link.py").symlink_to("../outside.py")
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the command."""
    result = CliRunner().invoke(main, [*arguments])
    assert "Traceback" not in result.output
    return result


def test_edits_are_shown_and_written(directory: Path) -> None:
    """Without operands, the old document is that of the generated package."""
    assert run("generate", "-q").exit_code == 0
    (directory / "openapi.yaml").write_text(NEW, "utf-8")
    app = directory / "src/app.py"
    before = app.read_bytes()
    result = run("upgrade", "src", "--write")
    assert result.exit_code == 1
    assert '-print(client.books.get("1").pages)' in result.stdout
    assert '+print(client.books.fetch("1").pages)' in result.stdout
    assert app.read_bytes() == before.replace(b".get(", b".fetch(")
    assert (directory / "outside.py").read_text("utf-8") == APP
    assert sorted(p.name for p in (directory / "src").iterdir()) == [
        "app.py",
        "link.py",
    ]
    lines = result.stderr.splitlines()
    assert lines[0] == "1 edit in 1 file, written"
    assert [line.split(": ")[0] for line in lines[2:]] == [
        "  src/app.py:4:29",
        "  src/app.py:6:19",
        "  src/app.py:7:14",
    ]
    assert "attribute `pages` is `str`, was `int`" in lines[2]
    assert "the value of the argument may have effects" in lines[3]


def test_deprecated_names_are_replaced(directory: Path) -> None:
    assert run("generate", "-q").exit_code == 0
    settings = f'{SETTINGS}[names]\n"operation getBook" = "books.read"\n"field Book pages" = "count"\n'
    (directory / "specpress.toml").write_text(settings, "utf-8")
    assert run("generate", "-q", "--accept-renames").exit_code == 0
    app = directory / "src/app.py"
    before = app.read_bytes()
    result = run("upgrade", "src")
    assert result.exit_code == 0
    assert '+print(client.books.read("1").count)' in result.stdout
    assert "1 file, not written: pass --write" in result.stderr
    assert app.read_bytes() == before


def test_without_an_old_document() -> None:
    result = run("upgrade", "src")
    assert result.exit_code == 2
    assert "name the old document with --from" in result.stderr
    result = run("upgrade", "missing", "--from", "old.yaml")
    assert result.exit_code == 2
    assert "no such file or directory" in result.stderr
