"""The body of a request: its media type, chosen among those of the operation, and its content."""

from __future__ import annotations

from typing import Any

from .files import is_raw
from .json import dumps
from .models import Model
from .operation import Body, Lazy
from .types import codec, codec_of, encoded
from .uploads import Upload, as_file, joined, media_type, pieces_of

FORMS = ("form", "multipart", "lines")
"""The kinds that have a module of their own: not every document has such bodies."""


def written(
    bodies: tuple[Body, ...], body: Any, content_type: str | None
) -> tuple[str, bytes | Upload] | None:
    """The content type and the content; None where there is no body. A file is read when it is sent.

    `content_type` chooses among the media types; else the body itself does.

    Raises:
        TypeError: the body cannot be written as its media type says.
        ValueError: the operation has no such media type.
    """
    carriers = _carriers(bodies, body)
    if not carriers:
        return None
    declared = _chosen(carriers, body, content_type)
    kind = declared.media_type
    if is_raw(body) or (declared.kind != "json" and isinstance(body, str)):
        return media_type(as_file(body), kind), joined(pieces_of(body))
    if declared.kind == "raw":
        raise TypeError(f"{type(body).__name__} cannot be sent as {kind}")
    if declared.kind in FORMS:
        value = body if declared.type is None else encoded(declared.type, body)
        write = Lazy("_runtime.forms", declared.kind).load()
        found: tuple[str, bytes | Upload] = write(value, declared)
        return found
    content = dumps(encoded(declared.type, body))
    return "application/json" if "*" in kind else kind, content


def _carriers(bodies: tuple[Body, ...], body: Any) -> tuple[Body, ...]:
    """The media types that can carry a body: None is one where it stands for null."""
    return tuple(b for b in bodies if b.nullable) if body is None else bodies


def _chosen(bodies: tuple[Body, ...], body: Any, content_type: str | None) -> Body:
    """The media type that was asked for, else the first of those that fit best."""
    if content_type is None:
        return max(bodies, key=lambda declared: _fit(declared, body))
    for declared in bodies:
        if declared.media_type == content_type:
            return declared
    known = ", ".join(declared.media_type for declared in bodies)
    raise ValueError(f"content_type must be one of {known}, not {content_type!r}")


def _fit(declared: Body, body: Any) -> int:
    """How well a media type fits a body: 0 not, 1 by its kind, 2 as the type of this very model."""
    raw = is_raw(body) or isinstance(body, str)
    if raw is not (declared.kind == "raw"):
        return 0
    if declared.type is None or not isinstance(body, Model):
        return 1
    return 1 + (codec(declared.type) is codec_of(type(body)))
