"""Docstrings and literals, judged by black and by the parser."""

from __future__ import annotations

import ast

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.python.source_text import (
    display_width,
    escape_docstring,
    format_docstring,
    format_docstring_entry,
    format_literal,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", '"a"'),
        ("it's", '"it\'s"'),
        ('say "a"', "'say \"a\"'"),
        ("a\\b\n", '"a\\\\b\\n"'),
        ("é日", '"é日"'),
        ("\u202e\x00\ud800", '"\\u202e\\x00\\ud800"'),
        ("😀", '"😀"'),
    ],
)
def test_format_literal(text: str, expected: str) -> None:
    assert format_literal(text) == expected


@given(st.text())
def test_literal_evaluates_to_the_text_and_is_formatted(text: str) -> None:
    assert ast.literal_eval(format_literal(text)) == text
    assert (
        black.format_str(f"x = {format_literal(text)}\n", mode=black.Mode())
        == f"x = {format_literal(text)}\n"
    )


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "```",
            "~~~python",
            "> ",
            "> [!NOTE]",
            "| a | b |",
            "# ",
            "- ",
            "1. ",
            "\t",
            "  ",
        ]
    )
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
    | st.just("\n")
).map("".join)


@given(st.text(st.characters(exclude_categories=("Cs",))) | MARKDOWN)
def test_document_text_cannot_end_a_docstring(text: str) -> None:
    lines = format_docstring(text, 4)
    source = "\n".join(["class A:", *lines, "", "    b = 1", ""])
    (statement,) = ast.parse(source).body
    assert isinstance(statement, ast.ClassDef)
    assert len(statement.body) == 1 + bool(lines)
    assert black.format_str(source, mode=black.Mode()) == source


@pytest.mark.parametrize(
    "text", ["\x1f", " \u200b", "\u200b ", "a \x7f", "\u202e \u200b a"]
)
def test_invisible_characters_leave_no_blank_at_the_end(text: str) -> None:
    escaped = escape_docstring(f"name: {text}")
    assert escaped == escaped.strip()
    assert "  " not in escaped


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_escaped_docstring_line_is_one_line(text: str) -> None:
    source = f'"""Begins.\n\n    {escape_docstring(text)} and ends.\n"""\n'
    (statement,) = ast.parse(source).body
    assert isinstance(statement, ast.Expr)
    assert len(source.splitlines()) == 4


def test_wide_characters_have_two_columns() -> None:
    assert display_width("a漢") == 3


def test_docstring_keeps_markdown_lines() -> None:
    text = """\
Two lines
that are one.
## A heading
After it.
| a | b |
|---|---|
| 1 | 2 |
> [!NOTE]
> Two lines
> that are one.
- An item
  continues.
```python
if it:
    call()
```
The end.
"""
    assert format_docstring(text, 0) == [
        '"""Two lines that are one.',
        "## A heading",
        "After it.",
        "| a | b |",
        "|---|---|",
        "| 1 | 2 |",
        "> [!NOTE]",
        "> Two lines that are one.",
        "- An item",
        "    continues.",
        "```python",
        "if it:",
        "    call()",
        "```",
        "The end.",
        '"""',
    ]


def test_long_word_of_an_entry_is_indented() -> None:
    first, *others = format_docstring_entry(f"{'x' * 120} (default 1): text", 16)
    assert first.startswith(" " * 16 + "x")
    assert all(line.startswith(" " * 20) for line in others)
