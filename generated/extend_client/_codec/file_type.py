# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults
from ..models.file_type import FileType

_FILE_TYPE = {member.value: member for member in FileType}


def decode_file_type(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value, owner, key, "a string", "#/components/schemas/FileType"
        )
    return _FILE_TYPE[value] if value in _FILE_TYPE else FileType(value)


def encode_file_type(value: Any) -> Any:
    return value.value
