"""Decoding of webhook and callback payloads."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from ..codec.codec import ABSENT, Faults, InvalidDataError, check_mode, invalid_data
from ..codec.contradictions import accept_logged
from ..codec.types import codec_for, type_name
from ..json.json import loads
from ..operation import OnContradiction, ResponseSpec, TypeSpec
from ..response_reader import decode_text, essence, find_closest, read_content


def parse(
    payload: bytes | str,
    content_type: str,
    on_contradiction: OnContradiction,
    *specs: ResponseSpec,
) -> Any:
    """Decode a payload as the declared media type that is closest to its content type.

    Raises:
        InvalidDataError: the payload contradicts the document; see `faults`.
        ValueError: `on_contradiction` is unknown.
    """
    try:
        return _read(payload, content_type, specs)
    except InvalidDataError as error:
        is_accepted = check_mode(on_contradiction) != "raise"
        if not is_accepted or error.received is ABSENT:
            raise
        return accept_logged(error, on_contradiction, f"payload {error.at}".strip())


def _read(
    payload: bytes | str, content_type: str, specs: tuple[ResponseSpec, ...]
) -> Any:
    spec = find_closest(specs, content_type)
    if spec is None:
        return None
    if isinstance(payload, str):
        # The text is already decoded: the charset of the content type no longer applies.
        payload = payload.encode("utf-8", "surrogatepass")
        content_type = essence(content_type)
    if spec.kind != "form":
        return read_content(spec, payload, content_type)
    form = _parse_form(decode_text(payload, content_type))
    return form if spec.type is None else _decode_form(form, spec.type)


def _parse_form(text: str) -> dict[str, Any]:
    """Return the fields of a form; repeated fields become lists."""
    fields: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        fields.setdefault(name, []).append(value)
    return {
        name: values[0] if len(values) == 1 else values
        for name, values in fields.items()
    }


def _decode_form(form: dict[str, Any], spec: TypeSpec) -> Any:
    """Decode a form; strings are converted where the document declares another type."""
    decode, at = codec_for(spec).decode, type_name(spec)
    # Each round converts the values with faults, until there are none or nothing changes.
    while True:
        faults, root = Faults(), [form]
        try:
            result = decode(form, root, 0, faults, at)
        except RecursionError:
            raise invalid_data("a value nested less deeply", form, form) from None
        if not faults:
            return result
        conversions = [_convert(*entry[:4]) for entry in faults.entries]
        if not any(conversions):
            error = InvalidDataError(faults.locate(root), result)
            error.received, error.decode, error.at = form, decode, at
            raise error


def _convert(owner: Any, key: Any, expected: str, got: Any) -> bool:
    """Replace a string by its JSON value, or by an array with it; return False if impossible."""
    if not isinstance(got, str):
        return False
    if expected == "an array" and not got.startswith("["):
        owner[key] = [got]
        return True
    try:
        owner[key] = loads(got)
    except ValueError:
        return False
    return True
