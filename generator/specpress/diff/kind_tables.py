"""The tables of the kinds of changes."""

from __future__ import annotations

REQUEST, RESPONSE = "request", "response"
# The areas with values, and the direction in which a client transfers these.
VALUE_AREAS = {
    "path-parameter": REQUEST,
    "query-parameter": REQUEST,
    "header-parameter": REQUEST,
    "cookie-parameter": REQUEST,
    "request-body": REQUEST,
    "request-property": REQUEST,
    "response-body": RESPONSE,
    "response-property": RESPONSE,
    "error-body": RESPONSE,
}
WIRE, DECODE, TYPES = "breaking wire", "breaking decode", "breaking type-check"
SAFE, NONE = "safe", "-"
RISKY_WIRE, RISKY_DECODE = "risky wire", "risky decode"
RISKY_TYPES, RISKY_CALL = "risky type-check", "risky call"

# By direction and action: the effect on the deployed client, and after regeneration.
VALUE_VERDICTS: dict[str, dict[str, tuple[str, str]]] = {
    REQUEST: {
        "type-changed": (WIRE, TYPES),
        "type-widened": (SAFE, SAFE),
        "type-narrowed": (RISKY_WIRE, RISKY_TYPES),
        "format-added": (RISKY_WIRE, TYPES),
        "format-removed": (SAFE, TYPES),
        "format-changed": (WIRE, TYPES),
        "date-became-datetime": (WIRE, TYPES),
        "became-text": (SAFE, TYPES),
        "became-list": (SAFE, TYPES),
        "became-map": (RISKY_WIRE, TYPES),
        "became-object": (RISKY_WIRE, TYPES),
        "became-array": (SAFE, TYPES),
        "became-tuple": (RISKY_WIRE, TYPES),
        "became-enum": (RISKY_WIRE, RISKY_TYPES),
        "enum-removed": (SAFE, RISKY_TYPES),
        "enum-value-added": (SAFE, SAFE),
        "enum-value-removed": (WIRE, TYPES),
        "constraint-tightened": (RISKY_WIRE, RISKY_CALL),
        "constraint-relaxed": (SAFE, SAFE),
        "variant-added": (SAFE, SAFE),
        "variant-removed": (WIRE, TYPES),
        "became-nullable": (SAFE, SAFE),
        "became-not-nullable": (RISKY_WIRE, RISKY_TYPES),
        "became-any": (SAFE, SAFE),
        "became-typed": (RISKY_WIRE, RISKY_TYPES),
        "default-changed": (RISKY_WIRE, RISKY_CALL),
        "class-changed": (NONE, RISKY_TYPES),
    },
    RESPONSE: {
        "type-changed": (DECODE, TYPES),
        "type-widened": (RISKY_DECODE, TYPES),
        "type-narrowed": (SAFE, SAFE),
        "format-added": (SAFE, TYPES),
        "format-removed": (RISKY_DECODE, TYPES),
        "format-changed": (DECODE, TYPES),
        "became-map": (RISKY_DECODE, TYPES),
        "became-object": (RISKY_DECODE, TYPES),
        "became-array": (RISKY_DECODE, TYPES),
        "became-tuple": (SAFE, TYPES),
        "became-enum": (SAFE, SAFE),
        "enum-removed": (SAFE, TYPES),
        "enum-value-added": (SAFE, SAFE),
        "enum-value-removed": (SAFE, TYPES),
        "constraint-tightened": (SAFE, SAFE),
        "constraint-relaxed": (SAFE, SAFE),
        "variant-added": (SAFE, RISKY_TYPES),
        "alternative-added": (RISKY_DECODE, TYPES),
        "variant-removed": (SAFE, SAFE),
        "became-nullable": (RISKY_DECODE, TYPES),
        "became-not-nullable": (SAFE, SAFE),
        "became-any": (RISKY_DECODE, SAFE),
        "became-typed": (SAFE, RISKY_TYPES),
        "date-became-datetime": (SAFE, RISKY_CALL),
        "class-changed": (NONE, RISKY_TYPES),
    },
}

