"""`make witness`: generated clients call Prism, which rejects requests that contradict the document.

Prism comes from npm; without node or without the registry, the reason is printed and nothing is called.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from specpress.config import Settings
from specpress.document.problems import DocumentError
from specpress.pipeline import generate
from tests.corpus.documents import CACHE, Entry, entries, missing
from tests.shared import write_files

PACKAGE = "@stoplight/prism-cli@5"
FOLDER = CACHE / "prism"
COMMAND = FOLDER / "node_modules" / ".bin" / "prism"
CALLS = Path(__file__).with_name("prism_calls.py")
START_SECONDS = 60
# What Prism rejects although OpenAPI 3.1 defines it: it reads an array of one item in a form as a scalar, and it
# judges the parts of a multipart body with a `style` as if they were URL-encoded.
LIMITATIONS = (
    "must be array",
    "Reserved characters used in request body",
    "property star must be object",
)
# Documents of a few operations each, so that Prism starts quickly.
OPERATIONS = range(5, 61)
DOCUMENTS = 15


def find_reason_to_skip() -> str:
    """Return why Prism cannot be started; empty if it is installed."""
    if shutil.which("node") is None:
        return "node is not installed"
    return "" if COMMAND.exists() else "Prism is not installed: make witness"


def install() -> str:
    """Install Prism from the configured npm registry, and return why it cannot be started."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    if not COMMAND.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--silent", "--no-audit", "--no-fund", PACKAGE]
        result = subprocess.run(
            [*command, "--prefix", str(FOLDER)],
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            return f"npm cannot install Prism: {result.stderr.strip()[-300:]}"
    return find_reason_to_skip()


@contextmanager
def run_prism(document: Path) -> Iterator[str]:
    """Run Prism for a document, and yield its URL.

    Raises:
        RuntimeError: Prism does not start.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(COMMAND), "mock", "-p", str(port), str(document)]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(START_SECONDS * 10):
        if process.poll() is not None:
            raise RuntimeError("Prism does not accept the document")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("Prism does not start")


def call_document(document: Path) -> dict[str, Any]:
    """Generate a client and call all its operations on Prism."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            str(document), Path(folder), "prism_client", "prism-client", "Corpus"
        )
        write_files(generate(settings).files, Path(folder))
        with run_prism(document) as url:
            process = subprocess.run(
                [
                    sys.executable,
                    str(CALLS),
                    folder,
                    "prism_client",
                    "Corpus",
                    str(document),
                    url,
                ],
                capture_output=True,
                text=True,
                check=True,
            )
    result: dict[str, Any] = json.loads(process.stdout)
    result["rejected"] = [
        (name, reason)
        for name, reason in result["rejected"]
        if not any(limitation in reason for limitation in LIMITATIONS)
    ]
    return result


def select_documents() -> list[Entry]:
    """Return documents in one file, of a few operations each."""
    usable = [
        entry
        for entry in entries()
        if entry.operations in OPERATIONS
        and entry.is_valid
        and not entry.name.startswith("multifile/")
    ]
    return usable[:: max(1, len(usable) // DOCUMENTS)][:DOCUMENTS]


def main() -> None:
    """Call the selected documents; exit with 1 if Prism rejects a request."""
    reason = missing() or install()
    if reason:
        print(f"skipped: {reason}")
        return
    calls = rejected = 0
    for entry in select_documents():
        try:
            result = call_document(entry.path)
        except (DocumentError, RuntimeError, subprocess.CalledProcessError) as error:
            print(f"{entry.name}: skipped: {error}")
            continue
        calls += result["calls"]
        rejected += len(result["rejected"])
        print(
            f"{entry.name}: {result['calls']} calls, {len(result['rejected'])} rejected by Prism, "
            f"{len(result['unread'])} responses of Prism not read"
        )
        for name, text in (*result["rejected"], *result["unread"]):
            print(f"  {name}: {text}")
    print(f"{calls} calls, {rejected} rejected")
    sys.exit(bool(rejected))


if __name__ == "__main__":
    main()
