"""The outcomes as a page: a row for each case, ours beside the vendor's."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tests.faults.judge import Verdict
from tests.faults.rivals import NAME
from tests.faults.ways import WAYS

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"
HEAD = """# Faults

A server on loopback does to a client whatever servers and networks do to it. `make faults` meets every case below through both
flavours of the client and both HTTP libraries (httpx2 {httpx2}, pyreqwest {pyreqwest}); `make faults RIVALS=1` lets the vendor's
SDK ({name} {theirs}) meet those that it can, which are the ones of cancel, and writes this page.

**Survived** means: the call ended within its limits, in its own right answer or in one of the client's exceptions that says what
is so (the status where one came, whether the request may have arrived, the bytes that came), the server got the request as often
as is right and no more, and no secret was seen: not in output, not in logs at their most talkative, not in the exception, its
traceback and the locals of all its frames. A URL that cannot be (105) is the caller's mistake, a ValueError before anything
is sent.

**Lost** means that the caller is misled: success is told where there was none, an answer was swallowed or given to another
call, a request was sent again that must not be.

Of the vendor less is asked: any exception of its own or of its HTTP library counts, whatever it says, as long as a status that
came is told, and the locals of its tracebacks, which show the token, are not looked at. Its one limit is set to the shortest of
ours.

| | survived | lost | secrets shown |
|---|---|---|---|
| ours, all cases, four ways | {ours} |
| ours, the vendor's cases, four ways | {same} |
| {name}, both flavours | {rival} |

## What the HTTP libraries cannot do

- pyreqwest goes on waiting when the task of a call is cancelled: the call is over at once and the client goes on, but that
  connection is closed only when its limit to read is over. httpx2 closes it at once.
- pyreqwest's limit to read also counts the time to connect and to write, and is rounded up to one of a few steps; it gives no
  header that is not ASCII, and takes no answer with more than a hundred headers.
- pyreqwest's synchronous calls hear Ctrl-C only when they end; httpx2's at once.
- pyreqwest does not work in the child of a fork: there httpx2 takes its place.
- Nothing bounds how long the system looks for the address of a host in httpx2's synchronous client.
- The total bounds a head that drips through httpx2's synchronous client where the client is ours. Through one that was given,
  only each read is bounded.

## Cases
"""


def write(ours: Sequence[Verdict], theirs: Sequence[Verdict]) -> None:
    """Write the page."""
    shared = {verdict.case.number for verdict in theirs}
    same = [verdict for verdict in ours if verdict.case.number in shared]
    head = HEAD.format(
        httpx2=version("httpx2"),
        pyreqwest=version("pyreqwest"),
        name=NAME,
        theirs=version(NAME),
        ours=_sums(ours),
        same=_sums(same),
        rival=_sums(theirs),
    )
    PAGE.write_text(head + "\n".join(_rows(ours, theirs)) + "\n", "utf-8")


def _rows(ours: Sequence[Verdict], theirs: Sequence[Verdict]) -> list[str]:
    cases = {verdict.case.number: verdict.case for verdict in ours}
    lines = ["", f"| | fault | ours | {NAME} |", "|---|---|---|---|"]
    for number, case in cases.items():
        own = [v for v in ours if v.case.number == number]
        other = [v for v in theirs if v.case.number == number]
        lines.append(f"| {number} | {case.title} | {_cell(own)} | {_cell(other)} |")
    return lines


def _cell(verdicts: Sequence[Verdict]) -> str:
    if not verdicts:
        return ""
    if all(v.survived for v in verdicts):
        fewer = (
            f" ({len(verdicts)} ways)" if len(verdicts) not in (2, len(WAYS)) else ""
        )
        return f"survived{fewer}"
    lost = "**lost**: " if any(v.lost for v in verdicts) else ""
    told = dict.fromkeys(c for v in verdicts for c in v.complaints)
    if any(v.leaked for v in verdicts):
        told["shows a secret"] = None
    return lost + "; ".join(told).replace("|", "/")


def _sums(verdicts: Sequence[Verdict]) -> str:
    """The columns of a row that sums up."""
    survived = f"{sum(v.survived for v in verdicts)} of {len(verdicts)}"
    shown = sum(bool(v.leaked) for v in verdicts)
    return f"{survived} | {sum(v.lost for v in verdicts)} | {shown}"
