# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, undeclared
from .._runtime.models import finish
from .._runtime.scalars import decode_integer
from ..models.extract_chunking_options import (
    ExtractChunkingOptions,
    ExtractChunkingOptionsChunkSelectionStrategy,
    ExtractChunkingOptionsChunkingStrategy,
)

_EXTRACT_CHUNKING_OPTIONS_CHUNKING_STRATEGY = {
    member.value: member for member in ExtractChunkingOptionsChunkingStrategy
}
_EXTRACT_CHUNKING_OPTIONS_CHUNK_SELECTION_STRATEGY = {
    member.value: member for member in ExtractChunkingOptionsChunkSelectionStrategy
}
_EXTRACT_CHUNKING_OPTIONS = frozenset(
    {
        "chunkingStrategy",
        "pageChunkSize",
        "chunkSelectionStrategy",
        "customSemanticChunkingRules",
    }
)


def decode_extract_chunking_options_chunking_strategy(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ExtractChunkingOptions/properties/chunkingStrategy",
        )
    return (
        _EXTRACT_CHUNKING_OPTIONS_CHUNKING_STRATEGY[value]
        if value in _EXTRACT_CHUNKING_OPTIONS_CHUNKING_STRATEGY
        else ExtractChunkingOptionsChunkingStrategy(value)
    )


def encode_extract_chunking_options_chunking_strategy(value: Any) -> Any:
    return value.value


def decode_extract_chunking_options_chunk_selection_strategy(
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
    return (
        _EXTRACT_CHUNKING_OPTIONS_CHUNK_SELECTION_STRATEGY[value]
        if value in _EXTRACT_CHUNKING_OPTIONS_CHUNK_SELECTION_STRATEGY
        else ExtractChunkingOptionsChunkSelectionStrategy(value)
    )


def encode_extract_chunking_options_chunk_selection_strategy(value: Any) -> Any:
    return value.value


def decode_extract_chunking_options(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ExtractChunkingOptions",
        )
    extra = (
        {}
        if value.keys() <= _EXTRACT_CHUNKING_OPTIONS
        else undeclared(value, _EXTRACT_CHUNKING_OPTIONS)
    )
    chunking_strategy_ = value.get("chunkingStrategy")
    if chunking_strategy_ is not None:
        chunking_strategy_ = decode_extract_chunking_options_chunking_strategy(
            chunking_strategy_, value, "chunkingStrategy", faults
        )
    elif "chunkingStrategy" in value:
        extra["chunkingStrategy"] = None
    page_chunk_size_ = value.get("pageChunkSize")
    if page_chunk_size_ is not None:
        page_chunk_size_ = decode_integer(
            page_chunk_size_,
            value,
            "pageChunkSize",
            faults,
            "#/components/schemas/ExtractChunkingOptions/properties/pageChunkSize",
        )
    elif "pageChunkSize" in value:
        extra["pageChunkSize"] = None
    chunk_selection_strategy_ = value.get("chunkSelectionStrategy")
    if chunk_selection_strategy_ is not None:
        chunk_selection_strategy_ = (
            decode_extract_chunking_options_chunk_selection_strategy(
                chunk_selection_strategy_, value, "chunkSelectionStrategy", faults
            )
        )
    elif "chunkSelectionStrategy" in value:
        extra["chunkSelectionStrategy"] = None
    custom_semantic_chunking_rules_ = value.get("customSemanticChunkingRules")
    if custom_semantic_chunking_rules_ is not None:
        if type(custom_semantic_chunking_rules_) is not str:
            custom_semantic_chunking_rules_ = faults.add(
                custom_semantic_chunking_rules_,
                value,
                "customSemanticChunkingRules",
                "a string",
                "#/components/schemas/ExtractChunkingOptions/properties/customSemanticChunkingRules",
            )
    elif "customSemanticChunkingRules" in value:
        extra["customSemanticChunkingRules"] = None
    return ExtractChunkingOptions(
        extra=extra,
        chunking_strategy=chunking_strategy_,
        page_chunk_size=page_chunk_size_,
        chunk_selection_strategy=chunk_selection_strategy_,
        custom_semantic_chunking_rules=custom_semantic_chunking_rules_,
    )


def encode_extract_chunking_options(value: ExtractChunkingOptions) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.chunking_strategy is not None:
        out["chunkingStrategy"] = encode_extract_chunking_options_chunking_strategy(
            value.chunking_strategy
        )
    if value.page_chunk_size is not None:
        out["pageChunkSize"] = value.page_chunk_size
    if value.chunk_selection_strategy is not None:
        out["chunkSelectionStrategy"] = (
            encode_extract_chunking_options_chunk_selection_strategy(
                value.chunk_selection_strategy
            )
        )
    if value.custom_semantic_chunking_rules is not None:
        out["customSemanticChunkingRules"] = value.custom_semantic_chunking_rules
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractChunkingOptions: decode_extract_chunking_options,
}
ENCODE: dict[type[Any], Any] = {
    ExtractChunkingOptions: encode_extract_chunking_options,
}