MESSAGES = {
    "type-changed": "{noun} is `{new}`, was `{old}`",
    "type-widened": "{noun} may also be another type: `{new}`, was `{old}`",
    "type-narrowed": "{noun} accepts fewer types: `{new}`, was `{old}`",
    "format-added": "{noun} has a format: `{new}`, was `{old}`",
    "format-removed": "{noun} has no format any more: `{new}`, was `{old}`",
    "format-changed": "{noun} has another format: `{new}`, was `{old}`",
    "date-became-datetime": "{noun} is a time on a day: `{new}`, was `{old}`",
    "became-text": "{noun} is a string: `{new}`, was `{old}`",
    "became-list": "{noun} may have several values: `{new}`, was `{old}`",
    "became-map": "{noun} may have any keys: `{new}`, was `{old}`",
    "became-object": "{noun} has declared properties: `{new}`, was `{old}`",
    "became-array": "{noun} may have any number of items: `{new}`, was `{old}`",
    "became-tuple": "{noun} has a fixed number of items: `{new}`, was `{old}`",
    "became-enum": "{noun} is the enum `{new}`, was `{old}`",
    "enum-removed": "{noun} is no enum any more: `{new}`, was `{old}`",
    "enum-value-added": "{noun} has the new value {new}",
    "enum-value-removed": "{noun} has no value {old} any more",
    "constraint-tightened": "{noun} has a stricter constraint: {new}, was {old}",
    "constraint-relaxed": "{noun} has a weaker constraint: {new}, was {old}",
    "variant-added": "{noun} may also be `{new}`",
    "alternative-added": "{noun} may also be `{new}`, which the deployed client does not read",
    "variant-removed": "{noun} cannot be `{old}` any more",
    "became-nullable": "{noun} may be None",
    "became-not-nullable": "{noun} cannot be None any more",
    "became-any": "{noun} has any type, was `{old}`",
    "became-typed": "{noun} is `{new}`, had any type",
    "class-changed": "{noun} is `{new}`, was `{old}`, which is another class now",
    "default-changed": "{noun} has the default {new}, was {old}",
}

