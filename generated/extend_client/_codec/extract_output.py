# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import extract_output_json as _extract_output_json
from . import extract_output_legacy as _extract_output_legacy
from .._runtime.codec import Faults, first_fit
from .._runtime.encode import encode_any
from .._runtime.models import UnknownVariant

_EXTRACT_OUTPUT_1 = frozenset({"metadata", "value"})
_EXTRACT_OUTPUT_2: frozenset[str] = frozenset()


def decode_extract_output(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is dict:
        return first_fit(
            (
                (_EXTRACT_OUTPUT_1, _extract_output_json.decode_extract_output_json),
                (
                    _EXTRACT_OUTPUT_2,
                    _extract_output_legacy.decode_extract_output_legacy,
                ),
            ),
            value,
            owner,
            key,
            faults,
            UnknownVariant,
        )
    return UnknownVariant(value)


def encode_extract_output(value: Any) -> Any:
    return encode_any(value)
