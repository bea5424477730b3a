"""`make faults`: every case in every way; what was not survived is told, and the exit status is 1."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import groupby

from tests.faults.cases import all_cases
from tests.faults.judge import Verdict
from tests.faults.running import jobs_of, run_all
from tests.faults.scan import Printed, hearing, printed, secrets_in
from tests.faults.ways import FLAVOURS, WAYS


def main(arguments: list[str]) -> int:
    """Run the cases whose numbers are given, or all; with `--rivals` also the vendor's SDK."""
    wanted = {int(text) for text in arguments if text.isdigit()}
    cases = [c for c in all_cases() if not wanted or c.number in wanted]
    with printed() as output, hearing() as heard:
        output.tell(_legend(map(str, WAYS)))
        verdicts = _told(run_all(jobs_of(cases)), output)
    leaks = sum(bool(secrets_in(text)) for text in [*heard.lines, output.text])
    if "--rivals" in arguments:
        from tests.faults import rivals, table

        with printed() as output:
            output.tell(_legend(f"{flavour} {rivals.NAME}" for flavour in FLAVOURS))
            theirs = _told(rivals.run_theirs(rivals.applicable(cases)), output)
        table.write(verdicts, theirs)
        shared = {verdict.case.number for verdict in theirs}
        same = [verdict for verdict in verdicts if verdict.case.number in shared]
        _sum_up(rivals.NAME, theirs, 0)
        _sum_up("ours, the same cases", same, 0)
    return _sum_up("", verdicts, leaks)


def _legend(ways: Iterable[str]) -> str:
    """How the marks of a case are read."""
    return f"\n+ survived, - not, in this order: {', '.join(ways)}\n"


def _told(verdicts: Iterable[Verdict], output: Printed) -> list[Verdict]:
    """The verdicts; each case is told when it is over."""
    found: list[Verdict] = []
    for number, group in groupby(verdicts, lambda verdict: verdict.case.number):
        ways = [*group]
        marks = "".join("+" if v.survived else "-" for v in ways)
        output.tell(f"{number}  {marks:4}  {ways[0].case.title}")
        for verdict in ways:
            for line in _wrong(verdict):
                output.tell(line)
        found += ways
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


def _sum_up(name: str, verdicts: list[Verdict], leaks: int) -> int:
    survived = sum(v.survived for v in verdicts)
    lost = sum(v.lost for v in verdicts)
    leaks += sum(bool(v.leaked) for v in verdicts)
    of = f"{survived} of {len(verdicts)} survived"
    print(f"{name}{': ' if name else ''}{of} · {lost} lost · {leaks} secrets leaked")
    return int(survived < len(verdicts) or bool(leaks))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
