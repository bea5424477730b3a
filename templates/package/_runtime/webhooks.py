"""Read the payload of a request that the API sends."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from .codec import Faults, InvalidDataError
from .content import plain, read, text_of
from .json import loads
from .operation import ResponseSpec, Kind
from .response_reader import nearest
from .types import codec, shown


def parse(payload: bytes | str, content_type: str, *answers: ResponseSpec) -> Any:
    """The decoded payload, by the documented media type that is nearest to its own.

    Raises:
        InvalidDataError: it contradicts the document; `faults` says where.
    """
    answer = nearest(answers, content_type)
    if answer is None:
        return None
    if isinstance(payload, str):
        payload, content_type = payload.encode(), plain(content_type)
    if answer.kind != "form":
        return read(answer, payload, content_type)
    form = _form(text_of(payload, content_type))
    return form if answer.type is None else _decoded(form, answer.type)


def _form(text: str) -> dict[str, Any]:
    """The fields of a form; one that comes again and again is a list."""
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        found.setdefault(name, []).append(value)
    return {n: values[0] if len(values) == 1 else values for n, values in found.items()}


def _decoded(form: dict[str, Any], type: Kind) -> Any:
    """What a form says: its texts become what the document promises in their place, where they can."""
    decode, at = codec(type).decode, shown(type)
    while True:
        faults, holder = Faults(), [form]
        result = decode(form, holder, 0, faults, at)
        if not faults:
            return result
        mended = [_mend(*fault[:4]) for fault in faults.found]
        if not any(mended):
            raise InvalidDataError(faults.located(holder), result)


def _mend(owner: Any, key: Any, expected: str, got: Any) -> bool:
    """Put in the place of a text what the document may mean; whether there is such a thing."""
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
