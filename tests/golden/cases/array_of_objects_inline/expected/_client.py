# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The client: its credentials, settings and resources."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime.shell_async import AsyncBase
from ._runtime.shell_sync import SyncBase

if TYPE_CHECKING:
    import httpx2

    from ._runtime.operation import ClientSettings, Credential
    from ._runtime.transport import AsyncTransport, SyncTransport
    from .resources.things import AsyncThings, Things


def _settings(
    base_url: str,
    credentials: tuple[Credential | None, ...],
    defaults: Mapping[str, str | None],
    timeout: float | None,
    max_retries: int,
    headers: Mapping[str, str] | None,
) -> ClientSettings:
    from ._runtime.operation import ClientSettings
    from .errors import STATUS_ERRORS

    return ClientSettings(
        base_url=base_url.rstrip("/"),
        default_headers=dict(headers or {}),
        credentials=tuple(found for found in credentials if found is not None),
        defaults={name: text for name, text in defaults.items() if text is not None},
        timeout=timeout,
        max_retries=max_retries,
        user_agent="array-of-objects-inline/0.1.0",
        status_errors=STATUS_ERRORS,
        request_id_headers=("x-request-id",),
    )


def _credential(
    scheme: str, kind: str, location: str, wire: str, given: str | None, env: str
) -> Credential | None:
    """What was given, or else what the environment holds at this moment."""
    from ._runtime.operation import Credential

    value = given if given is not None else os.environ.get(env)
    if not value:
        return None
    return Credential(scheme, kind, location, wire, value)


class Acme(SyncBase):
    """A client of Case."""

    def __init__(
        self,
        *,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        max_retries: int = 2,
        headers: Mapping[str, str] | None = None,
        transport: SyncTransport | httpx2.Client | None = None,
    ) -> None:
        """Make a client.

        Args:
            base_url: the server, where it is none of the known ones.
            timeout: seconds for one attempt; None waits for ever.
            max_retries: how many times a failed attempt is repeated.
            headers: sent with every call.
            transport: how requests are sent; an HTTP client of httpx2, or your own.
        """
        settings = _settings(
            base_url or "",
            (),
            {},
            timeout,
            max_retries,
            headers,
        )
        super().__init__(settings, transport)

    @cached_property
    def things(self) -> Things:
        from .resources.things import Things

        return Things(self)


class AsyncAcme(AsyncBase):
    """A client of Case."""

    def __init__(
        self,
        *,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        max_retries: int = 2,
        headers: Mapping[str, str] | None = None,
        transport: AsyncTransport | httpx2.AsyncClient | None = None,
    ) -> None:
        """Make a client.

        Args:
            base_url: the server, where it is none of the known ones.
            timeout: seconds for one attempt; None waits for ever.
            max_retries: how many times a failed attempt is repeated.
            headers: sent with every call.
            transport: how requests are sent; an HTTP client of httpx2, or your own.
        """
        settings = _settings(
            base_url or "",
            (),
            {},
            timeout,
            max_retries,
            headers,
        )
        super().__init__(settings, transport)

    @cached_property
    def things(self) -> AsyncThings:
        from .resources.things import AsyncThings

        return AsyncThings(self)
