"""The log of the mock server on the terminal."""

from __future__ import annotations

import logging

from rich.console import Console
from rich.logging import RichHandler


class RequestHandler(RichHandler):
    """Prints a line per request; requests are answered although nothing can be printed."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print a record, unless the output is closed or full."""
        try:
            super().emit(record)
        except SystemExit:
            # rich ends the program if a pipe is closed.
            return

    def handleError(self, record: logging.LogRecord) -> None:
        """Ignore that a record cannot be printed."""


def configure(console: Console) -> None:
    """Print the log of the mock server on a console."""
    log = logging.getLogger("specpress.mock")
    log.setLevel(logging.INFO)
    log.addHandler(
        RequestHandler(console=console, show_path=False, show_level=False, markup=False)
    )
