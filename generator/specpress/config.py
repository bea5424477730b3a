"""Settings: from `[tool.specpress]` of pyproject.toml or from specpress.toml; flags win."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from specpress.problems import UsageError


@dataclass(frozen=True, slots=True)
class Credential:
    """How a security scheme appears in the client: its argument and its environment variable."""

    argument: str
    env: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know beside the document."""

    spec: Path
    output: Path
    package: str
    distribution: str
    client: str
    version: str = "0.1.0"
    credentials: Mapping[str, Credential] = field(default_factory=dict)
    client_parameters: Mapping[str, str] = field(default_factory=dict)
    templates: Path | None = None


PATHS = ("spec", "output", "templates")


def load_settings(start: Path, overrides: Mapping[str, str | None]) -> Settings:
    """Read the settings beside `start` (a folder, or the file itself) and lay `overrides` over them.

    Raises:
        UsageError: a key is unknown, a value is wrong, or something is missing.
    """
    table, folder = _find(start)
    known = {f.name.replace("_", "-") for f in fields(Settings)}
    for key in table:
        if key not in known:
            close = difflib.get_close_matches(key, known, 1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            raise UsageError(f"unknown setting {key!r}{hint}")
    values: dict[str, Any] = {
        key.replace("-", "_"): value for key, value in table.items()
    }
    for name in PATHS:
        if name in values:
            values[name] = folder / values[name]
    given = {key: value for key, value in overrides.items() if value is not None}
    values |= {
        key: Path(value) if key in PATHS else value for key, value in given.items()
    }
    if "spec" not in values:
        raise UsageError(
            "no document: name one, as in `specpress generate openapi.yaml`"
        )
    return Settings(**_completed(values))


def _completed(values: dict[str, Any]) -> dict[str, Any]:
    """Fill what was not said from the name of the document."""
    stem = Path(values["spec"]).name.partition(".")[0].replace("-", "_").lower()
    values.setdefault("output", Path("generated"))
    values.setdefault("package", f"{stem}_client")
    values.setdefault("distribution", values["package"].replace("_", "-"))
    values.setdefault("client", "".join(w.capitalize() for w in stem.split("_")))
    values["credentials"] = {
        name: Credential(**entry)
        for name, entry in values.get("credentials", {}).items()
    }
    for name in ("package", "client"):
        if not str(values[name]).isidentifier():
            raise UsageError(f"{name} must be a Python name, not {values[name]!r}")
    return values


def _find(start: Path) -> tuple[dict[str, Any], Path]:
    if start.is_file():
        return _read(start), start.parent
    for name in ("specpress.toml", "pyproject.toml"):
        if (start / name).is_file():
            return _read(start / name), start
    return {}, start


def _read(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path.name}: {error}") from error
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("specpress", {})
    return table
