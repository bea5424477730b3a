"""The entries of the search, which a script of the pages indexes when it is first used."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from specpress.package.reference import ModelReference, OperationReference
from specpress.site.layout import ERRORS
from specpress.site.links import make_target
from specpress.site.markdown import to_plain_text
from specpress.site.pages import Site

PATH = "assets/search-index.js"
_WORD = re.compile(r"\w[\w'’-]*")
MIN_WORD = 3
MAX_DETAIL = 140


class SearchEntry(NamedTuple):
    """Something that the search finds.

    Attributes:
        title: The name of a method, a model or an exception.
        target: The link from the first page.
        kind: What it is: operation, model, enum or error.
        detail: HTTP method and path, a status, or the beginning of a description.
        words: Further words that the search finds.
    """

    title: str
    target: str
    kind: str
    detail: str
    words: str


def build_search(site: Site) -> list[SearchEntry]:
    """Return the entries of all operations, models and exceptions."""
    targets = site.layout.targets
    entries: list[SearchEntry] = []
    for part in site.layout.operations:
        entries += (_describe_operation(o, targets[o.name]) for o in part.operations)
    for group in site.layout.models:
        entries += (_describe_model(m, targets[m.name]) for m in group.models)
    for error in site.facts.errors.errors:
        target = make_target(ERRORS, error.name)
        words = _list_words([error.text])
        entries.append(SearchEntry(error.name, target, "error", error.status, words))
    return entries


def _describe_operation(operation: OperationReference, target: str) -> SearchEntry:
    texts = [to_plain_text(text) for text in operation.paragraphs]
    source = operation.method.source
    detail = f"{operation.http_method} {operation.path}"
    words = _list_words([*texts, source.operation_id or ""])
    return SearchEntry(operation.name, target, "operation", detail, words)


def _describe_model(model: ModelReference, target: str) -> SearchEntry:
    text = to_plain_text(model.text)
    members = [str(value) for _, value, _ in model.members]
    fields = [field.name for field in model.fields]
    kind = "enum" if model.is_enum else "model"
    words = _list_words([text, *members, *fields])
    return SearchEntry(model.name, target, kind, _shorten(text), words)


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_DETAIL else f"{text[: MAX_DETAIL - 1].rstrip()}…"


def _list_words(texts: Iterable[str]) -> str:
    """Return the words of texts, each once."""
    return " ".join(dict.fromkeys(_find_words(texts)))


def _find_words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (w for w in _WORD.findall(text.lower()) if len(w) >= MIN_WORD)


def write_search(entries: Iterable[SearchEntry]) -> str:
    """Return the script with the entries; pages that are opened as files can load no JSON."""
    rows = (json.dumps(entry, separators=(",", ":")) for entry in entries)
    lines = ",\n".join(rows)
    return f"window.searchEntries = [\n{lines}\n];\n"
