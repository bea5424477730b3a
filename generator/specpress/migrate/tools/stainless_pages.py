"""The pagination schemes of Stainless: templates that operations match."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specpress import ir
from specpress.document.pointers import escape_step
from specpress.document.resolve import Cursor
from specpress.migrate.account import Account
from specpress.migrate.plan import Plan

PROPERTY = "x-stainless-pagination-property"
EXTENSION = "x-specpress-pagination"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A pagination scheme: the parameters and properties of its requests and responses."""

    name: str
    kind: str
    source: Cursor
    parameters: Mapping[str, str]
    """The purposes of query parameters."""
    pointers: Mapping[str, str]
    """The purposes of properties of the response, by their pointers."""
    items: str
    """The pointer to the items."""


def read_schemes(account: Account, root: Cursor) -> list[Scheme]:
    """Return the schemes of a configuration."""
    listed = account.find(root, "pagination", list)
    schemes = []
    for entry in listed.elements() if listed is not None else ():
        if not isinstance(entry.value, dict):
            account.reject(entry, "a pagination scheme must be a mapping")
            continue
        scheme = _read_scheme(entry)
        schemes.append(scheme)
        account.carry(entry, "pages")
    return schemes


def _read_scheme(entry: Cursor) -> Scheme:
    request, response = entry.value.get("request"), entry.value.get("response")
    parameters = {
        str(name): _get_purpose(schema)
        for name, schema in (request.items() if isinstance(request, dict) else ())
    }
    properties = dict(_list_properties(response, ""))
    items = next((p for p, s in properties.items() if s.get("type") == "array"), "")
    return Scheme(
        str(entry.value.get("name", "")),
        str(entry.value.get("type", "")),
        entry,
        parameters,
        {pointer: _get_purpose(schema) for pointer, schema in properties.items()},
        items,
    )


def _list_properties(response: Any, above: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the properties of a template with their pointers, nested ones too."""
    for name, schema in response.items() if isinstance(response, dict) else ():
        if isinstance(schema, dict):
            pointer = f"{above}/{escape_step(str(name))}"
            yield pointer, schema
            yield from _list_properties(schema.get("properties"), pointer)


def _get_purpose(schema: Any) -> str:
    marked = schema.get(PROPERTY) if isinstance(schema, dict) else None
    return str(marked.get("purpose", "")) if isinstance(marked, dict) else ""


def keep_pages(plan: Plan, schemes: list[Scheme]) -> None:
    """Declare the pagination of the operations that match a scheme, unless it is inferred alike."""
    used: set[str] = set()
    for operation in plan.subject.operations:
        for scheme in schemes:
            if not _matches(plan, scheme, operation):
                continue
            declared = _declare(scheme)
            used.add(scheme.name)
            if declared is None:
                plan.account.leave(
                    scheme.source,
                    f"the scheme {scheme.kind!r} has no counterpart",
                    "request further pages in a loop",
                )
            elif not _is_same(declared, operation.pagination):
                reason = f"pages as in the scheme {scheme.name!r}"
                target = plan.subject.locate(operation)
                plan.change(target, {EXTENSION: declared}, reason)
            break
    for scheme in schemes:
        if scheme.name not in used:
            plan.account.leave(
                scheme.source,
                "no operation of the document matches it",
                "write x-specpress-pagination into an overlay",
            )


def keep_no_pages(plan: Plan, operation: ir.Operation) -> None:
    """Declare that an operation has no pages, if they are inferred."""
    plan.without_pages.add(operation.origin)
    if operation.pagination is not None:
        reason = "no pages, as in the old client"
        plan.change(plan.subject.locate(operation), {EXTENSION: False}, reason)


def _matches(plan: Plan, scheme: Scheme, operation: ir.Operation) -> bool:
    """Return whether an operation has the parameters and properties of a scheme."""
    queries = {p.wire for p in operation.parameters if p.location == "query"}
    if operation.origin in plan.without_pages:
        return False
    if operation.method != "GET" or not scheme.parameters.keys() <= queries:
        return False
    schema = _find_schema(plan, plan.subject.locate(operation))
    return schema is not None and all(
        _has(plan, schema, pointer.split("/")[1:]) for pointer in scheme.pointers
    )


def _find_schema(plan: Plan, operation: Cursor) -> Cursor | None:
    """Return the schema of a successful response in JSON."""
    responses = operation.get("responses")
    for status, response in responses.items() if responses is not None else ():
        content = plan.subject.follow(response).get("content")
        for name, media_type in content.items() if content is not None else ():
            if status.startswith("2") and "json" in name:
                return media_type.get("schema")
    return None


def _has(plan: Plan, schema: Cursor, steps: list[str]) -> bool:
    """Return whether an object has a property, perhaps of an inner object."""
    schema = plan.subject.follow(schema)
    if not steps:
        return True
    step = steps[0].replace("~1", "/").replace("~0", "~")
    properties = schema.get("properties")
    entry = properties.get(step) if properties is not None else None
    if entry is not None and _has(plan, entry, steps[1:]):
        return True
    bases = schema.get("allOf")
    return bases is not None and any(_has(plan, b, steps) for b in bases.elements())


def _declare(scheme: Scheme) -> dict[str, Any] | None:
    """Return the extension for a scheme; None if it has no counterpart."""
    parameters = {
        purpose: name for name, purpose in scheme.parameters.items() if purpose
    }
    pointers = {purpose: p for p, purpose in scheme.pointers.items() if purpose}
    declared: dict[str, Any] | None = None
    match scheme.kind:
        case "cursor" if {"next_cursor_param"} <= parameters.keys():
            following = pointers.get("next_cursor_field")
            cursor = {"parameter": parameters["next_cursor_param"], "next": following}
            declared = {"cursor": cursor} if following else None
        case "cursor_url":
            following = pointers.get("next_cursor_field") or pointers.get(
                "next_url_field"
            )
            declared = {"url": following} if following else None
        case "offset" if "offset_count_param" in parameters:
            declared = {"offset": {"parameter": parameters["offset_count_param"]}}
            if total := pointers.get("offset_total_count_field"):
                declared["total"] = total
        case "page_number" if "page_number_param" in parameters:
            declared = {"page": {"parameter": parameters["page_number_param"]}}
    if declared is None:
        return None
    return {**declared, **({"items": scheme.items} if scheme.items else {})}


def _is_same(declared: dict[str, Any], pagination: ir.Pagination | None) -> bool:
    """Return whether an operation has a pagination already."""
    if pagination is None or pagination.style not in declared:
        return False
    value = declared[pagination.style]
    if isinstance(value, str):
        return bool(pagination.next == value)
    is_same = pagination.parameter == value["parameter"]
    following = value.get("next", pagination.next)
    return bool(is_same and pagination.next == following)
