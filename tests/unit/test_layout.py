"""Formatting of Python statements, compared with black, and escaping of document text."""

from __future__ import annotations

import ast

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.python.layout import (
    display_width,
    escape_docstring,
    format_call,
    format_definition,
    format_docstring,
    format_literal,
    format_statement,
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


@pytest.mark.parametrize("width", range(50, 90))
def test_one_item_tuple_keeps_its_comma(width: int) -> None:
    item = f'Parameter(name="{"x" * (width - 40)}", location="file")'
    lines = format_call("body = Body(", ['kind="multipart"', f"fields=({item},)"])
    text = "\n".join(lines) + "\n"
    assert text == black.format_str(text, mode=black.Mode())
    assert ",)" in text or "),\n    )" in text


def test_wide_characters_have_two_columns() -> None:
    assert display_width("a漢") == 3
    assert format_call("f(", ["漢" * 30, "漢" * 20], 0) == [
        "f(",
        f"    {'漢' * 30},",
        f"    {'漢' * 20},",
        ")",
    ]


@pytest.mark.parametrize("length", range(55, 100))
def test_format_annotated_union_alias(length: int) -> None:
    parts = [
        f'"{"B" * 60} | {"C" * 40}"',
        f'Discriminator("type", {{"b": "{"B" * 60}"}})',
    ]
    lines = format_call(f"{'A' * length}: TypeAlias = Annotated[", parts, 0, "]")
    source = "\n".join([*lines, ""])
    assert black.format_str(source, mode=black.Mode()) == source


@pytest.mark.parametrize("length", range(20, 80))
def test_format_definition(length: int) -> None:
    name, typed = "f" * length, "T" * (length // 2)
    for parameters in ("self", f"self, status: {typed}, **fields: Any"):
        lines = format_definition(f"def {name}({parameters}) -> dict[str, {typed}]:")
        source = "\n".join([*lines, "    pass", ""])
        assert black.format_str(source, mode=black.Mode()) == source


@pytest.mark.parametrize("length", range(20, 95))
def test_format_plain_assignment(length: int) -> None:
    for value in (f"{'A' * length}.{'B' * 10}", f'"{"text " * (length // 5)}"'):
        lines = format_statement(f"name: {'A' * (length // 3)} = {value}", 4)
        source = "\n".join(["class C:", *lines, ""])
        assert black.format_str(source, mode=black.Mode()) == source


@pytest.mark.parametrize("length", range(20, 95))
def test_format_optional_field(length: int) -> None:
    for name in ("a", "name" * 5, "n" * length):
        for typed in ("T" * length, f"list[{'T' * length}]", f"models.{'T' * length}"):
            lines = format_statement(f"{name}: {typed} | None = None", 4)
            source = "\n".join(["class C:", *lines, ""])
            assert black.format_str(source, mode=black.Mode()) == source


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
