"""Credentials in the README: each scheme with its argument, and the clients that examples create."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.package.client import ClientModule, CredentialView
from specpress.python.expressions import (
    PyCall,
    PyExpression,
    PyLiteral,
    PyName,
    as_expression,
)
from specpress.python.source_text import join_paragraphs

BASE_URL = "https://api.example.com"
MAX_CLIENTS = 6  # in the example with all alternatives
VALUES = {
    "basic": "user:password",
    "bearer": "your-token",
    "apikey": "your-key",
}
MEANINGS = {
    "basic": "user name and password, joined by a colon",
    "bearer": "token, without `Bearer `",
    "apikey": "key",
}
PLACES = {"query": "query parameter", "cookie": "cookie"}


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """A credential in the table of the README."""

    argument: str
    """Argument of the client."""
    env: str
    """Environment variable that the client reads without the argument."""
    meaning: str
    """What the value is."""
    place: str
    """Where a request has it, such as `header`."""
    wire: str
    """The name of the header, query parameter or cookie."""
    value: str
    """A value for examples."""
    text: str
    """The first paragraph about the scheme, and where credentials come from; "" without both."""


def list_credential_rows(client: ClientModule) -> list[CredentialRow]:
    """Return the credentials of the client."""
    return [*map(_build_row, client.credentials)]


def _build_row(credential: CredentialView) -> CredentialRow:
    source = credential.source
    is_key = source.kind == "apikey"
    return CredentialRow(
        argument=credential.argument,
        env=credential.env,
        meaning=MEANINGS.get(source.kind, "complete value of the header"),
        place=PLACES.get(source.location, "header") if is_key else "header",
        wire=source.wire if is_key else "Authorization",
        value=get_value(source),
        text=" ".join(_describe(source)),
    )


def _describe(scheme: ir.Scheme) -> Iterator[str]:
    blocks = join_paragraphs(scheme.description)
    yield from [b for b, is_code in blocks if b and not is_code and b[0] != "#"][:1]
    yield from scheme.notes


def get_value(scheme: ir.Scheme) -> str:
    """Return the value of a credential in an example."""
    return VALUES.get(scheme.kind, "Scheme your-credential")


def build_client(
    client: ClientModule, names: Iterable[str] = (), **settings: PyExpression
) -> PyCall:
    """Return the call that creates a client with the credentials of some schemes."""
    selected = {*names}
    arguments = {
        c.argument: PyLiteral(get_value(c.source))
        for c in client.credentials
        if c.source.name in selected
    }
    required = {"base_url": PyLiteral(BASE_URL)} if client.needs_base_url else {}
    keywords = {**required, **arguments, **settings}
    return PyCall(PyName(client.name), (), tuple(keywords.items()))


def list_alternatives(api: ir.Api, client: ClientModule) -> list[tuple[str, ...]]:
    """Return the security requirements of the operations, the most frequent one first.

    Each scheme that none of them needs is an alternative by itself.
    """
    known = {c.source.name for c in client.credentials}
    counts = Counter(
        names
        for operation in api.operations
        for names in operation.security
        if names and known.issuperset(names)
    )
    alternatives = [names for names, _ in counts.most_common(MAX_CLIENTS)]
    listed = {name for names in alternatives for name in names}
    return [
        *alternatives,
        *((name,) for name in known_order(client) if name not in listed),
    ]


def known_order(client: ClientModule) -> Iterator[str]:
    """Yield the names of the schemes in the order of the arguments."""
    return (c.source.name for c in client.credentials)


def select_schemes(source: ir.Operation, client: ClientModule) -> tuple[str, ...]:
    """Return the schemes with which an example calls an operation; empty if it needs none."""
    known = {c.source.name for c in client.credentials}
    if () in source.security:
        return ()
    usable = (names for names in source.security if known.issuperset(names))
    return next(usable, ())


def build_token_client(client: ClientModule, prefix: str = "") -> PyCall | None:
    """Return the client that exchanges client credentials for tokens; None if no scheme has a token URL."""
    credential = next((c for c in client.credentials if c.has_token), None)
    if credential is None:
        return None
    pair = map(as_expression, ("client-id", "client-secret"))
    url = credential.source.token_url or ""
    # The client refuses to send the secret to another origin than that of an explicit base URL.
    is_named = client.needs_base_url and "://" in url
    provider = PyCall(
        PyName(f"{prefix}ClientCredentials"),
        tuple(pair),
        (("token_url", PyLiteral(url)),) if is_named else (),
    )
    others: dict[str, PyExpression] = {credential.argument: provider}
    return build_client(client, (), **others)
