# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import word as _word
from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import encode_any, finish
from .._runtime.models import UnknownVariant
from .._runtime.reading import decode_json_text, encode_json_text
from .._runtime.scalars import decode_const, decode_integer
from ..models.create_talk import (
    CreateTalkResponseItemNote,
    CreateTalkResponseItemWord,
)

_KEYS_RESPONSE_ITEM_WORD = Keys(required=("event", "data"), optional=("id",))
_AT_RESPONSE_ITEM_WORD = "#/paths/~1talk/post/responses/200/content/text~1event-stream/itemSchema/oneOf/0/properties/"
_KEYS_RESPONSE_ITEM_NOTE = Keys(required=("event",), optional=("data", "retry"))
_AT_RESPONSE_ITEM_NOTE = "#/paths/~1talk/post/responses/200/content/text~1event-stream/itemSchema/oneOf/1/properties/"


def decode_response_item_word(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/paths/~1talk/post/responses/200/content/text~1event-stream/itemSchema/oneOf/0",
        )
    extra = _KEYS_RESPONSE_ITEM_WORD.extra(value)
    event_ = value.get("event", ABSENT)
    event_ = decode_const(
        event_, value, "event", faults, _AT_RESPONSE_ITEM_WORD, "word"
    )
    id_ = value.get("id")
    if id_ is not None and type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT_RESPONSE_ITEM_WORD)
    data_ = value.get("data", ABSENT)
    data_ = decode_json_text(
        data_, value, "data", faults, _AT_RESPONSE_ITEM_WORD, _word.decode
    )
    return CreateTalkResponseItemWord(
        extra=extra,
        event=event_,
        id=id_,
        data=data_,
    )


def encode_response_item_word(value: CreateTalkResponseItemWord) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["event"] = value.event
    if value.id is not None:
        out["id"] = value.id
    out["data"] = encode_json_text(_word.encode(value.data))
    return finish(out, value.extra)


def decode_response_item_note(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/paths/~1talk/post/responses/200/content/text~1event-stream/itemSchema/oneOf/1",
        )
    extra = _KEYS_RESPONSE_ITEM_NOTE.extra(value)
    event_ = value.get("event", ABSENT)
    event_ = decode_const(
        event_, value, "event", faults, _AT_RESPONSE_ITEM_NOTE, "note"
    )
    data_ = value.get("data")
    if data_ is not None and type(data_) is not str:
        data_ = faults.add(data_, value, "data", "a string", _AT_RESPONSE_ITEM_NOTE)
    retry_ = value.get("retry")
    if retry_ is not None:
        retry_ = decode_integer(retry_, value, "retry", faults, _AT_RESPONSE_ITEM_NOTE)
    return CreateTalkResponseItemNote(
        extra=extra,
        event=event_,
        data=data_,
        retry=retry_,
    )


def encode_response_item_note(value: CreateTalkResponseItemNote) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["event"] = value.event
    if value.data is not None:
        out["data"] = value.data
    if value.retry is not None:
        out["retry"] = value.retry
    return finish(out, value.extra)


def decode_response_item(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is dict:
        tag = value.get("event")
        if tag == "word":
            return decode_response_item_word(value, owner, key, faults)
        if tag == "note":
            return decode_response_item_note(value, owner, key, faults)
        return UnknownVariant(value)
    return UnknownVariant(value)


def encode_response_item(value: Any) -> Any:
    return encode_any(value)


DECODE: dict[type[Any], Any] = {
    CreateTalkResponseItemWord: decode_response_item_word,
    CreateTalkResponseItemNote: decode_response_item_note,
}
ENCODE: dict[type[Any], Any] = {
    CreateTalkResponseItemWord: encode_response_item_word,
    CreateTalkResponseItemNote: encode_response_item_note,
}
