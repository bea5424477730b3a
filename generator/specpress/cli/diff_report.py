"""Terminal output of ``specpress diff``: what a developer must know first comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from specpress.cli.report import escape, out
from specpress.diff.changes import Change, Comparison, Severity
from specpress.diff.order import sort_changes

# Changes of one kind that a section lists without `--all`; most changes of classes follow from others.
MAX_LISTED = 8
MAX_CLASSES = 3
# Methods of a change that are listed.
MAX_USES = 3
# Places of a program that a change lists without `--all`.
MAX_CALLS = 10
COLOURS = {
    Severity.BREAKING: "red",
    Severity.RISKY: "yellow",
    Severity.SAFE: "green",
    Severity.NONE: "green",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A change; one in both directions, with both codes."""

    change: Change
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Changes with a title."""

    title: str
    remark: str
    colour: str
    items: Sequence[Item]
    is_unused: bool = False
    """True if the changes touch no line of the program."""

    def select(self, shows_all: bool) -> Sequence[Item]:
        """Return the items to list: without `shows_all` the first ones of each kind, of unused ones the first of all."""
        if shows_all:
            return self.items
        return self.items[:MAX_LISTED] if self.is_unused else _select_first(self.items)


SECTIONS = (
    (
        "Deployed clients fail",
        "programs that use these parts fail with the new server, until they are edited and regenerated",
        "red",
    ),
    (
        "Programs need edits when the package is regenerated",
        "deployed clients continue, except for some values",
        "red",
    ),
    (
        "Programs may fail",
        "for some values, or for some ways to use these parts",
        "yellow",
    ),
)


def list_sections(comparison: Comparison) -> list[Section]:
    """Return the changes that need attention, the most urgent ones first."""
    groups: tuple[list[Item], ...] = ([], [], [], [])
    for item in merge(sort_changes(comparison.changes)):
        change = item.change
        if comparison.program is not None and not change.calls:
            if change.severity >= Severity.RISKY:
                groups[3].append(item)
        elif change.deployed.severity is Severity.BREAKING:
            groups[0].append(item)
        elif change.regenerated.severity is Severity.BREAKING:
            groups[1].append(item)
        elif change.severity is Severity.RISKY:
            groups[2].append(item)
    *touching, unused = groups
    sections = zip(SECTIONS, touching, strict=True)
    texts = f"Not used by {comparison.program}", "no line needs an edit", "green"
    return [
        *(Section(*words, items) for words, items in sections if items),
        *([Section(*texts, unused, is_unused=True)] if unused else []),
    ]


def list_safe(comparison: Comparison) -> list[Change]:
    """Return the changes that need no attention."""
    changes = sort_changes(comparison.changes)
    return [c for c in changes if c.severity <= Severity.SAFE]


def merge(changes: Iterable[Change]) -> list[Item]:
    """Return the changes; those of one part with the same message are one, as the first one."""
    first: dict[tuple[str, str], Change] = {}
    codes: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        key = (change.symbol, change.message)
        known = first.setdefault(key, change)
        codes.setdefault(key, []).append(change.code)
        if known is not change and known.calls != change.calls:
            calls = dict.fromkeys((*known.calls, *change.calls))
            first[key] = replace(known, calls=tuple(calls))
    return [Item(change, tuple(codes[key])) for key, change in first.items()]


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
    safe = list_safe(comparison)
    if shows_all and safe:
        section = Section("Safe", "programs work as before", "green", merge(safe))
        _print_section(section, True)
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
        + _describe_program(comparison)
        + _describe_ignored(comparison)
    )


def _describe_program(comparison: Comparison) -> str:
    if comparison.program is None:
        return ""
    count = sum(1 for change in comparison.changes if change.calls)
    noun = "change touches" if count == 1 else "changes touch"
    return f"; {count} {noun} {escape(comparison.program)}"


def _describe_ignored(comparison: Comparison) -> str:
    count = len(comparison.ignored)
    return f"; {count} ignored" if count else ""


def _print_section(section: Section, shows_all: bool) -> None:
    out.print()
    count = len(section.items)
    out.print(f"[bold {section.colour}]{section.title}[/] ({count}): {section.remark}")
    shown = section.select(shows_all)
    for item in shown:
        _print_item(item, shows_all)
    if len(shown) < count:
        rest = [item.change for item in section.items if item not in shown]
        out.print(f"  and {escape(summarize(rest))}; --all lists them")


def _select_first(items: Sequence[Item]) -> list[Item]:
    """Return the first changes of each kind."""
    counts: Counter[str] = Counter()
    shown = []
    for item in items:
        code = item.change.code
        counts[code] += 1
        limit = MAX_CLASSES if code.startswith("class-") else MAX_LISTED
        if counts[code] <= limit:
            shown.append(item)
    return shown


def _print_item(item: Item, shows_all: bool) -> None:
    change = item.change
    symbol, codes = f"[bold]{escape(change.symbol)}[/]", escape(", ".join(item.codes))
    out.print(f"  {symbol}: {escape(change.message)} [dim]{codes}[/]")
    if change.edit is not None:
        out.print(f"    edit: {escape(change.edit.old)} -> {escape(change.edit.new)}")
    details = [*_list_places(change), *_list_uses(change)]
    if details:
        out.print(f"    [dim]{escape('; '.join(details))}[/]")
    calls = change.calls if shows_all else change.calls[:MAX_CALLS]
    for position in calls:
        out.print(f"    [bold]{escape(str(position))}[/]")
    if len(calls) < len(change.calls):
        rest = len(change.calls) - len(calls)
        out.print(f"    and {rest} more places; --all lists them")


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
