"""The keys of Stainless that have no counterpart, with the reasons and what to do instead."""

from __future__ import annotations

from specpress.migrate.account import Reasons

_OTHER = ("it does not concern the Python client", "leave it out")
_RELEASE = (
    "specpress publishes nothing itself",
    "`specpress init` writes a workflow that publishes",
)
_DOCUMENT = ("the document is read as it is", "change it with an overlay")
_RETRIES = (
    "retries and timeouts have defaults of specpress",
    "pass `max_retries` and `timeout` to the client",
)
REASONS: Reasons = {
    "edition": ("specpress has no editions", "leave it out"),
    "organization/docs": ("the document has this link", "write it into `urls`"),
    "organization/contact": ("the document has it", "write it into `authors`"),
    "organization/*": _OTHER,
    "security": _DOCUMENT,
    "security_schemes": _DOCUMENT,
    "targets/python/publish": _RELEASE,
    "targets/python/options": ("the client has no options", "see docs/settings.md"),
    "targets/python/skip": (
        "the client is generated when you ask for it",
        "leave it out",
    ),
    "targets/python/*": _RELEASE,
    "targets/*": _OTHER,
    "client_settings/default_env_prefix": (
        "each credential has its variable",
        "write it into `credentials`",
    ),
    "client_settings/default_headers": (
        "the client has no constant headers",
        "pass `headers` to the client",
    ),
    "client_settings/idempotency_header": (
        "a header whose name ends in Idempotency-Key is recognized in the document",
        "declare the header in an overlay",
    ),
    "client_settings/default_retries": _RETRIES,
    "client_settings/default_timeout": _RETRIES,
    "client_settings/opts/*/default": (
        "an argument of the client without a value is not sent",
        "pass it to the client",
    ),
    "client_settings/opts/*/server_variable": (
        "variables of servers are arguments of the client with their names",
        "see docs/guides/options.md",
    ),
    "client_settings/opts/*/*": _OTHER,
    "client_settings/*": _OTHER,
    "settings/unwrap_response_fields": (
        "a method returns the body as the document describes it",
        "read the field of the result",
    ),
    "settings/file_header": (
        "the header of generated files is fixed",
        "change the templates: docs/templates.md",
    ),
    "settings/*": _OTHER,
    "resources/*/description": _DOCUMENT,
    "openapi/code_samples": (
        "the document is not changed",
        "the generated package has examples in README.md and docs/reference.md",
    ),
    "openapi/transformations": _DOCUMENT,
    "openapi/transforms": _DOCUMENT,
    "openapi/*": _DOCUMENT,
    "readme": ("the README follows from the document", "change its template"),
    "diagnostics": ("problems have codes of specpress", "see docs/problems.md"),
    "custom_casings": ("names are written one by one", "write them into `names`"),
    "query_settings": (
        "styles of parameters follow from the document",
        "declare `style` and `explode` in an overlay; see x-specpress-array-keys",
    ),
    "streaming": (
        "streams follow from the media type",
        "declare `text/event-stream` in an overlay",
    ),
    "codeflow": _RELEASE,
    "multipart_settings": _OTHER,
    "error_handling": _OTHER,
}
METHOD_REASONS: Reasons = {
    "type": ("the operation follows from the endpoint", "leave it out"),
    "streaming": (
        "streams follow from the media type",
        "declare `text/event-stream` in an overlay",
    ),
    "positional_params": (
        "path parameters are positional",
        "pass others by name",
    ),
    "body_param_name": ("the body is one argument", "write `body=`"),
    "unwrap_response_fields": (
        "a method returns the body as the document describes it",
        "read the field of the result",
    ),
    "deprecated": ("the document declares it", "add `deprecated: true` in an overlay"),
    "*": ("methods have no such option", "leave it out"),
}
DOCUMENT_REASONS: Reasons = {
    "x-stainless-pagination-property": (
        "the pagination of operations is inferred or declared",
        "write x-specpress-pagination into an overlay",
    ),
    "x-stainless-const": ("a constant is an enum with one value", "leave it out"),
    "x-stainless-only": _OTHER,
    "x-stainless-skip": _OTHER,
    "x-stainless-empty-object": _OTHER,
    "x-stainless-override-schema": _DOCUMENT,
    "x-stainless-variantName": (
        "variants are named after their schemas",
        "write `names`",
    ),
    "x-stainless-renameMap": (
        "names are written one by one",
        "write them into `names`",
    ),
    "x-stainless-deprecation-message": _DOCUMENT,
    "x-stainless-nominal": ("identical schemas share a class", "write `names`"),
}
