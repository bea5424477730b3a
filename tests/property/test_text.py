"""No text of a document becomes code: not in Python, not in TOML, not in Markdown, in no position there is."""

from __future__ import annotations

from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.names import words
from specpress.problems import DocumentError
from tests.property.atlas import ATLAS, Position, planted, positions
from tests.property.pressing import press_tree
from tests.property.shape import shapes

ENDINGS = (
    '"""\nimport pwned\n"""',
    "'''\nimport pwned\n'''",
    '\\""" + pwned() + \\"""',
    "'); pwned() #",
    '"); pwned() #',
    '", pwned(), "',
    "', pwned(), '",
    "\\",
    "\\\n]\nimport pwned\n[",
    "\r\rimport pwned\r",
    "\x0cimport pwned",
    "{{ pwned() }}",
    "{% include 'pwned' %}",
    "{pwned()} %(pwned)s",
    '"]\n[tool.pwned]\npwned = ["',
    "|<b>pwned()",
    "` | </code> ](pwned) <!--",
    "\u202e\u2066 \x00\x1b pwned",
    "../../pwned/",
)
MARKERS = tuple(
    f"{letter}x {text}" for letter, text in zip(ascii_uppercase, ENDINGS, strict=False)
)
"""Texts that would be code where one of them got out; no two have the same words."""
POSITIONS = sorted(positions(ATLAS), key=repr)


def harmless(marker: str) -> str:
    """A text from which the same names are made."""
    return " ".join(words(marker)).capitalize()


def pressed(position: Position, text: str) -> dict[str, str] | None:
    """What comes out with a text in a position; None where the document is refused."""
    try:
        return press_tree(planted(ATLAS, position, text)).files
    except DocumentError as error:
        assert all(problem.place for problem in error.problems)
        return None


@given(st.sampled_from(POSITIONS), st.sampled_from(MARKERS))
def test_no_text_becomes_code(position: Position, marker: str) -> None:
    files, others = pressed(position, marker), pressed(position, harmless(marker))
    if files is not None and others is not None:
        assert shapes(files) == shapes(others)


@pytest.mark.parametrize("turn", range(4))
def test_no_text_becomes_code_in_all_positions_at_once(turn: int) -> None:
    tree, other = ATLAS, ATLAS
    for index, position in enumerate(filter(is_free, POSITIONS)):
        marker = MARKERS[(index + turn * 5) % len(MARKERS)]
        tree = planted(tree, position, marker)
        other = planted(other, position, harmless(marker))
    assert shapes(press_tree(tree).files) == shapes(press_tree(other).files)


FREE = (
    "title",
    "description",
    "summary",
    "default",
    "example",
    "examples",
    "url",
    "name",
)


def is_free(position: Position) -> bool:
    """Whether it is a value that may be any text, wherever it stands."""
    way, is_key = position
    return not is_key and way[-1] in FREE and "properties" not in way[-2:-1]
