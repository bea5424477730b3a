"""Reference pages from the sources: `docs/options.md` and `docs/problems.md` (`make golden` writes them)."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from specpress.cli import main
from specpress.cli.explanations import COMMANDS, DOCUMENT, Page, load_pages
from tests.docs.blocks import DOCS

OPTIONS = """# Options

All commands with their arguments and options, as `specpress COMMAND --help` prints them. [Commands](commands.md) describes what they do, with the
exit codes. Options that are also [settings](settings.md) override them.
"""
PROBLEMS = """# Problems

The codes at the end of the messages of specpress, as `specpress explain CODE` prints them. In the examples, `-` marks the fault and `+` the
fix; where no command is shown, it is `specpress generate openapi.yaml`.

"""
USUAL_COMMAND = (f" specpress generate {DOCUMENT}",)


def render_options() -> str:
    """Return the page with the options of each command."""
    return OPTIONS + "".join(_render_command(n, c) for n, c in _list_commands())


def _list_commands() -> Iterator[tuple[str, click.Command]]:
    yield "specpress", main
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        yield f"specpress {name}", command


def _render_command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    usage = " ".join(command.collect_usage_pieces(context))
    text = inspect.cleandoc(command.help or "")
    rows = "".join(
        _render_option(option, context)
        for option in command.params
        if isinstance(option, click.Option)
    )
    options = f"| option | meaning |\n|---|---|\n{rows}" if rows else ""
    return f"\n## `{name}`\n\n{text}\n\nUsage: `{name} {usage}`\n\n{options}"


def _render_option(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    if record is None:
        return ""
    flags, meaning = (" ".join(text.replace("|", "\\|").split()) for text in record)
    return f"| `{flags}` | {meaning} |\n"


def render_problems() -> str:
    """Return the page with the meaning, the fix and the example of each problem."""
    pages = load_pages().values()
    rows = "".join(
        f"| [`{page.code}`](#{page.code}) | {page.meaning} |\n" for page in pages
    )
    table = f"| code | meaning |\n|---|---|\n{rows}"
    return PROBLEMS + table + "".join(map(_render_problem, pages))


def _render_problem(page: Page) -> str:
    blocks = "".join(
        f"\n```{'console' if name == COMMANDS else 'diff'}\n{_head(name)}{_join(lines)}```\n"
        for name, lines in page.example.blocks.items()
        if lines != USUAL_COMMAND
    )
    return f"\n## {page.code}\n\n{page.meaning}\n\nFix: {page.fix}\n{blocks}"


def _head(name: str) -> str:
    return "" if name == COMMANDS else f" # {name}\n"


def _join(lines: tuple[str, ...]) -> str:
    # Commands that are the same in both forms have no marks.
    is_plain = all(line.startswith(" specpress") for line in lines)
    return "".join(f"{line[is_plain:].rstrip()}\n" for line in lines)


PAGES = {"options.md": render_options, "problems.md": render_problems}


def update() -> None:
    """Write the pages."""
    for name, render in PAGES.items():
        (DOCS / name).write_text(render(), "utf-8", newline="\n")
