"""The likely cause of a file or URL that is not a document: its kind, and what to name instead."""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path, PureWindowsPath
from urllib.parse import urljoin, urlsplit

from specpress.document.problems import DocumentError, document_error
from specpress.document.uris import display_name, is_url

SUFFIXES = (".yaml", ".yml", ".json")
FIRST_LINES = {
    "OpenAPI document": "openapi: 3.1.0",
    "configuration": "packageName: acme",
    "overlay": "overlay: 1.0.0",
}
# A link to a document is near the beginning of a page.
MAX_PAGE = 1_000_000
MAX_URL = 200
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
# The ways in which Swagger UI, ReDoc, Scalar, RapiDoc and Elements name the document of a page.
_LINK = re.compile(
    r"(?:\burl|\bspec-url|\bdata-url|\bapiDescriptionUrl|\bspecUrl|\bhref)[\"']?\s*[:=]\s*"
    r"[\"']([^\"'<>\s]{1,200})[\"']"
)
_DOCUMENT = re.compile(
    r"(?:openapi|swagger|api-docs|api)[^/]*$|\.(?:json|ya?ml)$", re.IGNORECASE
)


def add_article(kind: str) -> str:
    """Return a kind of documents with its article."""
    return f"{'an' if kind[0] in 'oO' else 'a'} {kind}"


def check_kind(uri: str, name: str, text: str, kind: str) -> None:
    """Check that a text has content, and that it is no HTML page.

    Raises:
        DocumentError: it is something else than a document.
    """
    if not text.strip():
        raise _describe_empty(name, kind)
    if _HTML.match(text[:MAX_URL]):
        message = f"{name} is an HTML page, not {add_article(kind)}"
        raise document_error(None, message, _suggest_link(uri, text), code="html-page")


def suggest_path(source: str) -> str:
    """Return a hint for a file that does not exist: the most similar document in its directory."""
    path = Path(source)
    if os.name != "nt" and PureWindowsPath(source).drive:
        return "this is a path of Windows: write the path of the file on this system"
    try:
        names = sorted(p.name for p in path.parent.iterdir() if p.suffix in SUFFIXES)
    except (OSError, ValueError):
        return "check the path"
    close = difflib.get_close_matches(path.name, names, 1)
    if close:
        return f"did you mean {display_name(str(path.with_name(close[0])))}?"
    # `my api.yaml` without quotes is two arguments of the command.
    parts = [name for name in names if path.name and path.name in name.split(" ")]
    if parts:
        return (
            f"write the path in quotes: {display_name(str(path.with_name(parts[0])))!r}"
        )
    return "check the path"


def suggest_after_end(text: str, offset: int) -> str | None:
    """Return a hint for a text that ends too early."""
    if text[offset:].strip():
        return None
    return "the end of the document is missing: download or save it again"


def _describe_empty(name: str, kind: str) -> DocumentError:
    if name == "<stdin>":
        message, hint = "standard input is empty", "pipe the document into the command"
    else:
        message = f"{name} is empty"
        hint = f"write {add_article(kind)} into it, which starts with `{FIRST_LINES[kind]}`"
    return document_error(None, message, hint, code="empty-document")


def _suggest_link(uri: str, text: str) -> str:
    """Return a hint that names the document of a page, or its usual place."""
    if not is_url(uri):
        return "save the document itself, not the page that shows it"
    links = [
        link
        for link in _LINK.findall(text[:MAX_PAGE])
        if _DOCUMENT.search(urlsplit_path(link))
    ]
    if not links:
        return f"use the URL of the document, which is often {urljoin(uri, '/openapi.json')}"
    return f"use the URL of the document: {urljoin(uri, links[0])}"


def urlsplit_path(link: str) -> str:
    """Return the path of a link; an empty text if it is not valid."""
    try:
        return urlsplit(link).path
    except ValueError:
        return ""
