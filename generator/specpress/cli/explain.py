"""The command ``specpress explain``: the page of a problem code."""

from __future__ import annotations

import click

from specpress.cli.options import TRACEBACK
from specpress.terminal import printable_line


def _complete_codes(
    _: click.Context, __: click.Parameter, incomplete: str
) -> list[str]:
    from specpress.cli.explanations import load_pages

    return [code for code in load_pages() if code.startswith(incomplete)]


@click.command()
@click.argument("code", required=False, shell_complete=_complete_codes)
@TRACEBACK
def explain(code: str | None) -> None:
    """Explain a problem CODE: its meaning, how to fix it, and an example.

    Problems end with their code in brackets. Without CODE, all codes are listed. Lines of examples that begin with -
    cause the problem, those that begin with + replace them.
    """
    from specpress.cli import explain_report
    from specpress.cli.explanations import load_pages, suggest_code

    if code is None:
        explain_report.print_codes()
        return
    page = load_pages().get(code.strip("[]").casefold())
    if page is None:
        similar = suggest_code(code)
        cure = (
            f"did you mean {similar!r}?"
            if similar
            else "`specpress explain` lists all codes"
        )
        raise click.UsageError(f"unknown code {printable_line(code)!r}: {cure}")
    explain_report.print_page(page)
