"""Temporary certificates: a valid one, and some that a client must reject."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import trustme

KINDS = ("valid", "unknown issuer", "wrong host", "expired")


@cache
def _trusted_issuer() -> trustme.CA:
    return trustme.CA()


@cache
def create_context(kind: str) -> ssl.SSLContext:
    """Return the TLS context of a server with a certificate of one of the `KINDS`."""
    issuer = trustme.CA() if kind == "unknown issuer" else _trusted_issuer()
    host = "elsewhere.example" if kind == "wrong host" else "127.0.0.1"
    not_after = datetime(2020, 1, 1, tzinfo=UTC) if kind == "expired" else None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert(host, not_after=not_after).configure_cert(context)
    return context


@contextmanager
def trust_test_issuer() -> Iterator[None]:
    """Let new clients of this process trust the issuer of the valid certificate."""
    previous = os.environ.get("SSL_CERT_FILE")
    with TemporaryDirectory() as directory:
        path = Path(directory) / "issuer.pem"
        _trusted_issuer().cert_pem.write_to_path(str(path))
        os.environ["SSL_CERT_FILE"] = str(path)
        try:
            yield
        finally:
            os.environ.pop("SSL_CERT_FILE")
            if previous is not None:
                os.environ["SSL_CERT_FILE"] = previous
