# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import extract_output_json as _extract_output_json
from . import extract_output_legacy as _extract_output_legacy
from .._runtime.codec import Faults, first_fit
from .._runtime.encode import encode_any
from .._runtime.models import UnknownVariant

_UNION_1 = frozenset({"metadata", "value"})
_UNION_2: frozenset[str] = frozenset()


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is dict:
        return first_fit(
            (
                (_UNION_1, _extract_output_json.decode),
                (_UNION_2, _extract_output_legacy.decode),
            ),
            value,
            owner,
            key,
            faults,
            UnknownVariant,
        )
    return UnknownVariant(value)


def encode(value: Any) -> Any:
    return encode_any(value)
