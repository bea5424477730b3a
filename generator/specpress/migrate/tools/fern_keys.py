"""The keys of Fern that have no counterpart, with the reasons and what to do instead."""

from __future__ import annotations

from specpress.migrate.account import Reasons

OTHER = ("it does not concern the Python client", "leave it out")
RELEASE = (
    "specpress publishes nothing itself",
    "`specpress init` writes a workflow that publishes",
)
_DOCUMENT = ("the document is read as it is", "change it with an overlay")
REASONS: Reasons = {
    "default-group": ("settings have no groups", "see docs/guides/several-apis.md"),
    "auth-schemes": (
        "credentials follow from the document",
        "declare `securitySchemes` in an overlay",
    ),
    "api/auth": (
        "credentials follow from the document",
        "declare `security` in an overlay",
    ),
    "api/auth-schemes": (
        "credentials follow from the document",
        "declare `securitySchemes` in an overlay",
    ),
    "api/environments": (
        "servers follow from the document",
        "declare them in an overlay",
    ),
    "api/default-environment": ("the first server is the default", "use `base_url`"),
    "api/default-url": ("the first server is the default", "use `base_url`"),
    "api/settings": _DOCUMENT,
    "api/specs/*/overrides": (
        "only OpenAPI Overlays change a document",
        "write the changes as an overlay: docs/guides/overlays.md",
    ),
    "api/specs/*/overlays": (
        "its path is relative to the other file",
        "write it into `overlays`",
    ),
    "api/specs/*/origin": (
        "specpress downloads nothing unasked",
        "write the URL as `spec`",
    ),
    "api/specs/*/settings": _DOCUMENT,
    "api/specs/*/namespace": (
        "settings have no namespaces",
        "see docs/guides/several-apis.md",
    ),
    "api/specs/*/*": OTHER,
    "api/*": _DOCUMENT,
    "groups/*/audiences": (
        "operations are selected by tags, paths and names",
        "write `include` or `exclude`: docs/guides/selection.md",
    ),
    "groups/*/generators/*/version": (
        "it is the version of the other generator",
        "leave it out",
    ),
    "groups/*/generators/*/output": RELEASE,
    "groups/*/generators/*/github": RELEASE,
    "groups/*/generators/*/metadata": (
        "the metadata are settings",
        "write `authors` and `urls`",
    ),
    "groups/*/generators/*/config": (
        "the option changes code that specpress does not generate",
        "see docs/settings.md",
    ),
    "groups/*/generators/*/*": OTHER,
    "groups/*/*": OTHER,
    "whitelabel": RELEASE,
    "metadata": ("the metadata are settings", "write `authors` and `urls`"),
    "readme": ("the README follows from the document", "change its template"),
    "reviewers": RELEASE,
    "autorelease": RELEASE,
    "aliases": OTHER,
}
_STREAM = (
    "streams follow from the media type",
    "declare `text/event-stream` or `application/x-ndjson` in an overlay",
)
DOCUMENT_REASONS: Reasons = {
    "x-fern-streaming": _STREAM,
    "x-fern-audiences": (
        "operations are selected by tags, paths and names",
        "write `include` or `exclude`: docs/guides/selection.md",
    ),
    "x-fern-retries": (
        "requests are repeated if that is safe",
        "pass `max_retries`, or declare x-specpress-idempotent in an overlay",
    ),
    "x-fern-sdk-return-value": (
        "a method returns the body as the document describes it",
        "read the field of the result",
    ),
    "x-fern-sdk-variables": (
        "only headers are arguments of the client",
        "pass the path parameter to each method",
    ),
    "x-fern-sdk-variable": (
        "only headers are arguments of the client",
        "pass the path parameter to each method",
    ),
    "x-fern-global-parameters": (
        "only headers are arguments of the client",
        "pass the parameter to each method",
    ),
    "x-fern-request-name": ("the body is one argument", "write `body=`"),
    "x-fern-idempotency-headers": (
        "a header whose name ends in Idempotency-Key is recognized",
        "declare the header in an overlay",
    ),
    "x-fern-base-path": (
        "paths are complete",
        "add it to the paths or servers in an overlay",
    ),
    "x-fern-header": ("credentials follow from the document", "write `credentials`"),
    "x-fern-bearer": ("credentials follow from the document", "write `credentials`"),
    "x-fern-basic": ("credentials follow from the document", "write `credentials`"),
    "x-fern-token-variable-name": (
        "credentials follow from the document",
        "write `credentials`",
    ),
    "x-fern-examples": (
        "examples follow from the document",
        "write `examples` in an overlay",
    ),
    "x-fern-webhook": (
        "webhooks are read from `webhooks`",
        "declare them in an overlay",
    ),
    "x-fern-default": ("defaults are not sent", "pass the value"),
    "x-fern-version": ("a header is an argument", "write it into `client-parameters`"),
    "x-fern-availability": (
        "operations are deprecated or not",
        "add `deprecated: true`",
    ),
    "x-fern-discriminated": (
        "unions follow from the document",
        "change it with an overlay",
    ),
    "x-fern-undiscriminated": (
        "unions follow from the document",
        "change it with an overlay",
    ),
    "x-fern-discriminator-context": _STREAM,
    "x-fern-datetime": _DOCUMENT,
    "x-fern-type": _DOCUMENT,
    "x-fern-resolutions": _DOCUMENT,
    "x-fern-display-name": OTHER,
    "x-fern-tag-display-name": OTHER,
    "x-fern-explorer": OTHER,
    "x-fern-groups": OTHER,
    "x-fern-group-name": OTHER,
    "x-fern-sdk-namespace": (
        "a client has one package",
        "see docs/guides/several-apis.md",
    ),
    "x-fern-encoding": OTHER,
    "x-fern-title": OTHER,
    "x-fern-errors": (
        "exceptions follow from the responses",
        "declare them in an overlay",
    ),
}
