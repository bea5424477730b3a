"""The pages whose blocks run, and those that other tests check."""

from __future__ import annotations

from pathlib import Path

from tests.docs.blocks import DOCS, ROOT, Block, read_blocks

EXECUTED = [
    ROOT / "README.md",
    DOCS / "tutorial.md",
    DOCS / "documentation-site.md",
    DOCS / "lock-files.md",
    DOCS / "python-api.md",
    DOCS / "recordings.md",
    *sorted(DOCS.glob("guides/*.md")),
    *sorted(DOCS.glob("coming-from/*.md")),
]


def list_blocks_not_run() -> list[tuple[Path, Block]]:
    """Return the blocks of executed pages that are marked with a reason not to run."""
    return [
        (page, block)
        for page in EXECUTED
        for block in read_blocks(page)
        if "not run" in block.marks
    ]
