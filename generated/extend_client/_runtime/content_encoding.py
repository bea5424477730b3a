"""Bodies that come packed (`Content-Encoding`): unpacked in bounded pieces, and never half. No input or output here."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from .errors import TransportError

ACCEPTED = "gzip, deflate"
"""What a request says can be unpacked."""
KNOWN = ("gzip", "x-gzip", "deflate")
PIECE = 1 << 20
"""Bytes: unpacked, a piece is never larger, however small it was packed."""


def packing(content_encoding: str) -> str:
    """The name of a packing; empty where there is none."""
    name = content_encoding.strip().lower()
    return "" if name == "identity" else name


class Unpacker:
    """Undoes a packing while the body comes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._inner: Any = None

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The pieces that come out now.

        Raises:
            TransportError: the body is damaged.
        """
        try:
            while chunk:
                inner = self._member(chunk[0])
                while piece := inner.decompress(chunk, PIECE):
                    yield piece
                    chunk = inner.unconsumed_tail
                chunk = inner.unused_data.lstrip(b"\0")
        except zlib.error as error:
            raise TransportError(f"the packed body is damaged: {error}") from None

    def _member(self, first: int) -> Any:
        """What unpacks the part that is coming: a body may have several, one after the other."""
        if self._inner is None or self._inner.eof:
            # Some servers leave out the header of deflate, whose first byte ends in 8.
            is_bare = self._name == "deflate" and first & 15 != 8
            self._inner = zlib.decompressobj(-15 if is_bare else 47)
        return self._inner

    def end(self) -> None:
        """There is nothing more.

        Raises:
            TransportError: the body was cut off.
        """
        if self._inner is not None and not self._inner.eof:
            raise TransportError("the packed body is cut off")
