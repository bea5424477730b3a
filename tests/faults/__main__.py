"""`make faults`: run every case with every client variant and print the failures."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import groupby

from tests.faults.cases import all_cases
from tests.faults.client_variants import CLIENT_VARIANTS, FLAVOURS
from tests.faults.runner import plan_jobs, run_jobs
from tests.faults.secret_scan import (
    CapturedOutput,
    capture_output,
    record_logs,
    secrets_in,
)
from tests.faults.verdict import Verdict


def main(arguments: list[str]) -> int:
    """Run the cases with the numbers in `arguments`, or all of them.

    Args:
        arguments: Numbers of cases; `--rivals` also runs the vendor's SDK and writes the page.

    Returns:
        1 if a client variant did not survive a case or a secret leaked, else 0.
    """
    numbers = {int(text) for text in arguments if text.isdigit()}
    cases = [c for c in all_cases() if not numbers or c.number in numbers]
    with capture_output() as output, record_logs() as logs:
        output.print_to_terminal(_legend(map(str, CLIENT_VARIANTS)))
        verdicts = _print_verdicts(run_jobs(plan_jobs(cases)), output)
    leaks = sum(bool(secrets_in(text)) for text in [*logs.lines, output.text])
    if "--rivals" in arguments:
        # Imported here, because the vendor's SDK is needed only for the comparison.
        from tests.faults import report, rivals

        with capture_output() as output:
            output.print_to_terminal(_legend(f"{f} {rivals.NAME}" for f in FLAVOURS))
            theirs = _print_verdicts(
                rivals.run_vendor(rivals.select_applicable(cases)), output
            )
        report.write_page(verdicts, theirs)
        shared_numbers = {verdict.case.number for verdict in theirs}
        shared = [v for v in verdicts if v.case.number in shared_numbers]
        _print_summary(rivals.NAME, theirs, 0)
        _print_summary("ours, the same cases", shared, 0)
    return _print_summary("", verdicts, leaks)


def _legend(variants: Iterable[str]) -> str:
    """Return the explanation of the marks before each case."""
    return f"\n+ survived, - failed, in this order: {', '.join(variants)}\n"


def _print_verdicts(
    verdicts: Iterable[Verdict], output: CapturedOutput
) -> list[Verdict]:
    """Print each case as soon as it ends, and return all verdicts."""
    printed: list[Verdict] = []
    for number, group in groupby(verdicts, lambda verdict: verdict.case.number):
        case_verdicts = [*group]
        marks = "".join("+" if v.has_survived else "-" for v in case_verdicts)
        title = case_verdicts[0].case.title
        output.print_to_terminal(f"{number}  {marks:4}  {title}")
        for verdict in case_verdicts:
            for line in _failure_lines(verdict):
                output.print_to_terminal(line)
        printed += case_verdicts
    return printed


def _failure_lines(verdict: Verdict) -> list[str]:
    if verdict.has_survived:
        return []
    lines = [*verdict.complaints, *(["shows a secret"] if verdict.leaked else [])]
    return [
        f"       {verdict.variant}: {verdict.summary}",
        *(f"         {line}" for line in lines),
    ]


def _print_summary(name: str, verdicts: list[Verdict], leaks: int) -> int:
    survived = sum(v.has_survived for v in verdicts)
    misled = sum(v.is_misleading for v in verdicts)
    leaks += sum(bool(v.leaked) for v in verdicts)
    prefix = f"{name}: " if name else ""
    counts = f"{survived} of {len(verdicts)} survived"
    print(f"{prefix}{counts} · {misled} misled · {leaks} secrets leaked")
    return int(survived < len(verdicts) or bool(leaks))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
