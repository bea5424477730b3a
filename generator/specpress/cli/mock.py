"""The command `specpress mock`: serves a document on this machine."""

from __future__ import annotations

import logging
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specpress import ir
from specpress.build import build
from specpress.cli import report
from specpress.cli.options import ALLOW_HTTP, CONFIG, OVERLAY, SPEC, taking
from specpress.config import Settings, load_settings
from specpress.press import opened
from specpress.problems import DocumentError, Problems, UsageError
from specpress.resolve import Workspace

if TYPE_CHECKING:
    from specpress.mock.app import Mock

EPILOG = """\b
Examples:
  specpress mock openapi.yaml
  specpress mock                     serve what pyproject.toml names
  specpress mock api.json --overlay lifecycle.yaml --port 4010
  specpress mock api.json --seed 7 --latency 0.3 --every 5 --status 503

\b
One request can ask for itself, with a header:
  x-mock-status: 404      the documented answer of another status
  x-mock-latency: 1.5     wait so many seconds
  x-mock-truncate: 20     close the connection after so many bytes of the body
  x-mock-drop: true       close it before anything is sent
  x-mock-state: FAILED    put the resource into this state first
"""


_serving = taking(
    SPEC,
    CONFIG,
    OVERLAY,
    ALLOW_HTTP,
    click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=4010,
        show_default=True,
        help="Where to listen; 0: any that is free.",
    ),
    click.option(
        "--host", default="127.0.0.1", show_default=True, help="Where to listen."
    ),
    click.option(
        "--seed",
        default=0,
        show_default=True,
        help="Another seed gives other samples; the same one the same.",
    ),
    click.option("--cors", is_flag=True, help="Let pages of any origin ask."),
    click.option(
        "--advance",
        default="read",
        show_default=True,
        metavar="WHEN",
        help="When resources go on by themselves: at each 'read', after so many seconds, or 'never'.",
    ),
    click.option(
        "--every",
        type=click.IntRange(1),
        default=1,
        metavar="N",
        help="Let the options above befall each Nth request only.",
    ),
    click.option(
        "--latency",
        type=click.FloatRange(0),
        default=0.0,
        metavar="SECONDS",
        help="Wait so long before each answer.",
    ),
    click.option(
        "--status",
        type=click.IntRange(200, 599),
        help="Answer with this status, as the document describes it.",
    ),
    click.option(
        "--truncate",
        type=click.IntRange(0),
        metavar="BYTES",
        help="Close connections after so many bytes of a body.",
    ),
    click.option("--drop", is_flag=True, help="Close connections without an answer."),
)


@click.command(epilog=EPILOG)
@_serving
def mock(config: Path | None, **given: Any) -> None:
    """Serve SPEC: answer every request as the document says.

    RequestValidator are judged by the document and refused with its own errors. ResponseBuilder are its examples where they hold to
    their schemas, else made for them, the same for the same seed. Where the document tells the life of a resource
    (x-lifecycle), resources are kept in memory and go through it.
    """
    _need_extra()
    from specpress.mock import serving
    from specpress.mock.app import Mock
    from specpress.mock.fault_injection import FaultInjection

    names = ("latency", "status", "truncate", "drop", "every")
    misbehaviour = FaultInjection(**{name: given.pop(name) for name in names})
    host, port, cors, seed = (given.pop(n) for n in ("host", "port", "cors", "seed"))
    advance = _advance(given.pop("advance"))
    workspace, api, problems = _read(config, given)
    made = Mock(workspace, api, problems, seed, misbehaviour, advance)
    sock = _listen(host, port)
    _log()
    report.serving(
        routes_of(made), f"http://{host}:{sock.getsockname()[1]}", bases_of(made)
    )
    report.resources([life.kept for life in made.world.lives])
    serving.run(made.app(cors), sock)


def _advance(text: str) -> str | float:
    """When the server goes on by itself: a word, or seconds."""
    if text in ("read", "never"):
        return text
    try:
        return float(text)
    except ValueError as error:
        message = f"--advance is read, never or a number of seconds, not {text!r}"
        raise click.UsageError(message) from error


def routes_of(made: Mock) -> list[tuple[str, str, str]]:
    """Method, path and name of each operation, in the order in which they are looked at."""
    return [
        (entry.served.operation.method, place.shown, entry.served.name)
        for place in made.places
        for entry in place.entries
    ]


def bases_of(made: Mock) -> list[str]:
    """The paths below which clients find the operations: those of the document's servers."""
    from specpress.mock import paths

    return [*dict.fromkeys(paths.base(server) for server in made.api.servers)] or [""]


def _need_extra() -> None:
    try:
        import python_multipart
        import starlette
        import uvicorn
    except ImportError as error:
        message = f"{error.name} is not installed: pip install 'specpress[mock]'"
        raise click.UsageError(message) from error
    del python_multipart, starlette, uvicorn


def _read(
    config: Path | None, overrides: dict[str, Any]
) -> tuple[Workspace, ir.Api, Problems]:
    """The document, what it says, and what is wrong with it; errors end the command."""
    problems = Problems()
    try:
        settings: Settings = load_settings(config or Path.cwd(), overrides)
        workspace, _ = opened(settings, problems)
        api = build(workspace.root, problems)
        problems.raise_if_errors()
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    except DocumentError as error:
        report.problems(error.problems, "nothing is served")
        raise SystemExit(1) from error
    report.problems(problems.warnings)
    return workspace, api, problems


def _listen(host: str, port: int) -> socket.socket:
    from specpress.mock import serving

    try:
        return serving.listener(host, port)
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.UsageError(f"cannot listen on {host}:{port}: {reason}") from error


def _log() -> None:
    from rich.logging import RichHandler

    log = logging.getLogger("specpress.mock")
    log.setLevel(logging.INFO)
    log.addHandler(
        RichHandler(console=report.err, show_path=False, show_level=False, markup=False)
    )
