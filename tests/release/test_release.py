"""`version = "auto"`: the next version follows from the changes, and renamed parts keep their earlier names."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from specpress.document.problems import UsageError
from specpress.generation import check, generate, load_settings
from specpress.release import increase
from tests.diff.test_command import NEW, OLD, RENAMED, SAFE

SETTINGS = 'spec = "openapi.yaml"\noutput = "client"\nversion = "auto"\n'


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in a project with a document."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "specpress.toml").write_text(SETTINGS, "utf-8")
    return tmp_path


def release(document: str, settings: str = SETTINGS) -> str:
    """Write the package of a document; return its version."""
    Path("openapi.yaml").write_text(document, "utf-8")
    Path("specpress.toml").write_text(settings, "utf-8")
    result = generate(load_settings())
    result.write()
    # An equal run and a check find the same version.
    again = generate(load_settings())
    assert dict(again.files) == dict(result.files)
    assert check(load_settings()).is_current
    project = tomllib.loads(Path("client/pyproject.toml").read_text("utf-8"))
    return str(project["project"]["version"])


def read_changelog() -> str:
    return Path("client/CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("version", "step", "expected"),
    [
        ("1.2.3", "major", "2.0.0"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "patch", "1.2.4"),
        ("1.2.3", "none", "1.2.3"),
        ("0.4.1", "major", "0.5.0"),
        ("0.4.1", "minor", "0.4.2"),
        ("0.4.1", "patch", "0.4.2"),
        ("2026.3.1", "minor", "2026.4.0"),
        ("1.0rc1", "patch", "1.0.1"),
    ],
)
def test_steps(version: str, step: str, expected: str) -> None:
    assert increase(version, step) == expected


def test_versions_and_changelog() -> None:
    assert release(OLD) == "0.1.0"
    assert release(OLD.replace("title: Bookshop", "title: Bookshop, summary: S")) == (
        "0.1.0"
    )
    assert release(SAFE) == "0.1.1"
    assert release(NEW) == "0.2.0"
    assert release(NEW, SETTINGS.replace("auto", "1.0.0")) == "1.0.0"
    assert release(OLD) == "2.0.0"
    text = read_changelog()
    titles = [line for line in text.splitlines() if line.startswith("## ")]
    assert titles == ["## 2.0.0", "## 1.0.0", "## 0.2.0", "## 0.1.1", "## 0.1.0"]
    part = text.partition("## 0.2.0\n")[2].partition("\n## ")[0]
    assert part.startswith("\n### Programs need edits\n\n- ")
    line = "- `client.books.list(limit=…)`: argument `limit` is gone: the server ignores it"
    assert line in part.splitlines()
    assert text.endswith("## 0.1.0\n\nThe first version.\n")


def test_renamed_operation_keeps_its_earlier_name() -> None:
    """Until the next major version of the package."""
    settings = SETTINGS.replace("auto", "1.0.0")
    release(OLD, settings)
    assert release(RENAMED) == "1.1.0"
    resource = Path("client/bookshop_client/resources/books.py")
    assert '@deprecated("get is now fetch")' in resource.read_text("utf-8")
    assert "the earlier name is deprecated" in read_changelog()
    assert release(RENAMED.replace("play]", "play, essay]")) == "1.2.0"
    assert "deprecated" in resource.read_text("utf-8")
    assert release(NEW.replace("getBook", "fetchBook")) == "2.0.0"
    assert "deprecated" not in resource.read_text("utf-8")
    line = "- `client.books.get` is gone: use `client.books.fetch`"
    assert line in read_changelog().splitlines()


def test_description_that_cannot_be_read() -> None:
    """The version would begin again."""
    release(OLD)
    path = Path("client/bookshop_client/_description.json")
    path.write_text("<<<<<<< ours", "utf-8")
    with pytest.raises(UsageError, match="is not the description of a package"):
        generate(load_settings())
    path.unlink()
    assert generate(load_settings()).files["CHANGELOG.md"]


def test_earlier_names_without_an_automatic_version() -> None:
    """Resources, classes, attributes and members, which programs still find."""
    settings = 'spec = "openapi.yaml"\noutput = "client"\n'
    release(OLD, settings)
    new = OLD.replace("{id}", "{key}").replace("name: id, in", "name: key, in")
    new = new.replace("getBook", "getVolume").replace("listBooks", "listVolumes")
    new = new.replace("tags: [books]", "tags: [volumes]").replace("Genre", "Kind")
    new = new.replace("enum: [novel", "x-enum-varnames: [LONG, P, Q], enum: [novel")
    release(new, settings)
    assert not Path("client/CHANGELOG.md").exists()
    program = """\
import warnings
from bookshop_client import Bookshop
warnings.simplefilter("error", DeprecationWarning)
def is_deprecated(read):
    try:
        read()
    except DeprecationWarning as warning:
        print(warning)
        return True
def read_class():
    from bookshop_client.models import Genre
def read_member():
    from bookshop_client.models import Kind
    Kind.NOVEL
assert is_deprecated(lambda: Bookshop().books)
assert is_deprecated(read_class)
assert is_deprecated(read_member)
assert is_deprecated(lambda: Bookshop().volumes.get(id="1"))
warnings.simplefilter("ignore", DeprecationWarning)
from bookshop_client.testing import FakeBookshop
fake = FakeBookshop()
fake.volumes.get.returns({"id": "1", "title": "Emma", "pages": 3})
with fake.client() as client:
    assert client.books.get(id="1") == client.volumes.get(key="1") == client.volumes.get("1")
assert {call.key for call in fake.volumes.get.calls} == {"1"}
"""
    subprocess.run([sys.executable, "-c", program], cwd="client", check=True)
