"""Parse Markdown and SVG of an output, and search for active content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.harden.payloads import MARK

TEMPLATE_TAGS = ("<code>", "</code>")
# In the diagrams, everything but labels is written by specpress.
MERMAID = re.compile(r"[\w .,()/:;{}\[\]<>=*\"·-]*")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    # By default it ignores links that browsers would run: here they must be seen.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def inspect_markdown(text: str, baseline: str | None) -> Iterator[str]:
    """Yield active content: tags, links and images that a text of the document adds."""
    for token in _tokens(_parser().parse(text)):
        if token.type == "fence":
            yield from _inspect_fence(token)
        elif token.type.startswith("html") and token.content not in TEMPLATE_TAGS:
            yield f"HTML {token.content[:120]!a}"
        elif token.type in ("link_open", "image"):
            yield from _inspect_link(str(token.attrs.get("href") or token.attrs["src"]))


def _tokens(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _tokens(token.children or [])


def _inspect_fence(token: Token) -> Iterator[str]:
    if MARK.search(token.info):
        yield f"fence {token.info[:120]!a}"
    if token.info == "mermaid":
        for line in token.content.splitlines():
            if MARK.search(line) and not MERMAID.fullmatch(line):
                yield f"diagram {line[:120]!a}"
            if line.lstrip().startswith(("click", "%%", "link", "style", "classDef")):
                yield f"diagram {line[:120]!a}"


def _inspect_link(target: str) -> Iterator[str]:
    scheme = target.partition(":")[0].lower() if ":" in target else ""
    if MARK.search(target) or scheme not in ("", "http", "https", "mailto"):
        yield f"link to {target[:120]!a}"


def inspect_svg(text: str, baseline: str | None) -> Iterator[str]:
    """Yield elements and attributes that the drawing does not have without payloads."""
    if "<!" in text or "<?" in text:
        yield "has a declaration or an instruction"
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        yield f"is not XML: {error}"
        return
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name not in ELEMENTS:
            yield f"element {name!a}"
        for key, value in element.attrib.items():
            if key not in ATTRIBUTES or MARK.search(value) or "script" in value:
                yield f"attribute {key!a} of {name!a}"


ELEMENTS = frozenset(
    ["svg", "title", "desc", "style", "marker", "path", "text", "circle", "g", "rect"]
)
ATTRIBUTES = frozenset(
    [
        "viewBox",
        "width",
        "height",
        "role",
        "aria-labelledby",
        "id",
        "refX",
        "refY",
        "markerWidth",
        "markerHeight",
        "markerUnits",
        "orient",
        "class",
        "d",
        "marker-end",
        "x",
        "y",
        "cx",
        "cy",
        "r",
        "rx",
    ]
)
