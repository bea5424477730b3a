"""Files of other projects in the documentation: name, version, licence and digest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

DIRECTORY = Path(__file__).parent / "vendor"
FOLDER = "assets/"


@dataclass(frozen=True, slots=True)
class VendoredFile:
    """A file of another project, which is copied unchanged."""

    name: str
    """The name of the file."""
    project: str
    """The name of the project in its registry."""
    version: str
    source: str
    """The path of the file in the package of the project."""
    licence: str
    """SPDX expression."""
    digest: str
    """SHA-256 of the content."""


VENDORED = (
    VendoredFile(
        "simple.min.css",
        "simpledotcss",
        "2.3.7",
        "simple.min.css",
        "MIT",
        "fb0624582679e4af905268e0fb461128583a49b5d9e5d8675d1c9e2fc34c7d3d",
    ),
    VendoredFile(
        "minisearch.js",
        "minisearch",
        "7.2.0",
        "dist/umd/index.js",
        "MIT",
        "03c27931eb603af1d3358579e9885eafdb6a2f5fa9929557b3e77d7e99d06d03",
    ),
)
LICENCES = "licences.txt"


@cache
def read_vendored() -> dict[str, str]:
    """Return the files by their paths in the documentation, with the texts of their licences."""
    names = [*(file.name for file in VENDORED), LICENCES]
    return {f"{FOLDER}{name}": (DIRECTORY / name).read_text("utf-8") for name in names}
