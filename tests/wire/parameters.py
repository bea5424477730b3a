"""Documents with one parameter per operation, so that one package serves a table of cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.wire.clients import call, generate_package
from tests.wire.server import ReceivedRequest, RecordingServer

HEAD = """
openapi: VERSION
info: {title: Acme, version: '1'}
paths:
"""
OPERATION = """
  /NUMBER/PATH:
    get:
      operationId: callNUMBER
      tags: [calls]
      parameters: [{name: NAME, PARAMETER}]
      responses: {'204': {description: Done.}}
"""


def build_document(
    parameters: Iterable[str], name: str = "color", version: str = "3.1.0"
) -> str:
    """Return a document with an operation `callN` for each parameter (YAML without its name)."""
    document = HEAD.replace("VERSION", version)
    for number, parameter in enumerate(dict.fromkeys(parameters)):
        path = f"{{{name}}}" if "in: path" in parameter else "things"
        operation = OPERATION.replace("NUMBER", str(number)).replace("PATH", path)
        document += operation.replace("NAME", name).replace("PARAMETER", parameter)
    return document


def send_parameter(
    server: RecordingServer,
    parameters: Iterable[str],
    parameter: str,
    value: Any,
    version: str = "3.1.0",
) -> ReceivedRequest:
    """Return the request for a value of `parameter`, one of `parameters`, named `color`."""
    parameters = list(dict.fromkeys(parameters))
    acme = generate_package(build_document(parameters, version=version))
    method = f"call{parameters.index(parameter)}"
    call(acme, server, lambda client: getattr(client.calls, method)(color=value))
    return server.last
