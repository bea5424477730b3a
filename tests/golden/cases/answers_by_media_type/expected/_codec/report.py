# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer
from ..models.report import Report

_KEYS = Keys(optional=("pages",))
_AT = "#/components/schemas/Report/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Report")
    extra = _KEYS.extra(value)
    pages_ = value.get("pages")
    if pages_ is not None:
        pages_ = decode_integer(pages_, value, "pages", faults, _AT)
    return Report(
        extra=extra,
        pages=pages_,
    )


def encode(value: Report) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.pages is not None:
        out["pages"] = value.pages
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Report: decode,
}
ENCODE: dict[type[Any], Any] = {
    Report: encode,
}
