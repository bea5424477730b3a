"""Print what staged documents change, for the hook of pre-commit: ``python -m specpress.cli.staged_diff FILE…``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import click

from specpress.cli import main as command
from specpress.diff.revisions import run_git
from specpress.document.problems import UsageError

REVISION = "HEAD"


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare each document with its last commit, and exit with the highest exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", help="documents")
    parser.add_argument(
        "--fail-on",
        choices=["breaking", "risky", "safe", "never"],
        default="never",
        help="fail if a change has at least this severity (default: never)",
    )
    options = parser.parse_args(arguments)
    statuses = [
        compare_with_head(Path(file), options.fail_on) for file in options.files
    ]
    raise SystemExit(max(statuses, default=0))


def compare_with_head(file: Path, fail_on: str) -> int:
    """Print the changes of a document since the last commit; return the exit code of `diff`.

    The file is the staged one: pre-commit hides changes that are not staged.
    """
    old = f"{REVISION}:./{file.as_posix()}"
    if not _exists(old):
        click.echo(f"{file.as_posix()}: a new document")
        return 0
    arguments = [old, file.as_posix(), "--fail-on", fail_on]
    try:
        command.main(["diff", *arguments], standalone_mode=False)
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else 1
    return 0


def _exists(revision: str) -> bool:
    try:
        run_git(revision, ["cat-file", "-e", revision])
    except UsageError:
        return False
    return True


if __name__ == "__main__":
    main()
