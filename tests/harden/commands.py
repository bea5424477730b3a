"""Run the command with a payload in a setting, an option, an overlay or a lock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner, Result

from specpress.cli import main
from specpress.guard import INTERNAL_ERROR
from tests.harden.attack import inspect_printed
from tests.harden.canary import watch
from tests.harden.inputs import OUTPUT, Input, Project, build_project
from tests.harden.inspection import Finding, inspect_files
from tests.harden.payloads import Payload

# A file outside the project: nothing may change it.
VICTIM = "victim.txt"
Content = dict[str, bytes]


def attack_input(target: Input, payload: Payload, number: int) -> list[Finding]:
    """Run `generate` with a payload in one position."""
    text = payload.text(number)
    with _folder() as folder, watch() as canary:
        before, result, after = run_command(target.inject(text), folder)
    place = f"{target.name}, {payload.name}"
    findings = [*_inspect_result(result, place)]
    findings += [Finding("injected", place, name) for name in canary.names]
    findings += _inspect_folder(before, after, place, target.chooses_place)
    output = _read_output(after)
    is_name = target.chooses_name and all(p.isidentifier() for p in text.split("."))
    if result.exit_code == 0 and output and not is_name:
        findings += inspect_files(output, _baseline())
    return findings


def run_command(project: Project, folder: Path) -> tuple[Content, Result, Content]:
    """Write a project below a folder, and run the command in it; return all files before and after."""
    root = folder / "outer" / "project"
    for name, content in project.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / VICTIM).write_bytes(b"not yours")
    (folder / "outer" / VICTIM).write_bytes(b"not yours")
    before = _read_all(folder)
    os.chdir(root)
    result = CliRunner().invoke(main, ["generate", *project.arguments])
    return before, result, _read_all(folder)


@contextmanager
def _folder() -> Iterator[Path]:
    current = Path.cwd()
    with TemporaryDirectory() as directory:
        try:
            yield Path(directory)
        finally:
            os.chdir(current)


@cache
def _baseline() -> dict[str, str]:
    with _folder() as folder:
        _, result, after = run_command(build_project(), folder)
    assert result.exit_code == 0, result.output
    return _read_output(after)


def _read_all(folder: Path) -> Content:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _read_output(content: Content) -> dict[str, str]:
    prefix = f"outer/project/{OUTPUT}/"
    return {
        path.removeprefix(prefix): data.decode("utf-8", "replace")
        for path, data in content.items()
        if path.startswith(prefix) and not path.endswith(".lock")
    }


def _inspect_result(result: Result, place: str) -> Iterator[Finding]:
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        yield Finding("traceback", place, ascii(result.exception)[:200])
    if result.exit_code == INTERNAL_ERROR:
        yield Finding("traceback", place, ascii(result.output)[-200:])
    yield from inspect_printed(place, result.output)


def _inspect_folder(
    before: Content, after: Content, place: str, chooses_place: bool
) -> Iterator[Finding]:
    """Yield files outside the project that were written or deleted; new ones if nobody chose a place."""
    for path in sorted(before.keys() | after.keys()):
        is_chosen = chooses_place and path not in before
        is_inside = path.startswith("outer/project/")
        if before.get(path) != after.get(path) and not is_inside and not is_chosen:
            yield Finding("escaped", place, f"file {path!a}")
