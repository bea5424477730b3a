"""The next version of a package: its number, its part of the changelog, and the earlier names that it keeps.

A package is compared with its previous version, of which the output directory has the description.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from specpress.config import Settings
from specpress.diff.aliases import list_earlier_names, list_symbols
from specpress.diff.changes import Change, Comparison, Severity, Verdict
from specpress.diff.comparing import compare_sides
from specpress.diff.operands import write_documents
from specpress.diff.order import sort_changes
from specpress.diff.sides import read_side
from specpress.document.problems import UsageError
from specpress.output import description, manifest, targets
from specpress.output.description import Description
from specpress.package.metadata import AUTO, DEFAULT_VERSION
from specpress.pipeline import Generated
from specpress.python.markup import inline, span
from specpress.python.names.lock import EarlierName

FILE = "CHANGELOG.md"
HEAD = "# Changelog\n\nChanges of the interface of this package, from the differences of its document.\n"
_NUMBERS = re.compile(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?")
# Generates the output with a version and further earlier names.
Generate = Callable[[str | None, Collection[EarlierName]], Generated]


@dataclass(frozen=True, slots=True)
class Previous:
    """The previous version in the output directory.

    Attributes:
        changelog: The text of its changelog; None if it has none.
    """

    description: Description
    changelog: str | None


def find_previous(settings: Settings) -> Previous | None:
    """Return the previous version; None if the output directory has none of this package.

    Raises:
        UsageError: the version is automatic, and the description of the previous one cannot be read.
    """
    last = manifest.read_last(settings)
    package = last.names.get("package")
    if package is None or settings.package not in (None, package):
        return None
    folder = description.find_folder(settings, package.replace(".", "/"))
    described = description.read(folder)
    if described is None and settings.version == AUTO:
        _require_no_file(folder / description.NAME)
    if described is None:
        return None
    has_changelog = FILE in last.files and settings.layout == "project"
    content = (
        targets.read_content(settings.output / FILE) if has_changelog else None
    ) or b""
    return Previous(described, content.decode("utf-8", "replace") or None)


def _require_no_file(path: Path) -> None:
    if path.exists():
        message = f"{path} is not the description of a package"
        hint = f"restore it from version control, or delete it to begin with {DEFAULT_VERSION}"
        raise UsageError(message, hint, code="unreadable-file")


def generate_release(settings: Settings, generate: Generate) -> Generated:
    """Generate the next version: its number follows from the changes, renamed parts keep their earlier names.

    Args:
        generate: Generates the output with a version and with further earlier names.
    """
    previous = find_previous(settings)
    is_automatic = settings.version == AUTO
    version = previous.description.version if previous and is_automatic else None
    generated = generate(version, ())
    if previous is None or generated.description is None:
        return _add_changelog(generated, settings, None, [])
    is_same = previous.description.has_same_interface(generated.description)
    if is_same or not (generated.removed or is_automatic or previous.changelog):
        return _add_changelog(generated, settings, previous, [])
    comparison = compare_descriptions(previous.description, generated.description)
    earlier = list_earlier_names(comparison, generated.names_lock, _get_major(version))
    if earlier:
        generated = generate(version, earlier)
    comparison = _add_aliases(comparison, generated)
    following = None
    if version is not None:
        following = increase(version, comparison.semver)
        if following != version:
            major = _get_major(following)
            earlier = [replace(entry, major=major) for entry in earlier]
            generated = generate(following, earlier)
    changes = [*comparison.changes]
    return _add_changelog(generated, settings, previous, changes)


def compare_descriptions(old: Description, new: Description) -> Comparison:
    """Return the changes between two versions of a package."""
    with TemporaryDirectory(prefix="specpress-release-") as name:
        sides = []
        for number, described in enumerate((old, new)):
            operand = write_documents(
                described.version, described, Path(name, str(number))
            )
            settings = Settings(
                operand.path,
                Path(name),
                described.names["package"],
                client=described.names["client"],
                version=described.version,
                **described.settings,
            )
            sides.append(read_side(operand, settings))
        return compare_sides(*sides)


def _add_aliases(comparison: Comparison, generated: Generated) -> Comparison:
    """Return the comparison in which names with aliases still work."""
    symbols = list_symbols(generated.names_lock, generated.aliases)
    changes = tuple(
        (
            replace(
                change,
                regenerated=Verdict(Severity.RISKY, change.regenerated.stage),
                message=f"{change.message}; the earlier name is deprecated",
            )
            if change.edit is not None and change.symbol in symbols
            else change
        )
        for change in comparison.changes
    )
    return replace(comparison, changes=changes)


def increase(version: str, step: str) -> str:
    """Return the version after a step; before 1.0.0, a major step increases the second number, others the third."""
    match = _NUMBERS.match(version)
    if match is None or step == "none":
        return version
    major, minor, patch = (int(number or 0) for number in match.groups())
    if major == 0:
        step = {"major": "minor"}.get(step, "patch")
    return {
        "major": f"{major + 1}.0.0",
        "minor": f"{major}.{minor + 1}.0",
        "patch": f"{major}.{minor}.{patch + 1}",
    }[step]


def _get_major(version: str | None) -> int:
    match = _NUMBERS.match(version or "")
    return int(match[1]) if match else 0


def _add_changelog(
    generated: Generated,
    settings: Settings,
    previous: Previous | None,
    changes: list[Change],
) -> Generated:
    """Return the output with its changelog, if the version is automatic or there is one already."""
    has_changelog = settings.version == AUTO or (previous and previous.changelog)
    if not has_changelog or settings.layout != "project":
        return generated
    version = generated.names.version
    text = previous.changelog if previous else None
    if previous and version != previous.description.version:
        removed = _list_removed_names(previous.description, generated)
        part = "\n".join([f"## {version}", *_list_lines(changes, removed)])
        rest = (text or "").partition("\n## ")[2]
        text = f"{HEAD}\n{part}\n\n## {rest}" if rest else f"{HEAD}\n{part}\n"
    elif text is None:
        text = f"{HEAD}\n## {version}\n\nThe first version.\n"
    return replace(generated, files={**generated.files, FILE: text})


def _list_removed_names(old: Description, generated: Generated) -> list[str]:
    """Return lines about the deprecated names that are gone."""
    kept = {(e.part, e.name) for e in generated.names_lock.renamed}
    gone = [e for e in old.lock.renamed if (e.part, e.name) not in kept]
    pairs = list_symbols(generated.names_lock, {(e.part, e.name) for e in gone})
    return [f"- {span(o)} is gone: use {span(n)}" for o, n in sorted(pairs.items())]


def _list_lines(changes: Iterable[Change], removed: list[str]) -> Iterator[str]:
    """Yield the lines of a version: what needs edits comes first."""
    groups: Mapping[str, dict[str, None]] = {title: {} for title in TITLES}
    for change in sort_changes(changes):
        line = f"- {span(change.symbol)}: {inline(change.message)}"
        groups[_get_title(change)][line] = None
    for title, lines in groups.items():
        lines = {**dict.fromkeys(removed), **lines} if title == BREAKING else lines
        if lines:
            yield from ("", f"### {title}", "", *lines)


BREAKING = "Programs need edits"
RISKY = "Programs may need edits"
SERVER = "Earlier versions of the package fail"
SAFE = "New and changed"
TITLES = (BREAKING, RISKY, SERVER, SAFE)


def _get_title(change: Change) -> str:
    if change.regenerated.severity is Severity.BREAKING:
        return BREAKING
    if change.regenerated.severity is Severity.RISKY:
        return RISKY
    return SERVER if change.deployed.severity is Severity.BREAKING else SAFE
