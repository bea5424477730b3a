"""Settings that a document suggests: arguments of the client in place of an argument of every method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from specpress import ir
from specpress.config import Settings
from specpress.package.client import ClientModule
from specpress.package.operations import Resource
from specpress.python.names.argument_names import get_key

# Settings by their names, with the entries that are suggested.
Proposals: TypeAlias = Mapping[str, Mapping[str, Any]]
MIN_OPERATIONS = 2
# Headers whose values differ between requests.
PER_REQUEST = ("idempotency-key", "request-id", "correlation-id", "traceparent")
CONDITIONAL = ("if-", "range", "prefer", "accept", "content-")


def build_proposals(
    api: ir.Api, settings: Settings, client: ClientModule, resources: list[Resource]
) -> Proposals:
    """Return the settings for what every operation asks for, unless they are set."""
    if len(api.operations) < MIN_OPERATIONS:
        return {}
    proposals: dict[str, Mapping[str, Any]] = {
        "credentials": dict(_list_credentials(api, settings, client)),
        "client-parameters": dict(_list_headers(api, settings, resources)),
    }
    return {name: entries for name, entries in proposals.items() if entries}


def _list_credentials(
    api: ir.Api, settings: Settings, client: ClientModule
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the only scheme of all operations, with the names that it has now."""
    first = api.operations[0].security
    is_common = all(operation.security == first for operation in api.operations)
    if not is_common or len(first) != 1 or len(first[0]) != 1:
        return
    for credential in client.credentials:
        name = credential.source.name
        if name == first[0][0] and name not in settings.credentials:
            yield name, {"argument": credential.argument, "env": credential.env}


def _list_headers(
    api: ir.Api, settings: Settings, resources: list[Resource]
) -> Iterator[tuple[str, str]]:
    """Yield the header parameters that all operations have, with the argument of their methods."""
    common = _get_headers(api.operations[0])
    for operation in api.operations[1:]:
        own = _get_headers(operation)
        common = {name: p for name, p in common.items() if name in own}
    arguments = next((m.names for r in resources for m in r.methods), {})
    configured = {name.lower() for name in settings.client_parameters}
    for name, parameter in common.items():
        argument = arguments.get(get_key(parameter))
        is_constant = not name.endswith(PER_REQUEST) and not name.startswith(
            CONDITIONAL
        )
        if is_constant and name not in configured and argument is not None:
            yield parameter.wire, argument


def _get_headers(operation: ir.Operation) -> dict[str, ir.Parameter]:
    """Return the header parameters of an operation by their names in lower case."""
    headers = (p for p in operation.parameters if p.location == "header")
    return {parameter.wire.lower(): parameter for parameter in headers}
