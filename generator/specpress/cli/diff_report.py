"""Terminal output of ``specpress diff``: what a developer must know first comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from specpress.cli.report import escape, out
from specpress.diff.changes import Change, Comparison, Severity
from specpress.diff.order import sort_changes

# Changes of one kind that a section lists without `--all`; most changes of classes follow from others.
MAX_LISTED = 8
MAX_CLASSES = 3
# Methods of a change that are listed.
MAX_USES = 3
COLOURS = {
    Severity.BREAKING: "red",
    Severity.RISKY: "yellow",
    Severity.SAFE: "green",
    Severity.NONE: "green",
}


@dataclass(frozen=True, slots=True)
class Section:
    """Changes with a title."""

    title: str
    remark: str
    colour: str
    changes: Sequence[Change]


def list_sections(comparison: Comparison) -> list[Section]:
    """Return the changes that need attention, the most urgent ones first."""
    changes = sort_changes(comparison.changes)
    breaking, risky = Severity.BREAKING, Severity.RISKY
    deployed = [c for c in changes if c.deployed.severity is breaking]
    # A value that is sent and received has a change for each direction.
    listed = {(c.symbol, c.message) for c in deployed}
    regenerated = [
        c
        for c in changes
        if c.regenerated.severity is breaking and (c.symbol, c.message) not in listed
    ]
    uncertain = [c for c in changes if c.severity is risky]
    sections = [
        Section(
            "Deployed clients fail",
            "programs that use these parts fail with the new server, until they are edited and regenerated",
            "red",
            deployed,
        ),
        Section(
            "Programs need edits when the package is regenerated",
            "deployed clients continue, except for some values",
            "red",
            regenerated,
        ),
        Section(
            "Programs may fail",
            "for some values, or for some ways to use these parts",
            "yellow",
            uncertain,
        ),
    ]
    return [section for section in sections if section.changes]


def print_comparison(comparison: Comparison, shows_all: bool) -> None:
    """Print the changes by urgency, then the number of safe ones and the version.

    Args:
        shows_all: List all changes.
    """
    if not comparison.changes:
        out.print("[green]no changes[/] to the package" + _describe_ignored(comparison))
        return
    _print_head(comparison)
    for section in list_sections(comparison):
        _print_section(section, shows_all)
    safe = [c for c in sort_changes(comparison.changes) if c.severity <= Severity.SAFE]
    if shows_all and safe:
        _print_section(Section("Safe", "programs work as before", "green", safe), True)
    elif safe:
        out.print(f"[green]Safe[/]: {escape(summarize(safe))}; --all lists them")


def _print_head(comparison: Comparison) -> None:
    counts = Counter(change.severity for change in comparison.changes)
    texts = [
        f"[{COLOURS[severity]}]{counts[severity]} {severity}[/]"
        for severity in sorted(counts, reverse=True)
    ]
    names = f"{escape(comparison.old)} -> {escape(comparison.new)}"
    version = f"next version: {comparison.semver}"
    out.print(
        f"[bold]{names}[/]: {', '.join(texts)}; {version}"
        + _describe_ignored(comparison)
    )


def _describe_ignored(comparison: Comparison) -> str:
    count = len(comparison.ignored)
    return f"; {count} ignored" if count else ""


def _print_section(section: Section, shows_all: bool) -> None:
    out.print()
    count = len(section.changes)
    out.print(f"[bold {section.colour}]{section.title}[/] ({count}): {section.remark}")
    shown = section.changes if shows_all else select_first(section.changes)
    for change in shown:
        _print_change(change)
    if len(shown) < count:
        rest = [change for change in section.changes if change not in shown]
        out.print(f"  and {escape(summarize(rest))}; --all lists them")


def select_first(changes: Sequence[Change]) -> list[Change]:
    """Return the first changes of each kind."""
    counts: Counter[str] = Counter()
    shown = []
    for change in changes:
        counts[change.code] += 1
        limit = MAX_CLASSES if change.code.startswith("class-") else MAX_LISTED
        if counts[change.code] <= limit:
            shown.append(change)
    return shown


def _print_change(change: Change) -> None:
    symbol = f"[bold]{escape(change.symbol)}[/]"
    out.print(f"  {symbol}: {escape(change.message)} [dim]{escape(change.code)}[/]")
    if change.edit is not None:
        out.print(f"    edit: {escape(change.edit.old)} -> {escape(change.edit.new)}")
    details = [*_list_places(change), *_list_uses(change)]
    if details:
        out.print(f"    [dim]{escape('; '.join(details))}[/]")


def _list_places(change: Change) -> list[str]:
    if change.new is not None:
        return [str(change.new.position)]
    return [f"was {change.old.position}"] if change.old is not None else []


def _list_uses(change: Change) -> list[str]:
    shown = change.uses[:MAX_USES]
    if not shown:
        return []
    rest = len(change.uses) - len(shown)
    more = f" and {rest} more" if rest else ""
    return [f"used by {', '.join(shown)}{more}"]


def summarize(changes: Sequence[Change]) -> str:
    """Return the number of changes of each kind."""
    counts = Counter(change.code for change in changes)
    return ", ".join(f"{count} {code}" for code, count in counts.most_common())
