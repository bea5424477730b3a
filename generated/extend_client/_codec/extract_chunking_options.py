# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.enums import by_value
from .._runtime.scalars import decode_integer
from ..models.extract_chunking_options import (
    ExtractChunkingOptions,
    ExtractChunkingOptionsChunkSelectionStrategy,
    ExtractChunkingOptionsChunkingStrategy,
)

_VALUES_CHUNKING_STRATEGY = by_value(ExtractChunkingOptionsChunkingStrategy)
_VALUES_CHUNK_SELECTION_STRATEGY = by_value(
    ExtractChunkingOptionsChunkSelectionStrategy
)
_KEYS = Keys(
    optional=(
        "chunkingStrategy",
        "pageChunkSize",
        "chunkSelectionStrategy",
        "customSemanticChunkingRules",
    ),
)
_AT = "#/components/schemas/ExtractChunkingOptions/properties/"


def decode_chunking_strategy(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ExtractChunkingOptions/properties/chunkingStrategy",
        )
    if value in _VALUES_CHUNKING_STRATEGY:
        return _VALUES_CHUNKING_STRATEGY[value]
    return ExtractChunkingOptionsChunkingStrategy(value)


def encode_chunking_strategy(value: Any) -> Any:
    return value.value


def decode_chunk_selection_strategy(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ExtractChunkingOptions/properties/chunkSelectionStrategy",
        )
    if value in _VALUES_CHUNK_SELECTION_STRATEGY:
        return _VALUES_CHUNK_SELECTION_STRATEGY[value]
    return ExtractChunkingOptionsChunkSelectionStrategy(value)


def encode_chunk_selection_strategy(value: Any) -> Any:
    return value.value


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ExtractChunkingOptions",
        )
    extra = _KEYS.extra(value)
    chunking_strategy_ = value.get("chunkingStrategy")
    if chunking_strategy_ is not None:
        chunking_strategy_ = decode_chunking_strategy(
            chunking_strategy_, value, "chunkingStrategy", faults
        )
    page_chunk_size_ = value.get("pageChunkSize")
    if page_chunk_size_ is not None:
        page_chunk_size_ = decode_integer(
            page_chunk_size_, value, "pageChunkSize", faults, _AT
        )
    chunk_selection_strategy_ = value.get("chunkSelectionStrategy")
    if chunk_selection_strategy_ is not None:
        chunk_selection_strategy_ = decode_chunk_selection_strategy(
            chunk_selection_strategy_, value, "chunkSelectionStrategy", faults
        )
    custom_semantic_chunking_rules_ = value.get("customSemanticChunkingRules")
    if (
        custom_semantic_chunking_rules_ is not None
        and type(custom_semantic_chunking_rules_) is not str
    ):
        custom_semantic_chunking_rules_ = faults.add(
            custom_semantic_chunking_rules_,
            value,
            "customSemanticChunkingRules",
            "a string",
            _AT,
        )
    return ExtractChunkingOptions(
        extra=extra,
        chunking_strategy=chunking_strategy_,
        page_chunk_size=page_chunk_size_,
        chunk_selection_strategy=chunk_selection_strategy_,
        custom_semantic_chunking_rules=custom_semantic_chunking_rules_,
    )


def encode(value: ExtractChunkingOptions) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.chunking_strategy is not None:
        out["chunkingStrategy"] = encode_chunking_strategy(value.chunking_strategy)
    if value.page_chunk_size is not None:
        out["pageChunkSize"] = value.page_chunk_size
    if value.chunk_selection_strategy is not None:
        out["chunkSelectionStrategy"] = encode_chunk_selection_strategy(
            value.chunk_selection_strategy
        )
    if value.custom_semantic_chunking_rules is not None:
        out["customSemanticChunkingRules"] = value.custom_semantic_chunking_rules
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractChunkingOptions: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExtractChunkingOptions: encode,
}
