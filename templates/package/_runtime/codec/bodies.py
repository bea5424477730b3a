"""Encoding of request bodies: selection of the media type, and content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..json.json import dumps
from ..operation import Parameter, TypeSpec
from .codec import Encoding, InvalidArgumentError
from .scalars import is_raw
from .types import Model, codec_for, encode_value, model_codec
from .uploads import Upload, as_file, choose_media_type, join_pieces, split_content

# Content type and content.
Serialized = tuple[str, bytes | Upload]


@dataclass(frozen=True, slots=True)
class Body:
    """One media type of a request body."""

    serialize: Callable[[Body, Any, Encoding], Serialized]
    media_type: str = "application/json"
    type: TypeSpec | None = None
    nullable: bool = False
    """True if None is sent as `null`; otherwise None means no body."""
    fields: tuple[Parameter, ...] = ()
    """Form fields with a declared encoding."""

    def match(self, body: Any) -> int:
        """Return 0 for a mismatch, 1 for a matching kind, 2 for the type of the model."""
        is_file = is_raw(body) or isinstance(body, str)
        if is_file is not (self.serialize is reject_value):
            return 0
        if self.type is None or not isinstance(body, Model):
            return 1
        return 1 + (codec_for(self.type) is model_codec(type(body)))


def serialize_json(spec: Body, body: Any, encoding: Encoding) -> Serialized:
    """Serialize a value as JSON."""
    media_type = "application/json" if "*" in spec.media_type else spec.media_type
    return media_type, dumps(encode_value(spec.type, body, encoding))


def reject_value(spec: Body, body: Any, encoding: Encoding) -> Serialized:
    """Reject a value that is not the content of a file.

    Raises:
        InvalidArgumentError: always.
    """
    raise InvalidArgumentError(f"bytes, a str or a file for {spec.media_type}", body)


json_body = partial(Body, serialize_json)
raw_body = partial(Body, reject_value)


class Bodies:
    """The media types of the request body of an operation."""

    __slots__ = ("specs",)

    def __init__(self, *specs: Body) -> None:
        self.specs = specs

    def encode(
        self, body: Any, content_type: str | None, encoding: Encoding
    ) -> Serialized | None:
        """Return the content type and the content; None without a body.

        `content_type` selects the media type; by default, the body does.

        Raises:
            InvalidArgumentError: the body cannot be sent as its media type, or the operation does
                not have this media type.
        """
        # None is either `null` or no body.
        specs = [spec for spec in self.specs if body is not None or spec.nullable]
        if not specs:
            return None
        spec = _choose(specs, body, content_type)
        is_text = isinstance(body, str) and spec.serialize is not serialize_json
        if is_text or is_raw(body):
            media_type = choose_media_type(as_file(body), spec.media_type)
            return media_type, join_pieces(split_content(body))
        return spec.serialize(spec, body, encoding)


def _choose(specs: list[Body], body: Any, content_type: str | None) -> Body:
    """Return the requested media type, else the first of those that match best."""
    if content_type is None:
        return max(specs, key=lambda spec: spec.match(body))
    for spec in specs:
        if spec.media_type == content_type:
            return spec
    allowed = " or ".join(spec.media_type for spec in specs)
    error = InvalidArgumentError(allowed, content_type)
    error.add("content_type")
    raise error
