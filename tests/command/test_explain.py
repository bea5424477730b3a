"""Every page of `specpress explain` is executed: its example has the problem, its fixed form does not."""

from __future__ import annotations

import ast
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner

import specpress
from specpress import census
from specpress.cli import main
from specpress.cli.explanations import Page, load_pages
from specpress.document import files
from specpress.output import journal, plan, run_lock
from specpress.repair import messages
from tests.command.server import serve

SOURCES = Path(specpress.__file__).parent
# The codes that are composed from the kind of a contradiction.
RECORDED = {
    f"recorded-{kind.replace(' ', '-')}"
    for kind in (*messages.KINDS.values(), messages.OTHER, "null")
}
PORT = ":8000"
Setup = Callable[[Path], AbstractContextManager[object]]


def _write(name: str, encoding: str) -> Setup:
    @contextmanager
    def write(directory: Path) -> Iterator[None]:
        path = directory / name
        path.write_bytes(path.read_text("utf-8").encode(encoding))
        yield

    return write


@contextmanager
def _hold_output(directory: Path) -> Iterator[None]:
    with (
        mock.patch.object(run_lock, "MAX_WAIT", 0),
        run_lock.hold(directory / "generated"),
    ):
        yield


@contextmanager
def _limit_files(_: Path) -> Iterator[None]:
    with mock.patch.object(files, "MAX_BYTES", 10):
        yield


@contextmanager
def _remove_operations(_: Path) -> Iterator[None]:
    with mock.patch.object(
        census, "list_output", lambda *_: dict.fromkeys(census.KINDS, frozenset())
    ):
        yield


@contextmanager
def _remove_extra(_: Path) -> Iterator[None]:
    with mock.patch.dict(sys.modules, {"python_multipart": None}):
        yield


@contextmanager
def _hide_template(_: Path) -> Iterator[None]:
    with mock.patch.object(plan, "is_valid_name", lambda _: False):
        yield


@contextmanager
def _interrupt(directory: Path) -> Iterator[None]:
    """Leave a journal of a run with another names lock."""
    output = directory / "generated"
    output.mkdir()
    left = journal.Journal("0" * 8, "preparing", "other.lock", (), ())
    (output / journal.NAME).write_text(left.to_json(), "utf-8")
    yield


# What an example cannot write down: bytes, and the state of the machine.
SETUPS: dict[str, Setup] = {
    "concurrent-run": _hold_output,
    "interrupted-write": _interrupt,
    "missing-extra": _remove_extra,
    "missing-from-output": _remove_operations,
    "too-large": _limit_files,
    "unreadable-settings": _write("specpress.toml", "latin-1"),
    "unreadable-template": _write("templates/README.md.jinja", "latin-1"),
    "unsafe-path": _hide_template,
    "wrong-encoding": _write("openapi.yaml", "latin-1"),
}


def _run(page: Page, directory: Path, is_fixed: bool) -> str:
    for name, text in page.example.get_files(is_fixed=is_fixed).items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    setup = nullcontext if is_fixed else SETUPS.get(page.code, nullcontext)
    output = ""
    with setup(directory), _serve_if_needed(page, directory) as port:
        for command in page.example.get_commands(is_fixed=is_fixed):
            program, *arguments = shlex.split(command.replace(PORT, f":{port}"))
            assert program == "specpress"
            result = CliRunner().invoke(main, arguments)
            assert "Traceback" not in result.output
            output += result.output
    return output


def _serve_if_needed(page: Page, directory: Path) -> AbstractContextManager[int]:
    commands = [line for line in page.example.blocks["console"] if PORT in line]
    return serve(directory) if commands else nullcontext(0)


@pytest.mark.parametrize("code", load_pages())
def test_example_has_the_problem_and_its_fixed_form_has_not(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = load_pages()[code]
    outputs = []
    for is_fixed in (False, True):
        directory = tmp_path / str(is_fixed)
        directory.mkdir()
        monkeypatch.chdir(directory)
        outputs.append(_run(page, directory, is_fixed))
    assert _has_code(outputs[0], code), outputs[0]
    assert not _has_code(outputs[1], code), outputs[1]


def _has_code(output: str, code: str) -> bool:
    return f"[{code}]" in output or f'"code": "{code}"' in output


def test_each_code_of_the_sources_has_a_page() -> None:
    codes = {code for path in SOURCES.rglob("*.py") for code in _list_codes(path)}
    assert codes | RECORDED == {*load_pages()}


def _list_codes(path: Path) -> Iterator[str]:
    """Yield the texts that are passed as `code`, or assigned in a table `CODES`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.keyword(arg="code", value=value):
                yield from _list_texts(value)
            case ast.Assign(
                targets=[ast.Name(id="CODES")], value=ast.Dict(values=values)
            ):
                for value in values:
                    yield from _list_texts(value)


def _list_texts(value: ast.expr) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from (*_list_texts(body), *_list_texts(other))
        case ast.Call(args=[_, default]):
            yield from _list_texts(default)


def test_pages_have_all_parts() -> None:
    for page in load_pages().values():
        assert page.meaning.endswith("."), page
        assert page.fix.endswith("."), page
