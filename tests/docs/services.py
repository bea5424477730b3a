"""The servers and clients that pages use: the bookshop of `examples/`, and the mock server of a document."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import yaml
from starlette.types import ASGIApp

from specpress.config import load_settings
from specpress.document.problems import Problems
from specpress.mock import serving
from specpress.mock.app import Mock
from specpress.mock.lifecycle import NEVER
from specpress.pipeline import generate, open_document
from specpress.reader import build
from tests.docs.blocks import ROOT
from tests.shared import RUN, build_once, write_sources

BOOKSHOP = ROOT / "examples" / "bookshop"
# The address of servers in pages.
ORIGIN = "http://127.0.0.1:8000"
PORT = ORIGIN.rpartition(":")[2]


def copy_files(setup: str, directory: Path) -> None:
    """Copy the files of a setup: the bookshop has its service, and its document in both formats."""
    if setup.startswith("bookshop"):
        for name in ("bookshop_app.py", "openapi.json"):
            shutil.copy(BOOKSHOP / name, directory)
        (directory / "openapi.yaml").write_text(read_yaml_document(), "utf-8")


@cache
def read_yaml_document() -> str:
    """Return the document of the bookshop as YAML."""
    document = json.loads((BOOKSHOP / "openapi.json").read_text("utf-8"))
    text: str = yaml.safe_dump(document, sort_keys=False, allow_unicode=True)
    return text


def find_clients(setup: str) -> list[Path]:
    """Return the directories of the clients of a setup."""
    clients = [build_bookshop()] if setup == "bookshop" else []
    return [*clients, ROOT / "generated"] if setup in ("bookshop", "extend") else []


def build_bookshop() -> Path:
    """Return the directory of the bookshop's client."""
    return build_once(RUN / "docs-bookshop", _generate_bookshop)


def _generate_bookshop(directory: Path) -> None:
    settings = load_settings(directory, {"spec": str(BOOKSHOP / "openapi.json")})
    write_sources(generate(settings).files, directory)


@contextmanager
def serve(app: ASGIApp) -> Iterator[str]:
    """Serve an application on a free port."""
    with serving.serve_in_background(app) as url:
        yield url


def load_bookshop(directory: Path) -> ASGIApp:
    """Return the service in a directory, with its initial data."""
    spec = spec_from_file_location("bookshop_app", directory / "bookshop_app.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    # FastAPI resolves the annotations of functions in the registered module.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    app: ASGIApp = module.app
    return app


def load_mock(directory: Path, document: str | None = None) -> ASGIApp:
    """Return the mock of a document, or of that in the settings; resources change only by requests."""
    problems = Problems()
    settings = load_settings(directory, {"spec": document} if document else {})
    workspace, _ = open_document(settings, problems)
    api = build(workspace.root, problems)
    problems.raise_if_errors()
    return Mock(workspace, api, problems, seed=1, advance=NEVER).create_app()
