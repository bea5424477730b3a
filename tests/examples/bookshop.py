"""The bookshop: its service on loopback, and a copy of the example with the generated client."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import uvicorn

from tests.shared import RUN, build_once

EXAMPLE = Path(__file__).parents[2] / "examples" / "bookshop"


def example_with_client() -> Path:
    """Return a copy of the example, with the client in `client` and settings of the type checkers."""
    return build_once(RUN / "bookshop", _copy_and_generate)


def _copy_and_generate(directory: Path) -> None:
    ignored = shutil.ignore_patterns("client", "__pycache__")
    shutil.copytree(EXAMPLE, directory, ignore=ignored, dirs_exist_ok=True)
    run(directory, "specpress", "generate", "openapi.json", "-o", "client")
    settings = {
        "include": ["*.py"],
        "extraPaths": ["client"],
        "typeCheckingMode": "strict",
        # mypy and pyright must both refuse what the scripts ignore.
        "enableTypeIgnoreComments": False,
        "reportUnnecessaryTypeIgnoreComment": "error",
    }
    (directory / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    (directory / "mypy.ini").write_text("[mypy]\nmypy_path = client\n", "utf-8")


def run(directory: Path, *command: str) -> str:
    """Run a module or a script of the example, and return its output."""
    options = [] if command[0].endswith(".py") else ["-m"]
    completed = subprocess.run(
        [sys.executable, *options, *command],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": "client"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr
    return completed.stdout


def load_app() -> ModuleType:
    """Return the module of the service, loaded anew: it keeps its data in global variables."""
    spec = spec_from_file_location("bookshop_app", EXAMPLE / "bookshop_app.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    # FastAPI resolves the annotations of functions in the registered module.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@contextmanager
def serve(app: ModuleType) -> Iterator[str]:
    """Run the service on a free port, and yield its URL."""
    config = uvicorn.Config(
        app.app,
        log_level="critical",
        # Calls that last an hour are still in progress at the end.
        timeout_graceful_shutdown=0,
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            # The socket already listens, so early requests wait instead of failing.
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
