"""Throw-away certificates: a good one, and those that a client must refuse."""

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

KINDS = ("good", "unknown issuer", "wrong host", "expired")


@cache
def _trusted() -> trustme.CA:
    return trustme.CA()


@cache
def context(kind: str) -> ssl.SSLContext:
    """What a server shows: one of `KINDS`."""
    issuer = trustme.CA() if kind == "unknown issuer" else _trusted()
    host = "elsewhere.example" if kind == "wrong host" else "127.0.0.1"
    ending = datetime(2020, 1, 1, tzinfo=UTC) if kind == "expired" else None
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert(host, not_after=ending).configure_cert(made)
    return made


@contextmanager
def trusted() -> Iterator[None]:
    """While it lasts, new clients of this process trust the issuer of the good certificate."""
    before = os.environ.get("SSL_CERT_FILE")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "issuer.pem"
        _trusted().cert_pem.write_to_path(str(path))
        os.environ["SSL_CERT_FILE"] = str(path)
        try:
            yield
        finally:
            os.environ.pop("SSL_CERT_FILE")
            if before is not None:
                os.environ["SSL_CERT_FILE"] = before
