"""The command ``specpress mock``: a local mock server for a document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from specpress.cli.options import (
    API,
    CONFIG,
    FORMAT,
    JSON,
    OVERLAY,
    READING,
    SPEC,
    TRACEBACK,
    with_options,
)

# Seconds, as in the header `x-mock-latency`.
MAX_LATENCY = 3600
EPILOG = """\b
Examples:
  specpress mock openapi.yaml
  specpress mock                     serve the document that pyproject.toml names
  specpress mock api.json --overlay lifecycle.yaml --port 4010
  specpress mock api.json --seed 7 --latency 0.3 --every 5 --status 503

\b
Request headers override the options for one request:
  x-mock-status: 404      respond with another documented status
  x-mock-example: NAME    respond with the documented example of this name
  x-mock-latency: 1.5     wait this many seconds
  x-mock-truncate: 20     close the connection after this many body bytes
  x-mock-drop: true       close the connection without a response
  x-mock-state: FAILED    set the state of the resource first
  prefer: code=404, example=NAME   the same as x-mock-status and x-mock-example
"""


_mock_options = with_options(
    SPEC,
    CONFIG,
    API,
    OVERLAY,
    *READING,
    FORMAT,
    JSON,
    TRACEBACK,
    click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=4010,
        show_default=True,
        help="Port to listen on; 0 selects a free port.",
    ),
    click.option(
        "--host",
        default="127.0.0.1",
        show_default=True,
        help="Address to listen on.",
    ),
    click.option(
        "--seed",
        default=0,
        show_default=True,
        help="Seed of the samples: the same seed generates the same samples.",
    ),
    click.option("--cors", is_flag=True, help="Enable CORS for all origins."),
    click.option(
        "--advance",
        default="read",
        show_default=True,
        metavar="WHEN",
        help="When the server changes the state of resources: after each 'read', after a number of seconds, or 'never'.",
    ),
    click.option(
        "--every",
        type=click.IntRange(1),
        default=1,
        metavar="N",
        help="Apply --latency, --status, --truncate and --drop to every Nth request only.",
    ),
    click.option(
        "--latency",
        type=click.FloatRange(0, MAX_LATENCY),
        default=0.0,
        metavar="SECONDS",
        help="Wait before each response.",
    ),
    click.option(
        "--status",
        type=click.IntRange(200, 599),
        help="Respond with this documented status.",
    ),
    click.option(
        "--truncate",
        type=click.IntRange(0),
        metavar="BYTES",
        help="Close the connection after this many body bytes.",
    ),
    click.option("--drop", is_flag=True, help="Close connections without a response."),
)


@click.command(epilog=EPILOG)
@_mock_options
def mock(config: Path | None, **options: Any) -> None:
    """Run a local mock server for SPEC.

    The server validates requests and rejects invalid ones with the documented errors. Responses are the examples of the
    document if they are valid, else samples, which are the same for the same seed. Resources with a lifecycle
    (x-specpress-lifecycle) are stored in memory and change their state.
    """
    from specpress.cli import mock_server

    mock_server.run(config, options)
