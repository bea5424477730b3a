"""The guard of the command: closed and full outputs, interruptions and unforeseen errors."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from specpress import guard, pipeline
from specpress.cli import main
from specpress.cli.report import Output
from specpress.output import manifest

SPEC = """openapi: 3.1.0
info: {title: Case, version: '1'}
paths: {}
components:
  schemas:
    Thing: {type: object, properties: {a: {type: string, maximum: %s}}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(SPEC % "1")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (RecursionError("too\ndeep\x1b[2J\u202e"), 70, "internal error: RecursionE"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (MemoryError(), 1, "error: out of memory"),
        (OSError(28, "No space left"), 1, "error: No space left"),
        (ValueError("x" * 5_000), 70, "internal error: ValueError: xxx"),
    ],
)
def test_unforeseen_error_is_one_line(
    error: BaseException, code: int, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(pipeline, "generate", fail)
    result = run("generate", "a.yaml")
    assert result.exit_code == code
    assert result.output.startswith(f"specpress: {line}")
    assert len(result.output.splitlines()) == 1
    assert len(result.output) < 500
    assert result.output.rstrip("\n").isprintable()
    if code == guard.INTERNAL_ERROR:
        for arguments in (
            ("--traceback", "generate", "a.yaml"),
            ("generate", "a.yaml", "--traceback"),
        ):
            assert "Traceback (most recent" in run(*arguments).output


def test_numbers_that_python_does_not_print(folder: Path) -> None:
    for number in ("0x" + "f" * 9_000, "0o" + "7" * 9_000, "9" * 9_000, "1e999"):
        for value in (number, f"-{number}"):
            (folder / "a.yaml").write_text(SPEC % value)
            result = run("check", "a.yaml")
            assert result.exit_code == 1
            assert "internal error" not in result.output
    (folder / "a.yaml").write_text(SPEC % f"0x{'f' * 255}, minimum: -{'9' * 308}")
    assert "internal error" not in run("check", "a.yaml").output


@pytest.mark.parametrize("text", ["[" * 100_000, '{"inputs":' * 50_000, "1", "[]"])
def test_deep_or_wrong_manifest(text: str, folder: Path) -> None:
    (folder / manifest.NAME).write_text(text)
    assert manifest.read(folder / manifest.NAME) == manifest.Manifest()


def test_reader_of_a_pipe_that_is_gone() -> None:
    """The files of the output are written after the warnings are printed."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stream:
        console = Output(file=stream)
        for _ in range(3):
            console.print("x")
    assert console.quiet


def start(arguments: str, *redirections: str, **environment: str) -> tuple[int, str]:
    """Run the command in a shell; return its exit code and its standard error."""
    command = f'"{sys.executable}" -m specpress {arguments} {" ".join(redirections)}'
    process = subprocess.run(
        ["sh", "-c", command],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return process.returncode, process.stderr


@pytest.mark.parametrize("arguments", ["schema", "explain", "mock --help", "--help"])
def test_text_that_nobody_reads(arguments: str) -> None:
    """The output is a pipe whose reader has ended."""
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(
        [sys.executable, "-m", "specpress", *arguments.split()],
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert process.stderr == b""


def test_other_broken_pipe_is_reported() -> None:
    """A program that a command has started may end too early."""
    command = click.Command("broken", callback=break_pipe)
    result = CliRunner().invoke(
        guard.GuardedGroup(commands={"broken": command}), ["broken"]
    )
    assert (result.exit_code, result.stderr) == (1, "specpress: error: Broken pipe\n")


def break_pipe() -> None:
    raise BrokenPipeError(32, "Broken pipe")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_device() -> None:
    code, text = start("--version", ">/dev/full")
    assert (code, text.count("\n")) == (1, 1)
    assert text.startswith("specpress: error: ")
    assert start("generate none.yaml", ">/dev/full", "2>&1") == (1, "")


def test_closed_streams_and_sizes(folder: Path) -> None:
    code, text = start("generate -", "<&-", ">&-", COLUMNS="0")
    assert code == 1
    assert "error: cannot read <stdin>: standard input is closed" in text
    code, text = start("generate a.yaml", ">&-", "2>&-", COLUMNS="\u00b2")
    assert (code, (folder / "generated/README.md").exists()) == (0, True)


def test_interruption(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    process = subprocess.Popen(
        [sys.executable, "-m", "specpress", "generate", "pipe"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # A shell ignores the signal in jobs that it runs in the background.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    # Opening waits until the command reads the document.
    with (folder / "pipe").open("w"):
        process.send_signal(signal.SIGINT)
        output = process.communicate()[0]
    assert (process.returncode, output) == (130, "specpress: interrupted\n")


def test_manifest_of_this_run_is_read(folder: Path) -> None:
    assert run("generate", "a.yaml", "-o", "out").exit_code == 0
    assert json.loads((folder / "out" / manifest.NAME).read_text())["files"]
    (folder / "out" / manifest.NAME).write_text("[" * 100_000)
    assert "internal error" not in run("check", "a.yaml", "-o", "out").output


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_text_that_is_no_path_is_invalid_usage(text: str) -> None:
    result = CliRunner().invoke(main, ["generate", "--config", text])
    assert result.exit_code == 2
    assert "is not a path" in result.output


@pytest.mark.parametrize("text", [None, "[project]\nname = 'acme'\n", "[tool.other]\n"])
def test_directory_without_settings_is_invalid_usage(
    folder: Path, text: str | None
) -> None:
    settings = folder / "settings"
    settings.mkdir()
    if text is not None:
        (settings / "pyproject.toml").write_text(text, "utf-8")
    for command in ("generate", "check", "mock"):
        result = run(command, "a.yaml", "--config", str(settings))
        assert result.exit_code != 0
        assert "has no settings" in result.output
        assert "specpress.toml" in result.output
        assert "[tool.specpress]" in result.output
