"""Elements of the pages that several templates have: lists of definitions, examples, links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from markupsafe import Markup

from specpress.site.highlight import highlight_python
from specpress.site.markdown import render_markdown

_DEFINITION = Markup(
    "<div><dt><code>{name}</code>{label}{marks}</dt><dd>{text}</dd></div>"
)
_EXAMPLE = Markup(
    '<pre class="example" data-mode="{}" tabindex="0"><code>{}</code></pre>\n'
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


class HasTexts(Protocol):
    """An example for both clients."""

    @property
    def text(self) -> str:
        """The lines with the synchronous client."""

    @property
    def async_text(self) -> str:
        """The lines with the asynchronous client."""


def make_element(content: Any, tag: str, name: str = "") -> Markup:
    """Return an element with a class; "" without content."""
    if not content:
        return Markup("")
    # A block of code can be scrolled with the keyboard.
    focus = Markup(' tabindex="0"') if tag == "pre" else ""
    attribute = Markup(' class="{}"').format(name) if name else ""
    return Markup("<{0}{1}{2}>{3}</{0}>").format(tag, attribute, focus, content)


def make_link(
    text: Any, target: str, is_current: bool = False, is_deprecated: bool = False
) -> Markup:
    """Return a text with a link to a target; without a target, the text."""
    if not target:
        return Markup("{}").format(text)
    current = Markup(' aria-current="page"') if is_current else ""
    deprecated = Markup(' class="deprecated"') if is_deprecated else ""
    # Other sites do not see from which page a reader comes.
    other = Markup(' rel="noopener noreferrer"') if "://" in target else ""
    link = Markup('<a href="{}"{}{}{}>{}</a>')
    return link.format(target, current, deprecated, other, text)


def make_verb(method: str) -> Markup:
    """Return an HTTP method, which has a colour; "" without one."""
    if not method:
        return Markup("")
    return Markup(' <span class="verb" data-verb="{0}">{0}</span>').format(method)


def list_definitions(
    rows: Sequence[Definition], title: str = "", level: int = 3
) -> Markup:
    """Return a list of definitions after its title; "" without rows."""
    if not rows:
        return Markup("")
    entries = Markup("\n").join(_define(row, level) for row in rows)
    heading = make_element(title, f"h{level}")
    return Markup("{}\n<dl>\n{}\n</dl>").format(heading, entries)


def _define(row: Definition, level: int) -> Markup:
    label = make_element(row.label, "span", "type")
    marks = (make_element(mark, "span", "mark") for mark in row.marks)
    return _DEFINITION.format(
        name=make_link(row.name, row.target),
        label=Markup(" {}").format(label) if label else "",
        marks=Markup("").join(Markup(" {}").format(mark) for mark in marks),
        text=render_markdown(row.text, level + 1),
    )


def show_examples(example: HasTexts, title: str) -> Markup:
    """Return an example for both clients; a script of the page shows one of them."""
    blocks = (
        _EXAMPLE.format(mode, highlight_python(text))
        for mode, text in (("sync", example.text), ("async", example.async_text))
    )
    return make_element(title, "p", "code-title") + Markup("\n").join(["", *blocks])
