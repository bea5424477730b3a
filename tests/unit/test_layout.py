"""Layout: how text of a document stands in code, and where lines are broken."""

from __future__ import annotations

import ast

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.layout import (
    alias,
    assignment,
    call,
    condition,
    definition,
    docstring,
    docstring_line,
    literal,
    statement,
    width,
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
def test_literal(text: str, expected: str) -> None:
    assert literal(text) == expected


@given(st.text())
def test_a_literal_is_the_text_and_as_black_writes_it(text: str) -> None:
    assert ast.literal_eval(literal(text)) == text
    assert (
        black.format_str(f"x = {literal(text)}\n", mode=black.Mode())
        == f"x = {literal(text)}\n"
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
def test_a_docstring_ends_where_it_should(text: str) -> None:
    lines = docstring(text, 4)
    source = "\n".join(["class A:", *lines, "", "    b = 1", ""])
    (made,) = ast.parse(source).body
    assert isinstance(made, ast.ClassDef)
    assert len(made.body) == 1 + bool(lines)
    assert black.format_str(source, mode=black.Mode()) == source


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_a_line_of_a_docstring_stays_one(text: str) -> None:
    source = f'"""Begins.\n\n    {docstring_line(text)} and ends.\n"""\n'
    (made,) = ast.parse(source).body
    assert isinstance(made, ast.Expr)
    assert len(source.splitlines()) == 4


@pytest.mark.parametrize("width", range(50, 90))
def test_a_tuple_of_one_keeps_its_comma_at_any_width(width: int) -> None:
    item = f'Parameter(name="{"x" * (width - 40)}", location="file")'
    lines = call("made = Body(", ['kind="multipart"', f"fields=({item},)"])
    text = "\n".join(lines) + "\n"
    assert text == black.format_str(text, mode=black.Mode())
    assert ",)" in text or "),\n    )" in text


def test_wide_signs_take_two_columns() -> None:
    assert width("a漢") == 3
    assert call("f(", ["漢" * 30, "漢" * 20], 0) == [
        "f(",
        f"    {'漢' * 30},",
        f"    {'漢' * 20},",
        ")",
    ]


@pytest.mark.parametrize("length", range(55, 100))
def test_another_name_of_a_union_is_laid_out_at_any_length(length: int) -> None:
    parts = [f'"{"B" * 60} | {"C" * 40}"', f'Tag("type", {{"b": "{"B" * 60}"}})']
    lines = call(f"{'A' * length}: TypeAlias = Annotated[", parts, 0, "]")
    source = "\n".join([*lines, ""])
    assert black.format_str(source, mode=black.Mode()) == source


@pytest.mark.parametrize("length", [1, 40, *range(68, 80), 100])
@pytest.mark.parametrize("target", [1, 20, *range(76, 92)])
def test_another_name_is_laid_out_at_any_length(length: int, target: int) -> None:
    source = "\n".join([*alias("A" * length, f'"{"B" * target}"'), ""])
    assert black.format_str(source, mode=black.Mode()) == source


@pytest.mark.parametrize("length", range(20, 80))
def test_a_definition_is_laid_out_at_any_length(length: int) -> None:
    name, typed = "f" * length, "T" * (length // 2)
    for taken in ("self", f"self, status: {typed}, **fields: Any"):
        lines = definition(f"def {name}({taken}) -> dict[str, {typed}]:")
        source = "\n".join([*lines, "    pass", ""])
        assert black.format_str(source, mode=black.Mode()) == source


@pytest.mark.parametrize("length", range(10, 90))
def test_a_condition_is_laid_out_at_any_length(length: int) -> None:
    for count in (1, 2, 3, 5):
        parts = [f'{"run." + "x" * length} == "a"', "run.y is not None", "z"]
        lines = condition((parts * 2)[:count], 4)
        source = "\n".join(["def f():", *lines, "        pass", ""])
        assert black.format_str(source, mode=black.Mode()) == source


@pytest.mark.parametrize("length", range(20, 95))
def test_a_plain_assignment_is_laid_out_at_any_length(length: int) -> None:
    for value in (f"{'A' * length}.{'B' * 10}", f'"{"text " * (length // 5)}"'):
        lines = statement(f"name: {'A' * (length // 3)} = {value}", 4)
        source = "\n".join(["class C:", *lines, ""])
        assert black.format_str(source, mode=black.Mode()) == source


@pytest.mark.parametrize("length", range(20, 95))
def test_an_optional_field_is_laid_out_at_any_length(length: int) -> None:
    for name in ("a", "name" * 5, "n" * length):
        for typed in ("T" * length, f"list[{'T' * length}]", f"models.{'T' * length}"):
            lines = statement(f"{name}: {typed} | None = None", 4)
            source = "\n".join(["class C:", *lines, ""])
            assert black.format_str(source, mode=black.Mode()) == source


@pytest.mark.parametrize("length", range(20, 95))
def test_a_table_of_an_operation_is_laid_out_at_any_length(length: int) -> None:
    for name in ("A", "NAME" * 5, "N" * length):
        for typed in ("T" * length, f"list[{'T' * length}]", f"{'T' * length} | None"):
            before, deep, after = assignment(f"{name}: Operation[{typed}]", "Operation")
            lines = [*before, f"{' ' * deep}a=1,", f"{' ' * deep}b=2,", *after]
            source = "\n".join([*lines, ""])
            assert black.format_str(source, mode=black.Mode()) == source


def test_markdown_keeps_its_lines() -> None:
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
  goes on.
```python
if it:
    call()
```
The end.
"""
    assert docstring(text, 0) == [
        '"""Two lines that are one.',
        "## A heading",
        "After it.",
        "| a | b |",
        "|---|---|",
        "| 1 | 2 |",
        "> [!NOTE]",
        "> Two lines that are one.",
        "- An item",
        "    goes on.",
        "```python",
        "if it:",
        "    call()",
        "```",
        "The end.",
        '"""',
    ]
