"""Values as text: how parameters and the fields of forms are written (RFC 6570 and the OpenAPI styles)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from .json import dumps
from .operation import Parameter

RESERVED = ":/?#[]@!$&'()*+,;="
SEPARATORS = {"spaceDelimited": "%20", "pipeDelimited": "%7C", "tabDelimited": "%09"}


def text_of(value: Any) -> str:
    """A JSON scalar as the text that stands in a path, query or header."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return dumps(value).decode()
    return "null" if value is None else str(value)


def query_pairs(parameter: Parameter, value: Any) -> Iterator[str]:
    """`name=value` pairs, encoded."""
    safe = RESERVED if parameter.allow_reserved else ""

    def encoded(item: Any) -> str:
        return quote(text_of(item), safe=safe)

    name = quote(parameter.wire, safe="")
    if parameter.content_type is not None:
        json = "json" in parameter.content_type or not isinstance(value, str)
        yield f"{name}={quote(dumps(value).decode() if json else value, safe='')}"
    elif isinstance(value, dict):
        yield from _object_pairs(parameter, name, value, encoded)
    elif isinstance(value, list):
        yield from _list_pairs(parameter, name, value, encoded)
    else:
        yield f"{name}={encoded(value)}"


def _list_pairs(
    parameter: Parameter, name: str, value: list[Any], encoded: Callable[[Any], str]
) -> Iterator[str]:
    if parameter.style == "deepObject":
        yield from _deep(name, value, encoded)
    elif parameter.explode:
        yield from (f"{name}={encoded(item)}" for item in value)
    elif value:
        yield f"{name}={SEPARATORS.get(parameter.style, ',').join(map(encoded, value))}"


def _object_pairs(
    parameter: Parameter,
    name: str,
    value: dict[str, Any],
    encoded: Callable[[Any], str],
) -> Iterator[str]:
    entries = [(quote(k, safe=""), v) for k, v in value.items() if v is not None]
    if parameter.style == "deepObject":
        yield from _deep(name, value, encoded)
    elif parameter.explode:
        yield from (f"{k}={encoded(v)}" for k, v in entries)
    elif entries:
        join = SEPARATORS.get(parameter.style, ",")
        yield f"{name}={join.join(f'{k}{join}{encoded(v)}' for k, v in entries)}"


def _deep(name: str, value: Any, encoded: Callable[[Any], str]) -> Iterator[str]:
    """`name[key]=value`, deeper objects with a bracket more, lists by repetition."""
    if isinstance(value, dict):
        for key, item in value.items():
            if item is not None:
                yield from _deep(f"{name}%5B{quote(key, safe='')}%5D", item, encoded)
    elif isinstance(value, list):
        for item in value:
            yield from _deep(name, item, encoded)
    else:
        yield f"{name}={encoded(value)}"


def header_value(parameter: Parameter, value: Any) -> str:
    """The value of a header: style `simple`, nothing encoded."""
    if parameter.content_type is not None:
        return dumps(value).decode()
    if isinstance(value, dict):
        join = "=" if parameter.explode else ","
        return ",".join(f"{k}{join}{text_of(v)}" for k, v in value.items())
    if isinstance(value, list):
        return ",".join(map(text_of, value))
    return text_of(value)
