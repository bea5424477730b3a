"""All positions that are attacked besides those of documents."""

from __future__ import annotations

from functools import cache

from tests.harden.command_lines import list_command_lines
from tests.harden.edited_outputs import list_edited_outputs
from tests.harden.inputs import Input, list_files
from tests.harden.recordings import list_recordings


@cache
def list_inputs() -> tuple[Input, ...]:
    """Return all positions."""
    return (
        *list_files(),
        *list_command_lines(),
        *list_edited_outputs(),
        *list_recordings(),
    )
