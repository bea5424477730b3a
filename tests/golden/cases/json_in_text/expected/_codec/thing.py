# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import packed as _packed
from . import part as _part
from .._runtime.codec import ABSENT, Faults, Keys, first_clean
from .._runtime.encode import encode_any, finish
from .._runtime.reading import decode_json_text, encode_json_text
from .._runtime.scalars import decode_integer, decode_string
from ..models.thing import Thing

_KEYS = Keys(required=("part",), optional=("packed", "either", "maybe"))
_AT = "#/components/schemas/Thing/properties/"


def decode_either(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return first_clean(
        (
            _decode_either_variant2,
            _decode_packed,
        ),
        value,
        owner,
        key,
        faults,
        "#/components/schemas/Thing/properties/either",
        None,
    )


def _decode_either_variant2(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_integer(
        value,
        owner,
        key,
        faults,
        "#/components/schemas/Thing/properties/either/oneOf/1",
    )


def _decode_packed(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_string(value, owner, key, faults, "#/components/schemas/Packed")


def encode_either(value: Any) -> Any:
    return encode_any(value)


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    part_ = value.get("part", ABSENT)
    part_ = decode_json_text(part_, value, "part", faults, _AT, _part.decode)
    packed_ = value.get("packed")
    if packed_ is not None:
        packed_ = _packed.decode(packed_, value, "packed", faults)
    either_ = value.get("either")
    if either_ is not None:
        either_ = decode_either(either_, value, "either", faults)
    maybe_ = value.get("maybe")
    if maybe_ is not None:
        maybe_ = decode_json_text(
            maybe_, value, "maybe", faults, _AT, _decode_maybe_content
        )
    return Thing(
        extra=extra,
        part=part_,
        packed=packed_,
        either=either_,
        maybe=maybe_,
    )


def _decode_maybe_content(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return value


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["part"] = encode_json_text(_part.encode(value.part))
    if value.packed is not None:
        out["packed"] = _packed.encode(value.packed)
    if value.either is not None:
        out["either"] = encode_either(value.either)
    if value.maybe is not None:
        out["maybe"] = encode_json_text(encode_any(value.maybe))
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
