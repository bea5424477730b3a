"""Elements of the pages that several templates have: lists of definitions, examples, links."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, LiteralString, NamedTuple

from markupsafe import Markup, escape

from specpress.site.highlight import highlight_python
from specpress.site.html import fill
from specpress.site.markdown import render_markdown
from specpress.site.scripts import CallExample, ClientExample, Script

_DEFINITION: LiteralString = "<div><dt><code>%s</code>%s%s</dt><dd>%s</dd></div>"
_EXAMPLE: LiteralString = (
    '<pre class="example" data-mode="%s" tabindex="0"><code>%s</code></pre>\n'
)


class Definition(NamedTuple):
    """A name with its meaning: an argument, a field, a member of an enum, an exception, a server."""

    name: str
    """The name."""
    text: str
    """Its meaning, in Markdown of the document."""
    label: str = ""
    """A type in HTML, or a text."""
    marks: tuple[str, ...] = ()
    """Properties such as `required`."""
    target: str = ""
    """Link of the name; "" for none."""


def make_element(content: Any, tag: str, name: str = "") -> Markup:
    """Return an element with a class; "" without content."""
    if not content:
        return Markup("")
    # A block of code can be scrolled with the keyboard.
    focus = Markup(' tabindex="0"') if tag == "pre" else ""
    attribute = fill(' class="%s"', name) if name else ""
    return fill("<%s%s%s>%s</%s>", tag, attribute, focus, content, tag)


def make_link(
    text: Any, target: str, is_current: bool = False, is_deprecated: bool = False
) -> Markup:
    """Return a text with a link to a target; without a target, the text."""
    if not target:
        return escape(text)
    current = Markup(' aria-current="page"') if is_current else ""
    deprecated = Markup(' class="deprecated"') if is_deprecated else ""
    # Other sites do not see from which page a reader comes.
    other = Markup(' rel="noopener noreferrer"') if "://" in target else ""
    link: LiteralString = '<a href="%s"%s%s%s>%s</a>'
    return fill(link, target, current, deprecated, other, text)


@lru_cache(maxsize=64)
def make_verb(method: str) -> Markup:
    """Return an HTTP method, which has a colour; "" without one."""
    if not method:
        return Markup("")
    return fill(' <span class="verb" data-verb="%s">%s</span>', method, method)


def list_definitions(
    rows: Sequence[Definition], title: str = "", level: int = 3
) -> Markup:
    """Return a list of definitions after its title; "" without rows."""
    if not rows:
        return Markup("")
    entries = Markup("\n").join(_define(row, level) for row in rows)
    heading = make_element(title, f"h{level}")
    return fill("%s\n<dl>\n%s\n</dl>", heading, entries)


def _define(row: Definition, level: int) -> Markup:
    label = fill(' <span class="type">%s</span>', row.label) if row.label else ""
    marks = (fill(' <span class="mark">%s</span>', mark) for mark in row.marks)
    name = make_link(row.name, row.target)
    text = render_markdown(row.text, level + 1)
    return fill(_DEFINITION, name, label, Markup("").join(marks), text)


def show_examples(example: Script | CallExample | ClientExample, title: str) -> Markup:
    """Return an example for both clients; a script of the page shows one of them."""
    texts = (("sync", example.text), ("async", example.async_text))
    blocks = (fill(_EXAMPLE, mode, highlight_python(text)) for mode, text in texts)
    return make_element(title, "p", "code-title") + Markup("\n").join(["", *blocks])
