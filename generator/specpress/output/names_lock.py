"""The file with the names lock: read it, compare it with the names of a run, write it."""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection, Container, Iterator
from dataclasses import replace
from pathlib import Path

from specpress import ir
from specpress.config import NAMES_LOCK, Settings, SettingsError, locate, names
from specpress.document.files import note_read, read_file
from specpress.document.lines import excerpt
from specpress.document.problems import (
    DocumentError,
    Position,
    Problem,
    UsageError,
)
from specpress.package.metadata import get_version
from specpress.package.names import CLIENT, PACKAGE
from specpress.python.class_names import identify_types
from specpress.python.names.lock import (
    EarlierName,
    NamesLock,
    Part,
    format_part,
    parse_lock,
    parse_names,
    parse_part,
)
from specpress.python.names.namer import Namer, Rename
from specpress.python.names.operation_names import OperationNamer
from specpress.validate.messages import Message
from specpress.wording import name_option

RESTORE = "restore the file from version control"


def create_namer(
    settings: Settings, api: ir.Api, earlier: Collection[EarlierName] = ()
) -> Namer:
    """Return the namer of a run, with the names by hand and those of the lock.

    Args:
        earlier: Earlier names besides those in the lock.

    Raises:
        UsageError: the lock or a name by hand cannot be read.
    """
    lock = read_lock(settings.names_lock)
    # Without settings, the output directory may contain the client of another document.
    if lock.names and is_in_output(settings) and not _shares_parts(lock, api):
        lock = NamesLock()
    if earlier:
        lock = replace(lock, renamed=[*lock.renamed, *earlier])
    arguments = {("credential", k): c.argument for k, c in settings.credentials.items()}
    by_hand = parse_names(settings.names) | arguments
    return Namer(lock, by_hand, _get_major(get_version(settings, api.version)))


def read_lock(path: Path) -> NamesLock:
    """Read the file; an empty lock if it does not exist."""
    try:
        # A device may be endless.
        if path.exists() and not path.is_file():
            raise UsageError(
                f"cannot read {path}: it is not a file", code="unreadable-file"
            )
        content = read_file(Path(os.path.realpath(path)))
        note_read(path, content)
        text = content.decode()
    except FileNotFoundError:
        return NamesLock()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"cannot read {path}: {error}", code="unreadable-file"
        ) from error
    lock = parse_lock(text, path.name)
    _check_project_names(lock, text, path.name)
    return lock


def _check_project_names(lock: NamesLock, text: str, file: str) -> None:
    """Check the names that become folders and classes without another check.

    Raises:
        SettingsError: a name in the lock is not valid.
    """
    explain = {PACKAGE: names.explain_package, CLIENT: names.explain_class}
    for part in explain.keys() & lock.names.keys():
        name, key = lock.names[part], format_part(part)
        if fault := explain[part](name):
            lines = enumerate(text.splitlines(), 1)
            number = next((n for n, line in lines if line.startswith(key)), 1)
            position = Position(file, number, 1)
            message = f"{key} cannot be {name!r}: {fault}"
            lines_around = excerpt(text, number)
            problem = Problem(
                message,
                RESTORE,
                position=position,
                excerpt=lines_around,
                code="invalid-names-lock",
            )
            raise SettingsError([problem])


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
        command = name_option("`specpress generate`")
        option = name_option("--accept-renames")
        hint = f"to publish the new names, run {command} with {option}"
        messages = (_describe_rename(r, namer, aliases) for r in namer.renames)
        problems += [
            Problem(f"{settings.names_lock.name}: {m}", hint, code="changed-name")
            for m in messages
        ]
    if problems:
        raise DocumentError(problems)


def _check_names_by_hand(namer: Namer, settings: Settings) -> Iterator[Problem]:
    keys = {parse_part(key): key for key in settings.names}
    for part, name in parse_names(settings.names).items():
        key = keys[part]
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
        yield locate(
            settings,
            Message(("names", key), message, hint, key=True, code="unknown-part"),
        )


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
