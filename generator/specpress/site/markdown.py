"""Markdown of a document as HTML that contains nothing active: no tags of the document, images of hosts or unsafe links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, LiteralString

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from specpress.python.source_text import INVISIBLE
from specpress.site.html import fill

# Texts without these characters have no markup.
_SPECIAL = re.compile(r"[*_`\[\]<>&\\|~#\n]|^\s*[-+\d=]|^ {4}|\x00")
# The only links of a document that a page contains.
_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
# Tags that documents use for layout; others are shown as they are written.
_LAYOUT_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|code|ul|ol|li|div|span|sup|sub|small|hr|pre|font|center)\b[^<>]{0,200}>",
    re.IGNORECASE,
)
# The kind of a quotation, as GitHub writes it.
_KIND = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]")
# The end of a word in a name in snake case or camel case.
_WORD_END = re.compile(r"(?<=_)(?=[^_])|(?<=[a-z0-9])(?=[A-Z])")
LAST_LEVEL = 6
# Characters of a text that are rendered as Markdown: longer ones are plain paragraphs.
MAX_LENGTH = 200_000


class _Renderer(RendererHTML):
    """Renders tokens; images become links, and unsafe links become text."""

    def link_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return the start of a link."""
        href = str(tokens[idx].attrs.get("href", ""))
        is_safe = bool(_LINK.fullmatch(href))
        env["links"] = [*env.get("links", []), is_safe]
        return f'<a href="{escape(href)}" rel="noopener noreferrer">' if is_safe else ""

    def link_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return the end of a link."""
        return "</a>" if env["links"].pop() else ""

    def image(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return the text of an image, as a link outside of other links."""
        token = tokens[idx]
        text = token.content.strip() or "image"
        href = str(token.attrs.get("src", ""))
        if any(env.get("links", [])) or not _LINK.fullmatch(href):
            return str(escape(text))
        link: LiteralString = '<a href="%s" rel="noopener noreferrer">%s</a>'
        return str(fill(link, href, text))

    def text(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return a text without tags for layout."""
        content = tokens[idx].content
        if idx == 0 and (kind := _KIND.match(content)):
            rest = _LAYOUT_TAG.sub(" ", content[kind.end() :])
            return f"<strong>{kind[1].capitalize()}</strong> {escape(rest)}"
        return str(escape(_LAYOUT_TAG.sub(" ", content)))

    def fence(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return a block of code, which the keyboard can scroll."""
        return f'<pre tabindex="0"><code>{escape(tokens[idx].content)}</code></pre>\n'

    def code_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return an indented block of code."""
        return self.fence(tokens, idx, options, env)

    def table_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return the start of a table, which scrolls if it is wide."""
        return '<div class="table" tabindex="0"><table>\n'

    def th_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return the start of a cell; the policy of the pages forbids styles of elements."""
        return "<th>"

    def td_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return the start of a cell."""
        return "<td>"

    def table_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return the end of a table."""
        return "</table></div>\n"


def _create_parser() -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark", {"html": False, "maxNesting": 20}, renderer_cls=_Renderer
    )
    parser.enable(["table", "strikethrough"])
    # All links become tokens, of which the renderer prints the safe ones.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


_PARSER = _create_parser()


# Cached: operations of an API have many texts in common.
@lru_cache(maxsize=8192)
def render_markdown(text: str, level: int = 3) -> Markup:
    """Return a text of a document as HTML; `level` is that of its highest headings."""
    text = _remove_invisible(text).strip()
    if not text:
        return Markup("")
    if not _SPECIAL.search(text):
        return fill("<p>%s</p>", text)
    if len(text) > MAX_LENGTH:
        blocks = (block for block in text.split("\n\n") if block.strip())
        return Markup("").join(fill("<p>%s</p>", b) for b in blocks)
    env: dict[str, Any] = {}
    tokens = _PARSER.parse(text, env)
    _set_levels(tokens, level)
    html = str(_PARSER.renderer.render(tokens, _PARSER.options, env))
    # The renderer escapes texts, and prints no tag of the document.
    return Markup(html.strip())  # noqa: S704


def _remove_invisible(text: str) -> str:
    """Return a text without characters that change the direction of others or are invisible."""
    return "\n".join(INVISIBLE.sub("", line) for line in text.splitlines())


def _set_levels(tokens: Sequence[Token], base: int) -> None:
    """Set the levels of headings: the first ones have the base, and no level is skipped."""
    open_levels: list[int] = []
    level = base
    for token in tokens:
        if token.type == "heading_open":
            written = int(token.tag[1])
            while open_levels and open_levels[-1] >= written:
                open_levels.pop()
            open_levels.append(written)
            level = min(base + len(open_levels) - 1, LAST_LEVEL)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"


@lru_cache(maxsize=8192)
def allow_breaks(name: str) -> Markup:
    """Return a name in HTML that may continue on another line at each of its words."""
    return Markup("<wbr>").join(_WORD_END.split(name))


def to_plain_text(text: str) -> str:
    """Return a text of a document without markup, in one line."""
    if not _SPECIAL.search(text):
        return " ".join(text.split())
    html = render_markdown(text)
    return html.striptags()
