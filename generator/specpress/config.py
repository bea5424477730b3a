"""Settings: from `[tool.specpress]` of pyproject.toml or from specpress.toml; flags win."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from specpress.problems import UsageError
from specpress.uris import is_url


@dataclass(frozen=True, slots=True)
class Credential:
    """How a security scheme appears in the client: its argument and its environment variable."""

    argument: str
    env: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know beside the document."""

    spec: str
    """A path, a URL, or "-" for standard input."""
    output: Path
    package: str
    distribution: str
    client: str
    version: str = "0.1.0"
    credentials: Mapping[str, Credential] = field(default_factory=dict)
    client_parameters: Mapping[str, str] = field(default_factory=dict)
    templates: Path | None = None
    overlays: tuple[Path, ...] = ()
    allow_http: bool = False
    strict: bool = False
    """Whether a warning stops the run."""


PATHS = ("output", "templates")
GENERAL = ("allow_http", "strict", "templates")
"""What is said of every document; all else is said of the one that the settings name."""


def load_settings(start: Path, overrides: Mapping[str, Any]) -> Settings:
    """Read the settings beside `start` (a folder, or the file itself) and lay `overrides` over them.

    An override that is None or empty was not given. Where they name another document, what the settings say
    of theirs is not meant for it.

    Raises:
        UsageError: a key is unknown, a value is wrong, or something is missing.
    """
    table, folder = _find(start)
    values = _located(_known(table), folder)
    given = {key: v for key, v in overrides.items() if v is not None and v != ()}
    if _is_another(values.get("spec"), given.get("spec")):
        values = {key: values[key] for key in GENERAL if key in values}
    values |= _typed(given)
    if "spec" not in values:
        raise UsageError(
            "no document: name one, as in `specpress generate openapi.yaml`"
        )
    return Settings(**_completed(values))


def _is_another(settled: str | None, given: str | None) -> bool:
    """Whether a document is given that is not that of the settings; standard input may hold that one."""
    if settled is None or given is None or given == "-":
        return False
    if is_url(settled) or is_url(given):
        return settled != given
    return Path(settled).resolve() != Path(given).resolve()


def _known(table: dict[str, Any]) -> dict[str, Any]:
    """The entries of a settings file by the names of the settings."""
    known = {f.name.replace("_", "-") for f in fields(Settings)}
    for key in table:
        if key not in known:
            close = difflib.get_close_matches(key, known, 1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            raise UsageError(f"unknown setting {key!r}{hint}")
    return {key.replace("-", "_"): value for key, value in table.items()}


def _located(values: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The values of a settings file, whose paths are relative to its folder."""
    _check(values)
    found = dict(values)
    for name in {"spec", *PATHS} & values.keys():
        if not is_url(values[name]):
            found[name] = str(folder / values[name])
    if "overlays" in values:
        found["overlays"] = [folder / path for path in values["overlays"]]
    return _typed(found)


def _check(values: dict[str, Any]) -> None:
    for name in {"spec", *PATHS} & values.keys():
        if not isinstance(values[name], str):
            raise UsageError(f"{name} must be text, not {values[name]!r}")
    overlays = values.get("overlays", [])
    if not isinstance(overlays, list) or not all(isinstance(p, str) for p in overlays):
        raise UsageError(f"overlays must be a list of paths, not {overlays!r}")
    if not isinstance(values.get("allow_http", False), bool):
        raise UsageError("allow-http must be true or false")


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    """The values with paths in place of texts."""
    typed: dict[str, Any] = {k: Path(v) if k in PATHS else v for k, v in values.items()}
    if "overlays" in typed:
        typed["overlays"] = tuple(Path(path) for path in typed["overlays"])
    return typed


def _completed(values: dict[str, Any]) -> dict[str, Any]:
    """Fill what was not said: the package is named by the document, all else by the package."""
    values.setdefault("output", Path("generated"))
    values.setdefault("package", f"{_stem(values['spec'])}_client")
    words = values["package"].removesuffix("_client").split("_")
    values.setdefault("distribution", values["package"].replace("_", "-"))
    values.setdefault("client", "".join(w.capitalize() for w in words))
    values["credentials"] = {
        name: Credential(**entry)
        for name, entry in values.get("credentials", {}).items()
    }
    for name in ("package", "client"):
        if not str(values[name]).isidentifier():
            raise UsageError(f"{name} must be a Python name, not {values[name]!r}")
    return values


def _stem(spec: str) -> str:
    """The name of the document without its ending; of one without a name, "api"."""
    path = urlsplit(spec).path if is_url(spec) else spec
    stem = Path(path).name.partition(".")[0].replace("-", "_").lower()
    return stem.strip("_") or "api"


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
