"""Several APIs in one settings file: the settings of each, and what two of them cannot share."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from specpress.config.faults import format_path, list_apis
from specpress.config.settings import NAMES_LOCK, Settings
from specpress.document.problems import Step, UsageError
from specpress.document.uris import is_url
from specpress.validate.messages import Message
from specpress.wording import name_option

# Names of projects that pip considers equal.
_SEPARATORS = re.compile(r"[-_.]+")


@dataclass(frozen=True, slots=True)
class ApiTable:
    """The settings of one API, with those that apply to all; `path` is that of its table."""

    name: str
    path: tuple[Step, ...]
    values: Mapping[str, Any]


def read_apis(table: Mapping[str, Any]) -> list[ApiTable]:
    """Return the settings of each API; the table is valid."""
    shared = {key: value for key, value in table.items() if key != "api"}
    apis = []
    for path, entry in list_apis(table):
        values = {k: v for k, v in entry.items() if k != "name"}
        name = entry.get("name") or _get_last_part(entry["output"])
        apis.append(ApiTable(name, path, {**shared, **values}))
    return apis


def _get_last_part(output: str) -> str:
    return Path(os.path.normpath(output)).name or "api"


def get_names_lock(name: str) -> str:
    """Return the file name of the names lock of an API, beside the settings."""
    stem, _, suffix = NAMES_LOCK.rpartition(".")
    return f"{stem}-{name}.{suffix}"


def select_apis(
    apis: Sequence[ApiTable], names: Sequence[str], spec: str | None
) -> list[ApiTable]:
    """Return the APIs with these names, or with this document; all without both.

    Raises:
        UsageError: no API has a name.
    """
    known = [api.name for api in apis]
    for name in names:
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            hint = (
                f"did you mean {close[0]}?"
                if close
                else f"there are {', '.join(known)}"
            )
            message = f"the settings have no API {name!r}"
            raise UsageError(message, hint, code="unknown-api")
    selected = [api for api in apis if not names or api.name in names]
    if spec is None or spec == "-":
        return selected
    return [api for api in selected if is_same_document(api.values["spec"], spec)]


def is_same_document(first: str, second: str) -> bool:
    """Return whether two paths or URLs name one document."""
    if is_url(first) or is_url(second):
        return first == second
    return os.path.realpath(first) == os.path.realpath(second)


def report_choice(names: Iterable[str], option: str | None = None) -> NoReturn:
    """Raise the error of a command, or of an option, that needs one API."""
    message = "the settings have several APIs"
    raise UsageError(
        f"{option}: {message}" if option else message,
        f"choose one of {', '.join(names)} with {name_option('--api')}",
        code="several-apis",
    )


def find_collisions(apis: Sequence[ApiTable], directory: Path) -> Iterator[Message]:
    """Yield what two APIs cannot share: names, outputs, locks, packages; paths are relative to `directory`."""
    for index, api in enumerate(apis):
        for other in apis[:index]:
            yield from _compare(api, other, directory)


def _compare(api: ApiTable, other: ApiTable, directory: Path) -> Iterator[Message]:
    of_other = f"`{format_path(other.path)}`"
    if api.name.casefold() == other.name.casefold():
        text = (
            f"`{format_path(api.path)}` has the same name as {of_other}: {api.name!r}"
        )
        hint = "give each a `name`"
        yield Message((*api.path, "name"), text, hint, code="colliding-apis")
    output, taken = (_resolve(directory, a.values["output"]) for a in (api, other))
    if output == taken or output in taken.parents or taken in output.parents:
        relation = "is also" if output == taken else "contains or is inside"
        text = f"`{format_path((*api.path, 'output'))}` {relation} the output of {of_other}"
        hint = "choose separate directories"
        yield Message((*api.path, "output"), text, hint, code="colliding-apis")
    locks = [_resolve(directory, _get_lock(a)) for a in (api, other)]
    if locks[0] == locks[1]:
        text = f"`{format_path((*api.path, 'names-lock'))}` is also the names lock of {of_other}"
        hint = "choose separate files"
        yield Message((*api.path, "names-lock"), text, hint, code="colliding-apis")
    for key in ("package", "distribution"):
        first, second = (a.values.get(key) for a in (api, other))
        if first and second and _normalize(first) == _normalize(second):
            text = _describe_taken(api, key, first, of_other)
            yield Message((*api.path, key), text, code="colliding-apis")


def _get_lock(api: ApiTable) -> str:
    return str(api.values.get("names-lock") or get_names_lock(api.name))


def _describe_taken(api: ApiTable, key: str, name: str, other: str) -> str:
    return f"`{format_path((*api.path, key))}` {name!r} is also the {key} of {other}"


def _resolve(directory: Path, path: str) -> Path:
    return Path(os.path.normcase(os.path.realpath(directory / path)))


def _normalize(name: str) -> str:
    return _SEPARATORS.sub("-", name).casefold()


def find_equal_names(
    names: Sequence[tuple[Settings, Mapping[str, str]]],
) -> Iterator[tuple[Settings, Message]]:
    """Yield the packages and distributions, named after titles, that two APIs would share."""
    for index, (settings, own) in enumerate(names):
        for other, taken in names[:index]:
            for key, name in own.items():
                if _normalize(name) == _normalize(taken[key]):
                    text = f"the {key} {name!r} of `{settings.api}` is also that of `{other.api}`"
                    hint = f"write `{key}` in one of them"
                    yield settings, Message((key,), text, hint, code="colliding-apis")
