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
    from .resources.default import AsyncDefault, Default


class AcmeEnvironment(StrEnum):
    """The servers of the API."""

    A_VERY_LONG_NAME_OF_A_HOST_IN_A_LONG_DOMAIN_EXAMPLE_COM = "https://a-very-long-name-of-a-host.in-a-long-domain.example.com/and/a/path/that/is/long"

    WESTCENTRALUS_API_COGNITIVE_EXAMPLE_COM = (
        "https://westcentralus.api.cognitive.example.com/vision/v2.1"
    )

    REGION_A_VERY_LONG_NAME_OF_A_HOST_IN_A_LONG_DOMAIN_EXAMPLE_COM = "https://{region}.a-very-long-name-of-a-host.in-a-long-domain.example.com/and/a/path/that/is/long/{x}"


_VARIABLES: dict[str, dict[str, str]] = {
    "https://{region}.a-very-long-name-of-a-host.in-a-long-domain.example.com/and/a/path/that/is/long/{x}": {
        "region": "a-very-long-name-of-a-host-in-a-long-domain-example-com-and-a-path-that",
    },
}
"""What stands for the names in braces in the URLs of the servers, unless another value is given."""


# Names of the declared servers, by URL.
_SERVERS: dict[str, str] = {
    "https://a-very-long-name-of-a-host.in-a-long-domain.example.com/and/a/path/that/is/long": "",
    "https://westcentralus.api.cognitive.example.com/vision/v2.1": "",
    "https://{region}.a-very-long-name-of-a-host.in-a-long-domain.example.com/and/a/path/that/is/long/{x}": "",
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
    server = urls.fill(server, {**_VARIABLES.get(server, {}), **server_variables})
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
        user_agent="server-and-security-of-long-texts/0.1.0",
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
    """A client of Long lines."""

    def __init__(
        self,
        *,
        o: str | TokenProvider | None = None,
        p: str | TokenProvider | None = None,
        q: str | TokenProvider | None = None,
        base_url: str | Mapping[str, str] | None = None,
        trusted_origins: Sequence[str] = (),
        environment: (
            AcmeEnvironment | str
        ) = AcmeEnvironment.A_VERY_LONG_NAME_OF_A_HOST_IN_A_LONG_DOMAIN_EXAMPLE_COM,
        server_variables: Mapping[str, str] | None = None,
        timeout: float | Timeout | None = Timeout(),
        max_retries: int = 2,
        max_response_bytes: int | None = 256 * 1024 * 1024,
        headers: Mapping[str, str] | None = None,
        hooks: Sequence[Hooks] = (),
        transport: SyncTransport | httpx2.Client | Library | None = None,
    ) -> None:
        """Make a client.

        Args:
            o: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_O".
            p: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_P".
            q: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_Q".
            base_url: URL of the server with its path, for all operations; or a mapping of declared
                servers (by name, or by URL) to the URLs that replace them.
            trusted_origins: other origins that receive the credentials, such as
                "https://files.example.com"; by default only the server of the client does.
            environment: one of the known servers; without a `base_url` it is that of all operations
                that have none of their own.
            server_variables: what stands for the names in braces in the server's URL:
                region (default
                    "a-very-long-name-of-a-host-in-a-long-domain-example-com-and-a-path-that").
                x.
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
                    "o",
                    "bearer",
                    "header",
                    "Authorization",
                    o,
                    "ACME_O",
                    "https://a.example/token",
                    (
                        "https://api.example.com/oauth/api_scope",
                        "https://api.example.com/oauth/api_scope/metadata.insights",
                    ),
                ),
                _credential(
                    "p",
                    "bearer",
                    "header",
                    "Authorization",
                    p,
                    "ACME_P",
                    "https://a.example/token",
                    (
                        "https://api.example.com/oauth/api_scope/and/a/path/that/is/long/and/longer/than/a/line",
                    ),
                ),
                _credential(
                    "q",
                    "bearer",
                    "header",
                    "Authorization",
                    q,
                    "ACME_Q",
                    "https://a.example/token",
                    (),
                ),
            ),
            {},
            server_variables or {},
            timeout,
            max_retries,
            max_response_bytes,
            headers,
            hooks,
        )
        super().__init__(settings, transport)

    @cached_property
    def default(self) -> Default:
        from .resources.default import Default

        return Default(self)


class AsyncAcme(AsyncBase):
    """A client of Long lines."""

    def __init__(
        self,
        *,
        o: str | AsyncTokenProvider | None = None,
        p: str | AsyncTokenProvider | None = None,
        q: str | AsyncTokenProvider | None = None,
        base_url: str | Mapping[str, str] | None = None,
        trusted_origins: Sequence[str] = (),
        environment: (
            AcmeEnvironment | str
        ) = AcmeEnvironment.A_VERY_LONG_NAME_OF_A_HOST_IN_A_LONG_DOMAIN_EXAMPLE_COM,
        server_variables: Mapping[str, str] | None = None,
        timeout: float | Timeout | None = Timeout(),
        max_retries: int = 2,
        max_response_bytes: int | None = 256 * 1024 * 1024,
        headers: Mapping[str, str] | None = None,
        hooks: Sequence[Hooks] = (),
        transport: AsyncTransport | httpx2.AsyncClient | Library | None = None,
    ) -> None:
        """Make a client.

        Args:
            o: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_O".
            p: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_P".
            q: the credential, or a function that gives it for each attempt;
                else the environment's "ACME_Q".
            base_url: URL of the server with its path, for all operations; or a mapping of declared
                servers (by name, or by URL) to the URLs that replace them.
            trusted_origins: other origins that receive the credentials, such as
                "https://files.example.com"; by default only the server of the client does.
            environment: one of the known servers; without a `base_url` it is that of all operations
                that have none of their own.
            server_variables: what stands for the names in braces in the server's URL:
                region (default
                    "a-very-long-name-of-a-host-in-a-long-domain-example-com-and-a-path-that").
                x.
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
                    "o",
                    "bearer",
                    "header",
                    "Authorization",
                    o,
                    "ACME_O",
                    "https://a.example/token",
                    (
                        "https://api.example.com/oauth/api_scope",
                        "https://api.example.com/oauth/api_scope/metadata.insights",
                    ),
                ),
                _credential(
                    "p",
                    "bearer",
                    "header",
                    "Authorization",
                    p,
                    "ACME_P",
                    "https://a.example/token",
                    (
                        "https://api.example.com/oauth/api_scope/and/a/path/that/is/long/and/longer/than/a/line",
                    ),
                ),
                _credential(
                    "q",
                    "bearer",
                    "header",
                    "Authorization",
                    q,
                    "ACME_Q",
                    "https://a.example/token",
                    (),
                ),
            ),
            {},
            server_variables or {},
            timeout,
            max_retries,
            max_response_bytes,
            headers,
            hooks,
        )
        super().__init__(settings, transport)

    @cached_property
    def default(self) -> AsyncDefault:
        from .resources.default import AsyncDefault

        return AsyncDefault(self)
