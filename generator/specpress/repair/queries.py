"""Query parameters that an operation does not declare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl

from specpress.document.resolve import Cursor
from specpress.mock.requests import RequestValidator
from specpress.repair.recording import has_hidden
from specpress.samples.choices import possible_types

MAX_DIGITS = 19


def find_undeclared(
    validator: RequestValidator, cursor: Cursor, query: str
) -> Iterator[tuple[str, list[str]]]:
    """Yield the names and the texts of the parameters in a query that are not declared.

    Credentials are none: those of the document, and redacted ones.
    """
    texts: dict[str, list[str]] = {}
    for name, text in parse_qsl(query, keep_blank_values=True):
        texts.setdefault(name, []).append(text)
    names = {*_list_names(validator), *_list_declared(cursor), *_list_keys(cursor)}
    if None in names:
        return
    for name, values in texts.items():
        # Keys of arrays and objects: `ids[]`, `filter[name]`.
        is_declared = not names.isdisjoint((name, name.partition("[")[0]))
        if not is_declared and not has_hidden(values):
            yield name, values


def _list_names(validator: RequestValidator) -> Iterator[str | None]:
    """Yield the names of the parameters in a query; None if one may have any name."""
    for parameter in validator.operation.parameters:
        if parameter.location == "querystring":
            yield None
        if parameter.location != "query":
            continue
        schema = validator.parameter_schema(parameter)
        has_keys = parameter.explode and parameter.style == "form"
        if has_keys and "object" in possible_types(validator.schemas, [schema]):
            yield None
        yield parameter.wire
        yield from validator.list_names(parameter)


def _list_declared(cursor: Cursor) -> Iterator[str]:
    """Yield the names of the query parameters that earlier changes declared."""
    parameters = cursor.get("parameters")
    for entry in parameters.elements() if parameters is not None else ():
        if isinstance(entry.value, dict) and entry.value.get("in") == "query":
            yield str(entry.value.get("name"))


def _list_keys(cursor: Cursor) -> Iterator[str]:
    """Yield the names of the API keys in queries."""
    schemes = cursor.workspace.root.get("components")
    schemes = schemes.get("securitySchemes") if schemes is not None else None
    for _, scheme in schemes.items() if schemes is not None else ():
        if isinstance(scheme.value, dict) and scheme.value.get("in") == "query":
            yield str(scheme.value.get("name"))


def read_texts(texts: Iterable[str]) -> list[object]:
    """Return texts as numbers or booleans if all of them are."""
    values = [*texts]
    if all(text in ("true", "false") for text in values):
        return [text == "true" for text in values]
    if all(map(_is_number, values)):
        return [int(text) for text in values]
    return [*values]


def _is_number(text: str) -> bool:
    # A text with leading zeros is an id.
    is_digits = text.isascii() and text.isdecimal() and len(text) < MAX_DIGITS
    return is_digits and str(int(text)) == text
