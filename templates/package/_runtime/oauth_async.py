"""OAuth 2 client credentials (RFC 6749, 4.4) as what provides the token of a client."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from .models import Model
from .operation import ResponseSpec, Body, ClientSettings, Credential, Operation
from .clock_async import Lock, place
from .secret import Secret, warn_about_plain_http
from .timeouts import FOREVER
from .urls import Origin, fill, is_trusted, names_host, origin_of

if TYPE_CHECKING:
    from .client_async import AsyncBase

EARLY = 0.1
"""The part of its life in which a token is renewed before it expires; at most a minute."""
UNTOLD = 3600.0
"""Seconds that a token lives of which that is not told."""


@dataclass(slots=True, kw_only=True)
class Token(Model):
    """The answer of a token server (RFC 6749, 5.1)."""

    access_token: str = field(repr=False)
    expires_in: Any = None


class AsyncClientCredentials:
    """Gets a token, and renews it before it expires or when it is refused: once, however many calls wait."""

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        *,
        token_url: str | None = None,
        scopes: tuple[str, ...] | None = None,
    ) -> None:
        """Keep what a token is asked for with.

        Args:
            client_id: who asks.
            client_secret: the proof; it shows itself nowhere.
            token_url: where tokens are given, whole or relative to the server; else as the document says.
            scopes: what the token is to allow; else all that the document names.
        """
        self._id, self._secret = client_id, Secret.from_value(client_secret)
        self._url, self._scopes = token_url, scopes
        self._request: Callable[[], Any] | None = None
        self._token: str | None = None
        self._renew_at = 0.0
        self._locks: dict[tuple[Any, ...], Lock] = {}
        """What calls of this process and loop wait on."""

    def attach(self, client: AsyncBase, credential: Credential) -> None:
        """Use a client to ask for tokens, and its document to know where."""
        url = self._url or credential.token_url
        if not url:
            raise ValueError("the document names no token URL: give token_url")
        scopes = credential.scopes if self._scopes is None else self._scopes
        form = {"grant_type": "client_credentials"}
        if scopes:
            form["scope"] = " ".join(scopes)
        pair = Secret(f"{quote(self._id, safe='')}:{quote(self._secret, safe='')}")
        basic = Credential("client", "basic", "header", "Authorization", pair)
        operation = _asking(url)
        settings = replace(
            client._settings,
            base_url_given=False,
            server_urls={},
            trusted_origins=self._trusted_origins(url, client._settings),
            credentials=(basic,),
            default_headers={},
        )
        begin, budget = client._engine.begin, client._budget
        self._request = lambda: client._result(
            begin(operation, {}, settings, {}, budget, form)
        )

    def _trusted_origins(self, url: str, settings: ClientSettings) -> frozenset[Origin]:
        """Return the origins that may receive the client secret.

        Raises:
            ValueError: the caller chose the server, and the document another origin for tokens.
        """
        origins = settings.trusted_origins
        if not names_host(url):
            return origins
        base = f"{settings.base_url}/"
        url = urljoin(base, fill(url, settings.server_variables))
        origin = origin_of(url)
        is_chosen = settings.base_url_given or bool(settings.server_urls)
        if self._url is None and is_chosen and not is_trusted(origin, settings):
            cure = f"pass token_url={url!r} if it is right"
            raise ValueError(f"the token URL is not on the origin of base_url: {cure}")
        warn_about_plain_http(url)
        return origins | {origin}

    async def __call__(self) -> str:
        """A token that is good for a while.

        Raises:
            APIError: none was given.
            ValueError: no client is attached.
        """
        here = place()
        lock = self._locks.setdefault(here, Lock())
        self._locks = {here: lock}
        async with lock:
            if self._token is None or monotonic() >= self._renew_at:
                await self._renew()
            return self._token or ""

    async def _renew(self) -> None:
        if self._request is None:
            raise ValueError("these credentials belong to no client yet")
        asked = monotonic()
        found = await self._request()
        seconds = _seconds(found.expires_in)
        self._token = Secret(found.access_token)
        self._renew_at = asked + seconds - min(60.0, seconds * EARLY)

    def reject(self, token: str) -> None:
        """The server refused a token: the next call asks for another."""
        if token == self._token:
            self._token = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._id!r})"


def _asking(url: str) -> Operation[Token]:
    """The operation that asks for a token; it is none of the API's."""
    return Operation(
        name="token",
        method="POST",
        path="",
        bodies=(Body("application/x-www-form-urlencoded", "form"),),
        responses=(ResponseSpec("2XX", "application/json", Token, "json"),),
        errors=(ResponseSpec("default", "application/json", None, "json"),),
        server=url,
        security=(("client",),),
        idempotent=True,
        has_secret_result=True,
    )


def _seconds(told: Any) -> float:
    """How long a token lives; some servers tell it as a text."""
    try:
        found = float(told)
    except (TypeError, ValueError):
        return UNTOLD
    return max(0.0, found) if found < FOREVER else UNTOLD
