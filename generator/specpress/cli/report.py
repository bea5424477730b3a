"""Terminal output: problems with excerpts, summaries, differences with their causes."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath

import click
from rich import markup
from rich.console import Console

from specpress import guard
from specpress.cli import problem_log
from specpress.config import Settings
from specpress.document.problems import Problem
from specpress.document.uris import display_name
from specpress.generation import Result
from specpress.output.files import Difference
from specpress.output.writing import Changes
from specpress.package.metadata import build_requirements
from specpress.printed import get_original
from specpress.terminal import masked, printable, printable_line

MAX_DIFF_LINES = 40
# Maximum number of problems of one kind that are printed with an excerpt and a hint.
MAX_EXCERPTS = 5
# Maximum number of missing parts that the summary lists.
MAX_OMISSIONS = 20
# Width of the line number before an excerpt.
MARGIN = 10
# The variable parts of messages: problems of one kind differ only in these.
_VARIABLE_PARTS = re.compile(r"`[^`]*`|'[^']*'|\"[^\"]*\"|\d+")
COLOURS = {"error": "red", "warning": "yellow"}


class Output(Console):
    """A console that continues after the reader of a pipe is gone, as in `specpress generate | head`."""

    def on_broken_pipe(self) -> None:
        """Discard the rest of the output: the command still has to write its files."""
        self.quiet = True
        guard.discard(self.file)


out = Output(highlight=False, soft_wrap=True, emoji=False)
err = Output(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def escape(text: str) -> str:
    """Return a text of a document without markup and control characters."""
    return markup.escape(printable_line(text))


def print_wrapped(text: str) -> None:
    """Print a paragraph within the width of the terminal."""
    out.print(escape(text), soft_wrap=False)


def silence(ctx: click.Context) -> None:
    """Print nothing on standard output until the command ends."""
    out.quiet = True
    ctx.call_on_close(lambda: setattr(out, "quiet", False))


def redirect(ctx: click.Context) -> None:
    """Print on standard error what is meant for people, until the command ends."""
    out.stderr = True
    ctx.call_on_close(lambda: setattr(out, "stderr", False))


@contextmanager
def show_stages() -> Iterator[Callable[[str], None]]:
    """Show the current stage while a terminal is attached."""
    # Not a part of the record of a run.
    console = Output(file=get_original(sys.stderr))
    with console.status("") as status:
        yield lambda stage: status.update(f"{stage} …")


def print_problems(
    problems: Sequence[Problem],
    outcome: str = "nothing was written",
    remark: str = "",
) -> None:
    """Print problems with excerpts and hints, then their number.

    Args:
        outcome: The consequence of errors.
        remark: A remark that is printed if there are only warnings.
    """
    _print_each(problems)
    counts = Counter(str(problem.severity) for problem in problems)
    if errors := counts["error"]:
        err.print(f"[red]{errors} {_pluralize('error', errors)}[/]; {outcome}")
    elif warnings := counts["warning"]:
        err.print(f"[yellow]{warnings} {_pluralize('warning', warnings)}[/]{remark}")


def print_group(title: str, problems: Sequence[Problem]) -> None:
    """Print a title, and problems with excerpts and hints."""
    err.print(f"[bold]{escape(title)}[/]")
    _print_each(problems)


def _print_each(problems: Sequence[Problem]) -> None:
    if problem_log.add(problems):
        return
    kinds: Counter[str] = Counter()
    for problem in problems:
        kind = _VARIABLE_PARTS.sub("", problem.message)
        kinds[kind] += 1
        colour = COLOURS[problem.severity]
        position = escape(f"{problem.position}: ") if problem.position else ""
        severity = f"[{colour}]{problem.severity}:[/]"
        err.print(f"[bold]{position}[/]{severity} {escape(problem.text)}")
        if kinds[kind] <= MAX_EXCERPTS:
            _print_excerpt(problem)
            if problem.hint:
                err.print(f"  [cyan]hint:[/] {escape(problem.hint)}")


def _print_excerpt(problem: Problem) -> None:
    """Print the lines around a problem, cut so that the caret is visible."""
    width = err.width - MARGIN
    column = problem.position.column if problem.position else 1
    start = max(0, column - width * 2 // 3) if column > width else 0
    for number, line in problem.excerpt:
        err.print(
            f"  [dim]{number:>5} │[/] {markup.escape(masked(_cut(line, start, width)))}"
        )
        if problem.position and number == problem.position.line:
            err.print(f"        [dim]│[/] {' ' * (column - 1 - start)}[red]^[/]")


def _cut(line: str, start: int, width: int) -> str:
    """Return a part of a line, with an ellipsis at each end that is cut off."""
    part = line[start : start + width]
    if start and part:
        part = "…" + part[1:]
    return part[:-1] + "…" if len(line) > start + width else part


def describe_duration(seconds: float) -> str:
    """Return the text of the summary about a run that changed files."""
    return f" in {seconds:.1f} s"


# The text of the summary about a run that changed none.
UNCHANGED = ", unchanged"


def print_summary(result: Result, duration: str = UNCHANGED) -> None:
    """Print the number of generated parts, the next command, and omissions."""
    counts = {kind: n for kind, n in result.counts.items() if n} or {"operation": 0}
    parts = ", ".join(f"{n} {_pluralize(kind, n)}" for kind, n in counts.items())
    output = escape(_display_output(result.settings))
    document = escape(_display_document(result.settings))
    out.print(f"[green]generated[/] [bold]{output}[/] from {document}")
    out.print(f"  {parts}; {len(result.files)} files{duration}")
    if result.left_out:
        left_out = f"{result.left_out} {_pluralize('operation', result.left_out)}"
        out.print(f"  the settings leave out {left_out}")
    if result.settings.layout == "package":
        httpx2 = build_requirements(result.settings.dependencies).httpx2
        text = f"add {httpx2} to the dependencies of your project"
        out.print(f"  next: {escape(text)}")
    else:
        out.print(f"  next: pip install {output}")
    out.print(f"        from {result.package} import {result.client}")
    print_pages(result.inferred_pages, has_docs=result.settings.layout == "project")
    _print_omissions(result.omissions)
    _print_removed(result.removed)


def print_api(settings: Settings) -> None:
    """Print the name of an API, before what follows about it."""
    out.print(f"[bold]{escape(settings.api or '')}[/]")


def print_project_file(name: str, status: str, text: str) -> None:
    """Print that a file of the project was written, or what the user has to add to it."""
    if status != "unchanged":
        out.print(f"[green]{status}[/] [bold]{escape(name)}[/]")
        return
    out.print(f"[yellow]unchanged[/] [bold]{escape(name)}[/]: add these lines to it")
    for line in text.splitlines():
        out.print(f"  {escape(line)}")


def print_later_commands(notes: Iterable[str]) -> None:
    """Print the commands for a project with settings, and what is left to do."""
    out.print("  later: specpress generate, after each change of the document")
    out.print("         specpress check, to compare the client with the document")
    for note in notes:
        out.print(f"  note: {escape(note)}")


def print_preview(result: Result, changes: Changes) -> None:
    """Print the files that a run would create, change and delete."""
    kinds = {
        "created": changes.created,
        "changed": changes.changed,
        "deleted": changes.deleted,
    }
    for kind, names in kinds.items():
        for name in names:
            out.print(f"[yellow]{kind}[/] {escape(name)}")
    count = sum(map(len, kinds.values()))
    output = escape(_display_output(result.settings))
    files = f"{count} of {len(result.files)} files would change"
    out.print(f"{files if count else 'nothing would change'} in [bold]{output}[/]")


def print_watching(count: int) -> None:
    """Print that a run is done, and that the next one waits for a change."""
    err.print(f"[dim]watching {count} {_pluralize('file', count)}; stop with Ctrl+C[/]")


def print_pages(styles: Mapping[str, int], *, has_docs: bool = True) -> None:
    """Print the number of methods that return pages although no extension declares it."""
    if not styles:
        return
    count = sum(styles.values())
    counts = ", ".join(f"{n} {style}" for style, n in sorted(styles.items()))
    verb = "returns" if count == 1 else "return"
    methods = f"{count} {_pluralize('method', count)} {verb} pages"
    see = ", see docs/pages.md" if has_docs else ""
    reason = f"inferred from parameters and responses{see}"
    cure = escape('pagination = "declared" in the settings infers none')
    out.print(f"  {methods} ({counts}), {reason}; {cure}")


def _print_omissions(omissions: Sequence[Problem]) -> None:
    if not omissions:
        out.print("  everything in the document is in the output")
        return
    count = len(omissions)
    parts = f"{count} {_pluralize('part', count)} of the document"
    verb = "is" if count == 1 else "are"
    out.print(f"[yellow]{parts} {verb} missing from the output[/]:")
    for problem in omissions[:MAX_OMISSIONS]:
        position = f" ({problem.position})" if problem.position else ""
        out.print(f"  {escape(f'{problem.omits}{position}')}")
    if count > MAX_OMISSIONS:
        out.print(f"  and {count - MAX_OMISSIONS} more")


def _print_removed(names: Sequence[str]) -> None:
    """Print the names whose parts the document does not contain any more."""
    if names:
        count = f"{len(names)} {_pluralize('name', len(names))}"
        out.print(f"[yellow]{count} removed since the last run[/]:")
        for name in names[:MAX_OMISSIONS]:
            out.print(f"  {escape(name)}")
        if len(names) > MAX_OMISSIONS:
            out.print(f"  and {len(names) - MAX_OMISSIONS} more")


def print_outdated_lock(settings: Settings) -> None:
    """Report that the names lock differs from the names of the document."""
    lock = escape(settings.names_lock.name)
    out.print(f"[red]outdated[/] [bold]{lock}[/]: run `specpress generate`")


def print_changed_names(old: Mapping[str, str], result: Result) -> None:
    """Report names of the client that differ from those of the last run, which are in `old`."""
    for key in old:
        was, now = escape(old[key]), escape(result.options[key])
        out.print(f"[red]another {key}[/]: the output has {was}, this run {now}")
    options = " ".join(f"--{key} {old[key]}" for key in old)
    cure = f"pass the options of the last run: {options}"
    # The names may be those of changed settings.
    has_settings = result.settings.source is not None
    out.print(escape(f"run `specpress generate`, or {cure}" if has_settings else cure))


def print_missing_output(settings: Settings) -> None:
    """Report that the output directory contains no files."""
    output = escape(_display_output(settings))
    out.print(f"[red]no files[/] in [bold]{output}[/]: run `specpress generate`")


def print_differences(differences: Sequence[Difference], file_count: int) -> None:
    """Print each difference with its cause and the beginning of its diff."""
    for difference in differences:
        _print_difference(difference)
    if differences:
        count = f"{len(differences)} of {file_count} files differ"
        out.print(f"[red]{count}[/]: run `specpress generate`")
    else:
        out.print(f"[green]clean[/]: all {file_count} files are up to date")


def print_hand_edits(differences: Sequence[Difference]) -> None:
    """Print the files that are not overwritten because they were edited by hand."""
    for difference in differences:
        _print_difference(difference)
    count = len(differences)
    out.print(
        f"[red]{count} {_pluralize('file', count)} edited by hand[/]; nothing was written."
        " Use templates or an overlay instead, or pass --force to overwrite"
    )


def print_kept(names: Sequence[str]) -> None:
    """Print the files that are not generated any more, but are not deleted."""
    for name in names:
        out.print(
            f"[yellow]kept[/] [bold]{escape(name)}[/]: it is not generated any more, but differs from"
            " the generated file; delete it if you do not need it"
        )


def print_recovered(settings: Settings) -> None:
    """Report that an interrupted write was completed or undone."""
    output = escape(_display_output(settings))
    out.print(f"[yellow]recovered[/] [bold]{output}[/] from an interrupted write")


def print_interrupted(settings: Settings, is_running: bool) -> None:
    """Report that the output is neither the old nor the new one."""
    output = escape(_display_output(settings))
    if is_running:
        out.print(f"[red]another run is writing[/] to [bold]{output}[/]: wait for it")
    else:
        out.print(
            f"[red]a write was interrupted[/] in [bold]{output}[/]: run `specpress generate`"
        )


def _print_difference(difference: Difference) -> None:
    """Print a difference with its cause and the beginning of its diff."""
    # Imported late, as the table below: few runs print either.
    from rich.syntax import Syntax

    path = f"[bold]{escape(difference.path)}[/]"
    out.print(f"[red]{difference.kind}[/] {path} (cause: {escape(difference.cause)})")
    lines = difference.diff.splitlines()
    if lines:
        beginning = "\n".join(map(printable, lines[:MAX_DIFF_LINES]))
        out.print(Syntax(beginning, "diff", background_color="default"))
    if len(lines) > MAX_DIFF_LINES:
        out.print(f"  … {len(lines) - MAX_DIFF_LINES} more lines")


def print_routes(
    routes: Sequence[tuple[str, str, str]], url: str, base_paths: Sequence[str]
) -> None:
    """Print the operations of a mock server (method, path, name) and its base URLs."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for title in ("method", "path", "operation"):
        table.add_column(title, no_wrap=True)
    for method, path, name in routes:
        table.add_row(
            f"[cyan]{escape(method)}[/]", escape(path), f"[dim]{escape(name)}[/]"
        )
    out.print(table)
    for base_path in base_paths:
        base_url = f"[bold]{escape(url + base_path)}[/]"
        out.print(f"[green]serving[/] {base_url}: {len(routes)} operations")


def print_resources(ids_by_lifecycle: Sequence[Iterable[str]]) -> None:
    """Print the ids of the initial resources, and how to stop the server."""
    for ids in ids_by_lifecycle:
        out.print(f"resources: {escape(', '.join(ids))}")
    out.print("stop with Ctrl+C")


def _display_document(settings: Settings) -> str:
    if settings.spec == "-":
        return "standard input"
    return PurePath(display_name(settings.spec)).name or settings.spec


def _pluralize(noun: str, count: int) -> str:
    if count == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _display_output(settings: Settings) -> str:
    """Return the output directory, relative to the working directory if it is below it."""
    # Unlike `resolve`, this function accepts links that lead to each other.
    output, current = Path(os.path.realpath(settings.output)), Path.cwd()
    if output == current:
        return "."
    if output.is_relative_to(current):
        return f"./{output.relative_to(current)}"
    return str(output)
