"""Find definitions with the language server of basedpyright, an optional dependency."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from specpress.document.problems import UsageError

# Requests that are sent before their responses are read: more could fill the pipe of the responses.
BATCH = 32
MODULE = "basedpyright"
START = f"from {MODULE}.langserver import main; main()"
# Seconds after which a server that does not end is killed.
PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Definition:
    """The place of a definition; lines and columns are counted from 0, columns in UTF-16 units."""

    path: Path
    line: int
    column: int


@dataclass(slots=True)
class LanguageServer:
    """A running language server."""

    requests: IO[bytes]
    responses: IO[bytes]
    analysis: dict[str, Any]
    python: str
    _count: int = 0
    _results: dict[int, Any] = field(default_factory=dict)

    def open_file(self, path: Path, text: str) -> None:
        """Open a file, before its definitions are requested."""
        document = {
            "uri": path.as_uri(),
            "languageId": "python",
            "version": 1,
            "text": text,
        }
        self.notify("textDocument/didOpen", {"textDocument": document})

    def close_file(self, path: Path) -> None:
        """Close a file."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})

    def find_definitions(
        self, path: Path, places: Sequence[tuple[int, int]]
    ) -> Iterator[list[Definition]]:
        """Yield the definitions of the names at places of an open file: lines and columns from 0."""
        for start in range(0, len(places), BATCH):
            numbers = [
                self._send(
                    "textDocument/definition",
                    {
                        "textDocument": {"uri": path.as_uri()},
                        "position": {"line": line, "character": column},
                    },
                )
                for line, column in places[start : start + BATCH]
            ]
            for number in numbers:
                yield _read_definitions(self._receive(number))

    def request(self, method: str, parameters: Any) -> Any:
        """Send a request, and return its result."""
        return self._receive(self._send(method, parameters))

    def notify(self, method: str, parameters: Any) -> None:
        """Send a notification, which has no result."""
        self._write({"method": method, "params": parameters})

    def _send(self, method: str, parameters: Any) -> int:
        self._count += 1
        self._write({"id": self._count, "method": method, "params": parameters})
        return self._count

    def _write(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            self.requests.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
            self.requests.flush()
        except OSError as error:
            raise _report_end() from error

    def _receive(self, number: int) -> Any:
        """Return the result of a request; meanwhile respond to the requests of the server."""
        while number not in self._results:
            message = self._read()
            if "method" not in message:
                self._results[message.get("id", 0)] = message.get("result")
            elif "id" in message:
                self._write({"id": message["id"], "result": self._respond(message)})
        return self._results.pop(number)

    def _respond(self, message: dict[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        return [self._configure(i.get("section")) for i in message["params"]["items"]]

    def _configure(self, section: str | None) -> dict[str, Any]:
        """Return the settings of a section; those of the program do not apply."""
        if section and section.endswith("analysis"):
            return self.analysis
        return {"analysis": self.analysis, "pythonPath": self.python}

    def _read(self) -> dict[str, Any]:
        length = 0
        while line := self.responses.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        content = self.responses.read(length)
        if not content:
            raise _report_end()
        message: dict[str, Any] = json.loads(content)
        return message


def _report_end() -> UsageError:
    message = "cannot read the types of the program: the language server ended"
    hint = f"check that `python -m {MODULE}` works"
    return UsageError(message, hint, code="missing-extra")


def _read_definitions(result: Any) -> list[Definition]:
    if isinstance(result, dict):
        result = [result]
    definitions = []
    for entry in result or ():
        uri = entry.get("uri") or entry.get("targetUri")
        span = entry.get("range") or entry.get("targetSelectionRange")
        start = span["start"]
        path = Path(url2pathname(unquote(urlsplit(uri).path)))
        definitions.append(Definition(path, start["line"], start["character"]))
    return definitions


@contextmanager
def start_server(root: Path, paths: Sequence[Path]) -> Iterator[LanguageServer]:
    """Start the language server.

    Args:
        root: Directory with the packages that precede all others of the same names.
        paths: Further directories with modules.

    Raises:
        UsageError: basedpyright is not installed.
    """
    _require_extra()
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", START, "--stdio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    analysis = {
        "extraPaths": [str(path) for path in paths],
        "diagnosticMode": "openFilesOnly",
        "typeCheckingMode": "off",
        "autoSearchPaths": False,
        "indexing": False,
    }
    server = LanguageServer(
        process.stdin, process.stdout, analysis, _find_interpreter()
    )
    try:
        _initialize(server, root)
        yield server
        server.request("shutdown", None)
        server.notify("exit", None)
    finally:
        _end(process)


def _require_extra() -> None:
    if importlib.util.find_spec(MODULE) is None:
        message = f"{MODULE} is not installed, which finds the types of a program"
        hint = "install specpress with its extra `program`"
        raise UsageError(message, hint, code="missing-extra")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for the end of a server, which has no more requests to read."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _initialize(server: LanguageServer, root: Path) -> None:
    folder = {"uri": root.as_uri(), "name": root.name}
    server.request(
        "initialize",
        {
            "processId": os.getpid(),
            "rootUri": root.as_uri(),
            "capabilities": {"workspace": {"configuration": True}},
            "workspaceFolders": [folder],
        },
    )
    server.notify("initialized", {})


def _find_interpreter() -> str:
    """Return the interpreter of the program: that of its environment, else this one."""
    environment = os.environ.get("VIRTUAL_ENV")
    folders = [Path(".venv"), *([Path(environment)] if environment else [])]
    names = ("bin/python", "Scripts/python.exe")
    paths = (folder / name for folder in folders for name in names)
    interpreter = next((path for path in paths if path.exists()), None)
    return str(interpreter.absolute()) if interpreter else sys.executable
