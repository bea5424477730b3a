"""Text of a document in Markdown and TOML."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from specpress.python.markup import (
    code,
    inline,
    one_line,
    paragraphs,
    prose,
    span,
    toml,
)


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


# Parts of texts that begin blocks and markup.
MARKUP = r"""a - * 1. # > ` `` ``` ~~~ --- === | [ ](x) ]: ![ <b> <!-- &lt; \\ _ + 1) <http://a>"""
SEPARATORS = (" ", "    ", "\n", "\n\n", "\n    ", "\t", "\r", "")
PARTS = st.lists(
    st.tuples(st.sampled_from(SEPARATORS), st.sampled_from(MARKUP.split())).map(
        "".join
    ),
    max_size=12,
).map("".join)
TEXT = {"text", "softbreak", "hardbreak", "code_inline", "inline"}
EMPHASIS = {"em_open", "em_close", "strong_open", "strong_close"}
BLOCKS = {
    f"{block}_{end}"
    for block in ("paragraph", "bullet_list", "list_item")
    for end in ("open", "close")
}


def list_kinds(text: str) -> set[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inner = (child.type for token in tokens for child in token.children or ())
    return {*(token.type for token in tokens), *inner}


@given(PARTS)
def test_paragraphs_have_no_other_markup(text: str) -> None:
    assert (
        list_kinds(f"before\n\n{paragraphs(text)}\n\nafter") <= TEXT | EMPHASIS | BLOCKS
    )


@given(PARTS)
def test_inline_text_has_no_other_markup(text: str) -> None:
    kinds = list_kinds(f"- `name`: {inline(text)}\n- [{span(text or 'a')}](#a)")
    assert kinds <= TEXT | EMPHASIS | BLOCKS | {"link_open", "link_close"}


@given(PARTS.filter(lambda text: one_line(text)))
def test_span_shows_the_text(text: str) -> None:
    (token,) = MarkdownIt("commonmark").parseInline(span(text))[0].children or ()
    assert token.type == "code_inline"
    assert token.content.strip() == one_line(text).strip()


def test_paragraphs_keep_lists_and_code() -> None:
    text = "First\nline.\n\n- one\n- two `x`\n\n```\ncode\n```\n# Title"
    assert paragraphs(text) == "First line.\n\n- one\n\n- two `x`\n\n`code`\n\nTitle"
