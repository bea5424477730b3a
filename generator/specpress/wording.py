"""Names of options in messages: programs that call the Python API read the arguments instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# What a program writes instead of an option or a command.
ARGUMENTS = {
    "--accept-renames": "`accept_renames=True`",
    "--allow-http": "`allow_http=True`",
    "--allow-remote": "`allow_remote=True`",
    "--api": "`api`",
    "--force": "`force=True`",
    "--root DIR": "`root`",
    "-o": "`output`",
    "`specpress generate openapi.yaml`": '`spec = "openapi.yaml"`',
    "`specpress generate`": "`specpress.generate`",
}
_is_command: ContextVar[bool] = ContextVar("is_command", default=False)


@contextmanager
def name_options() -> Iterator[None]:
    """Name options in messages, as users of the command write them."""
    token = _is_command.set(True)
    try:
        yield
    finally:
        _is_command.reset(token)


def name_option(option: str) -> str:
    """Return an option, or the argument that a program writes instead."""
    return option if _is_command.get() else ARGUMENTS[option]
