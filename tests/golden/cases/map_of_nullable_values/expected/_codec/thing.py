# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import edit as _edit
from .._runtime.codec import Faults, undeclared
from .._runtime.models import finish
from ..models.thing import Thing

_THING = frozenset({"edits"})


def decode_thing(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = {} if value.keys() <= _THING else undeclared(value, _THING)
    edits_ = value.get("edits")
    if edits_ is not None:
        edits_ = _decode_thing_edits(edits_, value, "edits", faults)
    elif "edits" in value:
        extra["edits"] = None
    return Thing(
        extra=extra,
        edits=edits_,
    )


def _decode_components_schemas_thing_properties_edits_additional_properties(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    return _edit.decode_edit(value, owner, key, faults)


def _decode_thing_edits_value(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if value is None:
        return None
    return _decode_components_schemas_thing_properties_edits_additional_properties(
        value, owner, key, faults
    )


def _decode_thing_edits(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/Thing/properties/edits",
        )
    return {
        name: _decode_thing_edits_value(item, value, name, faults)
        for name, item in value.items()
    }


def encode_thing(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.edits is not None:
        out["edits"] = {
            name: None if item is None else _edit.encode_edit(item)
            for name, item in value.edits.items()
        }
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode_thing,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode_thing,
}
