"""Read specification extensions: ours are valid or errors, those of other tools are ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from specpress.document.descriptions import describe_type
from specpress.document.fields import METHODS
from specpress.document.problems import Problems, Step
from specpress.document.resolve import Cursor
from specpress.schema.extensions import PREFIX, load_extensions
from specpress.validate import messages
from specpress.validate.findings import Finding, find_violations
from specpress.validate.specification import Specification

DOCUMENTATION = "see docs/extensions.md"
# Values of the document, in which a key is no extension.
VALUES = ("const", "default", "enum", "example", "examples")
# The kinds of objects by the list that contains them.
LISTS: dict[Step | None, str] = {"parameters": "parameter", "servers": "server"}
PATH_ITEMS = ("paths", "webhooks", "pathItems")
STATUS = re.compile(r"[1-5][0-9]{2}|[1-5]XX|default")
# Objects that are also objects of another kind.
PARTS = {"property": "schema"}
# A value with its key, and the node that contains it.
_Node = tuple["_Node | None", Step, Any]
CONTAINERS = frozenset([dict, list])
# Maximum number of keys that the description of a shape lists.
MAX_KEYS = 5


def find(holder: Cursor, name: str, problems: Problems) -> Cursor | None:
    """Return the value of one of our extensions at an object, or None.

    Under its own name, a value of a wrong shape is an error. Under the short name, it belongs to
    another tool: it is ignored with a warning.
    """
    if not isinstance(holder.value, dict):
        return None
    if name in holder.value:
        extension = holder.child(name)
        return extension if is_valid(extension, name, problems) else None
    short = load_extensions()[name].short
    if short is None or short not in holder.value:
        return None
    extension = holder.child(short)
    if _load(name).validator.is_valid(extension.value):
        return extension
    report_foreign(extension, problems, name)
    return None


def report_foreign(
    extension: Cursor, problems: Problems, name: str | None = None
) -> None:
    """Warn, once for each shape, about an extension that has the name but not the shape of a known one.

    Args:
        name: The name under which ours would be read.
    """
    shape = _describe_shape(extension.value)
    message = (
        f"`{extension.key}` has another shape than specpress reads ({shape}); ignored"
    )
    ours = f"if it is meant for specpress, write `{name}`; " if name else ""
    problems.repeated_warning(
        extension, message, ours + DOCUMENTATION, code="foreign-extension"
    )


def check_names(roots: Iterable[Cursor], problems: Problems) -> None:
    """Warn about keys with our prefix that are none of our extensions, or at another object."""
    known = load_extensions()
    for root in roots:
        for path in _find_keys(root.value):
            key, place = str(path[-1]), _find_place(path[:-1])
            if key not in known:
                message = f"unknown extension `{key}`; ignored"
                hint = messages.suggest(key, known) or DOCUMENTATION
            elif place is not None and not {place, PARTS.get(place)} & {*known[key].at}:
                message = f"`{key}` has no effect at this {place}; ignored"
                hint = f"it belongs to: {', '.join(known[key].at)}"
            else:
                continue
            omits = f"extension {key!r}"
            problems.omission(
                root.at(path), omits, message, hint, key=True, code="unknown-extension"
            )


def _find_place(path: tuple[Step, ...]) -> str | None:
    """Return the kind of the object at a path, or None where keys may have any name."""
    if not path:
        return "document"
    *_, above, holder, key = (None, None, *path)
    if isinstance(key, int):
        return LISTS.get(holder)
    is_path_item = above in PATH_ITEMS
    if holder == "additionalOperations" or (is_path_item and key in METHODS):
        return "operation"
    if holder == "responses" and (above == "components" or STATUS.fullmatch(key)):
        return "response"
    if holder == "paths" and key.startswith("/"):
        return "path item"
    return "property" if holder == "properties" else None


def _find_keys(tree: Any) -> Iterator[tuple[Step, ...]]:
    """Yield the paths of the keys with our prefix."""
    # A list instead of recursion: documents may be nested very deeply. Few keys need a path, so
    # each node refers to the one around it.
    pending: list[_Node] = [(None, "", tree)]
    # Most keys are repeated.
    others: set[Step] = {*VALUES}
    for holder in pending:
        node = holder[2]
        for key, entry in node.items() if type(node) is dict else enumerate(node):
            if key not in others:
                if isinstance(key, str) and key.startswith(PREFIX):
                    yield (*_get_path(holder), key)
                    continue
                others.add(key)
            if type(entry) in CONTAINERS and key not in VALUES:
                pending.append((holder, key, entry))


def _get_path(node: _Node) -> tuple[Step, ...]:
    steps: list[Step] = []
    while node[0] is not None:
        steps.append(node[1])
        node = node[0]
    return tuple(reversed(steps))


def is_valid(extension: Cursor, name: str, problems: Problems) -> bool:
    """Return whether the value of one of our extensions has its shape; report its faults."""
    specification = _load(name)
    findings = list(find_violations(extension.value, specification))
    for finding in findings:
        # Messages name a value by the last steps of its path: prepend the name.
        located = replace(finding, path=(name, *finding.path))
        for message in messages.describe_finding(located, specification):
            at = extension.at(message.path[1:])
            hint = message.hint or _get_hint(finding, specification)
            is_named = message.text.startswith(f"`{name}`")
            text = message.text if is_named else f"{name}: {message.text}"
            problems.error(at, text, hint, key=message.key, code="invalid-extension")
    return not findings


def _get_hint(finding: Finding, specification: Specification) -> str:
    """Return the description of the violated schema, if it says what to write."""
    schema = specification.at(finding.location[:-1])
    description = schema.get("description", "") if isinstance(schema, dict) else ""
    _, _, cure = description.rpartition("write ")
    return f"write {cure}" if cure != description else DOCUMENTATION


def _describe_shape(value: Any) -> str:
    """Describe the type of a value, and the keys of an object."""
    shape = describe_type(value)
    if not isinstance(value, dict) or not value:
        return shape
    keys = [f"`{key}`" for key in sorted(map(str, value))]
    more = ", …" if len(keys) > MAX_KEYS else ""
    return f"{shape} with {', '.join(keys[:MAX_KEYS])}{more}"


@cache
def _load(name: str) -> Specification:
    shape = load_extensions()[name].shape
    return Specification("the extension", shape, DOCUMENTATION, is_openapi=False)
