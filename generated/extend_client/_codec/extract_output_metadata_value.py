# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import citation as _citation
from . import insight as _insight
from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer, decode_number
from ..models.extract_output_metadata_value import ExtractOutputMetadataValue

_KEYS = Keys(
    optional=(
        "ocrConfidence",
        "logprobsConfidence",
        "reviewAgentScore",
        "citations",
        "insights",
    ),
)
_AT = "#/components/schemas/ExtractOutputMetadataValue/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ExtractOutputMetadataValue",
        )
    extra = _KEYS.extra(value)
    ocr_confidence_ = value.get("ocrConfidence")
    if ocr_confidence_ is not None:
        ocr_confidence_ = decode_number(
            ocr_confidence_, value, "ocrConfidence", faults, _AT
        )
    logprobs_confidence_ = value.get("logprobsConfidence")
    if logprobs_confidence_ is not None:
        logprobs_confidence_ = decode_number(
            logprobs_confidence_, value, "logprobsConfidence", faults, _AT
        )
    review_agent_score_ = value.get("reviewAgentScore")
    if review_agent_score_ is not None:
        review_agent_score_ = decode_integer(
            review_agent_score_, value, "reviewAgentScore", faults, _AT
        )
    citations_ = value.get("citations")
    if citations_ is not None:
        citations_ = _decode_citations(citations_, value, "citations", faults)
    insights_ = value.get("insights")
    if insights_ is not None:
        insights_ = _decode_insights(insights_, value, "insights", faults)
    return ExtractOutputMetadataValue(
        extra=extra,
        ocr_confidence=ocr_confidence_,
        logprobs_confidence=logprobs_confidence_,
        review_agent_score=review_agent_score_,
        citations=citations_,
        insights=insights_,
    )


def _decode_citations(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/ExtractOutputMetadataValue/properties/citations",
        )
    return [
        _citation.decode(item, value, index, faults) for index, item in enumerate(value)
    ]


def _decode_insights(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/ExtractOutputMetadataValue/properties/insights",
        )
    return [
        _insight.decode(item, value, index, faults) for index, item in enumerate(value)
    ]


def encode(value: ExtractOutputMetadataValue) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.ocr_confidence is not None:
        out["ocrConfidence"] = value.ocr_confidence
    if value.logprobs_confidence is not None:
        out["logprobsConfidence"] = value.logprobs_confidence
    if value.review_agent_score is not None:
        out["reviewAgentScore"] = value.review_agent_score
    if value.citations is not None:
        out["citations"] = [_citation.encode(item) for item in value.citations]
    if value.insights is not None:
        out["insights"] = [_insight.encode(item) for item in value.insights]
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractOutputMetadataValue: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExtractOutputMetadataValue: encode,
}
