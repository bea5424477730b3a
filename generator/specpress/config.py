"""Settings from `[tool.specpress]` in pyproject.toml or from specpress.toml; options override them."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from specpress.document.problems import UsageError
from specpress.document.uris import is_url

NAMES_LOCK = "specpress-names.lock"


@dataclass(frozen=True, slots=True)
class Credential:
    """The argument and the environment variable of a security scheme in the client."""

    argument: str
    env: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run."""

    spec: str
    """Path, URL, or "-" for standard input."""
    output: Path
    # Names that are None follow from the title of the document.
    package: str | None = None
    distribution: str | None = None
    client: str | None = None
    version: str = "0.1.0"
    credentials: Mapping[str, Credential] = field(default_factory=dict)
    """Credentials by the name of their security scheme."""
    client_parameters: Mapping[str, str] = field(default_factory=dict)
    """Arguments of the client by the name of the parameter that they set in every request."""
    templates: Path | None = None
    """Directory of the templates that override built-in ones."""
    overlays: tuple[Path, ...] = ()
    allow_http: bool = False
    allow_remote: bool = False
    """Fetch URLs of other origins that the document refers to, and private addresses."""
    root: Path | None = None
    """Directory whose files the document may refer to, besides those below its own."""
    strict: bool = False
    """Treat warnings as errors."""
    send_read_only: str = "never"
    """Read-only fields that the client sends by default: never, required or always."""
    naive_datetimes: str = "refuse"
    """Treatment of a datetime without an offset: refuse, utc, local or as-is."""
    on_contradiction: str = "raise"
    """Treatment of responses that contradict the document: raise, warn or accept."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Python names by hand, by the part of the document as the names lock identifies it."""
    names_lock: Path = Path(NAMES_LOCK)
    """The names lock: beside the settings, or in the output without settings."""
    source: Path | None = None
    """The settings file."""


CHOICES = {
    "send_read_only": ("never", "required", "always"),
    "naive_datetimes": ("refuse", "utc", "local", "as-is"),
    "on_contradiction": ("raise", "warn", "accept"),
}
PATHS = ("output", "templates", "names_lock", "root")
# These settings apply to every document, the others only to the document that the settings name.
GENERAL = ("allow_http", "strict", "templates")


def load_settings(start: Path, overrides: Mapping[str, Any]) -> Settings:
    """Read the settings file in or at `start`, and apply `overrides`.

    Overrides that are None or empty are ignored. If they name another document, the settings
    of the first document do not apply to it.

    Raises:
        UsageError: a key is unknown, a value is invalid, or the document is missing.
    """
    table, directory, source = _find_file(start)
    values = _resolve_paths(_check_keys(table), directory)
    options = {key: v for key, v in overrides.items() if v is not None and v != ()}
    if _is_another_document(values.get("spec"), options.get("spec")):
        values = {key: values[key] for key in GENERAL if key in values}
    has_settings = "spec" in values
    values |= _convert_paths(options)
    if "spec" not in values:
        raise UsageError(
            "no document: name one, for example `specpress generate openapi.yaml`"
        )
    values = _add_defaults(values)
    lock_directory = directory if has_settings else values["output"]
    values.setdefault("names_lock", lock_directory / NAMES_LOCK)
    values["source"] = source if has_settings else None
    return Settings(**values)


def _is_another_document(configured: str | None, option: str | None) -> bool:
    # Standard input may contain the configured document, for example after a filter.
    if configured is None or option is None or option == "-":
        return False
    if is_url(configured) or is_url(option):
        return configured != option
    return Path(configured).resolve() != Path(option).resolve()


def _check_keys(table: dict[str, Any]) -> dict[str, Any]:
    """Return the entries of a settings file by the names of the fields of `Settings`."""
    allowed = {f.name.replace("_", "-") for f in fields(Settings)} - {"source"}
    for key in table:
        if key not in allowed:
            similar = difflib.get_close_matches(key, allowed, 1)
            hint = f"; did you mean {similar[0]!r}?" if similar else ""
            raise UsageError(f"unknown setting {key!r}{hint}")
    return {key.replace("-", "_"): value for key, value in table.items()}


def _resolve_paths(values: dict[str, Any], directory: Path) -> dict[str, Any]:
    """Resolve paths of a settings file, which are relative to its directory."""
    _check_types(values)
    resolved = dict(values)
    for name in {"spec", *PATHS} & values.keys():
        if not is_url(values[name]):
            resolved[name] = str(directory / values[name])
    if "overlays" in values:
        resolved["overlays"] = [directory / path for path in values["overlays"]]
    return _convert_paths(resolved)


def _check_types(values: dict[str, Any]) -> None:
    for name in {"spec", *PATHS} & values.keys():
        if not isinstance(values[name], str):
            raise UsageError(f"{name} must be a string, got {values[name]!r}")
    overlays = values.get("overlays", [])
    if not isinstance(overlays, list) or not all(isinstance(p, str) for p in overlays):
        raise UsageError(f"overlays must be a list of paths, got {overlays!r}")
    names = values.get("names", {})
    if not isinstance(names, dict) or not all(
        isinstance(n, str) for n in names.values()
    ):
        raise UsageError(f"names must be a table of strings, got {names!r}")
    for name, choices in CHOICES.items():
        value = values.get(name, choices[0])
        if value not in choices:
            key, allowed = name.replace("_", "-"), " or ".join(choices)
            raise UsageError(f"{key} must be {allowed}, got {value!r}")
    for name in ("allow_http", "allow_remote"):
        if not isinstance(values.get(name, False), bool):
            key, value = name.replace("_", "-"), values[name]
            raise UsageError(f"{key} must be true or false, got {value!r}")


def _convert_paths(values: dict[str, Any]) -> dict[str, Any]:
    """Replace strings by paths where the field is a path."""
    converted: dict[str, Any] = {
        key: Path(value) if key in PATHS else value for key, value in values.items()
    }
    if "overlays" in converted:
        converted["overlays"] = tuple(Path(path) for path in converted["overlays"])
    return converted


def _add_defaults(values: dict[str, Any]) -> dict[str, Any]:
    values.setdefault("output", Path("generated"))
    values["credentials"] = {
        name: Credential(**entry)
        for name, entry in values.get("credentials", {}).items()
    }
    for name in ("package", "client"):
        if name in values and not str(values[name]).isidentifier():
            raise UsageError(
                f"{name} must be a valid Python identifier, got {values[name]!r}"
            )
    return values


def _find_file(start: Path) -> tuple[dict[str, Any], Path, Path | None]:
    """Return the settings, the directory of their file, and the file."""
    if start.is_file():
        return _read_file(start), start.parent, start
    for name in ("specpress.toml", "pyproject.toml"):
        if (start / name).is_file():
            return _read_file(start / name), start, start / name
    return {}, start, None


def _read_file(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path.name}: {error}") from error
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("specpress", {})
    return table
