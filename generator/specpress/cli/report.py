"""What the command shows: problems with their lines, a summary, differences with their causes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath

from rich.console import Console
from rich.markup import escape
from rich.syntax import Syntax
from rich.table import Table

from specpress.config import Settings
from specpress.files import Difference
from specpress.press import Pressed
from specpress.problems import Problem
from specpress.uris import display_name

LONGEST_DIFF = 40
out = Console(highlight=False, soft_wrap=True, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)
SHOWN = 5
"""So many problems of one kind are shown with their lines; of the rest, place and message say enough."""
MARGIN = 10
"""Columns that stand before a line of the document."""
_NAMED = re.compile(r"`[^`]*`|'[^']*'|\"[^\"]*\"|\d+")
"""What differs between problems of one kind."""
COLOURS = {"error": "red", "warning": "yellow"}


@contextmanager
def stages() -> Iterator[Callable[[str], None]]:
    """On a terminal, shows which stage is under way, as long as it takes."""
    with err.status("") as status:
        yield lambda stage: status.update(f"{stage} …")


def problems(
    found: Sequence[Problem], outcome: str = "nothing was written", remark: str = ""
) -> None:
    """Each problem: place, message, the lines of the document with a caret, and a hint; at last how many.

    Of errors it is said what they led to; `remark` is added where there are warnings alone.
    """
    seen: Counter[str] = Counter()
    for problem in found:
        kind = _NAMED.sub("", problem.message)
        seen[kind] += 1
        colour = COLOURS[problem.severity]
        place = (
            f"[bold]{escape(str(problem.position))}:[/] " if problem.position else ""
        )
        err.print(f"{place}[{colour}]{problem.severity}:[/] {escape(problem.message)}")
        if seen[kind] <= SHOWN:
            _excerpt(problem)
            if problem.hint:
                err.print(f"  [cyan]hint:[/] {escape(problem.hint)}")
    counted = Counter(str(problem.severity) for problem in found)
    if errors := counted["error"]:
        err.print(f"[red]{errors} {_plural('error', errors)}[/]; {outcome}")
    elif warnings := counted["warning"]:
        err.print(f"[yellow]{warnings} {_plural('warning', warnings)}[/]{remark}")


def _excerpt(problem: Problem) -> None:
    """The lines around a problem, cut so that the caret is seen in a terminal."""
    room = err.width - MARGIN
    column = problem.position.column if problem.position else 1
    begun = max(0, column - room * 2 // 3) if column > room else 0
    for number, line in problem.excerpt:
        err.print(f"  [dim]{number:>5} │[/] {escape(_cut(line, begun, room))}")
        if problem.position and number == problem.position.line:
            err.print(f"        [dim]│[/] {' ' * (column - 1 - begun)}[red]^[/]")


def _cut(line: str, begun: int, room: int) -> str:
    """So much of a line as there is room for; dots stand for the rest."""
    shown = line[begun : begun + room]
    if begun and shown:
        shown = "…" + shown[1:]
    return shown[:-1] + "…" if len(line) > begun + room else shown


def generated(settings: Settings, pressed: Pressed, count: int, seconds: float) -> None:
    """What came out, and what to do with it."""
    counted = {kind: n for kind, n in pressed.counts.items() if n} or {"operation": 0}
    counts = ", ".join(f"{n} {_plural(kind, n)}" for kind, n in counted.items())
    out.print(
        f"[green]pressed[/] {escape(_document(settings))} into [bold]{escape(str(_shown(settings)))}[/]"
    )
    out.print(f"  {counts}: all came out, in {count} files and {seconds:.1f} s")
    out.print(f"  next: pip install {escape(str(_shown(settings)))}")


def nothing(settings: Settings) -> None:
    """There is no output that could be compared."""
    folder = escape(str(_shown(settings)))
    out.print(f"[red]nothing[/] is in [bold]{folder}[/]: run `specpress generate`")


def checked(
    settings: Settings, found: list[tuple[Difference, str]], count: int
) -> None:
    """Each difference with its cause and the beginning of its diff."""
    for difference, cause in found:
        out.print(
            f"[red]{difference.kind}[/] [bold]{escape(difference.path)}[/] by {cause}"
        )
        lines = difference.diff.splitlines()
        if lines:
            out.print(
                Syntax(
                    "\n".join(lines[:LONGEST_DIFF]), "diff", background_color="default"
                )
            )
        if len(lines) > LONGEST_DIFF:
            out.print(f"  … {len(lines) - LONGEST_DIFF} more lines")
    if found:
        out.print(
            f"[red]{len(found)} of {count} files differ[/]: run `specpress generate`"
        )
    else:
        out.print(f"[green]clean[/]: all {count} files are what would be pressed now")


def serving(
    routes: Sequence[tuple[str, str, str]], url: str, bases: Sequence[str]
) -> None:
    """The operations, and where clients find them."""
    table = Table(box=None, pad_edge=False)
    for title in ("method", "path", "operation"):
        table.add_column(title, no_wrap=True)
    for method, path, name in routes:
        table.add_row(
            f"[cyan]{escape(method)}[/]", escape(path), f"[dim]{escape(name)}[/]"
        )
    out.print(table)
    for base in bases:
        out.print(
            f"[green]serving[/] [bold]{escape(url + base)}[/]: {len(routes)} operations"
        )


def resources(kept: Sequence[Iterable[str]]) -> None:
    """The resources that there are from the beginning, and how it is ended."""
    for ids in kept:
        out.print(f"resources: {escape(', '.join(ids))}")
    out.print("stop with Ctrl+C")


def _document(settings: Settings) -> str:
    if settings.spec == "-":
        return "standard input"
    return PurePath(display_name(settings.spec)).name or settings.spec


def _plural(kind: str, count: int) -> str:
    if count == 1:
        return kind
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def _shown(settings: Settings) -> object:
    output, here = settings.output.resolve(), Path.cwd()
    if output == here:
        return "."
    return f"./{output.relative_to(here)}" if output.is_relative_to(here) else output
