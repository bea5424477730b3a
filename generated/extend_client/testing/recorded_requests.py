"""Differences between a request and the recorded requests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import parse_qsl, urlsplit

MAX_DIFFERENCES = 5
MAX_SHOWN = 80


def describe_nearest(request: dict[str, Any], recorded: list[dict[str, Any]]) -> str:
    """Return the sentence about the most similar recorded request; "" without one."""
    if not recorded:
        return ", which is empty"
    number, nearest = max(
        enumerate(recorded, 1), key=lambda entry: _similarity(request, entry[1])
    )
    differences = [*list_differences(nearest, request)]
    lines = differences[:MAX_DIFFERENCES]
    if len(differences) > MAX_DIFFERENCES:
        lines.append(f"and {len(differences) - MAX_DIFFERENCES} more differences")
    title = f"exchange {number}, {nearest['method']} {nearest['url']}"
    return "".join([f"; the nearest is {title}:", *(f"\n  {line}" for line in lines)])


def _similarity(request: dict[str, Any], other: dict[str, Any]) -> tuple[float, int]:
    path, other_path = urlsplit(request["url"]).path, urlsplit(other["url"]).path
    ratio = SequenceMatcher(None, path, other_path, autojunk=False).ratio()
    is_same_method = request["method"] == other["method"]
    return ratio + is_same_method, -sum(1 for _ in list_differences(other, request))


def list_differences(
    recorded: dict[str, Any], request: dict[str, Any]
) -> Iterator[str]:
    """Yield the differences of a request to a recorded one, in the order of their parts."""
    yield from _compare("method", recorded["method"], request["method"])
    old, new = urlsplit(recorded["url"]), urlsplit(request["url"])
    yield from _compare("path", old.path, new.path)
    queries = [_group(url.query) for url in (old, new)]
    for name in dict.fromkeys([*queries[0], *queries[1]]):
        yield from _compare(
            f"query parameter {name!r}", *(q.get(name) for q in queries)
        )
    for kind in ("json", "text", "base64"):
        yield from _compare_values("", recorded.get(kind), request.get(kind))


def _group(query: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, text in sorted(parse_qsl(query, keep_blank_values=True)):
        values.setdefault(name, []).append(text)
    return values


def _compare_values(pointer: str, old: Any, new: Any) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*old, *new]):
            yield from _compare_values(
                f"{pointer}/{name}", old.get(name), new.get(name)
            )
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (left, right) in enumerate(zip(old, new, strict=True)):
            yield from _compare_values(f"{pointer}/{index}", left, right)
    else:
        yield from _compare(f"body at {pointer}" if pointer else "body", old, new)


def _compare(name: str, old: Any, new: Any) -> Iterator[str]:
    if old != new or isinstance(old, bool) is not isinstance(new, bool):
        yield f"{name}: recorded {_show(old)}, sent {_show(new)}"


def _show(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
