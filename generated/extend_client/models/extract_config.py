# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.models import UnknownVariant

if TYPE_CHECKING:
    from .extract_config_json import ExtractConfigJson
    from .extract_config_legacy import ExtractConfigLegacy

ExtractConfig: TypeAlias = "ExtractConfigLegacy | ExtractConfigJson | UnknownVariant"
"""The config of a run, in one of two shapes: legacy where it has the key `fields`, else with a JSON
schema.
"""
