"""Parts of a request that are equal in all calls of an operation, computed once per client."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from .content_encoding import ACCEPTED
from .operation import ClientSettings, Credential, Lazy, Operation
from .parameter_values import check_header

CredentialValues: TypeAlias = Iterable[tuple[Credential, str]]
# Adds credentials to the headers; returns the URL with those of the query. Implemented in `auth`,
# a module of packages with credentials only.
Sign: TypeAlias = Callable[[dict[str, str], str, CredentialValues], str]


@dataclass(frozen=True, slots=True)
class OperationPlan:
    """The headers and credentials of all requests of an operation."""

    headers: dict[str, str] = field(repr=False)
    """Headers for trusted origins; names in lower case."""
    public_headers: dict[str, str] = field(repr=False)
    """Headers for other origins: without the default headers of the client."""
    credentials: tuple[Credential, ...]
    secret_names: frozenset[str]
    """Query parameters with credentials."""
    sign: Sign


def plan_operation(
    operation: Operation[Any], settings: ClientSettings
) -> OperationPlan:
    """Return the plan of an operation, from the cache of the client if possible.

    Raises:
        ValueError: a default header contains a line break.
    """
    plan = settings.plans.get(operation)
    if plan is None:
        plan = settings.plans[operation] = _create_plan(operation, settings)
    return plan


def _create_plan(operation: Operation[Any], settings: ClientSettings) -> OperationPlan:
    public = _build_headers(operation, settings)
    headers = public | dict(settings.default_headers)
    for name, text in headers.items():
        check_header(name, text)
    available = settings.credentials
    secret_names = frozenset(c.wire for c in available if c.location == "query")
    if not available:
        return OperationPlan(headers, public, (), secret_names, _keep_url)
    auth = Lazy("_runtime.auth").load()
    selected = auth.select_credentials(operation, available)
    return OperationPlan(headers, public, selected, secret_names, auth.sign)


def _keep_url(headers: dict[str, str], url: str, values: CredentialValues) -> str:
    """Implement `Sign` for a client without credentials."""
    return url


def _build_headers(
    operation: Operation[Any], settings: ClientSettings
) -> dict[str, str]:
    specs = (*operation.responses, *operation.errors)
    accepted = dict.fromkeys(spec.media_type for spec in specs if spec.media_type)
    headers = {
        "user-agent": settings.user_agent,
        "accept": ", ".join(accepted) or "*/*",
        "accept-encoding": ACCEPTED,
    }
    declared = {p.wire for p in operation.parameters if p.location == "header"}
    for name in declared & settings.defaults.keys():
        headers[name.lower()] = settings.defaults[name]
    return headers
