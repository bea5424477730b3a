# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer, decode_string
from ..models.create_thing import CreateThingBody

_KEYS_BODY = Keys(required=("name",), optional=("tags", "filter", "note"))
_AT_BODY = "#/paths/~1things/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/"


def decode_body(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/paths/~1things/post/requestBody/content/application~1x-www-form-urlencoded/schema",
        )
    extra = _KEYS_BODY.extra(value)
    name_ = value.get("name", ABSENT)
    if type(name_) is not str:
        name_ = faults.add(name_, value, "name", "a string", _AT_BODY)
    tags_ = value.get("tags")
    if tags_ is not None:
        tags_ = _decode_body_tags(tags_, value, "tags", faults)
    filter_ = value.get("filter")
    if filter_ is not None:
        filter_ = _decode_body_filter(filter_, value, "filter", faults)
    note_ = value.get("note")
    if note_ is not None and type(note_) is not str:
        note_ = faults.add(note_, value, "note", "a string", _AT_BODY)
    return CreateThingBody(
        extra=extra,
        name=name_,
        tags=tags_,
        filter=filter_,
        note=note_,
    )


def _decode_body_tags(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/paths/~1things/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/tags",
        )
    return [
        decode_string(
            item,
            value,
            index,
            faults,
            "#/paths/~1things/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/tags/items",
        )
        for index, item in enumerate(value)
    ]


def _decode_body_filter(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/paths/~1things/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/filter",
        )
    return {
        name: decode_integer(
            item,
            value,
            name,
            faults,
            "#/paths/~1things/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/filter/additionalProperties",
        )
        for name, item in value.items()
    }


def encode_body(value: CreateThingBody) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["name"] = value.name
    if value.tags is not None:
        out["tags"] = value.tags
    if value.filter is not None:
        out["filter"] = value.filter
    if value.note is not None:
        out["note"] = value.note
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    CreateThingBody: decode_body,
}
ENCODE: dict[type[Any], Any] = {
    CreateThingBody: encode_body,
}
