"""Split parameters by their styles: the possible raw values, the most likely first.

A server cannot always infer how a client encoded a value (``a%2Cb`` may be one item or
two), so every reading is offered and the schema decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, unquote_plus

from specpress import ir
from specpress.mock.limits import MAX_TEXTS, TooLarge
from specpress.mock.nested_keys import parse_nested
from specpress.mock.text_values import RawValue, parse_content

# Patterns of the separators between list items; other styles use a comma.
SEPARATORS = {
    "spaceDelimited": r" |\+|%20",
    "pipeDelimited": r"\||%7[Cc]",
    "tabDelimited": "\t|%09",
}

# Decoded names with texts that are still percent-encoded.
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RequestParts:
    """The parts of a request that contain parameters, still percent-encoded.

    Attributes:
        headers: The headers by their names in lower case.
        query_text: The complete query string.
    """

    path: Mapping[str, str]
    query: Pairs
    headers: Mapping[str, str]
    cookies: Pairs
    query_text: str = ""


def parse_pairs(text: str, separator: str = "&") -> list[tuple[str, str]]:
    """Parse a query string, or a Cookie header with the separator ``;``."""
    entries = (
        part.strip().partition("=") for part in text.split(separator) if part.strip()
    )
    return [(unquote_plus(name), value) for name, _, value in entries]


def read_parameter(
    parameter: ir.Parameter, parts: RequestParts, types: set[str], claimed: set[str]
) -> Iterator[RawValue]:
    """Yield the possible raw values of a parameter; nothing if it is absent.

    Args:
        types: The JSON types that the schema of the parameter allows.
        claimed: The names of the other parameters in the same location.
    """
    if parameter.location == "querystring":
        yield from [unquote_plus(parts.query_text)] if parts.query_text else []
    elif parameter.location in ("query", "cookie"):
        pairs = parts.query if parameter.location == "query" else parts.cookies
        yield from _read_pairs(parameter, pairs, types, claimed)
    elif parameter.location == "header":
        text = parts.headers.get(parameter.wire.lower())
        yield from _read_text(parameter, text, types, str) if text is not None else ()
    elif parameter.wire in parts.path:
        yield from _read_path(parameter, parts.path[parameter.wire], types)


def _read_pairs(
    parameter: ir.Parameter, pairs: Pairs, types: set[str], claimed: set[str]
) -> Iterator[RawValue]:
    if parameter.style == "deepObject" and parameter.wire in claimed:
        # The name alone is a property of another parameter.
        pairs = [pair for pair in pairs if pair[0] != parameter.wire]
    texts = [text for name, text in pairs if name == parameter.wire]
    # The style `cookie` of OpenAPI 3.2 does not percent-encode.
    decode: Callable[[str], str] = str if parameter.style == "cookie" else unquote_plus
    if parameter.style == "deepObject":
        decoded = [(name, unquote_plus(text)) for name, text in pairs]
        nested = parse_nested(parameter.wire, decoded)
        yield from [nested] if nested is not None else []
    is_exploded = parameter.explode and parameter.style not in ("", "deepObject")
    if is_exploded and "object" in types:
        # An exploded object has no name: its properties are all unclaimed parameters.
        unclaimed = [pair for pair in pairs if not is_claimed(pair[0], claimed)]
        # Two parameters with one name: both orders are possible.
        for ordered in (unclaimed, unclaimed[::-1]) if not texts else ():
            yield from [{n: decode(t) for n, t in ordered}] if ordered else []
    if parameter.explode and "array" in types and texts and not parameter.content_type:
        yield [decode(text) for text in texts]
    if len(texts) == 1 or (texts and "array" not in types):
        for text in dict.fromkeys(texts):
            yield from _read_text(parameter, text, types, decode)


def is_claimed(name: str, claimed: set[str]) -> bool:
    """Return whether a name belongs to one of the claimed names, which end in ``[`` for a deepObject."""
    base, bracket, _ = name.partition("[")
    return name in claimed or (bool(bracket) and f"{base}[" in claimed)


def _read_text(
    parameter: ir.Parameter, text: str, types: set[str], decode: Callable[[str], str]
) -> Iterator[RawValue]:
    """Yield the values of one text: split before decoding, complete, split after decoding."""
    if parameter.content_type:
        yield parse_content(decode(text), parameter.content_type)
        return
    separator = SEPARATORS.get(parameter.style, ",")
    items = [decode(item) for item in re.split(separator, text)]
    # Clients omit an empty array or object of a query: there, an empty text is an item.
    empty: list[list[str]] = [] if text else [[]]
    is_query = parameter.location in ("query", "cookie")
    for read in ([items, *empty] if is_query else [*empty, items]):
        yield from _read_items(read, types, parameter.explode)
    decoded = decode(text)
    if "string" in types or not types & {"array", "object"}:
        yield decoded
    yield from _read_items(decoded.split(","), types, parameter.explode)
    yield decoded


def _read_items(items: list[str], types: set[str], explode: bool) -> Iterator[RawValue]:
    if len(items) > MAX_TEXTS:
        raise TooLarge(f"more than {MAX_TEXTS} items in a parameter")
    if "array" in types:
        yield items
    if "object" in types:
        if explode:
            entries = [item.partition("=") for item in items]
            yield {name: text for name, _, text in entries}
        elif len(items) % 2 == 0:
            yield dict(zip(items[::2], items[1::2], strict=True))


def _read_path(
    parameter: ir.Parameter, text: str, types: set[str]
) -> Iterator[RawValue]:
    match parameter.style:
        case "label":
            separator = "." if parameter.explode else ","
            items = text.removeprefix(".").split(separator)
            yield from _read_items(
                [unquote(item) for item in items], types, parameter.explode
            )
            yield unquote(text.removeprefix("."))
        case "matrix":
            yield from _read_matrix(parameter, text, types)
        case _:
            yield from _read_text(parameter, text, types, unquote)


def _read_matrix(
    parameter: ir.Parameter, text: str, types: set[str]
) -> Iterator[RawValue]:
    entries = [entry.partition("=") for entry in text.removeprefix(";").split(";")]
    values = [unquote(value) for _, _, value in entries]
    if parameter.explode:
        if "array" in types:
            yield values
        if "object" in types:
            yield {unquote(name): unquote(value) for name, _, value in entries}
    else:
        items = [unquote(item) for item in entries[0][2].split(",")]
        yield from _read_items(items, types, False)
    yield values[0]
