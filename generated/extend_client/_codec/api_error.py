# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from ..models.api_error import ApiError

_KEYS = Keys(
    required=("code", "message", "retryable"), optional=("requestId", "docUrl")
)
_AT = "#/components/schemas/ApiError/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ApiError"
        )
    extra = _KEYS.extra(value)
    code_ = value.get("code", ABSENT)
    if type(code_) is not str:
        code_ = faults.add(code_, value, "code", "a string", _AT)
    message_ = value.get("message", ABSENT)
    if type(message_) is not str:
        message_ = faults.add(message_, value, "message", "a string", _AT)
    retryable_ = value.get("retryable", ABSENT)
    if type(retryable_) is not bool:
        retryable_ = faults.add(retryable_, value, "retryable", "a boolean", _AT)
    request_id_ = value.get("requestId")
    if request_id_ is not None and type(request_id_) is not str:
        request_id_ = faults.add(request_id_, value, "requestId", "a string", _AT)
    doc_url_ = value.get("docUrl")
    if doc_url_ is not None and type(doc_url_) is not str:
        doc_url_ = faults.add(doc_url_, value, "docUrl", "a string", _AT)
    return ApiError(
        extra=extra,
        code=code_,
        message=message_,
        retryable=retryable_,
        request_id=request_id_,
        doc_url=doc_url_,
    )


def encode(value: ApiError) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["code"] = value.code
    out["message"] = value.message
    out["retryable"] = value.retryable
    if value.request_id is not None:
        out["requestId"] = value.request_id
    if value.doc_url is not None:
        out["docUrl"] = value.doc_url
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ApiError: decode,
}
ENCODE: dict[type[Any], Any] = {
    ApiError: encode,
}
