"""The page with the shortest and longest names of methods in the corpus, for human readers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.corpus.measure import Row

COUNT = 200
WIDTH = 110
# Six or more hexadecimal digits with a letter and a digit: not a date, not a word.
_HASH = re.compile(r"_(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{6,10}_?")


def is_hashed(name: str) -> bool:
    """Return whether a name ends in a hash."""
    return _HASH.fullmatch(name, name.rfind("_", 0, -1)) is not None


def summary(rows: Sequence[Row]) -> str:
    """Return the share of names that end in a hash."""
    total, hashed = (sum(row.names[index] for row in rows) for index in (0, 1))
    share = f"{100 * hashed / max(total, 1):.2f}"
    return f"names: {hashed} of {total} methods, arguments, classes, fields and enum members end in a hash ({share} %)."


def markdown(rows: Sequence[Row]) -> str:
    """Return the page: shortest and longest names of methods, without their resource."""
    methods = {name for row in rows for name in row.methods}
    ordered = sorted(methods, key=lambda name: (len(name.partition(".")[2]), name))
    lines = [
        "# Names",
        "",
        "Written by `make corpus`: resources and methods of clients that are generated from real documents by other",
        "people. The rules are in [decision 30](decisions/0030-names-from-rules.md).",
        "",
        f"- {summary(rows)}",
        "",
        f"## The {COUNT} shortest names of methods",
        "",
        *_wrap(ordered[:COUNT]),
        "",
        f"## The {COUNT} longest names of methods",
        "",
        *(f"- `{name}`" for name in ordered[-COUNT:]),
        "",
    ]
    return "\n".join(lines)


def _wrap(names: Sequence[str]) -> list[str]:
    """Return names as lines of a paragraph."""
    lines = [""]
    for name in names:
        entry = f"`{name}`"
        if len(lines[-1]) + len(entry) > WIDTH:
            lines.append("")
        lines[-1] += f" {entry}" if lines[-1] else entry
    return lines
