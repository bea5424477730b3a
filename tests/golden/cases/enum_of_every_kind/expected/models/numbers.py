# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from typing import TypeAlias

Numbers: TypeAlias = "float"
"""One of: 1.5, 2."""
