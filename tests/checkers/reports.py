"""The type checkers, the lines in which they report, and reports that are accepted with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checker:
    """A type checker: its command, in which PYTHON is the interpreter, and its reports."""

    name: str
    command: tuple[str, ...]
    report: str
    """Pattern of the lines with reports."""


CHECKERS = (
    Checker("mypy", ("mypy", "--strict", "--python-executable", "PYTHON", "."), ": error: "),
    Checker("pyright", ("pyright", "--pythonpath", "PYTHON", "."), r" - (error|warning): "),
    Checker(
        "pyrefly",
        ("pyrefly", "check", "--python-interpreter-path", "PYTHON", "--output-format", "min-text"),
        r"^\s*(ERROR|WARN) ",
    ),
    Checker(
        "ty",
        ("ty", "check", "--python", "PYTHON", "--output-format", "concise", "."),
        r": (error|warning)\[",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Accepted:
    """A kind of report that is false or intended."""

    checker: str
    pattern: str
    reason: str
    link: str


ACCEPTED = (
    Accepted(
        "ty",
        r"warning\[deprecated\] The (class|function) `\w+` is deprecated: \w",
        "a package refers to its own deprecated classes; the mark is for callers",
        "https://docs.astral.sh/ty/reference/rules/#deprecated",
    ),
    Accepted(
        "pyrefly",
        r"^\s*WARN .*` is deprecated \[deprecated\]",
        "a package refers to its own deprecated classes; the mark is for callers",
        "https://pyrefly.org/en/docs/error-kinds/#deprecated",
    ),
    Accepted(
        "pyrefly",
        r"_runtime/exchange\.py.*`RawResponse\.exchange` overrides.*\[bad-override\]",
        "nothing assigns the attribute of the mixin: exceptions set it once, and raw responses are frozen",
        "https://pyrefly.org/en/docs/error-kinds/#bad-override",
    ),
    Accepted(
        "pyrefly",
        r"_runtime/transport/secrets\.py.*`str\(\)`.*\[unnecessary-type-conversion\]",
        "`str()` of a subclass returns a plain str, which is not masked",
        "https://pyrefly.org/en/docs/error-kinds/#unnecessary-type-conversion",
    ),
    Accepted(
        "pyrefly",
        r"Fixpoint iteration did not converge.*\[non-convergent-recursion\]",
        "aliases of the document refer to each other; an alias has no further annotation",
        "https://pyrefly.org/en/docs/error-kinds/#non-convergent-recursion",
    ),
)  # fmt: skip


def list_reports(checker: Checker, output: str) -> list[str]:
    """Return the lines with reports."""
    return [line for line in output.splitlines() if re.search(checker.report, line)]


def find_unexpected(checker: Checker, reports: Iterable[str]) -> Iterator[str]:
    """Yield the reports that are not accepted."""
    patterns = [a.pattern for a in ACCEPTED if a.checker == checker.name]
    for report in reports:
        if not any(re.search(pattern, report) for pattern in patterns):
            yield report
