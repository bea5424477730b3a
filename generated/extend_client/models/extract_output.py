# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.models import UnknownVariant

if TYPE_CHECKING:
    from .extract_output_json import ExtractOutputJson
    from .extract_output_legacy import ExtractOutputLegacy

ExtractOutput: TypeAlias = "ExtractOutputJson | ExtractOutputLegacy | UnknownVariant"
"""The extracted data, in one of two shapes: with a JSON schema, or by legacy fields. An object with
`value` and `metadata` is the first.
"""
