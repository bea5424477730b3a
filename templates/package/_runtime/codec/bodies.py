"""Encoding of request bodies: selection of the media type, and content."""

from __future__ import annotations

from typing import Any

from ..json.json import dumps
from ..operation import Body, Lazy
from .files import is_raw
from .models import Model
from .types import codec_for, encode_value, model_codec
from .uploads import Upload, as_file, choose_media_type, join_pieces, split_content

# Kinds that `forms` encodes; a package without such bodies does not have that module.
FORM_KINDS = ("form", "multipart", "lines")


def encode_body(
    specs: tuple[Body, ...], body: Any, content_type: str | None
) -> tuple[str, bytes | Upload] | None:
    """Return the content type and the content; None without a body.

    `content_type` selects the media type; by default, the body does.

    Raises:
        TypeError: the body cannot be sent as its media type.
        ValueError: the operation does not have this media type.
    """
    candidates = _filter_nullable(specs, body)
    if not candidates:
        return None
    spec = _choose(candidates, body, content_type)
    media_type = spec.media_type
    if is_raw(body) or (spec.kind != "json" and isinstance(body, str)):
        content_type = choose_media_type(as_file(body), media_type)
        return content_type, join_pieces(split_content(body))
    if spec.kind == "raw":
        raise TypeError(
            f"body of {media_type} must be bytes, str or a file, "
            f"got {type(body).__name__}"
        )
    if spec.kind in FORM_KINDS:
        value = body if spec.type is None else encode_value(spec.type, body)
        encode = Lazy("_runtime.codec.forms", f"encode_{spec.kind}").load()
        encoded: tuple[str, bytes | Upload] = encode(value, spec)
        return encoded
    content = dumps(encode_value(spec.type, body))
    return "application/json" if "*" in media_type else media_type, content


def _filter_nullable(specs: tuple[Body, ...], body: Any) -> tuple[Body, ...]:
    """Return the media types that can represent the body; None is either `null` or no body."""
    return tuple(s for s in specs if s.nullable) if body is None else specs


def _choose(specs: tuple[Body, ...], body: Any, content_type: str | None) -> Body:
    """Return the requested media type, else the first of those that match best."""
    if content_type is None:
        return max(specs, key=lambda spec: _match_score(spec, body))
    for spec in specs:
        if spec.media_type == content_type:
            return spec
    allowed = ", ".join(spec.media_type for spec in specs)
    raise ValueError(f"content_type must be one of {allowed}, got {content_type!r}")


def _match_score(spec: Body, body: Any) -> int:
    """Return 0 for a mismatch, 1 for a matching kind, 2 for the type of the model."""
    is_file = is_raw(body) or isinstance(body, str)
    if is_file is not (spec.kind == "raw"):
        return 0
    if spec.type is None or not isinstance(body, Model):
        return 1
    return 1 + (codec_for(spec.type) is model_codec(type(body)))
