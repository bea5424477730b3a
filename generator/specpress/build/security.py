"""Security: the schemes of the document, and which of them an operation asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specpress import ir
from specpress.build import read
from specpress.problems import Problems
from specpress.resolve import Cursor

KINDS = {"oauth2": "bearer", "openIdConnect": "bearer", "apiKey": "apikey"}


def schemes(components: Cursor, problems: Problems) -> tuple[ir.Scheme, ...]:
    """All security schemes of the document that a request carries; a certificate is the transport's."""
    return tuple(
        _scheme(name, cursor, problems)
        for name, cursor in read.entries(components, "securitySchemes", problems)
        if not _is_certificate(name, cursor, problems)
    )


def _is_certificate(name: str, cursor: Cursor, problems: Problems) -> bool:
    if read.text(cursor, "type") != "mutualTLS":
        return False
    message = f"no argument is generated for the certificate {name!r}"
    hint = "give the client a transport that has the certificate"
    problems.omission(cursor, f"security scheme {name!r}", message, hint)
    return True


def _scheme(name: str, cursor: Cursor, problems: Problems) -> ir.Scheme:
    kind = read.text(cursor, "type")
    flows = read.mapping(cursor, "flows", problems)
    flow = flows.get("clientCredentials") if flows is not None else None
    scopes = flow.get("scopes") if flow is not None else None
    named = scopes.value if scopes is not None else None
    return ir.Scheme(
        name=name,
        kind=_http(cursor) if kind == "http" else KINDS.get(kind, kind or "bearer"),
        location=read.text(cursor, "in") or "header",
        wire=read.text(cursor, "name") or "Authorization",
        description=read.text(cursor, "description"),
        token_url=(read.text(flow, "tokenUrl") or None) if flow is not None else None,
        scopes=tuple(map(str, named)) if isinstance(named, dict) else (),
    )


def _http(cursor: Cursor) -> str:
    """The scheme of HTTP authentication: basic, bearer, or one whose words the user gives whole."""
    scheme = read.text(cursor, "scheme").lower()
    return scheme if scheme in ("basic", "bearer") else "authorization"


def required(
    root: Cursor, operation: Cursor, problems: Problems
) -> tuple[tuple[str, ...], ...]:
    """The alternatives of an operation, else of the document; each names schemes that go together."""
    holder = operation if "security" in operation.value else root
    listed = read.sequence(holder, "security", problems)
    entries = listed.elements() if listed is not None else ()
    named = [
        (entry, tuple(_names(root, entry, problems)))
        for entry in entries
        if read.followed(entry, problems) is not None
    ]
    return tuple(names for entry, names in named if names or not entry.value)


def _names(root: Cursor, entry: Cursor, problems: Problems) -> Iterator[str]:
    """The schemes of one alternative; since 3.2 they may be told by references."""
    components = root.get("components")
    declared = components.get("securitySchemes") if components is not None else None
    for key in entry.value:
        name = str(key).removeprefix("#/components/securitySchemes/")
        if declared is not None and declared.get(name) is not None:
            yield name
        else:
            message = f"the security scheme {name!r} is not declared"
            omits = f"security requirement {name!r}"
            hint = "nothing is sent for it"
            problems.omission(entry.child(key), omits, message, hint)


def settled(
    root: Cursor,
    operations: tuple[ir.Operation, ...],
    known: tuple[ir.Scheme, ...],
    problems: Problems,
) -> tuple[ir.Operation, ...]:
    """The operations, which ask for schemes that a client can meet.

    Where a document declares schemes and never asks for one, each operation takes any of them.
    """
    names = [scheme.name for scheme in known]
    if names and not _asks(root) and not any(o.security for o in operations):
        message = "no operation says which security scheme it needs"
        hint = "every call sends the first credential that the client is given"
        problems.warning(root, message, hint)
        anything = ((), *((name,) for name in names))
        return tuple(replace(o, security=anything) for o in operations)
    return tuple(replace(o, security=_met(o.security, names)) for o in operations)


def _met(
    alternatives: tuple[tuple[str, ...], ...], known: list[str]
) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(n for n in names if n in known) for names in alternatives)


def _asks(root: Cursor) -> bool:
    """Whether the document says anything of security, were it that none is needed."""
    paths = root.get("paths") or root.emptied()
    return "security" in root.value or any(
        isinstance(operation.value, dict) and "security" in operation.value
        for _, item in paths.items()
        for _, operation in item.items()
    )
