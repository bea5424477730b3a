# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer
from ..models.cat import Cat

_KEYS = Keys(required=("kind",), optional=("lives",))
_AT = "#/components/schemas/Cat/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Cat")
    extra = _KEYS.extra(value)
    kind_ = value.get("kind", ABSENT)
    if type(kind_) is not str:
        kind_ = faults.add(kind_, value, "kind", "a string", _AT)
    lives_ = value.get("lives")
    if lives_ is not None:
        lives_ = decode_integer(lives_, value, "lives", faults, _AT)
    return Cat(
        extra=extra,
        kind=kind_,
        lives=lives_,
    )


def encode(value: Cat) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["kind"] = value.kind
    if value.lives is not None:
        out["lives"] = value.lives
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Cat: decode,
}
ENCODE: dict[type[Any], Any] = {
    Cat: encode,
}
