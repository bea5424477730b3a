"""Print errors as problems, and end the command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from specpress.cli import report
from specpress.document.problems import UsageError, convert_os_errors


@contextmanager
def report_settings() -> Iterator[None]:
    """Report invalid settings and options, and outputs that cannot be written, as problems.

    Raises:
        SystemExit: the problems have been printed.
    """
    try:
        with convert_os_errors():
            yield
    except UsageError as error:
        report.print_problems(error.problems)
        raise SystemExit(2) from error
