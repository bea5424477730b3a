"""Records of runs: an equal run prints the same without generating; any difference leads to a complete run."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from specpress import guard, records
from specpress.cli import main
from specpress.output import template_set

# A required key without a property is a warning: it is printed again, too.
DOCUMENT = """openapi: 3.1.0
info: {title: Shop API, version: '1'}
paths:
  /books:
    get:
      operationId: listBooks
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: 'parts.yaml#/Book'}}}}}
"""
PARTS = "Book: {type: object, required: [isbn], properties: {title: {type: string}}}\n"
OVERLAY = """overlay: 1.0.0
info: {title: Ours, version: '1'}
actions: [{target: $.info, update: {description: Books.}}]
"""
SETTINGS = """[tool.specpress]
spec = "openapi.yaml"
output = "client"
overlays = ["ours.yaml"]
templates = "templates"
"""
TEMPLATE = "package/py.typed"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project after two runs, which are recorded."""
    folder = tmp_path_factory.mktemp("project")
    texts = {
        "openapi.yaml": DOCUMENT,
        "parts.yaml": PARTS,
        "ours.yaml": OVERLAY,
        "pyproject.toml": SETTINGS,
        f"templates/{TEMPLATE}": "",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv(records.VARIABLE, str(folder / "records"))
        run("generate")
        run("generate")
        run("check")
    return folder


@pytest.fixture(autouse=True)
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setenv(records.VARIABLE, str(project / "records"))


def run(*arguments: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["specpress", *arguments])
        return guard.run(lambda: main)


def test_equal_run_prints_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 0
    complete = capfd.readouterr()
    assert records.repeat(["check"])
    assert capfd.readouterr() == complete
    assert "clean: all" in complete.out
    assert "isbn" in complete.err


def test_generate_is_recorded_by_the_run_that_writes(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with change(Path("openapi.yaml"), append):
        run("generate")
        assert "files in " in capfd.readouterr().out
        assert records.repeat(["generate"])
        repeated = capfd.readouterr()
        assert "files, unchanged" in repeated.out
        run("generate", "--quiet")
    run("generate")
    capfd.readouterr()
    run("generate")
    assert capfd.readouterr() == repeated
    run("check")


@contextmanager
def change(path: Path, edit: Callable[[bytes], bytes]) -> Iterator[None]:
    content = path.read_bytes()
    path.write_bytes(edit(content))
    try:
        yield
    finally:
        path.write_bytes(content)


@contextmanager
def add(path: Path, content: str = "") -> Iterator[None]:
    assert not path.exists()
    path.write_text(content)
    try:
        yield
    finally:
        path.unlink()


@contextmanager
def replace_by_link(path: Path) -> Iterator[None]:
    """Replace a file or a directory by a link to a copy of it."""
    moved = path.rename(path.with_name(f"moved-{path.name}"))
    path.symlink_to(moved)
    try:
        yield
    finally:
        path.unlink()
        moved.rename(path)


@contextmanager
def delete(path: Path) -> Iterator[None]:
    moved = path.rename(path.with_name(f"moved-{path.name}"))
    try:
        yield
    finally:
        moved.rename(path)


def append(content: bytes) -> bytes:
    return content + b"\n"


CHANGES: dict[str, Callable[[Path], AbstractContextManager[None]]] = {
    "document": lambda p: change(p / "openapi.yaml", append),
    "file that the document refers to": lambda p: change(p / "parts.yaml", append),
    "overlay": lambda p: change(p / "ours.yaml", append),
    "settings": lambda p: change(p / "pyproject.toml", append),
    "settings before these": lambda p: add(p / "specpress.toml", "spec = 'a.yaml'"),
    "template": lambda p: change(p / "templates" / TEMPLATE, append),
    "another template": lambda p: add(p / "templates/package/errors.py.jinja"),
    "names lock": lambda p: change(p / "specpress-names.lock", append),
    "names lock deleted": lambda p: delete(p / "specpress-names.lock"),
    "own code": lambda p: add(p / "client/shop_client/own.py", "class Shop: ...\n"),
    "output": lambda p: change(p / "client/shop_client/errors.py", append),
    "output deleted": lambda p: delete(p / "client/README.md"),
    "output that is a link": lambda p: replace_by_link(p / "client/README.md"),
    "folder that is a link": lambda p: replace_by_link(
        p / "client/shop_client/_runtime"
    ),
    "manifest": lambda p: change(p / "client/specpress.lock", append),
    "interrupted write": lambda p: add(p / "client/.specpress-journal"),
    "another run": lambda p: add(p / "client/.specpress-lock"),
}


@pytest.mark.parametrize("command", records.COMMANDS)
@pytest.mark.parametrize("what", CHANGES)
def test_changed_files_lead_to_a_complete_run(
    project: Path, command: str, what: str
) -> None:
    assert records.repeat([command])
    with CHANGES[what](project):
        assert not records.repeat([command])
    assert records.repeat([command])


@pytest.mark.parametrize(
    "arguments", [["check", "--strict"], ["generate", "--dry-run"], ["mock"], []]
)
def test_other_command_lines_have_no_record(arguments: list[str]) -> None:
    assert not records.repeat(arguments)


@pytest.mark.parametrize("name", records.ENVIRONMENT)
def test_other_environments_have_no_record(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert records.repeat(["check"])
    monkeypatch.setenv(name, "33")
    assert not records.repeat(["check"])


def test_changed_generator_leads_to_a_complete_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from specpress.cli import recording

    (tmp_path / "module.py").write_text("")
    monkeypatch.setattr(recording, "SOURCES", tmp_path)
    run("check", "--quiet")
    assert records.repeat(["check", "--quiet"])
    (tmp_path / "module.py").write_text("pass")
    assert not records.repeat(["check", "--quiet"])


def test_builtin_templates_are_inputs(monkeypatch: pytest.MonkeyPatch) -> None:
    from specpress.cli import recording

    folders = {str(recording.SOURCES), str(template_set.templates_directory())}
    path = records.find_path(["check"])
    assert path is not None
    content = Path(path).read_text()
    assert all(folder in content for folder in folders)


def test_input_that_changes_during_the_run_is_not_recorded(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from specpress import generation

    check = generation.check
    document = project / "openapi.yaml"

    def edit_meanwhile(*arguments: object, **options: object) -> object:
        result = check(*arguments, **options)  # type: ignore[arg-type]
        document.write_text(f"{DOCUMENT}# changed\n")
        return result

    monkeypatch.setattr(generation, "check", edit_meanwhile)
    with change(document, lambda content: content):
        assert run("check", "--config", ".") == 0
        assert not records.repeat(["check", "--config", "."])
    assert not records.repeat(["check", "--config", "."])


@pytest.mark.parametrize("content", [b"", b"1\n1", b"5\nab", b"1\n1" * 6, b"\xff\n"])
def test_damaged_record_leads_to_a_complete_run(content: bytes) -> None:
    path = records.find_path(["check"])
    assert path is not None
    assert records.repeat(["check"])
    with change(Path(path), lambda _: content):
        assert not records.repeat(["check"])
    assert records.repeat(["check"])


def stop(seconds: float) -> None:
    raise KeyboardInterrupt


def test_watching_is_not_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", stop)
    assert run("generate", "--watch") == 0
    assert not records.repeat(["generate", "--watch"])


def test_accepted_renames_are_not_recorded() -> None:
    assert run("generate", "--accept-renames") == 0
    assert not records.repeat(["generate", "--accept-renames"])


def test_other_files_in_the_directory_are_not_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MAX_RECORDS", 1)
    monkeypatch.setenv(records.VARIABLE, str(tmp_path))
    others = [tmp_path / name for name in ("notes.txt", "a" * 64, ".hidden")]
    for path in others:
        path.write_text("of the user")
    (tmp_path / f"folder{records.SUFFIX}").mkdir()
    for options in ([], ["--quiet"]):
        run("check", *options)
    assert all(path.read_text() == "of the user" for path in others)
    assert len([*tmp_path.iterdir()]) == len(others) + 2


def test_records_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_RECORDS", 2)
    monkeypatch.setenv(records.VARIABLE, str(tmp_path))
    for options in ([], ["--quiet"], ["--format", "json"]):
        run("check", *options)
    assert len([*tmp_path.iterdir()]) == 2
    assert records.repeat(["check", "--format", "json"])


def test_unwritable_directory_is_no_error(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(records.VARIABLE, str(project / "openapi.yaml" / "records"))
    assert run("check") == 0
    monkeypatch.setenv(records.VARIABLE, "")
    assert records.find_path(["check"]) is None


def test_process_repeats_a_run_without_importing_the_command() -> None:
    entry = [sys.executable, "-X", "importtime", "-m", "specpress"]
    first, second = (
        subprocess.run(
            [*entry, "check", "--json"], capture_output=True, text=True, check=True
        )
        for _ in range(2)
    )
    assert first.stdout == second.stdout
    assert "specpress.pipeline" in first.stderr
    assert "click" not in second.stderr and "specpress.records" in second.stderr
