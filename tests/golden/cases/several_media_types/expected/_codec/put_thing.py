# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import thing as _thing
from .._runtime.codec import Faults


def decode_put_thing_body_application_x_ndjson_content(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/paths/~1things/put/requestBody/content/application~1x-ndjson/schema",
        )
    return [
        _thing.decode(item, value, index, faults) for index, item in enumerate(value)
    ]


def encode_put_thing_body_application_x_ndjson_content(value: Any) -> Any:
    return [_thing.encode(item) for item in value]
