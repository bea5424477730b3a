# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from ..models.word import Word

_KEYS = Keys(required=("text",))
_AT = "#/components/schemas/Word/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Word")
    extra = _KEYS.extra(value)
    text_ = value.get("text", ABSENT)
    if type(text_) is not str:
        text_ = faults.add(text_, value, "text", "a string", _AT)
    return Word(
        extra=extra,
        text=text_,
    )


def encode(value: Word) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["text"] = value.text
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Word: decode,
}
ENCODE: dict[type[Any], Any] = {
    Word: encode,
}
