"""Print errors as problems, and end the command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from specpress.cli import report
from specpress.document.problems import Problem, UsageError


@contextmanager
def report_settings() -> Iterator[None]:
    """Report invalid settings and options, and outputs that cannot be written, as problems.

    Raises:
        SystemExit: the problems have been printed.
    """
    try:
        yield
    except UsageError as error:
        report.print_problems(error.problems)
        raise SystemExit(2) from error
    except OSError as error:
        if error.filename is None:
            # Not about a file: the output cannot be written, for example.
            raise
        message = f"cannot read {error.filename}: {error.strerror or error}"
        report.print_problems([Problem(message, code="unreadable-file")])
        raise SystemExit(2) from error
