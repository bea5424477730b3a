"""Views of forms: how parameters and the fields of bodies are written, as arguments of the runtime's `Parameter`."""

from __future__ import annotations

from specpress import ir
from specpress.layout import literal
from specpress.views.media import body_kind
from specpress.views.python_types import PythonTypes

USUAL = {
    "path": ("simple", False),
    "query": ("form", True),
    "header": ("simple", False),
    "cookie": ("form", True),
}
"""The style of a parameter by its location, and whether it is exploded, where the document does not say."""
KINDS = ("form", "multipart", "lines")


def are_used(api: ir.Api, python: PythonTypes) -> bool:
    """Whether an operation has a body, or a query, that is made of parts."""
    return any(
        body_kind(body, python) in KINDS for o in api.operations for body in o.bodies
    ) or any(p.location == "querystring" for o in api.operations for p in o.parameters)


def has_bodies(api: ir.Api, python: PythonTypes) -> bool:
    """Whether an operation has a body, or something else that is made of parts."""
    return are_used(api, python) or any(o.bodies for o in api.operations)


def fields(body: ir.Body, python: PythonTypes) -> list[list[str]]:
    """What the document declares of the fields of a form, and which of them are files."""
    kind = body_kind(body, python)
    if kind not in ("form", "multipart"):
        return []
    found = python.plain(body.type) if body.type is not None else None
    files = _files(found, python) if kind == "multipart" else []
    bare = isinstance(found, (ir.Array, ir.Tuple))
    location = "form" if kind == "form" else "item" if bare else "part"
    told = {encoding.name: encoding for encoding in body.encodings}
    return [
        _field(name, "file" if name in files else location, told.get(name))
        for name in dict.fromkeys((*told, *files))
    ]


def _files(found: ir.Type | None, python: PythonTypes) -> list[str]:
    """The properties that are files, or lists of files."""
    listed = found.fields if isinstance(found, ir.Object) else ()
    return [f.wire for f in listed if python.is_binary(_one(f.type, python))]


def _one(type_id: ir.TypeId, python: PythonTypes) -> ir.TypeId:
    found = python.plain(type_id)
    return found.item if isinstance(found, ir.Array) else type_id


def _field(name: str, location: str, told: ir.Encoding | None) -> list[str]:
    return [
        f"wire={literal(name)}",
        f"location={literal(location)}",
        *written(told or ir.Encoding(name, None, None, True, False)),
    ]


def written(
    source: ir.Parameter | ir.Encoding, usual: tuple[str, bool] = ("form", True)
) -> list[str]:
    """How a parameter or a field is written, where that is not the `usual` style, exploded or not."""
    arguments = []
    if source.style != usual[0]:
        arguments.append(f"style={literal(source.style or '')}")
    if source.explode != usual[1]:
        arguments.append(f"explode={source.explode}")
    if source.content_type:
        arguments.append(f"content_type={literal(source.content_type)}")
    if source.allow_reserved:
        arguments.append("allow_reserved=True")
    return arguments
