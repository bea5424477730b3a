"""`make faults`: every case in every way; what was not survived is told, and the exit status is 1."""

from __future__ import annotations

import sys
from itertools import groupby

from tests.faults.case import Case
from tests.faults.cases import all_cases
from tests.faults.judge import Verdict
from tests.faults.running import run_all
from tests.faults.scan import Printed, hearing, printed, secrets_in


def main(arguments: list[str]) -> int:
    """Run the cases whose numbers are given, or all."""
    wanted = {int(text) for text in arguments if text.isdigit()}
    cases = [c for c in all_cases() if not wanted or c.number in wanted]
    with printed() as output, hearing() as heard:
        verdicts = _told(cases, output)
    leaks = sum(bool(secrets_in(text)) for text in [*heard.lines, output.text])
    return _summed_up(verdicts, leaks)


def _told(cases: list[Case], output: Printed) -> list[Verdict]:
    """Run the cases, and tell of each when it is over."""
    found: list[Verdict] = []
    for number, group in groupby(run_all(cases), lambda verdict: verdict.case.number):
        verdicts = [*group]
        marks = "".join("+" if v.survived else "-" for v in verdicts)
        output.tell(f"{number}  {marks}  {verdicts[0].case.title}")
        for verdict in verdicts:
            for line in _wrong(verdict):
                output.tell(line)
        found += verdicts
    return found


def _wrong(verdict: Verdict) -> list[str]:
    """What is wrong with an outcome, in lines."""
    if verdict.survived:
        return []
    lines = [*verdict.complaints, *(["shows a secret"] if verdict.leaked else [])]
    return [
        f"       {verdict.way}: {verdict.told}",
        *(f"         {line}" for line in lines),
    ]


def _summed_up(verdicts: list[Verdict], leaks: int) -> int:
    survived = sum(v.survived for v in verdicts)
    lost = sum(v.lost for v in verdicts)
    leaks += sum(bool(v.leaked) for v in verdicts)
    print(
        f"{survived} of {len(verdicts)} survived · {lost} lost · {leaks} secrets leaked"
    )
    return int(survived < len(verdicts) or bool(leaks))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
