"""Run the commands of a page: `specpress` in this process, all others with bash."""

from __future__ import annotations

import io
import os
import re
import runpy
import shlex
import subprocess
import sys
from contextlib import ExitStack, redirect_stdout
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

from click.testing import CliRunner

from specpress.cli import main
from tests.docs import services
from tests.docs.services import ORIGIN, PORT

COLOUR_VARIABLES = frozenset({"FORCE_COLOR", "PY_COLORS", "CLICOLOR_FORCE"})
_COMMENT = re.compile(r"(^|\s+)#.*")
_SCRIPT = re.compile(r"python (\w+\.py)(?: > (\S+))?")
_SECONDS = re.compile(r"\bin \d+\.\d+ ?s\b")
_INPUT = re.compile(r"cat (\S+) \| (specpress .*)")
Result = tuple[str, int]
"""What a command prints, and its exit code."""


@dataclass
class Shell:
    """The directory of a page, with the servers and the packages that its commands start and install."""

    directory: Path
    stack: ExitStack
    url: str = ""
    libraries: list[Path] = field(default_factory=list)
    programs: Path = Path(sys.executable).parent

    def install(self, directory: Path) -> None:
        """Make the packages in a directory importable, in place of `pip install`."""
        assert (directory / "pyproject.toml").is_file(), f"{directory}: not a project"
        self.add_library(directory)

    def add_library(self, directory: Path) -> None:
        """Make the packages in a directory importable for this process and those of the shell."""
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
        """Replace what differs between runs: the port, the directory, and durations."""
        if self.url:
            text = text.replace(urlsplit(self.url).netloc, urlsplit(ORIGIN).netloc)
        return _SECONDS.sub("in 0.3 s", text.replace(str(self.directory), "…"))

    def run_all(self, text: str, expected_status: int) -> str:
        """Run the commands of a block, and return what they print; all but the last one exit with 0."""
        lines = text.replace("\\\n", "").splitlines()
        output, status = "", 0
        for command in filter(None, (_COMMENT.sub("", line) for line in lines)):
            assert status == 0, f"a command before {command!r} failed:\n{output}"
            printed, status = self._run(self.localize(command))
            output += printed
        assert status == expected_status, f"exit code {status}:\n{output}"
        return output

    def _run(self, command: str) -> Result:
        if command.endswith(" &"):
            self.serve(shlex.split(command.removesuffix(" &")))
            return "", 0
        if command.startswith("pip install "):
            self._install_all(shlex.split(command)[2:])
            return "", 0
        if script := _SCRIPT.fullmatch(command):
            return self._run_script(script[1], script[2])
        if match := _INPUT.fullmatch(command):
            return _run_specpress(match[2], (self.directory / match[1]).read_text())
        if not command.startswith("specpress "):
            return self._run_process(command)
        command, _, consumer = command.partition(" | ")
        output, status = _run_specpress(command)
        if consumer:
            output, consumer_status = self._run_process(consumer, output)
            status = consumer_status or status
        return output, status

    def _install_all(self, names: list[str]) -> None:
        """Make clients importable; of other packages, check that they are installed already."""
        for name in names:
            if name.startswith("./"):
                self.install(self.directory / name)
            else:
                metadata.distribution("specpress" if name[0] == "." else name)

    def _run_script(self, script: str, target: str | None) -> Result:
        """Run a script in this process, which has imported what it needs."""
        output = io.StringIO()
        with redirect_stdout(output):
            runpy.run_path(script, run_name="__main__")
        if target is None:
            return output.getvalue(), 0
        (self.directory / target).write_text(output.getvalue(), "utf-8")
        return "", 0

    def _run_process(self, command: str, stdin: str = "") -> Result:
        libraries = os.pathsep.join(map(str, [*self.libraries, self.directory]))
        programs = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        environment = {k: v for k, v in os.environ.items() if k not in COLOUR_VARIABLES}
        completed = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            cwd=self.directory,
            env={
                **environment,
                "PATH": programs,
                "PYTHONPATH": libraries,
                # Plugins of the environment take most of the time of a small run.
                "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            },
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return completed.stdout, completed.returncode


def _run_specpress(command: str, stdin: str | None = None) -> Result:
    _, *arguments = shlex.split(command)
    result = CliRunner().invoke(main, arguments, input=stdin, prog_name="specpress")
    return result.output, result.exit_code
