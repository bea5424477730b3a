"""Contradictions as problems, grouped by their kind."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.document.problems import Problem, Severity
from specpress.repair.changes import LOWER, UPPER
from specpress.repair.checker import (
    MEDIA_TYPE,
    NO_BODY,
    PARAMETERS,
    REQUEST_BODY,
    STATUS,
    UNREADABLE,
)
from specpress.repair.findings import NONE, OVERLAPPING, SEVERAL
from specpress.repair.inference import distinct, type_of
from specpress.repair.repairing import Place, Repair
from specpress.repair.values import MAX_VALUES, show, show_values
from specpress.schema.table import ADDITIONAL, CHOICES, COMPOSED_LISTS

KINDS = {
    STATUS: "undeclared statuses",
    MEDIA_TYPE: "undeclared media types",
    REQUEST_BODY: "undeclared media types",
    UNREADABLE: "unreadable bodies",
    NO_BODY: "missing bodies",
    PARAMETERS: "undeclared parameters",
    "type": "types",
    "enum": "undeclared values",
    "const": "undeclared values",
    "format": "formats",
    "pattern": "patterns",
    "required": "missing values",
    **dict.fromkeys(ADDITIONAL, "undeclared properties"),
    **dict.fromkeys(CHOICES, "unions"),
    **dict.fromkeys((*LOWER, *UPPER, "multipleOf"), "limits"),
}
OTHER = "other constraints"
NULLABLE = ("$ref", "type", *COMPOSED_LISTS)


def describe_places(
    places: list[Place], is_repaired: bool
) -> Iterator[tuple[str, list[Problem]]]:
    """Yield each kind of contradictions with its problems, the most frequent kind first.

    Args:
        is_repaired: The hints name the change that the overlay makes.
    """
    groups: dict[str, list[Place]] = {}
    for place in places:
        groups.setdefault(find_kind(place), []).append(place)
    counts = {kind: _count(group) for kind, group in groups.items()}
    for kind in sorted(groups, key=lambda kind: -counts[kind]):
        problems = [_describe(place, kind, is_repaired) for place in groups[kind]]
        yield f"{kind}: {counts[kind]} in {_places(groups[kind])}", problems


def find_kind(place: Place) -> str:
    """Return the kind of contradiction."""
    values = (c.finding.value for c in place.contradictions)
    if place.keyword in NULLABLE and all(value is None for value in values):
        return "null"
    return KINDS.get(place.keyword, OTHER)


def _count(places: list[Place]) -> int:
    return sum(len(place.contradictions) for place in places)


def _places(places: list[Place]) -> str:
    return "1 place" if len(places) == 1 else f"{len(places)} places"


def _describe(place: Place, kind: str, is_repaired: bool) -> Problem:
    message = f"{_state_fault(place, kind)}, {place.describe()}"
    change = f"the overlay: {place.change.summary}" if place.is_repairable else ""
    hint = (place.obstacle or change) if is_repaired or place.obstacle else None
    code = f"recorded-{kind.replace(' ', '-')}"
    problem = Problem(message, hint, Severity.WARNING, code=code)
    name = "responses" if place.keyword == STATUS else place.keyword
    return (place.at.get(name) or place.at).locate(problem)


def _state_fault(place: Place, kind: str) -> str:
    """Return what is wrong, without the values of secrets: those are redacted in the recording."""
    findings = [contradiction.finding for contradiction in place.contradictions]
    details = [
        *dict.fromkeys(
            f.detail for f in findings if f.detail not in ("", NONE, OVERLAPPING)
        )
    ]
    values = distinct(finding.value for finding in findings)
    match place.keyword:
        case _ if kind == "null":
            return "null is not allowed"
        case "required" if details:
            return f"{_list(details)} missing"
        case "required":
            return "required value missing"
        case "additionalProperties" | "unevaluatedProperties":
            return f"{_list(details)} not declared"
        case k if k == STATUS:
            return f"status {', '.join(details)} not declared"
        case k if k in (MEDIA_TYPE, REQUEST_BODY):
            return f"media type {', '.join(details)} not declared"
        case k if k == PARAMETERS:
            names = [f"`{name}`" for name in details]
            return f"query parameter {', '.join(names)} not declared"
        case k if k == UNREADABLE:
            return "body is not of its media type"
        case k if k == NO_BODY:
            return "empty body where content is declared"
        case "type":
            declared = show(place.at.value["type"])
            return f"type {declared} expected, got {', '.join(sorted({*map(type_of, values)}))}"
        case "oneOf" if SEVERAL in details:
            return f"{show_values(values)} valid for several variants of `oneOf`"
        case "oneOf" | "anyOf":
            return f"{show_values(values)} not valid for any variant"
        case "":
            return f"{show_values(values)} not valid for the schema"
    return f"{show_values(values)} not valid for `{place.keyword}` {show(place.at.value.get(place.keyword))}"


def _list(names: list[str]) -> str:
    noun = "property" if len(names) == 1 else "properties"
    shown = ", ".join(f"`{name}`" for name in names[:MAX_VALUES])
    return f"{noun} {shown}{', …' if len(names) > MAX_VALUES else ''}"


def describe_unknown(result: Repair) -> list[Problem]:
    """Return a problem for each method and path that the document does not have."""
    counts: dict[tuple[str, str], int] = {}
    for exchange in result.unknown:
        key = exchange.method, exchange.path
        counts[key] = counts.get(key, 0) + 1
    first = {(e.method, e.path): e for e in reversed(result.unknown)}
    return [
        Problem(
            f"no operation for {method} {path}, seen "
            + ("once" if count == 1 else f"{count} times"),
            result.routes.suggest(first[method, path]) or "declare it in the document",
            Severity.WARNING,
            first[method, path].position(),
            code="recorded-unknown-operation",
        )
        for (method, path), count in counts.items()
    ]
