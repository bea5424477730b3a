"""A hostile text leaves the same syntax as a harmless one, from which the same names are derived.

`make harden` attacks all positions with more payloads, and searches the output for them.
"""

from __future__ import annotations

import re
from string import ascii_uppercase

import pytest
from hypothesis import example, given
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
from tests.property.shapes import Shape, file_shapes, markdown_shape

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


# The names of parameters in a path, and what separates its literals.
_STRUCTURE = re.compile(r"(\{[^{}]+\}|[/:.#?&=]+)")


def without_code(marker: str) -> str:
    """Return a harmless text from which the same names are derived."""
    return " ".join(words(marker)).capitalize()


def replace_code(slot: Slot, marker: str) -> str:
    """Return the harmless text for a slot; the structure of a path stays, as in `/a/{b}:c`."""
    path, is_key = slot
    if not (is_key and path[:1] == ("paths",) and len(path) == 2):
        return without_code(marker)
    return "".join(map(_replace_part, _STRUCTURE.split(marker)))


def _replace_part(part: str) -> str:
    """Return a harmless part of a path; punctuation alone has words, but not in a path."""
    if _STRUCTURE.fullmatch(part):
        return f"{{{without_code(part)}}}" if part.startswith("{") else part
    return without_code(part) if any(map(str.isalnum, part)) else ""


def shapes_with(slot: Slot, text: str) -> dict[str, Shape] | None:
    """Return the shapes of the files with a text in one slot; None if the document is rejected."""
    try:
        files = generate_from_tree(replace_text(FULL_DOCUMENT, slot, text)).files
    except DocumentError as error:
        assert all(problem.position for problem in error.problems)
        return None
    return file_shapes(files)


@example(
    (("components", "schemas", "Pet", "required", 1), False), "Jx \r\rimport pwned\r"
)
@example(
    (("components", "schemas", "Pet", "externalDocs", "url"), False),
    "Jx \r\rimport pwned\r",
)
@example((("tags", 1, "description"), False), "Jx \r\rimport pwned\r")
@example(
    (("components", "schemas", "Level", "enum", 0), False),
    "Qx ` | </code> ](pwned) <!--",
)
@given(st.sampled_from(SLOTS), st.sampled_from(MARKERS))
def test_text_in_one_slot(slot: Slot, marker: str) -> None:
    hostile = shapes_with(slot, marker)
    harmless = replace_code(slot, marker)
    expected = shapes_with(slot, harmless)
    if hostile is not None and expected is not None and hostile != expected:
        # Media types and headers with control characters are omitted.
        assert hostile == shapes_with(slot, f"{harmless}\x01")


BLOCKS = ("# H", "===", "---", "> q", "```\nx\n```", "1. x", "- x", "    x", "[a](b)", "[a]: b", "|a|", "<b>")  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS)
def test_shape_of_markdown_has_all_blocks_but_paragraphs(block: str) -> None:
    plain = markdown_shape("Text.\n\n- item\n")
    assert markdown_shape(f"Text.\n\n{block}\n\n- item\n") != plain
    assert markdown_shape("Text.\n\nMore.\n\n- item\n") == plain
