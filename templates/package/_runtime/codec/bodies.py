"""Encoding of request bodies: selection of the media type, and content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..json.json import dumps
from ..operation import Parameter, TypeSpec
from .codec import Encoding
from .files import BYTES_TYPES, EXPECTED, File, as_file, is_raw
from .parameter_values import to_text
from .types import codec_for, encode_value
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

    @property
    def is_content(self) -> bool:
        """True if the body is text or a file, not a value that has parts."""
        return self.serialize in (serialize_file, serialize_text)

    def is_encoded(self, body: Any) -> bool:
        """Return whether bytes are sent as base64 text."""
        if self.type is None or not isinstance(body, BYTES_TYPES):
            return False
        codec = codec_for(self.type)
        variants = codec.variants().others if codec.variants is not None else [codec]
        return codec_for("bytes") in [
            variant.non_null or variant for variant in variants
        ]

    def send(self, body: Any, encoding: Encoding) -> Serialized:
        """Serialize a body; text and files that the caller has encoded are sent as they are."""
        if isinstance(body, str) and self.takes_text:
            text = body.encode()
            return choose_media_type(File(text), self.media_type, "text/plain"), text
        if is_raw(body) and not self.is_encoded(body):
            return serialize_file(self, body, encoding)
        return self.serialize(self, body, encoding)


def serialize_json(spec: Body, body: Any, encoding: Encoding) -> Serialized:
    """Serialize a value as JSON."""
    media_type = "application/json" if "*" in spec.media_type else spec.media_type
    return media_type, dumps(encode_value(spec.type, body, encoding))


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


class Bodies:
    """The request body of an operation with one media type."""

    __slots__ = ("specs",)

    def __init__(self, *specs: Body) -> None:
        self.specs = specs

    def encode(
        self, body: Any, content_type: str | None, encoding: Encoding
    ) -> Serialized | None:
        """Return the content type and the content; None without a body.

        Raises:
            InvalidArgumentError: the body cannot be sent as its media type.
            OSError: the file does not exist.
        """
        (spec,) = self.specs
        # None is either `null` or no body.
        if body is None and not spec.nullable:
            return None
        return spec.send(body, encoding)
