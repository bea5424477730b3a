"""Codecs of properties that have a type only under a condition of the document."""

from __future__ import annotations

from typing import Any

from .added_keys import count_added
from .codec import Codec, Encoding, Faults, InvalidArgumentError, UnknownVariant
from .containers import nullable
from .encoders import encode_any


def conditional(typed: Codec) -> Codec:
    """Return the codec of a property: values of another type remain JSON values."""

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        attempt = Faults()
        result = typed.decode(value, owner, key, attempt, at)
        return value if attempt or isinstance(result, UnknownVariant) else result

    def encode(value: Any, encoding: Encoding) -> Any:
        try:
            encoded = typed.encode(value, encoding)
        except InvalidArgumentError:
            return encode_any(value, encoding)
        # A dict without the constants of the type is a JSON value, and stays as it is.
        return encode_any(value, encoding) if count_added(value, encoded) else encoded

    return nullable(Codec(decode, encode))
