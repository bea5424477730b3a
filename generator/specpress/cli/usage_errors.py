"""The group of the commands: errors in options are problems in the formats for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from specpress.guard import GuardedGroup

_ARGUMENTS = "specpress.arguments"
FORMATS = ("json", "sarif", "github")


class CommandGroup(GuardedGroup):
    """A group that reports invalid options in the format that the command line chooses."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Remember the command line, of which an error leaves the rest unread."""
        arguments = [*args]
        ctx = super().make_context(info_name, args, parent, **extra)
        ctx.meta[_ARGUMENTS] = arguments
        return ctx

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command and its arguments; an unknown name is an error with a similar one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            similar = _find_similar(args[0], self.list_commands(ctx))
            if similar is None:
                raise
            text = f"{error.message} Did you mean {similar!r}?"
            raise click.UsageError(text, error.ctx) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; print an error of its options as a problem."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            problem_format = find_format(ctx.meta[_ARGUMENTS])
            if problem_format is None:
                raise
            _report(ctx, error, problem_format)
            if problem_format == "github":
                # Its annotations are beside the text for people.
                raise
            raise SystemExit(error.exit_code) from error


def _find_similar(text: str, names: Sequence[str]) -> str | None:
    """Return the name that a text may mean: it begins with it, or is similar."""
    import difflib

    begins = [name for name in names if name.startswith(text)]
    return next(iter([*begins, *difflib.get_close_matches(text, names, 1)]), None)


def find_format(arguments: Sequence[str]) -> str | None:
    """Return the format for programs that a command line chooses; None for text."""
    chosen = None
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == "--":
            break
        if argument == "--json":
            chosen = "json"
        elif argument == "--format":
            chosen = following
        elif argument.startswith("--format="):
            chosen = argument.removeprefix("--format=")
    return chosen if chosen in FORMATS else None


def _report(ctx: click.Context, error: click.UsageError, problem_format: str) -> None:
    # Imported late, as everything that `--help` does not need.
    from specpress.cli import problem_log
    from specpress.document.problems import Problem

    if not problem_log.is_started():
        problem_log.start(ctx, problem_format)
    hint = f"`{error.ctx.command_path} --help` lists the options" if error.ctx else None
    problem_log.add([Problem(error.format_message(), hint, code="invalid-usage")])
