"""Header parameters that are no arguments: the client or the HTTP library sets the headers.

The specification ignores the parameters Accept, Content-Type and Authorization. Nothing is lost if the
content of the operation and the security schemes say the same; otherwise there is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from specpress.document import media_types, nodes
from specpress.document.fields import DESCRIBED_HEADERS
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor

HINT = "until then, pass it in the option `headers` of a call"


def report_loss(operation: Cursor, parameter: Cursor, problems: Problems) -> None:
    """Warn about an ignored header parameter with values that no other part of the document has."""
    name = nodes.get_text(parameter, "name")
    match name.lower():
        case "authorization" if not _has_credentials(operation):
            message = f"header parameter {name!r} is ignored: security schemes describe credentials"
            hint = f"declare a security scheme; {HINT}"
            problems.repeated_warning(
                parameter, message, hint, code="header-for-credentials"
            )
        case "accept":
            _report_media_types(parameter, _list_accepted(operation), problems)
        case "content-type":
            _report_media_types(parameter, _list_sent(operation), problems)


def _report_media_types(
    parameter: Cursor, declared: Iterator[str], problems: Problems
) -> None:
    """Warn about media types that only the parameter lists."""
    listed = _list_values(parameter)
    known = {*declared} if listed else set()
    missing = [value for value in listed if media_types.plain(value) not in known]
    if missing:
        name = nodes.get_text(parameter, "name")
        values = ", ".join(map(repr, missing))
        message = f"header parameter {name!r} is ignored, and no `content` has {values}"
        problems.repeated_warning(
            parameter,
            message,
            f"declare it there; {HINT}",
            code="header-for-media-type",
        )


def _list_values(parameter: Cursor) -> list[str]:
    """Return the media types that the schema of a parameter lists."""
    schema = parameter.get("schema")
    value = schema.follow(Problems()).value if schema is not None else None
    if not isinstance(value, dict):
        return []
    listed = value.get("enum", [value.get("const")])
    values = listed if isinstance(listed, list) else []
    return [v for v in values if isinstance(v, str) and "/" in v and "*" not in v]


def _list_accepted(operation: Cursor) -> Iterator[str]:
    for _, response in nodes.get_entries(operation, "responses", Problems()):
        yield from _list_content(response)


def _list_sent(operation: Cursor) -> Iterator[str]:
    body = operation.get("requestBody")
    if body is not None:
        yield from _list_content(body.follow(Problems()))


def _list_content(holder: Cursor) -> Iterator[str]:
    for media_type, _ in nodes.get_entries(holder, "content", Problems()):
        yield media_types.plain(media_types.complete(media_type))


def _has_credentials(operation: Cursor) -> bool:
    """Return whether a security scheme of the document sets the header Authorization."""
    root = operation.workspace.root
    components = nodes.get_mapping(root, "components", Problems())
    if components is None:
        return False
    schemes = nodes.get_entries(components, "securitySchemes", Problems())
    return any(_sets_authorization(scheme) for _, scheme in schemes)


def _sets_authorization(scheme: Cursor) -> bool:
    if nodes.get_text(scheme, "type") != "apiKey":
        return True
    header = (
        nodes.get_text(scheme, "name") if scheme.value.get("in") == "header" else ""
    )
    return header.lower() in DESCRIBED_HEADERS
