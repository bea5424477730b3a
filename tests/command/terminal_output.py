"""What commands print on terminals of several widths, with and without colours."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from click.testing import CliRunner

from specpress.cli import main, report

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (40, 80, 120)
DOCUMENT = """openapi: 3.1.0
info: {title: Books, version: 1.0.0}
servers: [{url: books.example/v1}]
paths:
  /books/{id}:
    get:
      sumary: Return a book with a description that is longer than the width of most terminals, so that it is cut
      responses:
        '200': {description: A book, content: {application/json: {schema: {$ref: '#/components/schemas/Bok'}}}}
components:
  schemas:
    Book:
      type: object
      required: [title]
      properties: {name: {type: string, default: 12}}
"""
FAULTY_SETTINGS = """spec = "openapi.yaml"
outptu = "client"
package = "class"
strict = "yes"
naive-datetimes = "utcc"
"""
FILES = {
    "openapi.yaml": DOCUMENT,
    "faulty.yaml": "openapi: 3.1.0\\ninfo: {title: Books, version: 1.0.0\\npaths: {}\\n",
    "other/specpress.toml": FAULTY_SETTINGS,
}
COMMANDS = {
    "help": ["--help"],
    "help-generate": ["generate", "--help"],
    "help-init": ["init", "--help"],
    "explain": ["explain", "unknown-key"],
    "problems": ["generate", "openapi.yaml", "--dry-run", "--strict"],
    "missing-file": ["generate", "opnapi.yaml"],
    "invalid-yaml": ["generate", "faulty.yaml"],
    "settings": ["generate", "--config", "other"],
    "usage": ["generate", "my", "api.yaml"],
}


def render_all() -> dict[str, str]:
    """Return what each command prints, by the name of its golden file."""
    with _project():
        return {
            f"{name}-{width}{'-colour' if has_colour else ''}.txt": _run(
                arguments, width, has_colour
            )
            for name, arguments in COMMANDS.items()
            for width in WIDTHS
            for has_colour in (False, True)
        }


@contextmanager
def _project() -> Iterator[None]:
    current = Path.cwd()
    with TemporaryDirectory() as directory:
        os.chdir(directory)
        try:
            for name, text in FILES.items():
                Path(name).parent.mkdir(exist_ok=True)
                Path(name).write_text(text, "utf-8")
            yield
        finally:
            os.chdir(current)


def _run(arguments: list[str], width: int, has_colour: bool) -> str:
    stream = io.StringIO()
    console = report.Output(
        file=stream,
        width=width,
        highlight=False,
        soft_wrap=True,
        emoji=False,
        force_terminal=has_colour,
        force_interactive=False,
        color_system="standard" if has_colour else None,
        legacy_windows=False,
    )
    with (
        mock.patch.object(report, "out", console),
        mock.patch.object(report, "err", console),
    ):
        runner = CliRunner(env={"COLUMNS": str(width)})
        result = runner.invoke(main, arguments, color=has_colour, prog_name="specpress")
    return f"{result.output}{stream.getvalue()}exit code {result.exit_code}\n"


def update() -> None:
    """Write the golden files."""
    texts = render_all()
    for path in GOLDEN.glob("*.txt"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (GOLDEN / name).write_text(text, "utf-8", newline="\n")
