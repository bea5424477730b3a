"""Read settings from `[tool.specpress]` in pyproject.toml or from specpress.toml; options override them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from specpress.config.apis import (
    ApiTable,
    find_collisions,
    get_names_lock,
    is_same_document,
    read_apis,
    report_choice,
    select_apis,
)
from specpress.config.faults import PATHS, find_faults
from specpress.config.file import FILES, TABLE, SettingsFile, find_file
from specpress.config.problems import SettingsError
from specpress.config.settings import NAMES_LOCK, Settings
from specpress.document.problems import Problem, UsageError
from specpress.document.uris import is_url
from specpress.validate.messages import Message
from specpress.wording import name_option

# These settings apply to every document, the others only to the document that the settings name.
GENERAL = ("allow-http", "strict", "templates")
# These options apply to one API.
SINGLE = (
    *("client", "distribution", "exclude", "include", "output", "overlays"),
    *("package", "spec"),
)
# The command in the message about a missing document.
COMMAND = "`specpress generate openapi.yaml`"
# The names of the options on the command line, where they are not those of the settings.
OPTIONS = {"overlays": "--overlay", "spec": "SPEC"}


def load_settings(
    start: Path, overrides: Mapping[str, Any], apis: Sequence[str] = ()
) -> Settings:
    """Read the settings file in or at `start`, and apply `overrides`.

    Overrides that are None or an empty tuple are ignored. If they name another document, the
    settings of the first document do not apply to it.

    Args:
        apis: The name of the API, if the file has several.

    Raises:
        SettingsError: a key is unknown, or a value is invalid.
        UsageError: the settings cannot be read, or the document is missing, or there are several.
    """
    file = find_file(start)
    settings = load_all_settings(file, overrides, apis)
    if len(settings) > 1:
        report_choice(s.api or "" for s in settings)
    return settings[0]


def load_all_settings(
    file: SettingsFile, overrides: Mapping[str, Any], apis: Sequence[str] = ()
) -> list[Settings]:
    """Return the settings of all APIs in a file, or of those that `apis` and `overrides` name.

    Raises:
        SettingsError: a key is unknown, or a value is invalid.
        UsageError: the document is missing, or an option applies to one API only.
    """
    table = _read_table(file)
    options = _read_options(overrides)
    if "api" not in table:
        if apis:
            message = (
                f"{name_option('--api')} {apis[0]}: the settings have no table `api`"
            )
            raise UsageError(message, code="unknown-api")
        return [_apply_options(file, table, options)]
    selected = select_apis(read_apis(table), apis, options.get("spec"))
    if not selected and apis:
        message = f"{options['spec']} is not the document of {apis[0]}"
        raise UsageError(message, code="unknown-api")
    if not selected:
        return [_apply_options(file, {**table, "spec": ""}, options)]
    if len(selected) > 1 and (single := options.keys() & SINGLE):
        report_choice((api.name for api in selected), _name_option(min(single)))
    return [_create_api(file, api, options) for api in selected]


def load_named_settings(config: Path | None, overrides: Mapping[str, Any]) -> Settings:
    """Read the settings that a command names, or those in the current directory.

    The override `apis` has the names of APIs.

    Raises:
        SettingsError: a key is unknown, or a value is invalid.
        UsageError: `config` has no settings, the settings cannot be read, or the document is
            missing.
    """
    settings = load_all_named_settings(config, overrides)
    if len(settings) > 1:
        report_choice(s.api or "" for s in settings)
    return settings[0]


def load_all_named_settings(
    config: Path | None, overrides: Mapping[str, Any]
) -> list[Settings]:
    """Read the settings of all APIs that a command names, or those in the current directory.

    Raises:
        SettingsError, UsageError: as `load_named_settings`, but there may be several APIs.
    """
    file = find_file(config or Path.cwd())
    if config is not None and not file.has_table:
        places = f"{FILES[0]}, or in [{'.'.join(TABLE)}] of {FILES[1]}"
        raise UsageError(
            f"{config} has no settings: they are in {places}", code="no-settings"
        )
    options = {key: value for key, value in overrides.items() if key != "apis"}
    return load_all_settings(file, options, overrides.get("apis") or ())


def _apply_options(
    file: SettingsFile, values: dict[str, Any], options: Mapping[str, Any]
) -> Settings:
    """Return the settings of a file with one document, or of a document that the options name."""
    if _is_another_document(values.get("spec"), options.get("spec")):
        values = {key: values[key] for key in GENERAL if key in values}
    has_settings = "spec" in values
    values = {**values, **options}
    if "spec" not in values:
        raise UsageError(
            f"no document: name one, for example {name_option(COMMAND)}",
            code="no-document",
        )
    values.setdefault("output", "generated")
    lock_directory = file.directory if has_settings else Path(values["output"])
    values.setdefault("names-lock", lock_directory / NAMES_LOCK)
    return _create(values, file.path if has_settings else None)


def _create_api(
    file: SettingsFile, api: ApiTable, options: Mapping[str, Any]
) -> Settings:
    values = {**api.values, **options}
    values.setdefault("names-lock", file.directory / get_names_lock(api.name))
    settings = _create(values, file.path)
    return replace(settings, api=api.name, table=api.path)


def _read_table(file: SettingsFile) -> dict[str, Any]:
    """Return the table of a settings file, its paths resolved against the directory of the file."""
    faults = find_faults(file.table)
    if not faults and "api" in file.table:
        faults = [*find_collisions(read_apis(file.table), file.directory)]
    if faults:
        raise SettingsError([file.locate(fault) for fault in faults])
    table = _resolve_paths(file.table, file.directory)
    if "api" in table:
        table["api"] = [_resolve_paths(api, file.directory) for api in table["api"]]
    return table


def _resolve_paths(table: Mapping[str, Any], directory: Path) -> dict[str, Any]:
    values = {**table}
    for name in ("spec", *PATHS):
        if name in values and not is_url(values[name]):
            values[name] = str(directory / values[name])
    if "overlays" in values:
        values["overlays"] = [directory / path for path in values["overlays"]]
    return values


def _read_options(overrides: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options by the keys of the settings."""
    options = {
        key.replace("_", "-"): str(value) if isinstance(value, Path) else value
        for key, value in overrides.items()
        if value is not None and value not in ((), [])
    }
    if faults := find_faults(options):
        raise SettingsError([_describe_option(fault) for fault in faults])
    return options


def _describe_option(fault: Message) -> Problem:
    """Return the problem of an option: its name on the command line replaces that of the setting."""
    key = str(fault.path[0])
    text = fault.text.replace(f"`{key}", f"`{_name_option(key)}", 1)
    return Problem(text, fault.hint, code=fault.code)


def _name_option(key: str) -> str:
    return OPTIONS.get(key, f"--{key}")


def _is_another_document(configured: str | None, option: str | None) -> bool:
    # Standard input may contain the configured document, for example after a filter.
    if configured is None or option is None or option == "-":
        return False
    return not is_same_document(configured, option)


def _create(values: Mapping[str, Any], source: Path | None) -> Settings:
    """Return the settings of a valid table."""
    fields: dict[str, Any] = {
        key.replace("-", "_"): value for key, value in values.items()
    }
    return Settings(**fields, source=source)
