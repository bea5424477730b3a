"""The files of a project that are attacked: settings, overlays, the names lock and the manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from specpress.python.names.lock import HEADER
from tests.harden.documents import EXTENDED_DOCUMENT
from tests.harden.metaschemas import MetaSchema
from tests.property.full_document import Slot, replace_text, text_slots

DOCUMENT, OVERLAY, SETTINGS, LOCK, RECORDING = (
    "openapi.json",
    "overlay.json",
    "specpress.toml",
    "names.lock",
    "exchanges.json",
)
OUTPUT = "client"
MANIFEST = f"{OUTPUT}/specpress.lock"
Table = dict[str, Any]

SETTINGS_TABLE: Table = {
    "spec": DOCUMENT,
    "output": OUTPUT,
    "package": "acme_client",
    "distribution": "acme-client",
    "client": "Acme",
    "version": "1.2.0",
    "credentials": {"bearer": {"argument": "token", "env": "ACME_TOKEN"}},
    "client-parameters": {"X-Workspace-Id": "workspace_id"},
    "templates": "templates",
    "root": ".",
    "overlays": [OVERLAY],
    "send-read-only": "never",
    "naive-datetimes": "refuse",
    "on-contradiction": "raise",
    "pagination": "infer",
    "names": {"class Fault": "Failure"},
    "names-lock": LOCK,
    "include": [
        {
            "tags": ["page"],
            "operations": ["list_page"],
            "paths": ["/page"],
            "methods": ["GET"],
        },
        {"paths": ["/**"]},
    ],
    "exclude": [
        {
            "tags": ["offset"],
            "operations": ["list_offset"],
            "paths": ["/offset"],
            "methods": ["GET"],
        }
    ],
    "layout": "project",
    "license": "MIT",
    "authors": ["Acme"],
    "urls": {"Homepage": "https://acme.example"},
    "requires-python": ">=3.11",
    "dependencies": {"httpx2": ">=2.16"},
    "install": "acme-client",
}
# The same settings as those of an API among several.
APIS_TABLE: Table = {"api": [{"name": "acme", **SETTINGS_TABLE}]}
# Settings that name the files to write.
PLACES = ("output", "names-lock")
OVERLAY_TREE: Table = {
    "overlay": "1.1.0",
    "info": {"title": "Ours", "version": "1", "description": "Changes.", "x-note": "a"},
    "extends": DOCUMENT,
    "x-note": {"key": "A note."},
    "actions": [
        {
            "target": "$.info",
            "description": "Describe.",
            "update": {"description": "Orders.", "x-note": {"key": ["text"]}},
            "x-note": "A note.",
        },
        {"target": "$.servers[0]", "copy": "$.servers[0]"},
        {"target": "$.paths['/url']", "remove": True},
    ],
}
_OVERLAY_SCHEMA: Table = {
    "type": "object",
    "properties": {
        "overlay": {"type": "string"},
        "info": {
            "type": "object",
            "properties": {
                "title": {"type": "string"},
                "version": {"type": "string"},
                "description": {"type": "string"},
            },
            "patternProperties": {"^x-": True},
        },
        "extends": {"type": "string"},
        "actions": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "target": {"type": "string"},
                    "description": {"type": "string"},
                    "update": {},
                    "copy": {"type": "string"},
                },
                "patternProperties": {"^x-": True},
            },
        },
    },
    "patternProperties": {"^x-": True},
}
_LOCK_LINES = (
    "class Order -> {0}",
    "class {0} -> ShopOrder",
    "field Order {0} -> {0}",
    "{0} Order -> {0}",
    "removed 1 class {0} -> {0}",
    "renamed {0} class Order -> {0}",
    "renamed 1 class Order -> {0}",
    "operation getOrder -> {0}",
    "{0}",
)


def settings_metaschema() -> MetaSchema:
    """Return the schema of the settings that the generator ships."""
    text = files("specpress").joinpath("settings.schema.json").read_text("utf-8")
    return MetaSchema(json.loads(text))


def overlay_metaschema() -> MetaSchema:
    """Return a schema of overlays with the positions of the specification."""
    return MetaSchema(_OVERLAY_SCHEMA)


@dataclass(frozen=True)
class Project:
    """The files of a project, and the command line that is run in it."""

    files: Mapping[str, bytes]
    arguments: tuple[str, ...] = ("generate",)


@dataclass(frozen=True)
class Input:
    """One position of an input: how to put a text there.

    `chooses_name` is True where an identifier is used in code as it is, `chooses_place` where the user
    of the command selects a place for files, which may be outside the project.
    """

    name: str
    build: Any = field(repr=False, compare=False)
    chooses_name: bool = False
    chooses_place: bool = False

    def inject(self, text: str) -> Project:
        """Return the project with a text in this position."""
        project: Project = self.build(text)
        return project


def build_project(
    changes: Mapping[str, bytes] | None = None,
    arguments: tuple[str, ...] = ("generate",),
) -> Project:
    """Return the project, with other content of some files."""
    settings = {k: v for k, v in SETTINGS_TABLE.items() if k != "templates"}
    content = {
        DOCUMENT: json.dumps(EXTENDED_DOCUMENT).encode(),
        OVERLAY: json.dumps(OVERLAY_TREE).encode(),
        SETTINGS: to_toml(settings),
        LOCK: HEADER.encode(),
    }
    return Project({**content, **(changes or {})}, arguments)


def list_files() -> list[Input]:
    """Return the positions in files that `generate` reads besides the document."""
    return [*_settings(), *_overlays(), *_locks(), *_manifests()]


def _settings() -> Iterator[Input]:
    for slot in (*list_slots(SETTINGS_TABLE), *list_slots(APIS_TABLE)):

        def build(text: str, slot: Slot = slot) -> Project:
            table = replace_text(_create_settings(slot), slot, text)
            return build_project({SETTINGS: to_toml(table)})

        is_place = _get_setting(slot) in PLACES
        yield Input(f"setting {describe_slot(slot)}", build, not slot[1], is_place)


def _get_setting(slot: Slot) -> Any:
    """Return the setting that contains a position."""
    path, _ = slot
    return path[2] if path[0] == "api" and len(path) > 2 else path[0]


def _create_settings(slot: Slot) -> Table:
    """Return the settings with a position, without templates unless it is theirs."""
    without = () if _get_setting(slot) == "templates" else ("templates",)
    table = {k: v for k, v in SETTINGS_TABLE.items() if k not in without}
    return {"api": [{"name": "acme", **table}]} if slot[0][0] == "api" else table


def _overlays() -> Iterator[Input]:
    for slot in list_slots(OVERLAY_TREE):

        def build(text: str, slot: Slot = slot) -> Project:
            tree = replace_text(OVERLAY_TREE, slot, text)
            return build_project({OVERLAY: json.dumps(tree).encode()})

        yield Input(f"overlay {describe_slot(slot)}", build)


def _locks() -> Iterator[Input]:
    for line in _LOCK_LINES:
        for is_quoted in (False, True):

            def build(
                text: str, line: str = line, is_quoted: bool = is_quoted
            ) -> Project:
                word = json.dumps(text) if is_quoted else text
                content = HEADER + line.format(word) + "\n"
                return build_project({LOCK: content.encode("utf-8", "surrogatepass")})

            yield Input(f"names lock {line!r}{' (quoted)' * is_quoted}", build)


def _manifests() -> Iterator[Input]:
    tree = {"inputs": {"document": "a"}, "files": {"README.md": "b"}}
    for slot in list_slots(tree):

        def build(text: str, slot: Slot = slot) -> Project:
            changed = replace_text(tree, slot, text)
            return build_project({MANIFEST: json.dumps(changed).encode()})

        yield Input(f"manifest {describe_slot(slot)}", build)


def list_slots(tree: Table) -> list[Slot]:
    """Return all texts of a tree."""
    return sorted(set(text_slots(tree)), key=repr)


def describe_slot(slot: Slot) -> str:
    """Return the path of a text."""
    path, is_key = slot
    return "/".join(map(str, path)) + " (key)" * is_key


def to_toml(table: Mapping[str, Any]) -> bytes:
    """Return a table in TOML."""
    lines = [f"{_toml_value(key)} = {_toml_value(v)}" for key, v in table.items()]
    return ("\n".join(lines) + "\n").encode()


def _toml_value(value: Any) -> str:
    if isinstance(value, dict):
        entries = (f"{_toml_value(k)} = {_toml_value(v)}" for k, v in value.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    # JSON writes characters beyond U+FFFF as surrogates and DEL as it is: TOML has neither.
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else value
    return "".join(
        f"\\u{ord(c):04X}" if c == "\x7f" or 0xD800 <= ord(c) < 0xE000 else c
        for c in (text if isinstance(text, str) else json.dumps(text))
    )