PARAMETER_AREAS = ("path", "query", "header", "cookie")
BODY_AREAS = (
    *("request-body", "request-property"),
    *("response-body", "response-property"),
)
# Actions that only these areas have; in others, the type has changed.
AREAS_OF_ACTIONS = {
    "became-text": tuple(f"{place}-parameter" for place in PARAMETER_AREAS),
    "became-list": tuple(f"{place}-parameter" for place in PARAMETER_AREAS),
    "became-map": BODY_AREAS,
    "became-object": BODY_AREAS,
    "became-array": ("query-parameter", *BODY_AREAS),
    "became-tuple": ("query-parameter", *BODY_AREAS),
}
# Area, action, direction, effect on the deployed client, effect after regeneration, message.
FURTHER: list[tuple[str, str, str, str, str, str]] = [
    ("operation", "removed", "", WIRE, TYPES, "the method is gone: no {old}"),
    ("operation", "added", "", SAFE, SAFE, "new method: {new}"),
    ("operation", "renamed", "", NONE, TYPES, "the method is `{new}` now"),
    ("operation", "path-changed", "", WIRE, NONE, "the path is {new}, was {old}"),
    ("operation", "method-changed", "", WIRE, NONE, "the HTTP method is {new}, was {old}"),
    ("operation", "deprecated", "", NONE, SAFE, "the method is deprecated"),
    ("operation", "undeprecated", "", NONE, SAFE, "the method is not deprecated any more"),
    ("operation", "paginated", RESPONSE, NONE, TYPES, "the method returns pages: `{new}`, was `{old}`"),
    ("operation", "unpaginated", RESPONSE, NONE, TYPES, "the method returns no pages: `{new}`, was `{old}`"),
    ("operation", "form-added", RESPONSE, NONE, SAFE, "new method `{new}` for another media type"),
    ("operation", "form-removed", RESPONSE, WIRE, TYPES, "the method is gone: no response has its media type"),
    ("operation", "credential-required", REQUEST, WIRE, RISKY_CALL, "the call needs a credential: {new}"),
    ("operation", "credential-optional", REQUEST, SAFE, SAFE, "the call needs no credential any more"),
    ("operation", "credential-changed", REQUEST, WIRE, RISKY_CALL, "the call needs another credential: {new}, was {old}"),
    ("operation", "credential-replaced", REQUEST, SAFE, RISKY_CALL, "the call needs the credential of another scheme, which requests carry as before: {new}, was {old}"),
    ("operation", "credential-alternative-removed", REQUEST, RISKY_WIRE, RISKY_CALL, "the call accepts fewer credentials: {new}, was {old}"),
    ("operation", "server-changed", "", RISKY_WIRE, SAFE, "requests are sent to {new}, were sent to {old}"),
    ("query-parameter", "added", REQUEST, SAFE, SAFE, "new argument `{name}`"),
    ("header-parameter", "added", REQUEST, SAFE, SAFE, "new argument `{name}`"),
    ("cookie-parameter", "added", REQUEST, SAFE, SAFE, "new argument `{name}`"),
    ("query-parameter", "added-required", REQUEST, WIRE, TYPES, "new required argument `{name}`"),
    ("header-parameter", "added-required", REQUEST, WIRE, TYPES, "new required argument `{name}`"),
    ("cookie-parameter", "added-required", REQUEST, WIRE, TYPES, "new required argument `{name}`"),
    ("path-parameter", "added", REQUEST, WIRE, TYPES, "new argument `{name}`"),
    ("query-parameter", "removed", REQUEST, RISKY_WIRE, TYPES, "argument `{name}` is gone: the server ignores it"),
    ("header-parameter", "removed", REQUEST, RISKY_WIRE, TYPES, "argument `{name}` is gone: the server ignores it"),
    ("cookie-parameter", "removed", REQUEST, RISKY_WIRE, TYPES, "argument `{name}` is gone: the server ignores it"),
    ("path-parameter", "removed", REQUEST, WIRE, TYPES, "argument `{name}` is gone"),
    *(
        (f"{place}-parameter", action, REQUEST, deployed, regenerated, message)
        for place in ("query", "header", "cookie")
        for action, deployed, regenerated, message in (
            ("became-required", RISKY_WIRE, RISKY_TYPES, "argument `{name}` is required"),
            ("became-optional", SAFE, SAFE, "argument `{name}` is optional"),
        )
    ),
    *(
        (f"{place}-parameter", "deprecated", REQUEST, NONE, SAFE, "argument `{name}` is deprecated")
        for place in PARAMETER_AREAS
    ),
    ("path-parameter", "renamed", REQUEST, NONE, RISKY_TYPES, "argument `{old}` is `{new}` now; by position it works"),
    ("query-parameter", "moved", REQUEST, RISKY_WIRE, NONE, "argument `{name}` is sent in the {new}, was sent in the {old}"),
    ("header-parameter", "moved", REQUEST, RISKY_WIRE, NONE, "argument `{name}` is sent in the {new}, was sent in the {old}"),
    ("cookie-parameter", "moved", REQUEST, RISKY_WIRE, NONE, "argument `{name}` is sent in the {new}, was sent in the {old}"),
    *(
        (f"{place}-parameter", "style-changed", REQUEST, deployed, NONE, "argument `{name}` is written as {new}, was written as {old}")
        for place, deployed in (("path", WIRE), ("query", RISKY_WIRE), ("header", WIRE), ("cookie", RISKY_WIRE))
    ),
    ("request-body", "added", REQUEST, SAFE, SAFE, "new optional argument `body`"),
    ("request-body", "added-required", REQUEST, WIRE, TYPES, "new required argument `body`"),
    ("request-body", "removed", REQUEST, RISKY_WIRE, TYPES, "argument `body` is gone: the server ignores it"),
    ("request-body", "became-required", REQUEST, RISKY_WIRE, RISKY_TYPES, "argument `body` is required"),
    ("request-body", "became-optional", REQUEST, SAFE, SAFE, "argument `body` is optional"),
    ("request-body", "media-type-added", REQUEST, SAFE, SAFE, "the body may also be {new}"),
    ("request-body", "media-type-removed", REQUEST, WIRE, TYPES, "the body cannot be {old} any more"),
    ("request-property", "added", REQUEST, SAFE, SAFE, "new attribute `{name}`"),
    ("request-property", "added-required", REQUEST, WIRE, TYPES, "new required attribute `{name}`"),
    ("request-property", "removed", REQUEST, RISKY_WIRE, TYPES, "attribute `{name}` is gone: the server ignores it"),
    ("request-property", "became-required", REQUEST, RISKY_WIRE, RISKY_TYPES, "attribute `{name}` is required"),
    ("request-property", "became-optional", REQUEST, SAFE, SAFE, "attribute `{name}` is optional"),
    ("request-property", "deprecated", REQUEST, NONE, SAFE, "attribute `{name}` is deprecated"),
    ("request-property", "became-read-only", REQUEST, SAFE, SAFE, "attribute `{name}` is read-only: the client does not send it"),
    ("response-property", "added", RESPONSE, SAFE, SAFE, "new attribute `{name}`"),
    ("response-property", "added-required", RESPONSE, SAFE, RISKY_TYPES, "new attribute `{name}`, which the constructor requires"),
    ("response-property", "removed", RESPONSE, DECODE, TYPES, "attribute `{name}` is gone, which the deployed client requires"),
    ("response-property", "removed-optional", RESPONSE, SAFE, TYPES, "attribute `{name}` is gone; in the deployed client it is None"),
    ("response-property", "became-optional", RESPONSE, RISKY_DECODE, TYPES, "attribute `{name}` may be absent, then it is None"),
    ("response-property", "nullable-became-optional", RESPONSE, SAFE, SAFE, "attribute `{name}` may be absent, then it is None"),
    ("response-property", "optional-became-nullable", RESPONSE, SAFE, SAFE, "attribute `{name}` may be null, then it is None"),
    ("response-property", "became-required", RESPONSE, SAFE, RISKY_TYPES, "attribute `{name}` is always present; the constructor requires it"),
    ("response-property", "deprecated", RESPONSE, NONE, SAFE, "attribute `{name}` is deprecated"),
    ("property", "renamed", "", NONE, TYPES, "attribute `{old}` is `{new}` now"),
    ("member", "renamed", "", NONE, TYPES, "member `{old}` is `{new}` now"),
    ("class", "renamed", "", NONE, "breaking import", "the class is `{new}` now"),
    ("class", "removed", "", NONE, "breaking import", "the class is gone"),
    ("class", "added", "", NONE, SAFE, "new class"),
    ("response-body", "added", RESPONSE, SAFE, SAFE, "the method returns `{new}`, returned None"),
    ("response-body", "removed", RESPONSE, DECODE, TYPES, "the method returns None, returned `{old}`"),
    ("response-body", "media-type-changed", RESPONSE, WIRE, TYPES, "the response is {new}, was {old}"),
    ("response-body", "media-type-replaced", RESPONSE, WIRE, SAFE, "the response is {new}, was {old}; the result has the same type"),
    ("response", "status-added", RESPONSE, SAFE, SAFE, "the server may respond with status {new}"),
    ("response", "status-removed", RESPONSE, SAFE, SAFE, "the server does not respond with status {old} any more"),
    ("error", "added", RESPONSE, SAFE, SAFE, "the call may raise `errors.{new}`"),
    ("error", "removed", RESPONSE, SAFE, SAFE, "the call does not raise `errors.{old}` any more"),
    ("error", "class-added", RESPONSE, NONE, SAFE, "new exception"),
    ("error", "class-removed", RESPONSE, NONE, "breaking import", "the exception is gone"),
    ("response-header", "added", RESPONSE, SAFE, SAFE, "new constant for the header {new}"),
    ("response-header", "removed", RESPONSE, SAFE, "breaking import", "the header {old} is gone"),
    ("response-header", "type-changed", RESPONSE, DECODE, TYPES, "the header is `{new}`, was `{old}`"),
    ("credential", "added", REQUEST, SAFE, SAFE, "new argument `{name}` of the client"),
    ("credential", "removed", REQUEST, SAFE, TYPES, "argument `{name}` of the client is gone"),
    ("credential", "moved", REQUEST, WIRE, SAFE, "the credential is {new}, was {old}"),
    ("credential", "kind-changed", REQUEST, WIRE, "breaking call", "the credential is {new}, was {old}"),
    ("server", "url-changed", "", RISKY_WIRE, SAFE, "the default server is {new}, was {old}"),
    ("server", "added", "", NONE, SAFE, "new server {new}"),
    ("server", "removed", "", WIRE, TYPES, "the server {old} is gone"),
    ("server", "became-required", "", NONE, TYPES, "the client needs the argument `base_url`: the document has no absolute server URL"),
    ("webhook", "added", RESPONSE, NONE, SAFE, "new function for the {new}"),
    ("webhook", "removed", RESPONSE, SAFE, "breaking import", "the function is gone"),
]  # fmt: skip


def list_exceptions() -> dict[str, tuple[str, str] | None]:
    """Return the effects that differ from those of the action, by code; None for no such kind."""
    parameters = [f"{place}-parameter" for place in PARAMETER_AREAS]
    nullability = ("became-nullable", "became-not-nullable")
    # A parameter that is None is not sent.
    absent = {f"{area}-{action}": None for area in parameters for action in nullability}
    elsewhere = (
        f"{area}-{action}"
        for action, areas in AREAS_OF_ACTIONS.items()
        for area in VALUE_AREAS.keys() - areas
    )
    return {
        **absent,
        **dict.fromkeys(elsewhere),
        # The body of an exception is None if it is absent or contradicts the document.
        **{f"error-body-{action}": None for action in nullability},
        # Arguments accept any sequence.
        "query-parameter-became-array": (SAFE, SAFE),
        "request-body-became-array": (SAFE, SAFE),
        "path-parameter-default-changed": None,
        "request-body-default-changed": None,
    }
