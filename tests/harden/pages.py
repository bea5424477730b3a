"""Parse the pages of `specpress docs`, and search for active content and for links to other places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import yaml

from specpress.site.documenting import document
from specpress.site.samples import KEY, build_samples
from tests.harden.inspection import CONTROLS, INSPECTIONS, Finding, inspect_paths
from tests.harden.overlays import inspect_overlay
from tests.harden.payloads import EVALUATED, MARK
from tests.property.packages import settings_for

ELEMENTS = frozenset(
    [
        "a",
        "blockquote",
        "body",
        "br",
        "code",
        "dd",
        "s",
        "desc",
        "div",
        "dl",
        "dt",
        "em",
        "g",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "link",
        "main",
        "marker",
        "meta",
        "nav",
        "ol",
        "p",
        "path",
        "pre",
        "rect",
        "script",
        "span",
        "strong",
        "svg",
        "table",
        "tbody",
        "td",
        "text",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "wbr",
        "circle",
    ]
)
ATTRIBUTES = frozenset(
    [
        "aria-current",
        "aria-label",
        "aria-labelledby",
        "charset",
        "class",
        "content",
        "cx",
        "cy",
        "d",
        "data-mock",
        "data-mode",
        "data-request",
        "data-root",
        "data-verb",
        "height",
        "href",
        "http-equiv",
        "id",
        "lang",
        "marker-end",
        "markerheight",
        "markerunits",
        "markerwidth",
        "name",
        "orient",
        "r",
        "refx",
        "refy",
        "rel",
        "role",
        "rx",
        "scope",
        "src",
        "start",
        "tabindex",
        "type",
        "viewbox",
        "width",
        "x",
        "y",
    ]
)
SCHEMES = ("", "http", "https", "mailto")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
# The beginning of the scripts and styles that a page loads.
ASSETS = re.compile(r"(\.\./)?assets/[\w.-]+")
INDEX = "assets/search-index.js"
BEGINNING, END = "window.searchEntries = ", ";\n"


class Page(HTMLParser):
    """The elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.declarations: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_decl(self, decl: str) -> None:
        """Add a declaration."""
        self.declarations.append(decl)

    def handle_comment(self, data: str) -> None:
        """Add a comment, which no page has."""
        self.declarations.append(data)

    def handle_pi(self, data: str) -> None:
        """Add an instruction, which no page has."""
        self.declarations.append(data)

    def unknown_decl(self, data: str) -> None:
        """Add another declaration, which no page has."""
        self.declarations.append(data)

    def list_values(self, name: str) -> list[str]:
        """Return the values of an attribute."""
        return [a[name] for _, a in self.elements if name in a]


def attack_pages(tree: Any) -> list[Finding]:
    """Build the pages and the code samples of a document that `generate` accepts."""
    with TemporaryDirectory() as directory:
        spec = Path(directory) / "openapi.yaml"
        spec.write_text(json.dumps(tree), "utf-8")
        documentation = document(settings_for(str(spec)), has_mock=True)
        samples = build_samples(documentation.source)
    findings = [
        Finding("injected", f"docs, {path}", detail)
        for path, detail in inspect_pages(documentation.files)
    ]
    findings += [
        Finding("injected", "code samples", detail)
        for detail in _inspect_samples(samples.text)
    ]
    return findings


def _inspect_samples(text: str) -> Iterator[str]:
    yield from inspect_overlay(text)
    for action in yaml.safe_load(text)["actions"]:
        for sample in action["update"][KEY]:
            yield from INSPECTIONS["py"](sample["source"], None)


def inspect_pages(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the path of each file with active content, and what it contains."""
    yield from ((finding.place, finding.detail) for finding in inspect_paths(files))
    for path, text in files.items():
        if path.endswith(".html"):
            yield from ((path, detail) for detail in _inspect_page(text))
        elif path == INDEX:
            yield from ((path, detail) for detail in _inspect_index(text))
        elif MARK.search(text):
            yield path, "has a text of the document"
        if match := CONTROLS.search(text.replace("\t", " ")):
            yield path, f"control character {match[0]!a}"


def _inspect_page(text: str) -> Iterator[str]:
    page = Page(text)
    if page.declarations != ["doctype html"]:
        yield f"declarations {page.declarations!a}"[:200]
    for word in EVALUATED:
        if word in text:
            yield f"contains {word!r}"
    for tag, attributes in page.elements:
        if tag not in ELEMENTS:
            yield f"element {tag!a}"
        for name, value in attributes.items():
            if name not in ATTRIBUTES:
                yield f"attribute {name!a} of {tag!a}"
            elif name in ("href", "src"):
                yield from _inspect_target(tag, value)
    policies = page.list_values("content")[:1]
    if not policies or not policies[0].startswith(POLICY):
        yield f"policy {policies!a}"


def _inspect_target(tag: str, target: str) -> Iterator[str]:
    if tag in ("script", "link"):
        if not ASSETS.fullmatch(target):
            yield f"loads {target!a}"
    elif urlsplit(target).scheme not in SCHEMES or target.startswith("//"):
        yield f"link to {target[:120]!a}"


def _inspect_index(text: str) -> Iterator[str]:
    """Yield the fault of a script that is not only JSON."""
    content = text.removeprefix(BEGINNING).removesuffix(END)
    try:
        entries = json.loads(content)
    except ValueError as error:
        yield f"is not JSON: {error}"
        return
    if not all(isinstance(value, str) for entry in entries for value in entry):
        yield "has values that are no texts"
