"""Security schemes."""

from __future__ import annotations

from specpress.document.resolve import Cursor
from specpress.swagger.context import Context
from specpress.swagger.parts import ObjectBuilder, Part, find_origin, keep

# The names of the flows of OAuth 2 in OpenAPI 3.
FLOWS = {
    "accessCode": "authorizationCode",
    "application": "clientCredentials",
    "implicit": "implicit",
    "password": "password",
}
FLOW_KEYS = ("authorizationUrl", "tokenUrl", "scopes")


def convert_schemes(cursor: Cursor, context: Context) -> Part:
    """Convert the security schemes of a document."""
    if not isinstance(cursor.value, dict):
        return keep(cursor)
    result = ObjectBuilder(find_origin(cursor))
    for name, entry in cursor.items():
        place = ("components", "securitySchemes", name)
        context.move(entry, place)
        result.add(name, _convert_scheme(entry))
    return result.build()


def _convert_scheme(cursor: Cursor) -> Part:
    value = cursor.value
    kind = value.get("type") if isinstance(value, dict) else None
    if kind == "basic":
        scheme = ObjectBuilder(find_origin(cursor))
        type_origin = find_origin(cursor.child("type"))
        scheme.set("type", "http", type_origin)
        scheme.set("scheme", "basic", type_origin)
        scheme.keep(cursor, [key for key in value if key != "type"])
        return scheme.build()
    if kind == "oauth2" and "flows" not in value:
        return _convert_oauth2(cursor)
    return keep(cursor)


def _convert_oauth2(cursor: Cursor) -> Part:
    scheme, flow = ObjectBuilder(find_origin(cursor)), ObjectBuilder(
        find_origin(cursor)
    )
    others = [key for key in cursor.value if key not in ("flow", *FLOW_KEYS)]
    scheme.keep(cursor, others)
    flow.keep(cursor, [key for key in FLOW_KEYS if key in cursor.value])
    if "scopes" not in cursor.value:
        flow.set("scopes", {})
    flows = ObjectBuilder(find_origin(cursor.get("flow") or cursor))
    name = cursor.value.get("flow")
    known = FLOWS.get(name, name) if isinstance(name, str) else None
    if known is not None:
        flows.add(known, flow.build())
    scheme.add("flows", flows.build())
    return scheme.build()
