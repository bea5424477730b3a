# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer
from ..models.excel_sheet_range import ExcelSheetRange

_KEYS = Keys(required=("start", "end"))
_AT = "#/components/schemas/ExcelSheetRange/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ExcelSheetRange"
        )
    extra = _KEYS.extra(value)
    start_ = value.get("start", ABSENT)
    start_ = decode_integer(start_, value, "start", faults, _AT)
    end_ = value.get("end", ABSENT)
    end_ = decode_integer(end_, value, "end", faults, _AT)
    return ExcelSheetRange(
        extra=extra,
        start=start_,
        end=end_,
    )


def encode(value: ExcelSheetRange) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["start"] = value.start
    out["end"] = value.end
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExcelSheetRange: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExcelSheetRange: encode,
}
