"""No text of a document becomes code in Python, TOML or Markdown, in any position of the specification."""

from __future__ import annotations

from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.document.problems import DocumentError
from specpress.python.names import words
from tests.property.full_document import (
    FULL_DOCUMENT,
    Slot,
    replace_text,
    text_slots,
)
from tests.property.packages import generate_from_tree
from tests.property.shapes import Shape, file_shapes

PAYLOADS = (
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
# Code wherever they are not escaped; the letter makes the names derived from them unique.
MARKERS = tuple(
    f"{letter}x {payload}"
    for letter, payload in zip(ascii_uppercase, PAYLOADS, strict=False)
)
SLOTS = sorted(text_slots(FULL_DOCUMENT), key=repr)


def without_code(marker: str) -> str:
    """Return a harmless text from which the same names are derived."""
    return " ".join(words(marker)).capitalize()


def shapes_with(slot: Slot, text: str) -> dict[str, Shape] | None:
    """Return the shapes of the files with a text in one slot; None if the document is rejected."""
    try:
        files = generate_from_tree(replace_text(FULL_DOCUMENT, slot, text)).files
    except DocumentError as error:
        assert all(problem.position for problem in error.problems)
        return None
    return file_shapes(files)


@given(st.sampled_from(SLOTS), st.sampled_from(MARKERS))
def test_text_in_one_slot(slot: Slot, marker: str) -> None:
    hostile = shapes_with(slot, marker)
    harmless = shapes_with(slot, without_code(marker))
    if hostile is not None and harmless is not None:
        assert hostile == harmless


@pytest.mark.parametrize("turn", range(4))
def test_texts_in_all_slots(turn: int) -> None:
    hostile, harmless = FULL_DOCUMENT, FULL_DOCUMENT
    for index, slot in enumerate(filter(accepts_any_text, SLOTS)):
        marker = MARKERS[(index + turn * 5) % len(MARKERS)]
        hostile = replace_text(hostile, slot, marker)
        harmless = replace_text(harmless, slot, without_code(marker))
    assert file_shapes(generate_from_tree(hostile).files) == file_shapes(
        generate_from_tree(harmless).files
    )


FREE_TEXT_KEYWORDS = (
    "title",
    "description",
    "summary",
    "default",
    "example",
    "examples",
    "url",
    "name",
)


def accepts_any_text(slot: Slot) -> bool:
    """Return whether a slot is a value that any text is valid for."""
    path, is_key = slot
    is_property_name = "properties" in path[-2:-1]
    return not is_key and path[-1] in FREE_TEXT_KEYWORDS and not is_property_name
