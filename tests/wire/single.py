"""Documents whose operations have one parameter each, so that a whole table of cases is pressed at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.wire.pressing import call, package
from tests.wire.server import Asked, Wire

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


def document(
    parameters: Iterable[str], name: str = "color", version: str = "3.1.0"
) -> str:
    """A document with an operation `callN` for each parameter (YAML, without its name)."""
    found = HEAD.replace("VERSION", version)
    for number, parameter in enumerate(dict.fromkeys(parameters)):
        path = f"{{{name}}}" if "in: path" in parameter else "things"
        text = OPERATION.replace("NUMBER", str(number)).replace("PATH", path)
        found += text.replace("NAME", name).replace("PARAMETER", parameter)
    return found


def send(
    server: Wire,
    rows: Iterable[str],
    parameter: str,
    value: Any,
    version: str = "3.1.0",
) -> Asked:
    """The request for a value of the parameter `color`, which is one of the rows."""
    listed = list(dict.fromkeys(rows))
    made = package(document(listed, version=version))
    name = f"call{listed.index(parameter)}"
    call(made, server, lambda client: getattr(client.calls, name)(color=value))
    return server.last
