# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The client: its credentials, settings and resources."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime.shell_async import AsyncBase
from ._runtime.shell_sync import SyncBase
from ._runtime.timeouts import Timeout

if TYPE_CHECKING:
    import httpx2

    from ._runtime.auth import AsyncTokenProvider, TokenProvider
    from ._runtime.hooks import Hooks
    from ._runtime.operation import ClientSettings, Credential
    from ._runtime.transport import AsyncTransport, Library, SyncTransport
    from .resources.things import AsyncThings, Things


class AcmeEnvironment(StrEnum):
    """The servers of the API."""

    ACME_TEST = "https://acme.test"


# Names of the declared servers, by URL.
_SERVERS: dict[str, str] = {
    "https://acme.test": "",
}


def _settings(
    base_url: str | Mapping[str, str] | None,
    trusted_origins: Sequence[str],
    environment: str,
    credentials: tuple[Credential | None, ...],
    defaults: Mapping[str, str | None],
    server_variables: Mapping[str, str],
    timeout: float | Timeout | None,
    max_retries: int,
    max_response_bytes: int | None,
    headers: Mapping[str, str] | None,
    hooks: Sequence[Hooks],
) -> ClientSettings:
    from ._runtime import urls
    from ._runtime.operation import ClientSettings
    from ._runtime.secret import warn_if_readable
    from .errors import STATUS_ERRORS

    server, server_urls = urls.select_servers(base_url, environment, _SERVERS)
    for url in (server, *server_urls.values()):
        warn_if_readable(url)
    return ClientSettings(
        base_url=server.rstrip("/"),
        base_url_given=isinstance(base_url, str) and bool(base_url),
        default_headers={n.lower(): text for n, text in (headers or {}).items()},
        credentials=tuple(found for found in credentials if found is not None),
        defaults={name: text for name, text in defaults.items() if text is not None},
        server_variables=server_variables,
        timeout=timeout,
        max_retries=max_retries,
        user_agent="security-alternatives/0.1.0",
        status_errors=STATUS_ERRORS,
        request_id_headers=("x-request-id",),
        hooks=tuple(hooks),
        max_response_bytes=max_response_bytes,
        server_urls=server_urls,
        trusted_origins=urls.trusted_origins(trusted_origins, server_urls),
    )


def _credential(
    scheme: str,
    kind: str,
    location: str,
    wire: str,
    given: str | AsyncTokenProvider | None,
    env: str,
    token_url: str | None = None,
    scopes: tuple[str, ...] = (),
) -> Credential | None:
    """What was given, or else what the environment holds at this moment."""
    from ._runtime.operation import Credential
    from ._runtime.secret import Secret

    value = given if given is not None else os.environ.get(env)
    if not value:
        return None
    kept = value if callable(value) else Secret.of(value)
    return Credential(scheme, kind, location, wire, kept, token_url, scopes)


