"""Run commands with a payload in a file of the project or on the command line."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from specpress.guard import INTERNAL_ERROR
from specpress.mock import serving
from tests.harden.attack import inspect_printed
from tests.harden.canary import watch
from tests.harden.inputs import DOCUMENT, OUTPUT, Input, Project, build_project
from tests.harden.inspection import Finding, inspect_files
from tests.harden.overlays import inspect_overlay
from tests.harden.pages import inspect_pages
from tests.harden.payloads import Payload
from tests.harden.recordings import REPAIR, REPAIRS

# A file outside the project: nothing may change it.
VICTIM = "victim.txt"
Content = dict[str, bytes]
# Commands that write files of the project.
WRITERS = (("generate",), ("repair",), ("docs",))
PAGES = "outer/project/site/"
MOCK_LOG = logging.getLogger("specpress.mock")


def attack_input(target: Input, payload: Payload, number: int) -> list[Finding]:
    """Run a command with a payload in one position."""
    text = payload.text(number)
    place = f"{target.name}, {payload.name}"
    project = target.inject(text)
    with project_folder() as folder, watch() as canary:
        before, result, after = run_command(project, folder)
        findings = [*_inspect_result(result, place)]
        findings += _inspect_overlay(project, result, after, place)
        findings += _inspect_site(after, place)
    findings += [Finding("injected", place, name) for name in canary.names]
    is_writer = project.arguments[:1] in WRITERS
    findings += _inspect_folder(
        before, after, place, target.chooses_place, is_writer=is_writer
    )
    output = _read_output(after) if project.arguments[:1] == ("generate",) else {}
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
    return before, invoke(*project.arguments), _read_all(folder)


def invoke(*arguments: str) -> Result:
    """Run a command; the mock server ends when it would begin to serve."""
    handlers = [*MOCK_LOG.handlers]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serving, "serve", lambda _app, sock: sock.close())
        try:
            return CliRunner().invoke(main, arguments)
        finally:
            MOCK_LOG.handlers = handlers


def attack_mock(document: Any) -> list[Finding]:
    """Start the mock server with a document that `generate` accepts; it prints its routes."""
    content = json.dumps(document).encode()
    project = build_project({DOCUMENT: content}, ("mock", DOCUMENT, "--port", "0"))
    with project_folder() as folder, watch() as canary:
        before, result, after = run_command(project, folder)
    findings = [*_inspect_result(result, "mock")]
    findings += [Finding("injected", "mock", name) for name in canary.names]
    return [*findings, *_inspect_folder(before, after, "mock", False, is_writer=False)]


def _inspect_overlay(
    project: Project, result: Result, after: Content, place: str
) -> Iterator[Finding]:
    """Inspect the overlay of a repair, and the result of `repair` and `generate` with it."""
    if project.arguments[:1] != ("repair",) or "--check" in project.arguments:
        return
    written = after.get(f"outer/project/{REPAIRS}")
    text = result.stdout if written is None else written.decode("utf-8", "replace")
    if not text:
        return
    for detail in inspect_overlay(text):
        yield Finding("injected", f"overlay, {place}", detail)
    if written is None:
        return
    again = invoke(*REPAIR, "--check", "--overlay", REPAIRS)
    yield from _inspect_result(again, f"again, {place}")
    # Exit code 0 of a repair: nothing remains.
    if again.exit_code > result.exit_code:
        yield Finding("failed", f"again, {place}", ascii(again.output)[-300:])
    generated = invoke("generate", "--overlay", REPAIRS)
    yield from _inspect_result(generated, f"with the overlay, {place}")


def _inspect_site(after: Content, place: str) -> Iterator[Finding]:
    """Inspect the pages that `docs` wrote."""
    pages = {
        path.removeprefix(PAGES): content.decode("utf-8", "replace")
        for path, content in after.items()
        if path.startswith(PAGES) and not path.endswith(".lock")
    }
    for path, detail in inspect_pages(pages):
        yield Finding("injected", f"{path}, {place}", detail)


@contextmanager
def project_folder() -> Iterator[Path]:
    """Create a directory; the working directory is the present one again afterwards."""
    current = Path.cwd()
    with TemporaryDirectory() as directory:
        try:
            yield Path(directory)
        finally:
            os.chdir(current)


@cache
def _baseline() -> dict[str, str]:
    with project_folder() as folder:
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
    before: Content, after: Content, place: str, chooses_place: bool, *, is_writer: bool
) -> Iterator[Finding]:
    """Yield files outside the project that were written or deleted; new ones if nobody chose a place.

    Args:
        is_writer: The command may write files of the project.
    """
    for path in sorted(before.keys() | after.keys()):
        is_chosen = chooses_place and path not in before
        is_inside = is_writer and path.startswith("outer/project/")
        if before.get(path) != after.get(path) and not is_inside and not is_chosen:
            yield Finding("escaped", place, f"file {path!a}")
