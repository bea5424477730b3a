"""Read two documents and compare them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from specpress.config import Settings, load_named_settings
from specpress.config.file import find_file
from specpress.config.load import load_all_settings
from specpress.diff.changes import Comparison
from specpress.diff.comparing import compare_sides
from specpress.diff.operands import Operand, read_operand
from specpress.diff.sides import Side, read_side
from specpress.document.problems import DocumentError

StageReporter = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both documents of a comparison, with the settings with which they were read."""

    old: Side
    new: Side
    old_settings: Settings
    new_settings: Settings


def compare(
    old: str,
    new: str,
    config: Path | None,
    overrides: Mapping[str, Any],
    report_stage: StageReporter = lambda stage: None,
) -> Comparison:
    """Compare two documents, which are files, URLs or revisions such as `main:openapi.yaml`.

    Args:
        config: The settings file, or its directory; None for that of the current directory.
        overrides: Settings that options name.

    Raises:
        DocumentError: a document has errors.
        UsageError: the settings, or a revision, cannot be read.
    """
    with open_sides(old, new, config, overrides, report_stage) as sides:
        report_stage("comparing")
        return compare_sides(sides.old, sides.new)


@contextmanager
def open_sides(
    old: str,
    new: str,
    config: Path | None,
    overrides: Mapping[str, Any],
    report_stage: StageReporter = lambda stage: None,
) -> Iterator[Sides]:
    """Read two documents; files of revisions exist while the context is open."""
    with TemporaryDirectory(prefix="specpress-diff-") as directory:
        known = _list_settings(config, overrides)
        operands = [
            read_operand(text, known, Path(directory, name))
            for text, name in ((old, "old"), (new, "new"))
        ]
        settings = _load_settings(config, overrides, operands)
        report_stage(f"reading {old}")
        settings = _add_names(settings, operands)
        old_settings, new_settings = (_select(o, settings) for o in operands)
        first = _read(operands[0], old_settings)
        report_stage(f"reading {new}")
        second = _read(operands[1], new_settings, first)
        yield Sides(first, second, old_settings, new_settings)


def _list_settings(config: Path | None, overrides: Mapping[str, Any]) -> list[Settings]:
    """Return the settings of all APIs, of which one may have a package as its output."""
    file = find_file(config or Path.cwd())
    if not file.has_table or not (file.table.keys() & {"spec", "api"}):
        return []
    return load_all_settings(file, {}, overrides.get("apis") or ())


def _load_settings(
    config: Path | None, overrides: Mapping[str, Any], operands: list[Operand]
) -> Settings:
    """Return the settings of a document, preferably those that are in a file."""
    candidates = [
        load_named_settings(config, {**overrides, "spec": operand.settings_path})
        for operand in reversed(operands)
    ]
    return next((s for s in candidates if s.source is not None), candidates[0])


def _add_names(settings: Settings, operands: list[Operand]) -> Settings:
    """Return the settings, without a file those of the described package."""
    descriptions = (operand.description for operand in operands)
    described = next(filter(None, descriptions), None)
    if described is None or settings.source is not None:
        return settings
    names = {name: described.names[name] for name in ("package", "client")}
    return replace(settings, **{**described.settings, **names})


def _select(operand: Operand, settings: Settings) -> Settings:
    """Return the settings for the document of an operand."""
    settings = replace(settings, spec=operand.path)
    if operand.overlays is not None:
        settings = replace(settings, overlays=operand.overlays)
    if operand.description is not None:
        settings = replace(settings, **operand.description.settings)
    return settings


def _read(operand: Operand, settings: Settings, previous: Side | None = None) -> Side:
    """Read a document; positions in its errors have the name that the user wrote."""
    try:
        return read_side(operand, settings, previous)
    except DocumentError as error:
        raise type(error)(
            [
                replace(p, position=operand.rename(p.position)) if p.position else p
                for p in error.problems
            ]
        ) from error