class Acme(SyncBase):
    """A client of Case."""

    def __init__(
        self,
        *,
        token: str | TokenProvider | None = None,
        basic_auth: str | TokenProvider | None = None,
        key: str | TokenProvider | None = None,
        session: str | TokenProvider | None = None,
        base_url: str | Mapping[str, str] | None = None,
        trusted_origins: Sequence[str] = (),
        environment: AcmeEnvironment | str = AcmeEnvironment.ACME_TEST,
        timeout: float | Timeout | None = Timeout(),
        max_retries: int = 2,
        max_response_bytes: int | None = 256 * 1024 * 1024,
        headers: Mapping[str, str] | None = None,
        hooks: Sequence[Hooks] = (),
        transport: SyncTransport | httpx2.Client | Library | None = None,
    ) -> None:
        """Make a client.

        Args:
            token: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_TOKEN".
            basic_auth: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_BASIC_AUTH".
            key: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_KEY".
            session: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_SESSION".
            base_url: URL of the server with its path, for all operations; or a mapping of declared
                servers (by name, or by URL) to the URLs that replace them.
            trusted_origins: other origins that receive the credentials, such as
                "https://files.example.com"; by default only the server of the client does.
            environment: one of the known servers; without a `base_url` it is that of all operations
                that have none of their own.
            timeout: seconds for a call with all its attempts, or a `Timeout` with a limit for each
                phase; None waits for ever.
            max_retries: how many times a failed attempt is repeated, where that is safe.
            max_response_bytes: how large an answer may be when it is unpacked; None: any size.
            headers: sent with every call.
            hooks: functions that are called at each attempt.
            transport: how requests are sent: "httpx2" or "pyreqwest", an HTTP client of httpx2, or
                your own. Without it, pyreqwest where it is installed, else httpx2.

        Raises:
            ImportError: the library that was named is not installed.
            TypeError: a credential is no text, or the transport cannot send in this flavour.
            ValueError: there is no such library, or an entry of `base_url` or `trusted_origins`
                is not valid.
        """
        settings = _settings(
            base_url,
            trusted_origins,
            str(environment),
            (
                _credential(
                    "bearer",
                    "bearer",
                    "header",
                    "Authorization",
                    token,
                    "ACME_TOKEN",
                ),
                _credential(
                    "user",
                    "basic",
                    "header",
                    "Authorization",
                    basic_auth,
                    "ACME_BASIC_AUTH",
                ),
                _credential(
                    "key",
                    "apikey",
                    "header",
                    "X-Key",
                    key,
                    "ACME_KEY",
                ),
                _credential(
                    "session",
                    "apikey",
                    "cookie",
                    "SESSION",
                    session,
                    "ACME_SESSION",
                ),
            ),
            {},
            {},
            timeout,
            max_retries,
            max_response_bytes,
            headers,
            hooks,
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
        token: str | AsyncTokenProvider | None = None,
        basic_auth: str | AsyncTokenProvider | None = None,
        key: str | AsyncTokenProvider | None = None,
        session: str | AsyncTokenProvider | None = None,
        base_url: str | Mapping[str, str] | None = None,
        trusted_origins: Sequence[str] = (),
        environment: AcmeEnvironment | str = AcmeEnvironment.ACME_TEST,
        timeout: float | Timeout | None = Timeout(),
        max_retries: int = 2,
        max_response_bytes: int | None = 256 * 1024 * 1024,
        headers: Mapping[str, str] | None = None,
        hooks: Sequence[Hooks] = (),
        transport: AsyncTransport | httpx2.AsyncClient | Library | None = None,
    ) -> None:
        """Make a client.

        Args:
            token: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_TOKEN".
            basic_auth: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_BASIC_AUTH".
            key: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_KEY".
            session: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_SESSION".
            base_url: URL of the server with its path, for all operations; or a mapping of declared
                servers (by name, or by URL) to the URLs that replace them.
            trusted_origins: other origins that receive the credentials, such as
                "https://files.example.com"; by default only the server of the client does.
            environment: one of the known servers; without a `base_url` it is that of all operations
                that have none of their own.
            timeout: seconds for a call with all its attempts, or a `Timeout` with a limit for each
                phase; None waits for ever.
            max_retries: how many times a failed attempt is repeated, where that is safe.
            max_response_bytes: how large an answer may be when it is unpacked; None: any size.
            headers: sent with every call.
            hooks: functions that are called at each attempt.
            transport: how requests are sent: "httpx2" or "pyreqwest", an HTTP client of httpx2, or
                your own. Without it, pyreqwest where it is installed, else httpx2.

        Raises:
            ImportError: the library that was named is not installed.
            TypeError: a credential is no text, or the transport cannot send in this flavour.
            ValueError: there is no such library, or an entry of `base_url` or `trusted_origins`
                is not valid.
        """
        settings = _settings(
            base_url,
            trusted_origins,
            str(environment),
            (
                _credential(
                    "bearer",
                    "bearer",
                    "header",
                    "Authorization",
                    token,
                    "ACME_TOKEN",
                ),
                _credential(
                    "user",
                    "basic",
                    "header",
                    "Authorization",
                    basic_auth,
                    "ACME_BASIC_AUTH",
                ),
                _credential(
                    "key",
                    "apikey",
                    "header",
                    "X-Key",
                    key,
                    "ACME_KEY",
                ),
                _credential(
                    "session",
                    "apikey",
                    "cookie",
                    "SESSION",
                    session,
                    "ACME_SESSION",
                ),
            ),
            {},
            {},
            timeout,
            max_retries,
            max_response_bytes,
            headers,
            hooks,
        )
        super().__init__(settings, transport)

    @cached_property
    def things(self) -> AsyncThings:
        from .resources.things import AsyncThings

        return AsyncThings(self)
