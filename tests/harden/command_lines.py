"""The texts of command lines that are attacked: every command and option, also unknown ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import click

from specpress.cli import main
from tests.harden.inputs import DOCUMENT, RECORDING, Input, build_project

Arguments = tuple[str, ...]
# Options without which a command does not run, or not here. Each command has an entry: a new one fails.
COMMANDS: Mapping[str, Mapping[str, str]] = {
    "generate": {},
    "check": {},
    "mock": {"--port": "0"},
    "repair": {"--from": RECORDING},
    "schema": {},
    "explain": {},
    "init": {},
    "diff": {},
    "docs": {},
    "migrate": {},
    "upgrade": {},
}
# Arguments without which options are not read.
ARGUMENTS: Mapping[str, Arguments] = {
    "diff": (DOCUMENT, DOCUMENT),
    "migrate": (DOCUMENT, "--from=fern", "--write"),
    "upgrade": (".", f"--from={DOCUMENT}"),
}
# Options that choose the files to write.
PLACES = (
    ("generate", "--output"),
    ("repair", "--output"),
    ("docs", "--output"),
    ("docs", "--code-samples"),
    ("migrate", "--output"),
)


def list_command_lines() -> Iterator[Input]:
    """Yield a position for each text of a command line."""
    yield _create("command", lambda text: (text,))
    yield _create("option of no command", lambda text: (f"--{text}",))
    for name, command in main.commands.items():
        yield from _list_command(name, command)


def _list_command(name: str, command: click.Command) -> Iterator[Input]:
    options = COMMANDS[name]
    fixed = (name, *_join(options))
    complete = (name, *ARGUMENTS.get(name, ()))
    yield _create(f"{name} unknown option", lambda text: (*fixed, f"--{text}"))
    yield _create(f"{name} extra argument", lambda text: (*fixed, "a", text))
    for parameter in command.params:
        option = parameter.opts[-1]
        label = f"{name} {option}"
        if isinstance(parameter, click.Argument):
            yield _create(label, lambda text: (*fixed, text), True)
        elif getattr(parameter, "is_flag", False):
            yield _create(label, _append((*complete, *fixed[1:]), f"{option}="))
        else:
            others = _join({k: v for k, v in options.items() if k != option})
            build = _append((*complete, *others, option), "")
            yield _create(label, build, True, (name, option) in PLACES)


def _join(options: Mapping[str, str]) -> Arguments:
    return tuple(part for option in options.items() for part in option)


def _append(arguments: Arguments, prefix: str) -> Callable[[str], Arguments]:
    return lambda text: (*arguments, f"{prefix}{text}")


def _create(
    name: str,
    build: Callable[[str], Arguments],
    chooses_name: bool = False,
    chooses_place: bool = False,
) -> Input:
    return Input(
        f"command line {name}",
        lambda text: build_project(arguments=build(text)),
        chooses_name,
        chooses_place,
    )
