"""Styles: takes a parameter and a request, gives the ways in which its value may be taken apart, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, unquote_plus

from specpress import ir
from specpress.mock.text_values import Raw

SEPARATORS = {"spaceDelimited": r" |\+|%20", "pipeDelimited": r"\||%7[Cc]"}
"""What separates the items of a list, as a pattern; elsewhere a comma does."""

Pairs = Sequence[tuple[str, str]]
"""XmlNaming and texts, as they were sent."""


@dataclass(frozen=True, slots=True)
class RequestParts:
    """The parts of a request in which parameters stand, as they were sent; names of headers in lower case."""

    path: Mapping[str, str]
    query: Pairs
    headers: Mapping[str, str]
    cookies: Pairs
    query_text: str = ""


def pairs_of(text: str, separator: str = "&") -> list[tuple[str, str]]:
    """XmlNaming and texts of a query or of a header Cookie; the names are decoded."""
    found = (
        part.strip().partition("=") for part in text.split(separator) if part.strip()
    )
    return [(unquote_plus(name), entry) for name, _, entry in found]


def raws(
    parameter: ir.Parameter, parts: RequestParts, kinds: set[str], claimed: set[str]
) -> Iterator[Raw]:
    """What a request says of a parameter, by the types that its value may have; nothing where it is missing.

    `claimed` are the names of other parameters in the same place.
    """
    if parameter.location == "querystring":
        yield from [unquote_plus(parts.query_text)] if parts.query_text else []
    elif parameter.location in ("query", "cookie"):
        pairs = parts.query if parameter.location == "query" else parts.cookies
        yield from _from_pairs(parameter, pairs, kinds, claimed)
    elif parameter.location == "header":
        text = parts.headers.get(parameter.wire.lower())
        yield from _one(parameter, text, kinds, str) if text is not None else ()
    elif parameter.wire in parts.path:
        yield from _from_path(parameter, parts.path[parameter.wire], kinds)


def _from_pairs(
    parameter: ir.Parameter, pairs: Pairs, kinds: set[str], claimed: set[str]
) -> Iterator[Raw]:
    own = [text for name, text in pairs if name == parameter.wire]
    decode: Callable[[str], str] = str if parameter.style == "cookie" else unquote_plus
    if parameter.style == "deepObject":
        found = _deep(parameter.wire, pairs)
        yield from [found] if found else []
    if (
        parameter.explode
        and "object" in kinds
        and parameter.style in ("form", "cookie")
    ):
        free = {name: decode(text) for name, text in pairs if name not in claimed}
        yield from [free] if free and not own else []
    if parameter.explode and "array" in kinds and own and not parameter.content_type:
        yield [decode(text) for text in own]
    if len(own) == 1 or (own and "array" not in kinds):
        yield from _one(parameter, own[0], kinds, decode)


def _one(
    parameter: ir.Parameter, text: str, kinds: set[str], read: Callable[[str], str]
) -> Iterator[Raw]:
    """The ways to read one text: with its separators as they were sent, else as they are when decoded."""
    if parameter.content_type:
        yield read(text)
        return
    separator = SEPARATORS.get(parameter.style, ",")
    parts = [read(part) for part in re.split(separator, text)] if text else []
    yield from _compound(parts, kinds, parameter.explode)
    whole = read(text)
    if "string" in kinds or not kinds & {"array", "object"}:
        yield whole
    yield from _compound(whole.split(","), kinds, parameter.explode)
    yield whole


def _compound(parts: list[str], kinds: set[str], explode: bool) -> Iterator[Raw]:
    if "array" in kinds:
        yield parts
    if "object" in kinds:
        if explode:
            found = [part.partition("=") for part in parts]
            yield {name: text for name, _, text in found}
        elif len(parts) % 2 == 0:
            yield dict(zip(parts[::2], parts[1::2], strict=True))


def _from_path(parameter: ir.Parameter, text: str, kinds: set[str]) -> Iterator[Raw]:
    match parameter.style:
        case "label":
            separator = "." if parameter.explode else ","
            parts = text.removeprefix(".").split(separator)
            yield from _compound(
                [unquote(part) for part in parts], kinds, parameter.explode
            )
            yield unquote(text.removeprefix("."))
        case "matrix":
            yield from _matrix(parameter, text, kinds)
        case _:
            yield from _one(parameter, text, kinds, unquote)


def _matrix(parameter: ir.Parameter, text: str, kinds: set[str]) -> Iterator[Raw]:
    entries = [entry.partition("=") for entry in text.removeprefix(";").split(";")]
    values = [unquote(value) for _, _, value in entries]
    if parameter.explode:
        if "array" in kinds:
            yield values
        if "object" in kinds:
            yield {unquote(name): unquote(value) for name, _, value in entries}
    else:
        parts = [unquote(part) for part in entries[0][2].split(",")]
        yield from _compound(parts, kinds, False)
    yield values[0]


def _deep(wire: str, pairs: Pairs) -> dict[str, Raw]:
    """`name[key]`; deeper objects have a bracket more."""
    found: dict[str, Raw] = {}
    for name, text in pairs:
        if not name.startswith(f"{wire}[") or not name.endswith("]"):
            continue
        keys = name[len(wire) + 1 : -1].split("][")
        holder = found
        for key in keys[:-1]:
            below = holder.setdefault(key, {})
            holder = below if isinstance(below, dict) else {}
        last, value = keys[-1], unquote_plus(text)
        known = holder.get(last)
        if known is None:
            holder[last] = value
        else:
            holder[last] = (
                [*known, value] if isinstance(known, list) else [known, value]
            )
    return found
