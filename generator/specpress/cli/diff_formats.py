"""The formats of ``specpress diff`` for programs and comments."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from specpress import __version__
from specpress.cli.diff_report import (
    MAX_CALLS,
    Item,
    list_safe,
    list_sections,
    merge,
    summarize,
)
from specpress.cli.problem_log import SARIF_SCHEMA, format_command
from specpress.diff.changes import Change, Comparison, Location, Severity, Verdict
from specpress.diff.kinds import load_kinds
from specpress.diff.order import sort_changes
from specpress.document.problems import Position
from specpress.terminal import printable_line

FORMAT_VERSION = 1
LEVELS = {
    Severity.BREAKING: "error",
    Severity.RISKY: "warning",
    Severity.SAFE: "note",
    Severity.NONE: "note",
}
# The commands of GitHub that annotate lines.
COMMANDS = {**LEVELS, Severity.SAFE: "notice", Severity.NONE: "notice"}


def write_json(comparison: Comparison, shows_all: bool) -> str:
    """Return the changes as an object; it lists all of them."""
    table = {
        "format": FORMAT_VERSION,
        "severity": str(comparison.severity),
        "semver": comparison.semver,
        "changes": [_to_object(c) for c in sort_changes(comparison.changes)],
    }
    return json.dumps(table, ensure_ascii=True) + "\n"


def _to_object(change: Change) -> dict[str, Any]:
    edit = change.edit
    return {
        "code": change.code,
        "symbol": change.symbol,
        "direction": change.direction,
        "old": _to_location(change.old),
        "new": _to_location(change.new),
        "deployed": _to_verdict(change.deployed),
        "regenerated": _to_verdict(change.regenerated),
        "message": change.message,
        "edit": None if edit is None else {"from": edit.old, "to": edit.new},
        "calls": [_to_place(position, "") for position in change.calls],
    }


def _to_location(location: Location | None) -> dict[str, Any] | None:
    return None if location is None else _to_place(location.position, location.pointer)


def _to_place(position: Position, pointer: str) -> dict[str, Any]:
    return {
        "source": position.file,
        "pointer": pointer,
        "line": position.line,
        "column": position.column,
    }


def _to_verdict(verdict: Verdict) -> dict[str, Any]:
    return {"severity": str(verdict.severity), "stage": verdict.stage}


def write_markdown(comparison: Comparison, shows_all: bool) -> str:
    """Return a comment for a pull request."""
    lines = [f"### API changes: {_cell(comparison.old)} → {_cell(comparison.new)}", ""]
    if not comparison.changes:
        return "\n".join([*lines, "No changes to the package.", ""])
    lines += [
        f"Severity **{comparison.severity}**, next version: **{comparison.semver}**.",
        "",
    ]
    for section in list_sections(comparison):
        count = len(section.items)
        lines += [f"#### {section.title} ({count})", "", f"_{section.remark}_", ""]
        lines += _write_head(comparison)
        shown = section.select(shows_all)
        lines += [_to_row(item, comparison) for item in shown]
        rest = [item.change for item in section.items if item not in shown]
        lines += ["", *([f"And {summarize(rest)}.", ""] if rest else [])]
    safe = list_safe(comparison)
    if safe and shows_all:
        lines += ["#### Safe", "", *_write_head(comparison)]
        lines += [*(_to_row(item, comparison) for item in merge(safe)), ""]
    elif safe:
        lines += [f"Safe: {summarize(safe)}.", ""]
    return "\n".join(lines)


def _write_head(comparison: Comparison) -> list[str]:
    if comparison.program is None:
        return ["| part | change | edit |", "|---|---|---|"]
    return ["| part | change | edit | places |", "|---|---|---|---|"]


def _to_row(item: Item, comparison: Comparison) -> str:
    change, edit = item.change, item.change.edit
    text = f"{_code(edit.old)} → {_code(edit.new)}" if edit is not None else ""
    message = f"{_cell(change.message)} ({', '.join(item.codes)})"
    row = f"| {_code(change.symbol)} | {message} | {text} |"
    if comparison.program is None:
        return row
    shown = [_code(str(position)) for position in change.calls[:MAX_CALLS]]
    rest = len(change.calls) - len(shown)
    return f"{row} {' '.join(shown)}{f' and {rest} more' if rest else ''} |"


def _cell(text: str) -> str:
    """Return a text of a document without markup of Markdown and HTML."""
    line = printable_line(text)
    for character in "\\<>|*_[]":
        line = line.replace(character, f"\\{character}")
    # A mention would notify a person.
    return line.replace("@", "@\u200b")


def _code(text: str) -> str:
    line = printable_line(text).replace("`", "'").replace("|", "\\|")
    return f"`{line}`"


def write_sarif(comparison: Comparison, shows_all: bool) -> str:
    """Return a log in SARIF 2.1.0; its rules are the kinds of changes."""
    changes = sort_changes(comparison.changes)
    codes = sorted({change.code for change in changes})
    driver = {
        "name": "specpress",
        "version": __version__,
        "rules": [_describe_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_to_result(change, codes.index(change.code)) for change in changes],
    }
    table = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(table, ensure_ascii=True) + "\n"


def _describe_rule(code: str) -> dict[str, Any]:
    kind = load_kinds()[code]
    text = (
        f"{kind.area} {kind.action}: {kind.deployed.severity} for a deployed client,"
        f" {kind.regenerated.severity} after regeneration"
    )
    return {"id": code, "shortDescription": {"text": text.replace("-", " ")}}


def _to_result(change: Change, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": change.code,
        "ruleIndex": rule,
        "level": LEVELS[change.severity],
        "message": {"text": f"{change.symbol}: {change.message}"},
    }
    if location := change.new or change.old:
        at = location.position
        place = {
            "artifactLocation": {"uri": quote(at.file, safe="/:")},
            "region": {"startLine": at.line, "startColumn": at.column},
        }
        result["locations"] = [{"physicalLocation": place}]
    if change.calls:
        result["relatedLocations"] = [_to_related(at) for at in change.calls]
    return result


def _to_related(at: Position) -> dict[str, Any]:
    """Return a place of the program that a change touches."""
    region = {"startLine": at.line, "startColumn": at.column}
    place = {"artifactLocation": {"uri": quote(at.file, safe="/:")}, "region": region}
    return {"physicalLocation": place, "message": {"text": "touched by the change"}}


def write_github(comparison: Comparison, shows_all: bool) -> str:
    """Return a workflow command of GitHub for each change, safe ones only if all are listed."""
    lowest = Severity.NONE if shows_all else Severity.RISKY
    changes = [c for c in sort_changes(comparison.changes) if c.severity >= lowest]
    return "".join(
        f"{_to_command(change, position)}\n"
        for change in changes
        for position in _list_annotated(change)
    )


def _list_annotated(change: Change) -> Iterator[Position | None]:
    """Yield the places that a change annotates: in the new document, and in the program."""
    # A pull request has no lines of the old document.
    yield change.new.position if change.new is not None else None
    yield from change.calls


def _to_command(change: Change, position: Position | None) -> str:
    text = f"{change.symbol}: {change.message}"
    title = f"specpress {change.code}"
    return format_command(COMMANDS[change.severity], title, position, text)


FORMATS: Mapping[str, Callable[[Comparison, bool], str]] = {
    "markdown": write_markdown,
    "json": write_json,
    "sarif": write_sarif,
    "github": write_github,
}
