# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, undeclared
from .._runtime.models import finish
from ..models.edit import Edit

_EDIT = frozenset({"was"})


def decode_edit(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Edit")
    extra = {} if value.keys() <= _EDIT else undeclared(value, _EDIT)
    was_ = value.get("was")
    if was_ is None and "was" in value:
        extra["was"] = None
    return Edit(
        extra=extra,
        was=was_,
    )


def encode_edit(value: Edit) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.was is not None:
        out["was"] = value.was
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Edit: decode_edit,
}
ENCODE: dict[type[Any], Any] = {
    Edit: encode_edit,
}
