# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from typing import TypeAlias

Shade: TypeAlias = "float"
"""A multiple of 0."""
