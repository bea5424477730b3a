"""Request bodies with several media types: the first one that accepts a body is used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .bodies import (
    Bodies,
    Body,
    Serialized,
    serialize_file,
    serialize_json,
    serialize_text,
)
from .codec import Encoding, InvalidArgumentError
from .files import as_file, is_file_tuple, is_raw
from .parameter_values import is_json
from .types import Model, encode_value

ENCODED_HINT = "pass content_type=… to send encoded content as it is"


class BodyChoice(Bodies):
    """The request body of an operation with several media types."""

    __slots__ = ("_by_preference",)

    def __init__(self, *specs: Body) -> None:
        super().__init__(*specs)
        # JSON first; the sort keeps the order of the document.
        self._by_preference = sorted(specs, key=lambda s: not is_json(s.media_type))

    def encode(
        self, body: Any, content_type: str | None, encoding: Encoding
    ) -> Serialized | None:
        """Return the content type and the content; None without a body.

        `content_type` selects the media type; by default, it is the first one that accepts the body:
        JSON, then the others in the order of the document.

        Raises:
            InvalidArgumentError: no media type accepts the body, or the operation does not have the
                selected one.
            OSError: the file does not exist.
        """
        specs = self._by_preference
        if content_type is not None:
            specs = [_find(self.specs, content_type)]
        if body is None:  # either `null` or no body
            specs = [spec for spec in specs if spec.nullable]
            if not specs:
                return None
        if len(specs) == 1:
            return specs[0].send(body, encoding)
        if is_raw(body) or is_file_tuple(body):
            return _send_file(_sort_for_file(specs, body), body, encoding)
        return _send_value(specs, body, encoding)


def _find(specs: Iterable[Body], content_type: str) -> Body:
    """Return the media type that the caller chose."""
    for spec in specs:
        if spec.media_type == content_type:
            return spec
    allowed = " or ".join(spec.media_type for spec in specs)
    error = InvalidArgumentError(allowed, content_type)
    error.add("content_type")
    raise error


def _send_value(specs: list[Body], body: Any, encoding: Encoding) -> Serialized:
    """Serialize a value as the first media type whose type accepts it."""
    if isinstance(body, Model):
        # A media type that declares the class precedes those without a type.
        specs = sorted(specs, key=lambda s: (not is_json(s.media_type), _is_untyped(s)))
    errors: list[InvalidArgumentError] = []
    for spec in specs:
        try:
            return _serialize(spec, body, encoding)
        except InvalidArgumentError as error:
            errors.append(error)
    texts = [spec for spec in specs if spec.serialize is serialize_text]
    if texts and isinstance(body, str):
        return texts[0].send(body, encoding)
    raise _join_errors(specs, errors, body)


def _is_untyped(spec: Body) -> bool:
    return spec.type in (None, "Any")


def _serialize(spec: Body, body: Any, encoding: Encoding) -> Serialized:
    """Serialize a value by the type of a media type; a str is not a form, but may be text."""
    if isinstance(body, str):
        if spec.serialize is serialize_text and spec.type is None:
            return spec.send(body, encoding)
        if spec.serialize not in (serialize_json, serialize_text, serialize_file):
            raise InvalidArgumentError("a dict or a list", body, ENCODED_HINT)
    return spec.serialize(spec, body, encoding)


def _sort_for_file(specs: list[Body], body: Any) -> list[Body]:
    """Return the media types in the order of preference for a file: its own one precedes others."""
    from mimetypes import guess_type  # slow import: reads tables of the system

    file = as_file(body)
    guess = guess_type(file.filename)[0] if file.filename else None
    own = _strip_parameters(file.content_type or guess or "")
    names = [own, own.partition("/")[0] + "/*"] if own else []

    def rank(spec: Body) -> tuple[bool, int, bool]:
        name = _strip_parameters(spec.media_type)
        mismatch = names.index(name) if name in names else len(names)
        return not spec.is_encoded(body), mismatch, spec.takes_text

    return sorted(specs, key=rank)


def _strip_parameters(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


def _send_file(specs: list[Body], body: Any, encoding: Encoding) -> Serialized:
    """Serialize a file, or bytes of a declared type."""
    for spec in specs:
        if spec.is_encoded(body):
            return spec.serialize(spec, body, encoding)
        if spec.serialize in (serialize_file, serialize_text):
            return serialize_file(spec, body, encoding)
    errors = [_refuse_file(spec, body, encoding) for spec in specs]
    raise _join_errors(specs, errors, body)


def _refuse_file(spec: Body, body: Any, encoding: Encoding) -> InvalidArgumentError:
    """Return the error of a media type whose bodies are not files."""
    try:
        encode_value(spec.type, body, encoding)
    except InvalidArgumentError as error:
        return error
    return InvalidArgumentError("a value that is not a file")


def _join_errors(
    specs: list[Body], errors: list[InvalidArgumentError], body: Any
) -> InvalidArgumentError:
    """Return the error for a body that no media type accepts."""
    expected = " or ".join(spec.media_type for spec in specs)
    reasons = [
        f"{spec.media_type}: {_explain(error)}"
        for spec, error in zip(specs, errors, strict=True)
    ]
    if isinstance(body, str) or is_raw(body):
        reasons.append(ENCODED_HINT)
    return InvalidArgumentError(f"a value for {expected}", body, "; ".join(reasons))


def _explain(error: InvalidArgumentError) -> str:
    """Return the expectation of an error, with its path and its hint."""
    text = f"{error.path}: {error.expected}" if error.path else error.expected
    return f"{text} ({error.hint})" if error.hint else text
