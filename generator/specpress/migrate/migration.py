"""Migrate a configuration: read it and the document, and return settings that keep the names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from specpress.config import Settings
from specpress.config.faults import find_faults
from specpress.config.file import SettingsFile
from specpress.config.load import load_all_settings
from specpress.config.toml_text import format_settings
from specpress.diff.operands import Operand
from specpress.diff.sides import Side, read_side
from specpress.document.load import load
from specpress.document.problems import Problem, UsageError
from specpress.document.resolve import Cursor, Workspace
from specpress.document.uris import is_url
from specpress.migrate.account import Account
from specpress.migrate.plan import Plan
from specpress.migrate.settling import settle_names
from specpress.migrate.subject import Subject
from specpress.migrate.tools import TOOLS, detect_tool, is_document
from specpress.migrate.tools.tool import Tool
from specpress.python.names.lock import Part, format_part
from specpress.repair.overlay_text import write_overlay

FILE = "specpress.toml"
# The order of settings in the file.
ORDER = (
    *("spec", "output", "package", "distribution", "client", "version", "license"),
    *("authors", "overlays", "root", "allow-remote", "allow-http", "urls"),
    *("client-parameters", "credentials", "exclude", "names"),
)


@dataclass(frozen=True, slots=True)
class Migration:
    """The result of a migration."""

    tool: Tool
    settings: Mapping[str, Any]
    overlay: str
    """The text of the overlay; "" if the document needs no changes."""
    overlay_name: str
    account: Account
    kept: int
    """The number of parts that have the name of the old client."""

    @property
    def problems(self) -> list[Problem]:
        """What is not carried over, in the order of the input."""
        return [*self.account.left.values(), *self.account.refused]


def migrate(
    config: Path,
    document: str | None,
    tool_name: str | None,
    settings: Mapping[str, Any],
) -> Migration:
    """Read a configuration and the document, and return the settings that keep the names.

    Args:
        document: None if the configuration names it, or is it.
        tool_name: None to find the tool from the content.
        settings: The output directory, and the files and URLs that may be read.

    Raises:
        DocumentError: the configuration or the document has errors.
        UsageError: the tool or the document is not known.
    """
    root = Workspace(load(config, kind="configuration")).root
    tool = _find_tool(root, config, tool_name)
    account = Account()
    spec = _find_document(root, config, tool, account, document)
    base = {"spec": spec, **settings}
    side = _read_side(base, "", "")
    plan = Plan(Subject(side), account)
    is_config = not is_document(root)
    if is_config:
        tool.read(plan, root)
    tool.read_document(plan)
    if is_config:
        account.close(root, tool.reasons)
    account.problems.raise_if_errors()
    _drop_invalid(plan)
    return _finish(tool, base, plan)


def _find_tool(root: Cursor, config: Path, name: str | None) -> Tool:
    tool = TOOLS[name] if name is not None else detect_tool(root)
    if tool is None:
        names = ", ".join(TOOLS)
        raise UsageError(
            f"{config} is not the configuration of a known generator",
            f"name the generator: one of {names}",
            code="unknown-generator",
        )
    return tool


def _find_document(
    root: Cursor, config: Path, tool: Tool, account: Account, document: str | None
) -> str:
    """Return the document that the user or the configuration names, relative to the working directory."""
    if is_document(root):
        return document or config.as_posix()
    named = tool.find_document(root, account)
    if document is not None:
        return document
    if named is None:
        raise UsageError(
            f"{config} names no document",
            f"name it: specpress migrate {config} openapi.yaml",
            code="no-document",
        )
    if is_url(named):
        return named
    return Path(os.path.relpath(config.parent / named)).as_posix()


def _read_side(settings: Mapping[str, Any], overlay: str, name: str) -> Side:
    """Read the document with settings and an overlay, which are not files yet."""
    with TemporaryDirectory(prefix="specpress-migrate-") as directory:
        loaded = _load(settings)
        if overlay:
            path = Path(directory, name)
            path.write_text(overlay, "utf-8", newline="\n")
            loaded = replace(loaded, overlays=(*loaded.overlays, path))
        spec = str(settings["spec"])
        return read_side(Operand(spec, loaded.spec), loaded)


def _load(settings: Mapping[str, Any]) -> Settings:
    text = format_settings(settings)
    file = SettingsFile(Path(), Path(FILE), text)
    # The file does not exist yet: messages cannot show its lines.
    return replace(load_all_settings(file, {})[0], source=None)


def _drop_invalid(plan: Plan) -> None:
    """Drop settings that specpress does not accept."""
    names = {format_part(part): entry.name for part, entry in plan.wanted.items()}
    parts = {format_part(part): part for part in plan.wanted}
    for fault in find_faults(
        {**plan.settings, "spec": "", "output": "", "names": names}
    ):
        key = str(fault.path[0])
        cure = fault.hint or "write another value into the settings"
        if key == "names" and len(fault.path) > 1:
            part = parts[str(fault.path[1])]
            source = plan.wanted.pop(part).source
            plan.account.leave(source, fault.text, cure)
            continue
        entry = plan.sources.get(fault.path[:2]) or plan.sources.get(fault.path[:1])
        if key not in plan.settings:
            continue
        if entry is None:
            # It follows from the title.
            plan.account.refuse(plan.subject.root, fault.text, cure)
        else:
            plan.account.leave(entry, fault.text, cure)
        if fault.path[:2] in plan.sources and len(fault.path) > 1:
            plan.settings[key].pop(fault.path[1], None)
        else:
            del plan.settings[key]


def _finish(tool: Tool, base: Mapping[str, Any], plan: Plan) -> Migration:
    """Decide the names, and return the result."""
    name = f"{tool.name}.overlay.yaml"
    is_upgraded = plan.subject.root.document.upgrade is not None
    title = f"Changes from {tool.title}"
    overlay = (
        write_overlay(title, plan.actions, is_upgraded=is_upgraded)
        if plan.actions
        else ""
    )
    settings = {**base, **plan.settings}

    def read_names(names: Mapping[Part, str]) -> Mapping[Part, str]:
        written = {format_part(part): names[part] for part in sorted(names)}
        return _read_side({**settings, "names": written}, overlay, name).namer.names

    names = settle_names(plan, read_names)
    if overlay:
        settings["overlays"] = [name]
    if names:
        settings["names"] = {format_part(p): names[p] for p in sorted(names)}
    settings = {key: value for key, value in settings.items() if value not in ([], {})}
    ordered = {key: settings[key] for key in ORDER if key in settings}
    kept = len(plan.wanted) - len(plan.account.refused)
    return Migration(tool, ordered, overlay, name, plan.account, kept)
