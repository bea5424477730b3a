"""Run the mock server of ``specpress mock``."""

from __future__ import annotations

import math
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specpress import ir
from specpress.cli import mock_log, report
from specpress.cli.failures import report_settings
from specpress.config import Settings, load_named_settings
from specpress.document.problems import DocumentError, Problems
from specpress.document.resolve import Workspace
from specpress.pipeline import open_document
from specpress.reader import build
from specpress.reader.paging import add_pages

if TYPE_CHECKING:
    from specpress.mock.app import Mock


def run(config: Path | None, options: dict[str, Any]) -> None:
    """Serve the document of the settings until the process is stopped."""
    require_extra()
    from specpress.mock import serving
    from specpress.mock.app import Mock
    from specpress.mock.fault_injection import FaultInjection

    names = ("latency", "status", "truncate", "drop", "every")
    faults = FaultInjection(**{name: options.pop(name) for name in names})
    host, port, cors, seed = (options.pop(n) for n in ("host", "port", "cors", "seed"))
    if faults.latency != faults.latency:
        raise click.UsageError("--latency must be a number of seconds, got nan")
    advance = _parse_advance(options.pop("advance"))
    workspace, api, problems = _read_document(config, options)
    server = Mock(workspace, api, problems, seed, faults, advance)
    sock = open_socket(host, port)
    mock_log.configure(report.err)
    address = f"[{host}]" if ":" in host else host
    url = f"http://{address}:{sock.getsockname()[1]}"
    report.print_routes(list_routes(server), url, list_base_paths(server))
    report.print_resources([store.resources for store in server.store.lifecycles])
    serving.serve(server.create_app(cors), sock)


def _parse_advance(text: str) -> str | float:
    if text in ("read", "never"):
        return text
    message = f"--advance must be 'read', 'never' or a positive number of seconds, got {text!r}"
    try:
        seconds = float(text)
    except ValueError as error:
        raise click.UsageError(message) from error
    if not 0 < seconds < math.inf:
        raise click.UsageError(message)
    return seconds


def list_routes(server: Mock) -> list[tuple[str, str, str]]:
    """Return method, path and name of each operation, in the order of matching."""
    return [
        (entry.operation.operation.method, route.path, entry.operation.name)
        for route in server.routes
        for entry in route.operations
    ]


def list_base_paths(server: Mock) -> list[str]:
    """Return the distinct paths of the documented servers."""
    from specpress.mock import paths

    base_paths = (paths.server_path(documented) for documented in server.api.servers)
    return [*dict.fromkeys(base_paths)] or [""]


def require_extra() -> None:
    """Exit if the packages of the extra `mock` are not installed."""
    try:
        import python_multipart
        import starlette
        import uvicorn
    except ImportError as error:
        message = (
            f"{error.name} is not installed: install specpress with its extra `mock`"
        )
        raise click.UsageError(message) from error
    del python_multipart, starlette, uvicorn


def _read_document(
    config: Path | None, overrides: dict[str, Any]
) -> tuple[Workspace, ir.Api, Problems]:
    """Load the document and report its problems; exit if it has errors."""
    problems = Problems()
    try:
        with report_settings():
            settings: Settings = load_named_settings(config, overrides)
            workspace, _ = open_document(settings, problems)
        api = build(workspace.root, problems)
        api = add_pages(workspace.root, api, settings.pagination, problems)
        workspace.report_refused(problems)
        problems.raise_if_errors()
    except DocumentError as error:
        report.print_problems(error.problems, "mock server not started")
        raise SystemExit(1) from error
    report.print_problems(problems.warnings)
    return workspace, api, problems


def open_socket(host: str, port: int) -> socket.socket:
    """Return a listening socket; exit if the port is in use."""
    from specpress.mock import serving

    try:
        return serving.open_socket(host, port)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        name = f"{host!r}, port {port}"
        raise click.UsageError(f"cannot listen on {name}: {reason}") from error
