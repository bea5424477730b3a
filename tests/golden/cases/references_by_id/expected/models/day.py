# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from datetime import date
from typing import TypeAlias

Day: TypeAlias = "date"
