"""Terminal output: settings that a document suggests."""

from __future__ import annotations

import re
from collections.abc import Mapping

from specpress.cli import report
from specpress.cli.report import escape
from specpress.config import Settings
from specpress.config.file import FILES
from specpress.generation import Result
from specpress.python.markup import toml

_BARE_KEY = re.compile("[A-Za-z0-9_-]+")
# The sentences before settings that a document suggests.
PROPOSALS = {
    "credentials": "every operation needs the same credential; to choose the names of its argument and variable",
    "client-parameters": "every operation has these headers; to set them once, as arguments of the client",
}


def print_proposals(result: Result) -> None:
    """Print the settings that the document suggests, as lines of the settings file."""
    for name, entries in result.proposals.items():
        report.out.print(f"  {PROPOSALS[name]}:")
        report.out.print(f"    {escape(f'[{_get_table(result.settings)}{name}]')}")
        for key, value in entries.items():
            report.out.print(
                f"    {escape(f'{_format_key(key)} = {_format_entry(value)}')}"
            )


def _format_entry(value: str | Mapping[str, str]) -> str:
    """Return the value of a setting in TOML."""
    if isinstance(value, str):
        return toml(value)
    entries = (f"{_format_key(key)} = {toml(text)}" for key, text in value.items())
    return f"{{ {', '.join(entries)} }}"


def _format_key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else toml(name)


def _get_table(settings: Settings) -> str:
    """Return the beginning of the names of tables in the settings file."""
    source = settings.source
    table = "" if source and source.name == FILES[0] else "tool.specpress."
    return f"{table}api." if settings.api is not None else table
