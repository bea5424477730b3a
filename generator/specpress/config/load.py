"""Read settings from `[tool.specpress]` in pyproject.toml or from specpress.toml; options override them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from specpress.config.faults import PATHS, find_faults
from specpress.config.file import FILES, TABLE, SettingsFile, find_file
from specpress.config.problems import SettingsError
from specpress.config.settings import NAMES_LOCK, Credential, Settings
from specpress.document.problems import Problem, UsageError
from specpress.document.uris import is_url
from specpress.validate.messages import Message

# These settings apply to every document, the others only to the document that the settings name.
GENERAL = ("allow-http", "strict", "templates")
# The names of the options on the command line, where they are not those of the settings.
OPTIONS = {"overlays": "--overlay", "spec": "SPEC"}


def load_settings(start: Path, overrides: Mapping[str, Any]) -> Settings:
    """Read the settings file in or at `start`, and apply `overrides`.

    Overrides that are None or an empty tuple are ignored. If they name another document, the
    settings of the first document do not apply to it.

    Raises:
        SettingsError: a key is unknown, or a value is invalid.
        UsageError: the settings cannot be read, or the document is missing.
    """
    file = find_file(start)
    values = _read_file(file)
    options = _read_options(overrides)
    if _is_another_document(values.get("spec"), options.get("spec")):
        values = {key: values[key] for key in GENERAL if key in values}
    has_settings = "spec" in values
    values |= options
    if "spec" not in values:
        raise UsageError(
            "no document: name one, for example `specpress generate openapi.yaml`",
            code="no-document",
        )
    values.setdefault("output", "generated")
    lock_directory = file.directory if has_settings else Path(values["output"])
    values.setdefault("names-lock", lock_directory / NAMES_LOCK)
    return _create(values, file.path if has_settings else None)


def load_named_settings(config: Path | None, overrides: Mapping[str, Any]) -> Settings:
    """Read the settings that a command names, or those in the current directory.

    Raises:
        SettingsError: a key is unknown, or a value is invalid.
        UsageError: `config` has no settings, the settings cannot be read, or the document is
            missing.
    """
    if config is not None and not find_file(config).has_table:
        places = f"{FILES[0]}, or in [{'.'.join(TABLE)}] of {FILES[1]}"
        raise UsageError(
            f"{config} has no settings: they are in {places}", code="no-settings"
        )
    return load_settings(config or Path.cwd(), overrides)


def _read_file(file: SettingsFile) -> dict[str, Any]:
    """Return the table of a settings file, its paths resolved against the directory of the file."""
    if faults := find_faults(file.table):
        raise SettingsError([file.locate(fault) for fault in faults])
    values = {**file.table}
    for name in ("spec", *PATHS):
        if name in values and not is_url(values[name]):
            values[name] = str(file.directory / values[name])
    if "overlays" in values:
        values["overlays"] = [file.directory / path for path in values["overlays"]]
    return values


def _read_options(overrides: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options by the keys of the settings."""
    options = {
        key.replace("_", "-"): str(value) if isinstance(value, Path) else value
        for key, value in overrides.items()
        if value is not None and value != ()
    }
    if faults := find_faults(options):
        raise SettingsError([_describe_option(fault) for fault in faults])
    return options


def _describe_option(fault: Message) -> Problem:
    """Return the problem of an option: its name on the command line replaces that of the setting."""
    key = str(fault.path[0])
    option = OPTIONS.get(key, f"--{key}")
    return Problem(
        fault.text.replace(f"`{key}", f"`{option}", 1), fault.hint, code=fault.code
    )


def _is_another_document(configured: str | None, option: str | None) -> bool:
    # Standard input may contain the configured document, for example after a filter.
    if configured is None or option is None or option == "-":
        return False
    if is_url(configured) or is_url(option):
        return configured != option
    return os.path.realpath(configured) != os.path.realpath(option)


def _create(values: Mapping[str, Any], source: Path | None) -> Settings:
    """Return the settings of a valid table."""
    fields: dict[str, Any] = {
        key.replace("-", "_"): Path(value) if key in PATHS else value
        for key, value in values.items()
    }
    credentials = fields.get("credentials", {}).items()
    fields["credentials"] = {name: Credential(**entry) for name, entry in credentials}
    fields["overlays"] = tuple(map(Path, fields.get("overlays", ())))
    return Settings(**fields, source=source)
