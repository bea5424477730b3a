# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The client: its credentials, settings and resources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime.shell_async import AsyncBase
from ._runtime.shell_sync import SyncBase
from ._runtime.timeouts import Timeout

if TYPE_CHECKING:
    import httpx2

    from ._runtime.hooks import Hooks
    from ._runtime.operation import ClientSettings, Credential
    from ._runtime.transport import AsyncTransport, Library, SyncTransport
    from .resources.things import AsyncThings, Things
    from .resources.files import AsyncFiles, Files


class AcmeEnvironment(StrEnum):
    """The servers of the API."""

    LIVE = "https://{region}.acme.test/{version}"
    """Where the work is done."""

    TENANT_TRY_ACME_TEST = "https://{tenant}.try.acme.test"


_VARIABLES: dict[str, dict[str, str]] = {
    "https://{region}.acme.test/{version}": {
        "region": "eu",
        "version": "v1",
    },
}
"""What stands for the names in braces in the URLs of the servers, unless another value is given."""


# Names of the declared servers, by URL.
_SERVERS: dict[str, str] = {
    "https://files.acme.test/{version}": "",
    "https://{region}.acme.test/{version}": "live",
    "https://{tenant}.try.acme.test": "",
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
        user_agent="server-variables/0.1.0",
        status_errors=STATUS_ERRORS,
        request_id_headers=("x-request-id",),
        hooks=tuple(hooks),
        max_response_bytes=max_response_bytes,
        server_urls=server_urls,
        trusted_origins=urls.trusted_origins(trusted_origins, server_urls),
    )


class Acme(SyncBase):
    """A client of Case."""

    def __init__(
        self,
        *,
        base_url: str | Mapping[str, str] | None = None,
        trusted_origins: Sequence[str] = (),
        environment: AcmeEnvironment | str = AcmeEnvironment.LIVE,
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
            base_url: URL of the server with its path, for all operations; or a mapping of declared
                servers (by name, or by URL) to the URLs that replace them.
            trusted_origins: other origins that receive the credentials, such as
                "https://files.example.com"; by default only the server of the client does.
            environment: one of the known servers; without a `base_url` it is that of all operations
                that have none of their own.
            server_variables: what stands for the names in braces in the server's URL:
                region (default "eu"; one of "eu", "us"): Near you.
                tenant.
                version (default "v1").
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
            TypeError: the transport cannot send in this flavour.
            ValueError: there is no such library, or an entry of `base_url` or `trusted_origins`
                is not valid.
        """
        settings = _settings(
            base_url,
            trusted_origins,
            str(environment),
            (),
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
    def things(self) -> Things:
        from .resources.things import Things

        return Things(self)

    @cached_property
    def files(self) -> Files:
        from .resources.files import Files

        return Files(self)


class AsyncAcme(AsyncBase):
    """A client of Case."""

    def __init__(
        self,
        *,
        base_url: str | Mapping[str, str] | None = None,
        trusted_origins: Sequence[str] = (),
        environment: AcmeEnvironment | str = AcmeEnvironment.LIVE,
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
            base_url: URL of the server with its path, for all operations; or a mapping of declared
                servers (by name, or by URL) to the URLs that replace them.
            trusted_origins: other origins that receive the credentials, such as
                "https://files.example.com"; by default only the server of the client does.
            environment: one of the known servers; without a `base_url` it is that of all operations
                that have none of their own.
            server_variables: what stands for the names in braces in the server's URL:
                region (default "eu"; one of "eu", "us"): Near you.
                tenant.
                version (default "v1").
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
            TypeError: the transport cannot send in this flavour.
            ValueError: there is no such library, or an entry of `base_url` or `trusted_origins`
                is not valid.
        """
        settings = _settings(
            base_url,
            trusted_origins,
            str(environment),
            (),
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
    def things(self) -> AsyncThings:
        from .resources.things import AsyncThings

        return AsyncThings(self)

    @cached_property
    def files(self) -> AsyncFiles:
        from .resources.files import AsyncFiles

        return AsyncFiles(self)
