# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults
from ..models.processor_run_status import ProcessorRunStatus

_PROCESSOR_RUN_STATUS = {member.value: member for member in ProcessorRunStatus}


def decode_processor_run_status(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not str:
        return faults.add(
            value, owner, key, "a string", "#/components/schemas/ProcessorRunStatus"
        )
    return (
        _PROCESSOR_RUN_STATUS[value]
        if value in _PROCESSOR_RUN_STATUS
        else ProcessorRunStatus(value)
    )


def encode_processor_run_status(value: Any) -> Any:
    return value.value
