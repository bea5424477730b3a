"""Code blocks of a Markdown page, with the comments before them that change how they run.

<!-- not run: REASON -->      the next block is not executed
<!-- runs with: TOOL -->      the next block uses another generator (`other_tools.py`)
<!-- exit code: 1 -->         the last command of the next block exits with this code
<!-- setup: bookshop -->      files, client and server of the whole page
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_MARK = re.compile(r"<!-- (not run|runs with|exit code|setup): (.+?) -->")
_FILE = re.compile(r"(?:#|\{#) ([\w./-]+\.\w+)(?: #\})?\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, its lines in the page."""

    language: str
    text: str
    lines: tuple[int, int]
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str | None:
        """The path in the first line, a comment: the block is the content of this file."""
        match = _FILE.match(self.text)
        return match[1] if match and self.language != "console" else None

    @property
    def content(self) -> str:
        """The content of the file; the first line of a template must be its own."""
        return _FILE.sub("", self.text) if self.language == "jinja" else self.text


def read_blocks(page: Path) -> list[Block]:
    """Return the blocks of a page in their order.

    Raises:
        ValueError: A block is inside of a list or a quotation.
    """
    blocks: list[Block] = []
    marks: dict[str, str] = {}
    for token in MarkdownIt().parse(page.read_text("utf-8")):
        if token.type == "html_block":
            marks |= dict(_MARK.findall(token.content))
        elif token.type == "fence":
            if token.level:
                raise ValueError(f"{page.name}: a block is indented: {token.content}")
            first, end = token.map or (0, 0)
            lines = (first + 1, end - 1)
            blocks.append(Block(token.info, token.content, lines, marks))
            marks = {}
    return blocks


def read_setup(page: Path) -> str:
    """Return the setup of a page: the value of its mark, or an empty text."""
    return next((b.marks["setup"] for b in read_blocks(page) if "setup" in b.marks), "")
