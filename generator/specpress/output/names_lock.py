"""The file with the names lock: read it, compare it with the names of a run, write it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Iterator
from pathlib import Path

from specpress import ir
from specpress.config import NAMES_LOCK, Settings
from specpress.document.problems import (
    DocumentError,
    Position,
    Problem,
    UsageError,
)
from specpress.python.class_names import identify_types
from specpress.python.names.lock import (
    NamesLock,
    Part,
    format_part,
    parse_lock,
    parse_names,
)
from specpress.python.names.namer import Namer, Rename
from specpress.python.names.operation_names import OperationNamer

HINT = "to publish the new names, run `specpress generate --accept-renames`"


def create_namer(settings: Settings, api: ir.Api) -> Namer:
    """Return the namer of a run, with the names by hand and those of the lock.

    Raises:
        UsageError: the lock or a name by hand cannot be read.
    """
    lock = read_lock(settings.names_lock)
    # Without settings, the output directory may contain the client of another document.
    if lock.names and is_in_output(settings) and not _shares_parts(lock, api):
        lock = NamesLock()
    return Namer(lock, parse_names(settings.names), _get_major(settings.version))


def read_lock(path: Path) -> NamesLock:
    """Read the file; an empty lock if it does not exist."""
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        return NamesLock()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path}: {error}") from error
    return parse_lock(text, path.name)


def is_in_output(settings: Settings) -> bool:
    """Return whether the lock is one of the files in the output directory."""
    return settings.names_lock == settings.output / NAMES_LOCK


def _shares_parts(lock: NamesLock, api: ir.Api) -> bool:
    identify = OperationNamer(api.operations).identify
    types = identify_types(api.types).values()
    return any(("class", identity) in lock.names for identity in types) or any(
        ("operation", identify(o)) in lock.names for o in api.operations
    )


def _get_major(version: str) -> int:
    """Return the first number of a version."""
    first = version.partition(".")[0]
    return int(first) if first.isdecimal() else 0


def check_names(
    namer: Namer,
    settings: Settings,
    aliases: Container[tuple[Part, str]],
    accept_renames: bool,
) -> None:
    """Raise an error if a name by hand cannot be used, or if a published name would change.

    Args:
        aliases: The parts and earlier names for which the package has deprecated aliases.

    Raises:
        DocumentError: it lists these names.
    """
    problems = [*_check_names_by_hand(namer, settings)]
    if not accept_renames:
        messages = (_describe_rename(r, namer, aliases) for r in namer.renames)
        problems += [
            Problem(f"{settings.names_lock.name}: {m}", HINT) for m in messages
        ]
    if problems:
        raise DocumentError(problems)


def _check_names_by_hand(namer: Namer, settings: Settings) -> Iterator[Problem]:
    for key, (part, name) in zip(settings.names, namer.by_hand.items(), strict=True):
        actual = namer.names.get(part)
        if actual is None:
            known = map(format_part, namer.names)
            similar = difflib.get_close_matches(format_part(part), known, 1)
            hint = f"did you mean {similar[0]!r}?" if similar else None
            message = f"names: the document has no {key!r}"
        elif name not in (actual, actual.rpartition(".")[2]):
            hint = f"without this setting the name is {actual!r}"
            message = f"names: {key!r} cannot be {name!r}, which is not valid or taken"
        else:
            continue
        yield Problem(message, hint, position=_locate(settings, key))


def _locate(settings: Settings, key: str) -> Position | None:
    """Return the position of a key in the settings file."""
    path = settings.source
    if path is None:
        return None
    # The reader of TOML has no positions. The key may be part of a longer one.
    pattern = re.compile(rf"""(?<=["']){re.escape(key)}(?=["']\s*=)""")
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if match := pattern.search(line):
            return Position(path.name, number, match.start() + 1)
    return None


def _describe_rename(
    rename: Rename, namer: Namer, aliases: Container[tuple[Part, str]]
) -> str:
    part = format_part(rename.part)
    if rename.previous is None:
        has_alias = (rename.part, rename.old) in aliases
        note = "" if has_alias else "; no deprecated alias is possible"
        return f"the name of {part} would change: {rename.old} -> {rename.new}{note}"
    reason = (
        "whose earlier name it is"
        if rename.previous in namer.names
        else "which the document does not contain any more"
    )
    previous = f"{format_part(rename.previous)}, {reason},"
    return f"{rename.new} would mean something else: {previous} -> {part}"


def describe_removed(namer: Namer) -> list[str]:
    """Return the names of the parts that the document does not contain any more."""
    return [f"{name} ({format_part(part)})" for part, name in namer.list_removed()]
