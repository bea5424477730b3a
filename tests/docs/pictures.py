"""Pictures of the README as SVG: what commands print, and generated code (`make golden` writes them)."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from click.testing import CliRunner
from rich.console import Console
from rich.syntax import Syntax
from rich.text import Text

from specpress.cli import main, report
from tests.docs.blocks import DOCS
from tests.docs.services import build_bookshop, read_yaml_document

DIRECTORY = DOCS / "pictures"
WIDTH = 112
# Without fonts of other hosts, which the format of rich loads.
FORMAT = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def render_all() -> dict[str, str]:
    """Return the pictures by their names."""
    return {
        "commands.svg": _draw_commands("commands"),
        "code.svg": _draw_code("code"),
    }


def _export(console: Console, name: str, title: str) -> str:
    text = console.export_svg(title=title, code_format=FORMAT, unique_id=name)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines() if line.strip())


def _console(width: int = WIDTH) -> Console:
    return Console(record=True, width=width, file=io.StringIO(), legacy_windows=False)


def _draw_commands(name: str) -> str:
    """Draw a run that reports a problem, and the explanation of this problem."""
    console = _console()
    current = Path.cwd()
    with TemporaryDirectory() as directory:
        os.chdir(directory)
        try:
            _write_document(Path("openapi.yaml"))
            _print_command(console, "specpress generate openapi.yaml -o client")
            _print_command(console, "specpress explain unknown-key")
        finally:
            os.chdir(current)
    return _export(console, name, "specpress")


def _write_document(path: Path) -> None:
    """Write the document of the bookshop as YAML, with a misspelt key."""
    text = read_yaml_document()
    path.write_text(text.replace("summary: Log in", "sumary: Log in"), "utf-8")


def _print_command(console: Console, command: str) -> None:
    console.print(f"[bold green]$[/] {command}", highlight=False)
    stream = io.StringIO()
    output = report.Output(
        file=stream,
        width=WIDTH,
        highlight=False,
        soft_wrap=True,
        emoji=False,
        force_terminal=True,
        force_interactive=False,
        color_system="standard",
        legacy_windows=False,
    )
    with (
        mock.patch.object(report, "out", output),
        mock.patch.object(report, "err", output),
    ):
        CliRunner().invoke(main, command.split()[1:], color=True)
    text = re.sub(r"\d+\.\d s\b", "0.3 s", stream.getvalue())
    # Versions of rich differ in whether they keep the last line break.
    console.print(Text.from_ansi(text.rstrip("\n")), highlight=False)


def _draw_code(name: str) -> str:
    """Draw a model, and a method of a resource."""
    package = build_bookshop() / "bookshop_client"
    model = (package / "models/book_in.py").read_text("utf-8")
    resource = (package / "resources/books.py").read_text("utf-8")
    beginning = resource[
        resource.index("class Books") : resource.index("    def __init")
    ]
    method = resource[
        resource.index("    def get(") : resource.index("    def delete(")
    ]
    code = f"{model[model.index('@dataclass') :]}\n\n{beginning}{method.rstrip()}"
    console = _console(88)
    console.print(Syntax(code, "python", theme="one-dark", background_color="default"))
    return _export(console, name, "bookshop_client")


def read_text(picture: str) -> list[str]:
    """Return the texts of a picture, which do not depend on versions of rich and Pygments."""
    return "".join(re.findall(r"<text[^>]*>([^<]*)</text>", picture)).split("&#160;")


def update() -> None:
    """Write the pictures."""
    DIRECTORY.mkdir(exist_ok=True)
    for name, picture in render_all().items():
        (DIRECTORY / name).write_text(picture, "utf-8", newline="\n")
