# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_date, encode_date
from ..models.thing import Thing

_KEYS = Keys(optional=("class", "from", "extra", "date", "2fa", "@type"))
_AT = "#/components/schemas/Thing/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    class__ = value.get("class")
    if class__ is not None and type(class__) is not str:
        class__ = faults.add(class__, value, "class", "a string", _AT)
    from__ = value.get("from")
    if from__ is not None and type(from__) is not str:
        from__ = faults.add(from__, value, "from", "a string", _AT)
    extra__ = value.get("extra")
    if extra__ is not None and type(extra__) is not str:
        extra__ = faults.add(extra__, value, "extra", "a string", _AT)
    date__ = value.get("date")
    if date__ is not None:
        date__ = decode_date(date__, value, "date", faults, _AT)
    n2_fa_ = value.get("2fa")
    if n2_fa_ is not None and type(n2_fa_) is not bool:
        n2_fa_ = faults.add(n2_fa_, value, "2fa", "a boolean", _AT)
    type_ = value.get("@type")
    if type_ is not None and type(type_) is not str:
        type_ = faults.add(type_, value, "@type", "a string", _AT)
    return Thing(
        extra=extra,
        class_=class__,
        from_=from__,
        extra_=extra__,
        date_=date__,
        n2_fa=n2_fa_,
        type=type_,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.class_ is not None:
        out["class"] = value.class_
    if value.from_ is not None:
        out["from"] = value.from_
    if value.extra_ is not None:
        out["extra"] = value.extra_
    if value.date_ is not None:
        out["date"] = encode_date(value.date_)
    if value.n2_fa is not None:
        out["2fa"] = value.n2_fa
    if value.type is not None:
        out["@type"] = value.type
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
