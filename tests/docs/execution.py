"""Run the blocks of a page in order, and return what each prints."""

from __future__ import annotations

import io
import os
import re
import runpy
import shlex
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from dataclasses import dataclass, field
from importlib import metadata, util
from importlib.machinery import ModuleSpec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from unittest import mock
from urllib.parse import urlsplit

from click.testing import CliRunner

from specpress.cli import main, report
from tests.docs import services
from tests.docs.blocks import ROOT, Block, read_blocks, read_setup
from tests.docs.services import ORIGIN

WIDTH = 100
COLOUR_VARIABLES = frozenset({"FORCE_COLOR", "PY_COLORS", "CLICOLOR_FORCE"})
FIND_SPEC = util.find_spec
PORT = ORIGIN.rpartition(":")[2]
# The languages of blocks that are files, if their first line is a path.
FILE_LANGUAGES = frozenset({"python", "yaml", "toml", "ini", "jinja", "makefile"})
_SECONDS = re.compile(r"\bin \d+\.\d+ ?s\b")
_SCRIPT = re.compile(r"python (\w+\.py)(?: > (\S+))?")
_SHELL_SYNTAX = re.compile(r"[|><$*;]|&&")


@dataclass
class Run:
    """The state of a page while its blocks run."""

    directory: Path
    setup: str
    stack: ExitStack
    url: str = ""
    libraries: list[Path] = field(default_factory=list)
    module: ModuleType = field(default_factory=lambda: ModuleType("docs_page"))

    def install(self, directory: Path) -> None:
        """Make the packages in a directory importable, in place of `pip install`."""
        assert (directory / "pyproject.toml").is_file(), f"{directory}: not a project"
        self.libraries.append(directory)
        sys.path.insert(0, str(directory))

    def serve(self, command: list[str]) -> None:
        """Start the server of a command that runs in the background, on a free port."""
        match command:
            case ["uvicorn", "bookshop_app:app", "--port", port]:
                app = services.load_bookshop(self.directory)
            case ["specpress", "mock", "--port", port]:
                app = services.load_mock(self.directory)
            case ["specpress", "mock", document, "--port", port]:
                app = services.load_mock(self.directory, document)
            case _:
                raise AssertionError(f"unknown server: {shlex.join(command)}")
        assert port == PORT
        self.url = self.stack.enter_context(services.serve(app))

    def localize(self, text: str) -> str:
        """Replace the port of the page by that of the server."""
        return text.replace(ORIGIN, self.url) if self.url else text

    def generalize(self, text: str) -> str:
        """Replace what differs between runs: the port, and durations."""
        if self.url:
            text = text.replace(urlsplit(self.url).netloc, urlsplit(ORIGIN).netloc)
        return _SECONDS.sub("in 0.3 s", text.replace(str(self.directory), "…"))

    def close_clients(self) -> None:
        """Close the clients that the page leaves open for its later blocks."""
        for value in [*self.module.__dict__.values()]:
            if hasattr(type(value), "raw") and hasattr(type(value), "close"):
                value.close()

    def run(self, block: Block) -> str:
        """Run a block, and return what it prints."""
        if block.file and block.language in FILE_LANGUAGES:
            path = self.directory / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.localize(block.content), "utf-8")
            return ""
        if block.language == "console":
            return self.generalize(self._run_commands(block))
        assert block.language == "python", f"line {block.lines[0]}: cannot run"
        output = io.StringIO()
        # Tracebacks show the line of the page.
        code = "\n" * block.lines[0] + self.localize(block.text)
        with redirect_stdout(output):
            exec(compile(code, self.setup or "page", "exec"), self.module.__dict__)
        return self.generalize(output.getvalue())

    def _run_commands(self, block: Block) -> str:
        expected = int(block.marks.get("exit code", 0))
        lines = block.text.replace("\\\n", "").splitlines()
        commands = [re.sub(r"(^|\s+)#.*", "", line) for line in lines]
        output, status = "", 0
        for command in filter(None, commands):
            assert status == 0, f"a command before {command!r} failed:\n{output}"
            text, status = self._run_command(self.localize(command))
            output += text
        assert status == expected, f"exit code {status}:\n{output}"
        return output

    def _run_command(self, command: str) -> tuple[str, int]:
        if command.endswith(" &"):
            self.serve(shlex.split(command.removesuffix(" &")))
            return "", 0
        words = [] if _SHELL_SYNTAX.search(command) else shlex.split(command)
        match words:
            case ["pip", "install", *names]:
                self._install_all(names)
                return "", 0
            case ["specpress", *arguments]:
                result = CliRunner().invoke(main, arguments, prog_name="specpress")
                return result.output, result.exit_code
            case _ if script := _SCRIPT.fullmatch(command):
                return self._run_script(script[1], script[2])
            case _:
                return self._run_process(command)

    def _run_script(self, script: str, target: str | None) -> tuple[str, int]:
        """Run a script in this process, which has imported what it needs."""
        output = io.StringIO()
        with redirect_stdout(output):
            runpy.run_path(script, run_name="__main__")
        if target is None:
            return output.getvalue(), 0
        (self.directory / target).write_text(output.getvalue(), "utf-8")
        return "", 0

    def _install_all(self, names: list[str]) -> None:
        """Make clients importable; of other packages, check that they are installed already."""
        for name in names:
            if name.startswith("./"):
                self.install(self.directory / name)
            else:
                metadata.distribution("specpress" if name[0] == "." else name)

    def _run_process(self, command: str) -> tuple[str, int]:
        libraries = os.pathsep.join(map(str, [*self.libraries, self.directory]))
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        environment = {k: v for k, v in os.environ.items() if k not in COLOUR_VARIABLES}
        completed = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            cwd=self.directory,
            env={**environment, "PATH": programs, "PYTHONPATH": libraries},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return completed.stdout, completed.returncode


