"""Token provider for OAuth 2 client credentials (RFC 6749, 4.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..codec.bodies import Bodies
from ..codec.codec import Fault
from ..codec.forms import form_body
from ..codec.types import Model
from ..errors import APIDecodeError
from ..exchange import CallContext, call_with
from ..operation import ClientSettings, Credential, Operation, ResponseSpec
from ..redaction import HIDDEN, Secret, warn_about_plain_http
from ..timeouts import UNLIMITED
from ..urls import (
    Origin,
    fill_variables,
    has_host,
    is_trusted,
    parse_origin,
    resolve_server,
)
from .auth import find_fault, to_secret
from .clock_async import Lock, connection_scope
from .secrets import conceal

if TYPE_CHECKING:
    from ..client_async import AsyncBase

# A token is renewed before its last tenth begins, at most a minute before it expires.
RENEWAL_FRACTION, MAX_RENEWAL_SECONDS = 0.1, 60.0
# Lifetime in seconds of a token whose response does not declare one.
DEFAULT_LIFETIME = 3600.0


@dataclass(slots=True, kw_only=True)
class Token(Model):
    """Response of a token server (RFC 6749, 5.1)."""

    access_token: str = field(repr=False)
    expires_in: Any = None


class AsyncClientCredentials:
    """Requests an access token, and renews it before it expires or after it is rejected.

    Concurrent calls share one token request.
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        *,
        token_url: str | None = None,
        scopes: tuple[str, ...] | None = None,
    ) -> None:
        """Create a token provider.

        Args:
            client_id: id of the OAuth client.
            client_secret: secret of the OAuth client; redacted in logs and errors.
            token_url: URL of the token server, absolute or relative to the server. Default: the URL
                in the document.
            scopes: requested scopes. Default: all scopes in the document.

        Raises:
            InvalidArgumentError: the id or the secret is blank.
        """
        client_secret = conceal(client_secret)
        self._id = str(_check("client_id", client_id))
        self._secret = _check("client_secret", client_secret)
        self._url, self._scopes = token_url, scopes
        self._request: Callable[[], Any] | None = None
        self._token: str | None = None
        self._renew_at = 0.0
        # At most one lock: it cannot be used in another process or event loop.
        self._locks: dict[tuple[Any, ...], Lock] = {}

    def attach(self, client: AsyncBase, credential: Credential) -> None:
        """Use a client to request tokens.

        Raises:
            ValueError: no token URL, or one on an untrusted origin.
        """
        url = self._url or credential.token_url
        if not url:
            raise ValueError("the document declares no token URL: pass token_url")
        scopes = credential.scopes if self._scopes is None else self._scopes
        form = {"grant_type": "client_credentials"}
        if scopes:
            form["scope"] = " ".join(scopes)
        pair = Secret(f"{quote(self._id, safe='')}:{quote(self._secret, safe='')}")
        basic = Credential("client", "basic", "header", "Authorization", pair)
        operation = _create_token_operation(url)
        settings = replace(
            client._settings,
            is_base_url_explicit=False,
            server_urls={},
            trusted_origins=self._trusted_origins(url, client._settings),
            credentials=(basic,),
            default_headers={},
        )

        async def request() -> Any:
            with call_with(CallContext(settings=settings)) as context:
                token: Token = await client.request(operation, (), {}, form)
            expected, _ = find_fault(credential, token.access_token)
            if expected:
                fault = Fault("/access_token", expected, HIDDEN, "")
                exchange = replace(context.captured[-1].exchange, content=b"")
                raise APIDecodeError(exchange, [fault], None)
            return token

        self._request = request

    def _trusted_origins(self, url: str, settings: ClientSettings) -> frozenset[Origin]:
        """Return the origins that may receive the client secret.

        Raises:
            InvalidArgumentError: the URL cannot be requested.
            ValueError: the caller chose the server, and the document another origin for tokens.
        """
        origins = settings.trusted_origins
        if not has_host(url):
            return origins
        token_url = fill_variables(url, settings.server_variables)
        url = resolve_server(settings.base_url, token_url)
        origin = parse_origin(url)
        is_chosen = settings.is_base_url_explicit or bool(settings.server_urls)
        if self._url is None and is_chosen and not is_trusted(origin, settings):
            hint = f"pass token_url={url!r} if it is correct"
            raise ValueError(f"the token URL is not on the origin of base_url: {hint}")
        if not settings.allow_plain_http:
            warn_about_plain_http(url)
        return origins | {origin}

    async def __call__(self) -> str:
        """Return a valid token.

        Raises:
            APIError: the token request failed.
            ValueError: the provider is not attached to a client.
        """
        scope = connection_scope()
        lock = self._locks.setdefault(scope, Lock())
        self._locks = {scope: lock}
        async with lock:
            if self._token is None or monotonic() >= self._renew_at:
                await self._renew()
            assert self._token is not None
            return self._token

    async def _renew(self) -> None:
        if self._request is None:
            raise ValueError("credentials are not attached to a client")
        requested_at = monotonic()
        token = await self._request()
        lifetime = _parse_lifetime(token.expires_in)
        self._token = Secret(token.access_token)
        early = min(MAX_RENEWAL_SECONDS, lifetime * RENEWAL_FRACTION)
        self._renew_at = requested_at + lifetime - early

    def reject(self, token: str) -> None:
        """Discard a token that the server rejected, so that the next call requests another."""
        if token == self._token:
            self._token = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._id!r})"


def _check(name: str, value: str) -> Secret:
    """Return an argument that is sent percent-encoded, so that all characters are allowed."""
    credential = Credential("", "", "query", name, "", argument=name)
    return to_secret(credential, value, is_checked=False)


def _create_token_operation(url: str) -> Operation[Token]:
    """Return the operation that requests a token."""
    return Operation(
        name="token",
        method="POST",
        path="",
        bodies=Bodies(form_body("application/x-www-form-urlencoded")),
        responses=(ResponseSpec("2XX", "application/json", Token, "json"),),
        errors=(ResponseSpec("default", "application/json", None, "json"),),
        server=url,
        security=(("client",),),
        idempotent=True,
        has_secret_result=True,
    )


def _parse_lifetime(expires_in: Any) -> float:
    """Return the lifetime of a token in seconds; some servers send it as a string."""
    try:
        seconds = float(expires_in)
    except (TypeError, ValueError, OverflowError):
        return DEFAULT_LIFETIME
    return max(0.0, seconds) if seconds < UNLIMITED else DEFAULT_LIFETIME
