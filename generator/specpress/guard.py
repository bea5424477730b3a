"""The guard around the command line: unforeseen errors, interruptions and broken outputs are one line.

Exit codes: 70 for an error that is a bug of specpress, 130 after Ctrl+C.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

import click

from specpress import records
from specpress.printed import copy_output
from specpress.terminal import printable, printable_line

INTERNAL_ERROR = 70
INTERRUPTED = 130
MAX_LENGTH = 300
MIN_SIZE = 20
# Longer lines of help are hard to read.
MAX_WIDTH = 120
_SHOW_TRACEBACK = "specpress.traceback"


class GuardedGroup(click.Group):
    """A group of commands that reports each error in one line."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Parse the options of the group; help has the width of the terminal, which click limits to 50 to 80."""
        columns = shutil.get_terminal_size().columns
        extra.setdefault("terminal_width", max(MIN_SIZE, min(columns, MAX_WIDTH)))
        with _printable_messages():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Parse the options of a command, and run it."""
        try:
            with _printable_messages():
                return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except KeyboardInterrupt:
            _print_line("interrupted")
            raise SystemExit(INTERRUPTED) from None
        except Exception as error:  # noqa: BLE001 - this is the guard
            if isinstance(error, BrokenPipeError) and _has_no_reader(sys.stdout):
                raise SystemExit(1) from None
            if ctx.meta.get(_SHOW_TRACEBACK):
                _print_line(traceback.format_exc().rstrip("\n"))
            code, line = describe(error)
            _print_line(line)
            raise SystemExit(code) from None


@contextmanager
def _printable_messages() -> Iterator[None]:
    """Escape control characters of the command line in the messages of click, which repeat it."""
    try:
        yield
    except click.UsageError as error:
        message = error.format_message()
        if printable(message) == message:
            # The subclasses of click show more than a message.
            raise
        raise click.UsageError(printable(message), error.ctx) from error


def show_traceback(ctx: click.Context, _: click.Parameter, is_set: bool) -> None:
    """Remember that the traceback of an unforeseen error is wanted."""
    if is_set:
        ctx.meta[_SHOW_TRACEBACK] = True


def describe(error: Exception) -> tuple[int, str]:
    """Return the exit code and the line for an error that no command expects."""
    if isinstance(error, MemoryError):
        return 1, "error: out of memory"
    if isinstance(error, OSError) and error.strerror:
        name = f"{error.filename}: " if error.filename else ""
        return 1, _join_lines(f"error: {name}{error.strerror}")
    text = _join_lines(str(error))
    name = type(error).__name__
    return INTERNAL_ERROR, (
        f"internal error: {name}{': ' if text else ''}{text};"
        " please report this bug with the output of --traceback"
    )


def run(load_main: Callable[[], click.Command]) -> int:
    """Run the command line of this process; return the exit code."""
    for name in ("COLUMNS", "LINES"):
        if not _is_size(os.environ.get(name, "")):
            os.environ.pop(name, None)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal may not be able to show each character of a document.
            stream.reconfigure(errors="backslashreplace")
    records.forget_plans()
    with _interrupts(), copy_output() as printed:
        code = _run(load_main)
    failures = [*filter(None, map(_flush, (sys.stdout, sys.stderr)))]
    if failures:
        _print_line(failures[0])
    code = code or bool(failures)
    if code == 0 and printed.is_complete:
        records.write_planned(sys.argv[1:], printed.texts)
    return code


def _is_size(text: str) -> bool:
    """Return whether a text is the size of a terminal on which problems can be read."""
    is_number = text.isascii() and text.isdecimal() and len(text) < 5
    return is_number and int(text) >= MIN_SIZE


def _run(load_main: Callable[[], click.Command]) -> int:
    """Run the commands; everything outside of `GuardedGroup.invoke` is handled here."""
    try:
        load_main()()
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else bool(error.code)
    except KeyboardInterrupt:
        _print_line("interrupted")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - this is the guard
        if "--traceback" in sys.argv:
            _print_line(traceback.format_exc().rstrip("\n"))
        code, line = describe(error)
        _print_line(line)
        return code
    return 0


@contextmanager
def _interrupts() -> Iterator[None]:
    """Raise KeyboardInterrupt after Ctrl+C, so that the command can clean up."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _has_no_reader(stream: TextIO) -> bool:
    """Return whether the reader of a pipe has ended, as in `specpress schema | head`."""
    try:
        # The error drops what was buffered, so that only another line shows it.
        stream.write("\n")
        stream.flush()
    except BrokenPipeError:
        return True
    return False


def _join_lines(text: str) -> str:
    return printable_line(" ".join(text.split()), MAX_LENGTH)


def _print_line(text: str) -> None:
    with suppress(OSError, ValueError):
        click.echo(f"specpress: {text}", err=True)


def _flush(stream: TextIO | None) -> str | None:
    """Write what a stream has buffered; return the line for an error, but not for a closed pipe."""
    try:
        if stream is not None:
            stream.flush()
    except (OSError, ValueError) as error:
        discard(stream)
        if getattr(error, "errno", None) != errno.EPIPE:
            return f"error: cannot write the output: {_join_lines(str(error))}"
    return None


def discard(stream: Any) -> None:
    """Discard what is written to a stream from now on, and what it has buffered."""
    with suppress(OSError, ValueError, AttributeError):
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)
