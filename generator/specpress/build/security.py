"""Security: the schemes of the document, and which of them an operation asks for."""

from __future__ import annotations

from specpress import ir
from specpress.build import read
from specpress.problems import Problems
from specpress.resolve import Cursor

KINDS = {"oauth2": "bearer", "openIdConnect": "bearer", "apiKey": "apikey"}


def schemes(components: Cursor, problems: Problems) -> tuple[ir.Scheme, ...]:
    """All security schemes of the document."""
    found = read.entries(components, "securitySchemes", problems.lenient)
    return tuple(_scheme(name, cursor, problems) for name, cursor in found)


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


def required(root: Cursor, operation: Cursor) -> tuple[tuple[str, ...], ...]:
    """The alternatives of an operation, else of the document; each names schemes that go together."""
    declared = operation.value.get("security", root.value.get("security"))
    listed = declared if isinstance(declared, list) else []
    return tuple(tuple(map(str, entry)) for entry in listed if isinstance(entry, dict))