@contextmanager
def open_page(page: Path) -> Iterator[Run]:
    """Prepare the directory, the client and the server of a page; remove all afterwards."""
    setup = read_setup(page)
    with TemporaryDirectory() as name, ExitStack() as stack:
        directory = Path(name).resolve()
        run = Run(directory, setup, stack)
        stack.enter_context(_isolate(directory, run.module))
        services.copy_files(setup, directory)
        for client in services.find_clients(setup):
            run.install(client)
        if ORIGIN in page.read_text("utf-8") and setup == "bookshop":
            run.serve(["uvicorn", "bookshop_app:app", "--port", PORT])
        if ORIGIN in page.read_text("utf-8") and setup == "extend":
            app = services.load_mock(ROOT)
            run.url = stack.enter_context(services.serve(app))
        stack.callback(run.close_clients)
        yield run


@contextmanager
def _isolate(directory: Path, module: ModuleType) -> Iterator[None]:
    """Work in a directory; restore the modules, paths and variables of the process."""
    before, current = {**sys.modules}, Path.cwd()
    clients = ("bookshop_client", "bookshop_app", "extend_client")
    for name in [name for name in sys.modules if name.startswith(clients)]:
        del sys.modules[name]
    sys.modules[module.__name__] = module
    os.chdir(directory)
    with (
        mock.patch.object(sys, "path", [str(directory), *sys.path]),
        mock.patch.dict(os.environ, {"COLUMNS": str(WIDTH)}),
        mock.patch.object(report, "out", _create_output()),
        mock.patch.object(report, "err", _create_output(stderr=True)),
        mock.patch.object(util, "find_spec", _find_spec),
        warnings.catch_warnings(),
    ):
        try:
            yield
        finally:
            os.chdir(current)
            _remove_modules(directory)
            for name in [n for n in sys.modules if n.startswith(clients)]:
                del sys.modules[name]
            sys.modules.update(before)


def _create_output(stderr: bool = False) -> report.Output:
    """Return the output of commands as in a terminal of a fixed width, without colours."""
    return report.Output(
        stderr=stderr,
        width=WIDTH,
        highlight=False,
        soft_wrap=True,
        emoji=False,
        force_terminal=False,
        color_system=None,
    )


def _find_spec(name: str, package: str | None = None) -> ModuleSpec | None:
    """Find a module, except the optional library that clients prefer to httpx2."""
    return None if name == "pyreqwest" else FIND_SPEC(name, package)


def _remove_modules(directory: Path) -> None:
    """Forget the modules that were imported from a directory."""
    for name, module in [*sys.modules.items()]:
        if str(getattr(module, "__file__", None) or "").startswith(str(directory)):
            del sys.modules[name]


def run_page(page: Path) -> Iterator[tuple[Block, str]]:
    """Run a page, and yield each block that shows an output, with the actual one.

    Raises:
        AssertionError: A block cannot run, or fails.
    """
    with open_page(page) as run:
        output: str | None = None
        for block in read_blocks(page):
            if "not run" in block.marks:
                continue
            if block.language == "text":
                assert output is not None, f"line {block.lines[0]}: nothing runs before"
                yield block, output
                output = None
            else:
                output = run.run(block)


def update(pages: list[Path]) -> None:
    """Write the actual outputs into pages."""
    for page in pages:
        lines = page.read_text("utf-8").splitlines(keepends=True)
        for block, output in reversed([*run_page(page)]):
            first, end = block.lines
            lines[first:end] = [f"{line.rstrip()}\n" for line in output.splitlines()]
        page.write_text("".join(lines), "utf-8", newline="\n")
