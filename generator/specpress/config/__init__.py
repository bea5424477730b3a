"""Settings: their JSON Schema, their file with positions, and the rules for names."""

from __future__ import annotations

from specpress.config.file import locate
from specpress.config.load import (
    load_all_named_settings,
    load_named_settings,
    load_settings,
)
from specpress.config.problems import SettingsError
from specpress.config.settings import (
    MANIFEST,
    NAMES_LOCK,
    SELECTIONS,
    Credential,
    Criteria,
    Settings,
)

__all__ = [
    "MANIFEST",
    "NAMES_LOCK",
    "SELECTIONS",
    "Credential",
    "Criteria",
    "Settings",
    "SettingsError",
    "load_all_named_settings",
    "load_named_settings",
    "load_settings",
    "locate",
]
