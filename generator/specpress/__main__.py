"""The entry of the command: `specpress` and `python -m specpress`."""

from __future__ import annotations

import os
import signal
import sys

from specpress import records

TYPE_CHECKING = False
if TYPE_CHECKING:
    import click


def run() -> None:
    """Run the command line; nothing that happens in it ends with a traceback."""
    # While modules are imported, and when the command is done, Ctrl+C ends the process at once.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    _open_standard_streams()
    if records.repeat(sys.argv[1:]):
        raise SystemExit(0)
    from specpress import guard

    raise SystemExit(guard.run(_load_main))


def _load_main() -> click.Command:
    from specpress.cli import main

    return main


def _open_standard_streams() -> None:
    """Open the standard streams that are closed: otherwise a file of ours could get their number."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


if __name__ == "__main__":
    run()
