"""Text of a document in Markdown and TOML."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.python.markup import code, one_line, prose, toml


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GET /pets/{id}", "`GET /pets/{id}`"),
        ("a|b", "<code>a&#124;b</code>"),
        ("</code><b>", "<code>&lt;/code&gt;&lt;b&gt;</code>"),
        ("a\nb", "`a b`"),
    ],
)
def test_code(text: str, expected: str) -> None:
    assert code(text) == expected


def test_prose_escapes_tags_and_links() -> None:
    assert prose("<b> & [a](b)\n`c`") == r"&lt;b&gt; &amp; \[a\](b) \`c\`"


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_toml_round_trips_any_text_on_one_line(text: str) -> None:
    value = tomllib.loads(f"a = {toml(text)}")["a"]
    assert value == one_line(text)
    assert len(value.splitlines()) <= 1
