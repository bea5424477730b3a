"""Encoding of request bodies: selection of the media type, and content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..json.json import dumps
from ..operation import ContentFormat, Parameter, TypeSpec
from .codec import Encoding, InvalidArgumentError
from .files import BYTES_TYPES, EXPECTED, File, as_file, is_file_tuple, is_raw
from .parameter_values import to_text
from .types import Model, codec_for, encode_value, model_codec
from .uploads import Upload, choose_media_type, join_pieces, split_content

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
    takes_text: bool = True
    """True if a str is sent as it is: the text of the body."""
    fields: tuple[Parameter, ...] = ()
    """Form fields with a declared encoding."""
    format: ContentFormat | None = None
    """Format of a value of the declared type that is not JSON; text and files are sent unchanged."""

    def match(self, body: Any) -> int:
        """Return 0 for a mismatch, 1 for a matching kind, 2 for the best match."""
        is_content = self.serialize in (serialize_file, serialize_text)
        if self.format is not None:
            is_content = isinstance(body, str) or is_raw(body) or is_file_tuple(body)
        if isinstance(body, str):
            is_json = self.serialize is serialize_json
            return 2 if is_content and self.takes_text else int(is_json)
        if is_content is not (is_raw(body) or is_file_tuple(body)):
            return 0
        if self.type is None or not isinstance(body, Model):
            return 1
        return 1 + (codec_for(self.type) is model_codec(type(body)))

    def is_encoded(self, body: Any) -> bool:
        """Return whether bytes are sent as base64 text."""
        if self.type is None or not isinstance(body, BYTES_TYPES):
            return False
        codec = codec_for(self.type)
        return (codec.non_null or codec) is codec_for("bytes")


def serialize_json(spec: Body, body: Any, encoding: Encoding) -> Serialized:
    """Serialize a value as JSON."""
    media_type = "application/json" if "*" in spec.media_type else spec.media_type
    return media_type, dumps(encode_value(spec.type, body, encoding))


def serialize_value(spec: Body, body: Any, encoding: Encoding) -> Serialized:
    """Serialize a value in the format of the body; the content of a file is sent as it is."""
    if spec.format is None or is_file_tuple(body):
        return serialize_file(spec, body, encoding)
    value = encode_value(spec.type, body, encoding)
    return spec.media_type, spec.format.write(value, spec.media_type)


def serialize_file(spec: Body, body: Any, encoding: Encoding) -> Serialized:
    """Serialize the content of a file.

    Raises:
        InvalidArgumentError: the body is not the content of a file.
        OSError: the file does not exist.
    """
    expected = f"a str or {EXPECTED}" if spec.takes_text else EXPECTED
    file = as_file(body, expected)
    return choose_media_type(file, spec.media_type), join_pieces(split_content(file))


def serialize_text(spec: Body, body: Any, encoding: Encoding) -> Serialized:
    """Serialize a scalar of a declared type as text, or else a file.

    Raises:
        InvalidArgumentError: the body is neither text nor the content of a file.
    """
    if spec.type is None:
        return serialize_file(spec, body, encoding)
    return spec.media_type, to_text(encode_value(spec.type, body, encoding)).encode()


json_body = partial(Body, serialize_json, takes_text=False)
raw_body = partial(Body, serialize_file, takes_text=False)
text_body = partial(Body, serialize_text)
xml_body = partial(Body, serialize_value)


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
            OSError: the file does not exist.
        """
        # None is either `null` or no body.
        specs = [spec for spec in self.specs if body is not None or spec.nullable]
        if not specs:
            return None
        spec = _choose(specs, body, content_type)
        if isinstance(body, str) and spec.takes_text:
            text = body.encode()
            return choose_media_type(File(text), spec.media_type, "text/plain"), text
        if is_raw(body) and not spec.is_encoded(body):
            return serialize_file(spec, body, encoding)
        return spec.serialize(spec, body, encoding)


def _choose(specs: list[Body], body: Any, content_type: str | None) -> Body:
    """Return the requested media type, else the first of those that match best."""
    if content_type is None:
        # XML is second to JSON.
        return max(specs, key=lambda spec: (spec.match(body), spec.format is None))
    for spec in specs:
        if spec.media_type == content_type:
            return spec
    allowed = " or ".join(spec.media_type for spec in specs)
    error = InvalidArgumentError(allowed, content_type)
    error.add("content_type")
    raise error
