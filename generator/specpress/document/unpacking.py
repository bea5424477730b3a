"""Unpack the compressed body of a response, within a limit of its size."""

from __future__ import annotations

import zlib
from typing import Any

from specpress.document.files import CHUNK, TooLargeError

# Window sizes of zlib: a positive one detects zlib or gzip, a negative one is for raw deflate.
DETECT, RAW = zlib.MAX_WBITS | 32, -zlib.MAX_WBITS
PLAIN = ("", "identity")
PACKED = ("gzip", "x-gzip", "deflate")


class Unpacker:
    """Collects a body that arrives in chunks; neither form may exceed the limit.

    Args:
        encoding: The value of the header `Content-Encoding`.

    Raises:
        ValueError: the encoding is not supported.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._limit = limit
        self._received = 0
        self._data = bytearray()
        self._encoding = encoding.strip().lower()
        if self._encoding not in (*PLAIN, *PACKED):
            raise ValueError(f"content encoding {encoding!r} is not supported")
        # The first bytes, until they show the form.
        self._head = b""
        self._decoder: Any = None

    def add(self, chunk: bytes) -> None:
        """Add a chunk.

        Raises:
            TooLargeError: the body exceeds the limit.
            ValueError: it is not compressed as the header declares.
        """
        self._received += len(chunk)
        if self._received > self._limit:
            raise TooLargeError(self._limit)
        if self._encoding in PLAIN:
            self._data += chunk
            return
        if self._decoder is None:
            self._head = chunk = self._head + chunk
            if len(chunk) < 2:
                return
            self._decoder = zlib.decompressobj(self._find_window(chunk))
        self._unpack(chunk)

    def finish(self) -> bytes:
        """Return the body.

        Raises:
            ValueError: the compressed body is not complete.
        """
        if self._decoder is not None:
            self._data += self._decoder.flush()
        if self._head and not (self._decoder and self._decoder.eof):
            raise ValueError("the compressed body is not complete")
        return bytes(self._data)

    def _find_window(self, head: bytes) -> int:
        """Return the window of zlib: some servers send `deflate` without the header of zlib."""
        has_header = head[0] & 0x0F == 8 and (head[0] * 256 + head[1]) % 31 == 0
        return RAW if self._encoding == "deflate" and not has_header else DETECT

    def _unpack(self, chunk: bytes) -> None:
        while chunk and not self._decoder.eof:
            try:
                self._data += self._decoder.decompress(chunk, CHUNK)
            except zlib.error as error:
                raise ValueError(f"not valid compressed data: {error}") from error
            if len(self._data) > self._limit:
                raise TooLargeError(self._limit)
            chunk = self._decoder.unconsumed_tail
