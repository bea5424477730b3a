"""The page docs/faults.md: one row per case, with our results and the vendor's."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tests.faults.client_variants import CLIENT_VARIANTS
from tests.faults.rivals import NAME
from tests.faults.verdict import Verdict

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"
HEAD = """# Faults

`make faults` runs the generated client against a server on loopback that imitates the faults of real servers and networks.
Each case below runs with both flavours of the client over both HTTP libraries (httpx2 {httpx2}, pyreqwest {pyreqwest}).
`make faults RIVALS=1` also runs the vendor's SDK ({name} {theirs}) in the cases that it supports, those that cancel a run, and
writes this page.

**Survived**: the call ended within its limits, with the right value or with an exception of the client that states the facts:
the status, if a response arrived; whether the request may have arrived; the bytes that were received. The server received the
request as often as is correct and not more often. No secret was visible in the output, the logs at level DEBUG, the exception,
its traceback or the local variables of all frames. An invalid URL (105) and a request that cannot be sent (451 to 471) are
mistakes of the caller: they raise ValueError, which includes InvalidArgumentError, before anything is sent.

**Misled**: the caller believes something false. The client reported a success that did not happen, discarded a response,
returned the response of another call, or repeated a request that must not be repeated.

The vendor's SDK has to do less: any exception of the SDK or of its HTTP library counts, whatever its message, if it states the
status of a response. The local variables of its tracebacks are not searched, because they contain the token. Its only time
limit is set to the shortest of ours.

| | survived | misled | secrets shown |
|---|---|---|---|
| ours, all cases, four variants | {ours} |
| ours, the vendor's cases, four variants | {same} |
| {name}, both flavours | {rival} |

## Limits of the HTTP libraries

- pyreqwest keeps waiting when the task of a call is cancelled. The call ends at once and the client stays usable, but the
  connection is closed only when the read timeout expires. httpx2 closes it at once.
- pyreqwest's read timeout includes the time to connect and to write, and is rounded up to one of a few steps. pyreqwest omits
  headers that are not ASCII and rejects responses with more than a hundred headers.
- pyreqwest's synchronous calls react to Ctrl-C only when they end, httpx2's at once.
- pyreqwest does not work in the child of a fork; the client uses httpx2 there.
- httpx2's synchronous client has no time limit for DNS lookups.
- The total timeout limits a slow response head in httpx2's synchronous client only if the generated client created it. In a
  custom httpx2 client, only each read is limited.

## Cases
"""


def write_page(ours: Sequence[Verdict], theirs: Sequence[Verdict]) -> None:
    """Write the page from our verdicts and the vendor's."""
    shared_numbers = {verdict.case.number for verdict in theirs}
    shared = [verdict for verdict in ours if verdict.case.number in shared_numbers]
    head = HEAD.format(
        httpx2=version("httpx2"),
        pyreqwest=version("pyreqwest"),
        name=NAME,
        theirs=version(NAME),
        ours=_summary_cells(ours),
        same=_summary_cells(shared),
        rival=_summary_cells(theirs),
    )
    PAGE.write_text(head + "\n".join(_rows(ours, theirs)) + "\n", "utf-8")


def _rows(ours: Sequence[Verdict], theirs: Sequence[Verdict]) -> list[str]:
    cases = {verdict.case.number: verdict.case for verdict in ours}
    lines = ["", f"| | fault | ours | {NAME} |", "|---|---|---|---|"]
    for number, case in cases.items():
        cells = [
            _cell([v for v in side if v.case.number == number])
            for side in (ours, theirs)
        ]
        lines.append(f"| {number} | {case.title} | {' | '.join(cells)} |")
    return lines


def _cell(verdicts: Sequence[Verdict]) -> str:
    if not verdicts:
        return ""
    if all(v.has_survived for v in verdicts):
        # Two: both flavours of the vendor's SDK, or a case of one flavour or library.
        is_complete = len(verdicts) in (2, len(CLIENT_VARIANTS))
        return "survived" if is_complete else f"survived ({len(verdicts)} variants)"
    prefix = "**misled**: " if any(v.is_misleading for v in verdicts) else ""
    complaints = dict.fromkeys(c for v in verdicts for c in v.complaints)
    if any(v.leaked for v in verdicts):
        complaints["shows a secret"] = None
    return prefix + "; ".join(complaints).replace("|", "/")


def _summary_cells(verdicts: Sequence[Verdict]) -> str:
    survived = f"{sum(v.has_survived for v in verdicts)} of {len(verdicts)}"
    leaks = sum(bool(v.leaked) for v in verdicts)
    return f"{survived} | {sum(v.is_misleading for v in verdicts)} | {leaks}"
