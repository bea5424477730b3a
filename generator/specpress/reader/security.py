"""Security schemes, and the security requirements of operations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specpress import ir
from specpress.document import nodes
from specpress.document.fields import (
    CONNECTION_HEADERS,
    NAME_HINT,
    describe_unsendable,
    is_token,
)
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.reader import server_urls

KINDS = {"oauth2": "bearer", "openIdConnect": "bearer", "apiKey": "apikey"}


def build(components: Cursor, problems: Problems) -> tuple[ir.Scheme, ...]:
    """Return the security schemes that the client implements; the others are omissions."""
    return tuple(
        _build_scheme(name, cursor, problems)
        for name, cursor in nodes.get_entries(components, "securitySchemes", problems)
        if not _is_certificate(name, cursor, problems)
        and not _is_connection_header(name, cursor, problems)
        and not _is_unsendable(name, cursor, problems)
    )


def _is_certificate(name: str, cursor: Cursor, problems: Problems) -> bool:
    if nodes.get_text(cursor, "type") != "mutualTLS":
        return False
    message = f"no argument is generated for the certificate {name!r}"
    hint = "give the client a transport that has the certificate"
    problems.omission(
        cursor, f"security scheme {name!r}", message, hint, code="client-certificate"
    )
    return True


def _is_connection_header(name: str, cursor: Cursor, problems: Problems) -> bool:
    header = nodes.get_text(cursor, "name")
    if nodes.get_text(cursor, "in") != "header" or header.lower() not in (
        CONNECTION_HEADERS
    ):
        return False
    message = f"security scheme {name!r} is ignored: the HTTP library sets {header!r}"
    hint = "use another header for the credential"
    problems.omission(
        cursor, f"security scheme {name!r}", message, hint, code="reserved-header"
    )
    return True


def _is_unsendable(name: str, cursor: Cursor, problems: Problems) -> bool:
    """Report an API key whose header or cookie HTTP cannot send."""
    location, field = nodes.get_text(cursor, "in"), nodes.get_text(cursor, "name")
    is_key = nodes.get_text(cursor, "type") == "apiKey" and bool(field)
    if not is_key or location not in ("header", "cookie") or is_token(field):
        return False
    message = describe_unsendable(location, field)
    omits = f"security scheme {name!r}"
    problems.omission(cursor, omits, message, NAME_HINT, code="unsendable-name")
    return True


def _build_scheme(name: str, cursor: Cursor, problems: Problems) -> ir.Scheme:
    kind = nodes.get_text(cursor, "type")
    flows = nodes.get_mapping(cursor, "flows", problems)
    flow = flows.get("clientCredentials") if flows is not None else None
    node = flow.get("scopes") if flow is not None else None
    scopes = node.value if node is not None else None
    return ir.Scheme(
        name=name,
        kind=(
            _get_http_kind(cursor)
            if kind == "http"
            else KINDS.get(kind, kind or "bearer")
        ),
        location=nodes.get_text(cursor, "in") or "header",
        wire=nodes.get_text(cursor, "name") or "Authorization",
        description=nodes.get_text(cursor, "description"),
        token_url=_get_token_url(flow, problems) if flow is not None else None,
        scopes=tuple(map(str, scopes)) if isinstance(scopes, dict) else (),
        notes=(*_build_notes(cursor, flows),),
    )


def _build_notes(scheme: Cursor, flows: Cursor | None) -> Iterator[str]:
    """Yield the form of the credential, and the URLs that it comes from."""
    if text := nodes.get_text(scheme, "bearerFormat"):
        yield f"Format of the token: {' '.join(text.split())}."
    flow = flows.get("authorizationCode") if flows is not None else None
    urls = {
        "OpenID Connect": nodes.get_text(scheme, "openIdConnectUrl"),
        "Authorization": nodes.get_text(flow, "authorizationUrl") if flow else "",
    }
    for head, url in urls.items():
        if url:
            yield f"{head}: {' '.join(url.split())}"


def _get_token_url(flow: Cursor, problems: Problems) -> str | None:
    """Return the token URL of a flow, or None if requests cannot be sent to it."""
    url = nodes.get_text(flow, "tokenUrl").strip(" \t\r\n")
    fault = server_urls.describe_fault(url)
    if fault is None:
        return url or None
    message = f"token URL {server_urls.shorten(url)} cannot be used: {fault}; ignored"
    hint = "correct the URL; until then pass a token, or a function that returns one"
    problems.warning(flow.child("tokenUrl"), message, hint, code="unusable-server")
    return None


def _get_http_kind(cursor: Cursor) -> str:
    """Return basic, bearer, or "authorization": the user provides the complete header value."""
    scheme = nodes.get_text(cursor, "scheme").lower()
    return scheme if scheme in ("basic", "bearer") else "authorization"


def get_requirements(
    root: Cursor, operation: Cursor, problems: Problems
) -> tuple[tuple[str, ...], ...]:
    """Return the alternative requirements of an operation, each as names of schemes.

    The requirements of the document apply if the operation declares none.
    """
    holder = operation if "security" in operation.value else root
    node = nodes.get_list(holder, "security", problems)
    entries = node.elements() if node is not None else ()
    requirements = [
        (entry, tuple(_get_scheme_names(root, entry, problems)))
        for entry in entries
        if nodes.resolve_mapping(entry, problems) is not None
    ]
    # An empty requirement means "no credentials"; one whose schemes are unknown must not.
    return tuple(names for entry, names in requirements if names or not entry.value)


def list_scopes(operation: Cursor) -> tuple[tuple[str, ...], ...]:
    """Return the scopes in the requirements of an operation, without those of the document."""
    requirements = operation.value.get("security")
    alternatives = (
        tuple(
            scope
            for scopes in requirement.values()
            for scope in (scopes if isinstance(scopes, list) else ())
            if isinstance(scope, str)
        )
        for requirement in (requirements if isinstance(requirements, list) else ())
        if isinstance(requirement, dict)
    )
    return tuple(dict.fromkeys(filter(None, alternatives)))


def _get_scheme_names(root: Cursor, entry: Cursor, problems: Problems) -> Iterator[str]:
    """Yield the schemes of one requirement; since 3.2 the keys may be references."""
    components = root.get("components")
    declared = components.get("securitySchemes") if components is not None else None
    for key in entry.value:
        name = str(key).removeprefix("#/components/securitySchemes/")
        if declared is not None and declared.get(name) is not None:
            yield name
        else:
            message = f"security scheme {name!r} is not declared; ignored"
            omits = f"security requirement {name!r}"
            is_swagger = root.document.upgrade is not None
            section = (
                "securityDefinitions" if is_swagger else "components.securitySchemes"
            )
            problems.omission(
                entry.child(key),
                omits,
                message,
                f"declare it in `{section}`",
                code="undeclared-security-scheme",
            )


def assign_schemes(
    root: Cursor,
    operations: tuple[ir.Operation, ...],
    schemes: tuple[ir.Scheme, ...],
    problems: Problems,
) -> tuple[ir.Operation, ...]:
    """Return the operations with requirements that a client can satisfy.

    If a document declares schemes and no requirement, each operation accepts any scheme.
    """
    names = [scheme.name for scheme in schemes]
    if (
        names
        and not _has_requirements(root)
        and not any(o.security for o in operations)
    ):
        message = "security schemes without security requirements"
        hint = "add `security`; until then every call sends the first credential of the client"
        problems.warning(root, message, hint, code="no-security-requirements")
        any_scheme = ((), *((name,) for name in names))
        return tuple(replace(o, security=any_scheme) for o in operations)
    return tuple(replace(o, security=_select(o.security, names)) for o in operations)


def _select(
    requirements: tuple[tuple[str, ...], ...], supported: list[str]
) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(n for n in names if n in supported) for names in requirements)


def _has_requirements(root: Cursor) -> bool:
    """Return whether the document declares `security` anywhere, even an empty list."""
    paths = root.get("paths") or root.as_empty()
    return "security" in root.value or any(
        isinstance(operation.value, dict) and "security" in operation.value
        for _, item in paths.items()
        for _, operation in item.items()
    )
