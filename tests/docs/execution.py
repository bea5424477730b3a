"""Run the blocks of a page in order, and return what each prints."""

from __future__ import annotations

import io
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import (
    AbstractContextManager,
    ExitStack,
    contextmanager,
    redirect_stdout,
)
from dataclasses import dataclass, field
from importlib import util
from importlib.machinery import ModuleSpec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from unittest import mock

from specpress.cli import report
from tests.docs import services
from tests.docs.blocks import Block, read_blocks, read_setup
from tests.docs.commands import Shell
from tests.docs.services import ORIGIN

WIDTH = 100
FIND_SPEC = util.find_spec
# The languages of blocks that are files, if their first line is a path.
FILE_LANGUAGES = frozenset({"python", "yaml", "toml", "ini", "jinja", "makefile"})


@dataclass
class Run:
    """The state of a page while its blocks run."""

    shell: Shell
    module: ModuleType = field(default_factory=lambda: ModuleType("docs_page"))

    def close_clients(self) -> None:
        """Close the clients that the page leaves open for its later blocks."""
        for value in [*self.module.__dict__.values()]:
            if hasattr(type(value), "raw") and hasattr(type(value), "close"):
                value.close()

    def run(self, block: Block) -> str:
        """Run a block, and return what it prints."""
        if block.file and block.language in FILE_LANGUAGES:
            path = self.shell.directory / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.shell.localize(block.content), "utf-8")
            return ""
        if block.language == "console":
            status = int(block.marks.get("exit code", 0))
            return self.shell.generalize(self.shell.run_all(block.text, status))
        assert block.language == "python", f"line {block.lines[0]}: cannot run"
        output = io.StringIO()
        # Tracebacks show the line of the page.
        code = "\n" * block.lines[0] + self.shell.localize(block.text)
        with redirect_stdout(output):
            exec(compile(code, "page", "exec"), self.module.__dict__)
        return self.shell.generalize(output.getvalue())


@contextmanager
def open_page(page: Path) -> Iterator[Run]:
    """Prepare the directory, the client and the server of a page; remove all afterwards."""
    setup = read_setup(page)
    needs_server = ORIGIN in page.read_text("utf-8")
    with TemporaryDirectory() as name, ExitStack() as stack:
        directory = Path(name).resolve()
        run = Run(Shell(directory, stack))
        stack.enter_context(_isolate(directory, run.module))
        services.copy_files(setup, directory)
        for client in services.find_clients(setup):
            run.shell.install(client)
        if needs_server and setup == "bookshop":
            run.shell.serve(["uvicorn", "bookshop_app:app", "--port", services.PORT])
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
        mock.patch.dict(
            os.environ,
            {"COLUMNS": str(WIDTH), "SPECPRESS_CACHE_DIR": "", "FORCE_COLOR": ""},
        ),
        _fix_terminal(report.out),
        _fix_terminal(report.err),
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


def _fix_terminal(console: report.Output) -> AbstractContextManager[object]:
    """Print as in a terminal of a fixed width, without colours.

    The console itself is changed, because modules that are loaded later keep it.
    """
    return mock.patch.multiple(
        console,
        _width=WIDTH,
        _color_system=None,
        _force_terminal=False,
        is_interactive=False,
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
            # `other_tools.py` runs the blocks of other generators.
            if block.marks.keys() & {"not run", "runs with"}:
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
