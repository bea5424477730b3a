# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import rows as _rows
from . import tree as _tree
from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from ..models.room import Room

_KEYS = Keys(optional=("rows", "tree"))
_AT = "#/components/schemas/Room/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Room")
    extra = _KEYS.extra(value)
    rows_ = value.get("rows")
    if rows_ is not None:
        rows_ = _rows.decode(rows_, value, "rows", faults)
    tree_ = value.get("tree")
    if tree_ is not None:
        tree_ = _tree.decode(tree_, value, "tree", faults)
    return Room(
        extra=extra,
        rows=rows_,
        tree=tree_,
    )


def encode(value: Room) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.rows is not None:
        out["rows"] = _rows.encode(value.rows)
    if value.tree is not None:
        out["tree"] = _tree.encode(value.tree)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Room: decode,
}
ENCODE: dict[type[Any], Any] = {
    Room: encode,
}
