"""The settings of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from specpress.config.faults import PATHS, find_faults
from specpress.config.problems import SettingsError
from specpress.document.problems import Problem, Step

NAMES_LOCK = "specpress-names.lock"
MANIFEST = "specpress.lock"
# Fields that are no settings.
OWN_FIELDS = ("api", "source", "table")


@dataclass(frozen=True, slots=True)
class Credential:
    """The argument and the environment variable of a security scheme in the client."""

    argument: str
    env: str | None = None


# The settings that select operations.
SELECTIONS = ("include", "exclude")


@dataclass(frozen=True, slots=True)
class Criteria:
    """Properties of operations: one with all of them is meant; an empty property admits any value."""

    tags: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    """The operationIds; `*` is any text."""
    paths: tuple[str, ...] = ()
    """The paths; `*` is a part of a segment, `**` any number of segments."""
    methods: tuple[str, ...] = ()
    internal: bool | None = None
    """The value of `x-internal`; None admits both."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run, which are valid: `settings.schema.json` describes them.

    Raises:
        SettingsError: a setting is not valid.
    """

    spec: str
    """Path, URL, or "-" for standard input."""
    output: Path
    # Names that are None follow from the title of the document.
    package: str | None = None
    """The import package, perhaps in a namespace: "acme.books"."""
    distribution: str | None = None
    client: str | None = None
    version: str = "0.1.0"
    """A version, "document" for that of the document, or "auto"."""
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
    pagination: str = "infer"
    """Operations that return pages: those that the document declares, or also inferred ones."""
    reference: bool = True
    """Generate the pages about all operations and models, and their index for language models."""
    include: tuple[Criteria, ...] = ()
    """The operations that the client has: those that match an entry; empty for all."""
    exclude: tuple[Criteria, ...] = ()
    """The operations that the client does not have, also if they are included."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Python names by hand, by the part of the document as the names lock identifies it."""
    names_lock: Path = Path()
    """The names lock: beside the settings, or in the output without settings."""
    layout: str = "project"
    """Files in the output directory: those of a project, or only those of the package."""
    license: str | None = None
    """SPDX expression; a private client has none."""
    authors: tuple[str, ...] = ()
    urls: Mapping[str, str] = field(default_factory=dict)
    """Links by their labels."""
    requires_python: str = ">=3.11"
    dependencies: Mapping[str, str] = field(default_factory=dict)
    """Bounds of versions by the name of the dependency."""
    install: str = "."
    """What `pip install` gets in the README."""
    source: Path | None = None
    """The settings file."""
    api: str | None = None
    """The name of the API, if the settings file has several."""
    table: tuple[Step, ...] = ()
    """The path of the table of the API in the settings file."""

    def __post_init__(self) -> None:
        # Also settings that come from a program enter generated code.
        if faults := find_faults(_to_table(self)):
            raise SettingsError([Problem(f.text, f.hint, code=f.code) for f in faults])
        _normalize(self)

    @property
    def manifest(self) -> Path:
        """The manifest: in the output, but a package has it beside the names lock, outside of its wheel."""
        return self.locate_manifest(self.layout)

    def locate_manifest(self, layout: str) -> Path:
        """Return the path of the manifest with a layout."""
        if layout == "package" and self.names_lock.parent != self.output:
            name = f"specpress-files-{self.api}.lock" if self.api else MANIFEST
            return self.names_lock.parent / name
        return self.output / MANIFEST


def _normalize(settings: Settings) -> None:
    """Convert what a program may write instead: texts as paths, lists, tables as credentials."""
    values: dict[str, Any] = {
        name: Path(value)
        for name in (key.replace("-", "_") for key in PATHS)
        if isinstance(value := getattr(settings, name), str)
    }
    values["authors"] = tuple(settings.authors)
    if settings.layout == "package" and settings.package is None:
        # Not resolved: a link has the name with which the package is imported.
        values["package"] = Path(settings.output).absolute().name
    values["spec"] = str(settings.spec)
    values["overlays"] = tuple(map(Path, settings.overlays))
    values["credentials"] = {
        name: entry if isinstance(entry, Credential) else Credential(**entry)
        for name, entry in settings.credentials.items()
    }
    for name in SELECTIONS:
        values[name] = tuple(map(_to_criteria, getattr(settings, name)))
    if settings.names_lock == Path():
        values["names_lock"] = Path(settings.output) / NAMES_LOCK
    for name, value in values.items():
        object.__setattr__(settings, name, value)


def _to_criteria(entry: Criteria | Mapping[str, Any]) -> Criteria:
    if isinstance(entry, Criteria):
        return entry
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in entry.items()
    }
    return Criteria(**values)


def _to_table(settings: Settings) -> dict[str, Any]:
    """Return the settings as a settings file has them."""
    names = (f.name for f in fields(settings) if f.name not in OWN_FIELDS)
    values = {name: getattr(settings, name) for name in names}
    return {
        name.replace("_", "-"): _to_toml(value)
        for name, value in values.items()
        if value is not None
    }


def _to_toml(value: Any) -> Any:
    match value:
        case Path():
            return str(value)
        case Credential(argument=argument, env=env):
            return {"argument": argument} | ({} if env is None else {"env": env})
        case Criteria():
            entries = asdict(value).items()
            return {k: _to_toml(v) for k, v in entries if v not in ((), None)}
        case Mapping():
            return {key: _to_toml(entry) for key, entry in value.items()}
        case tuple() | list():
            return [*map(_to_toml, value)]
        case _:
            return value
