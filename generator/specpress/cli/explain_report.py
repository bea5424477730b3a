"""Terminal output of ``specpress explain``."""

from __future__ import annotations

from specpress.cli import report
from specpress.cli.explanations import COMMANDS, Page, load_pages
from specpress.cli.report import escape

COLOURS = {"-": "red", "+": "green"}


def print_codes() -> None:
    """Print each code with the first sentence of its meaning."""
    pages = load_pages().values()
    width = max(len(page.code) for page in pages)
    for page in pages:
        sentence, _, _ = page.meaning.partition(". ")
        report.out.print(
            f"[bold]{page.code:<{width}}[/] {escape(sentence.rstrip('.'))}"
        )


def print_page(page: Page) -> None:
    """Print the page of a code."""
    report.out.print(f"[bold]{page.code}[/]\n")
    report.print_wrapped(page.meaning)
    report.print_wrapped(f"Fix: {page.fix}")
    for name, lines in page.example.blocks.items():
        if lines:
            report.out.print(f"\n[dim]{'commands' if name == COMMANDS else name}[/]")
        for line in lines:
            _print_line(line)


def _print_line(line: str) -> None:
    """Print a line of an example; the prefix has a column of its own."""
    prefix = f"{line[:1]} " if line[:1] in COLOURS else "  "
    text, colour = escape(prefix + line[1:]), COLOURS.get(line[:1])
    report.out.print(f"  [{colour}]{text}[/]" if colour else f"  {text}")
