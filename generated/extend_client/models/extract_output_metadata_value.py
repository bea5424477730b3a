# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from .._runtime.models import Model, Wire

if TYPE_CHECKING:
    from .citation import Citation
    from .insight import Insight


@dataclass(slots=True, kw_only=True)
class ExtractOutputMetadataValue(Model):
    """What is known of one extracted value: how sure it is, and where it was found."""

    ocr_confidence: Annotated[float | None, Wire("ocrConfidence")] = None
    """How sure the OCR is, from 0 to 1."""

    logprobs_confidence: Annotated[float | None, Wire("logprobsConfidence")] = None
    """Deprecated. How sure the model is, from 0 to 1. Being phased out: null or absent with newer
    processors.
    """

    review_agent_score: Annotated[int | None, Wire("reviewAgentScore")] = None
    """Score of the review agent from 1 to 5, 5 being best. Null when there is none."""

    citations: list[Citation] | None = None
    """Where the value was found."""

    insights: list[Insight] | None = None
    """Remarks of the model."""
