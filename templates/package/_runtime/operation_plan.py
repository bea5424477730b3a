"""What is the same in every call of an operation through one client: found at the first one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from .content_encoding import ACCEPTED
from .operation import ClientSettings, Credential, Lazy, Operation
from .parameter_values import check_header

Signers: TypeAlias = Iterable[tuple[Credential, str]]
Sign: TypeAlias = Callable[[dict[str, str], str, Signers], str]
"""Adds credentials to the headers, and gives the URL with those that stand there (`auth`, only where there are any)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The headers of every request, and how it is signed."""

    headers: dict[str, str] = field(repr=False)
    """Names in lower case."""
    public_headers: dict[str, str] = field(repr=False)
    """Those for an origin that is not trusted: without what the caller gave the client."""
    credentials: tuple[Credential, ...]
    hidden: frozenset[str]
    """Parameters of the query that are credentials."""
    sign: Sign


def plan_of(operation: Operation[Any], settings: ClientSettings) -> Plan:
    """The plan of an operation.

    Raises:
        ValueError: a header of the client would be two.
    """
    found = settings.plans.get(operation)
    if found is None:
        found = settings.plans[operation] = _made(operation, settings)
    return found


def _made(operation: Operation[Any], settings: ClientSettings) -> Plan:
    public = _headers(operation, settings)
    headers = public | dict(settings.default_headers)
    for name, text in headers.items():
        check_header(name, text)
    known = settings.credentials
    hidden = frozenset(c.wire for c in known if c.location == "query")
    if not known:
        return Plan(headers, public, (), hidden, _unsigned)
    auth = Lazy("_runtime.auth").load()
    chosen = auth.chosen(operation, known)
    return Plan(headers, public, chosen, hidden, auth.sign)


def _unsigned(headers: dict[str, str], url: str, values: Signers) -> str:
    """The URL as it is: there is nothing to sign with."""
    return url


def _headers(operation: Operation[Any], settings: ClientSettings) -> dict[str, str]:
    answers = (*operation.responses, *operation.errors)
    accepted = dict.fromkeys(a.media_type for a in answers if a.media_type)
    headers = {
        "user-agent": settings.user_agent,
        "accept": ", ".join(accepted) or "*/*",
        "accept-encoding": ACCEPTED,
    }
    declared = {p.wire for p in operation.parameters if p.location == "header"}
    for name in declared & settings.defaults.keys():
        headers[name.lower()] = settings.defaults[name]
    return headers
