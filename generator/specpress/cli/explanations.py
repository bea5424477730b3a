"""The pages of `specpress explain`: meaning, fix and example of each problem code.

The Markdown files in `problem_pages/` are the only source: a section per code, with the meaning, a
paragraph that begins with "Fix:", and blocks of files and commands. Lines that begin with `-` are the
fault, those with `+` replace them; a test runs both.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DOCUMENT = "openapi.yaml"
SETTINGS = "specpress.toml"
OVERLAY = "overlay.yaml"
COMMANDS = "console"
# The lines with which an example begins unless it has lines like them.
BEGINNINGS = {
    DOCUMENT: ("openapi: 3.1.0", "info: {title: Books, version: 1.0.0}", "paths: {}"),
    OVERLAY: ("overlay: 1.0.0", "info: {title: Changes, version: 1.0.0}"),
}
_SECTION = re.compile(r"^## (\S+)\n", re.MULTILINE)
_BLOCK = re.compile(r"^```(diff|file) (\S+)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """Files and commands that raise a problem, each line with the prefix `-`, `+` or a blank."""

    blocks: Mapping[str, tuple[str, ...]]

    def get_files(self, *, is_fixed: bool) -> dict[str, str]:
        """Return the content of each file."""
        texts = {
            name: "".join(f"{line}\n" for line in _select(lines, is_fixed))
            for name, lines in self.blocks.items()
            if name != COMMANDS
        }
        # Other files that have no lines in one form do not exist in it.
        return {n: text for n, text in texts.items() if text or n == DOCUMENT}

    def get_commands(self, *, is_fixed: bool) -> list[str]:
        """Return the commands, in their order."""
        return [*_select(self.blocks[COMMANDS], is_fixed)]


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a code."""

    code: str
    meaning: str
    fix: str
    example: Example


@cache
def load_pages() -> Mapping[str, Page]:
    """Return the pages by their code, sorted."""
    directory = files("specpress.cli").joinpath("problem_pages")
    pages = [
        page
        for path in sorted(directory.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".md")
        for page in _parse(path.read_text("utf-8"))
    ]
    return {page.code: page for page in sorted(pages, key=lambda page: page.code)}


def suggest_code(text: str) -> str | None:
    """Return the code that is most similar to a text."""
    close = difflib.get_close_matches(text.casefold(), load_pages(), 1, 0.5)
    return close[0] if close else None


def _parse(text: str) -> Iterator[Page]:
    _, *parts = _SECTION.split(text)
    for code, body in zip(parts[::2], parts[1::2], strict=True):
        prose = " ".join(_BLOCK.sub("", body).split())
        meaning, _, fix = prose.partition(" Fix: ")
        yield Page(code, meaning, fix, Example(dict(_read_blocks(body))))


def _read_blocks(body: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the blocks: parts of a document with its first lines, and the usual command if there is none."""
    names = []
    for kind, name, text in _BLOCK.findall(body):
        lines = tuple(line or " " for line in text.splitlines())
        keys = {_get_key(line) for line in lines}
        first = BEGINNINGS.get(name, ()) if kind == "diff" else ()
        yield name, (*(f" {t}" for t in first if _get_key(f" {t}") not in keys), *lines)
        names.append(name)
    if COMMANDS not in names:
        spec = "" if SETTINGS in names else f" {DOCUMENT}"
        overlay = f" --overlay {OVERLAY}" if OVERLAY in names else ""
        yield COMMANDS, (f" specpress generate{spec}{overlay}",)


def _get_key(line: str) -> str:
    """Return the key of a line that is not indented."""
    return line[1:].partition(":")[0]


def _select(lines: tuple[str, ...], is_fixed: bool) -> Iterator[str]:
    left_out = "-" if is_fixed else "+"
    return (line[1:] for line in lines if not line.startswith(left_out))
