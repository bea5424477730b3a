"""Pagination: the type of the items, and the argument of an operation table that describes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.document.pointers import split_pointer
from specpress.package.forms import name_class
from specpress.package.responses import MethodForm
from specpress.python.expressions import (
    Import,
    PyCall,
    PyName,
    PySubscript,
    PyType,
    as_expression,
    list_imports,
    make_call,
    make_union,
)
from specpress.python.types import PythonTypes

FOLDER = "._runtime.pages"
MODULE = "pages.pagination"
PAGE = "Page"
PAGINATOR = PyName("AsyncPaginator", Import(f"{FOLDER}.paginator", "AsyncPaginator"))
BEGIN = PyName("begin_pages", Import(f"{FOLDER}.pagination", "begin_pages"))


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that a method returns."""

    item: PyType
    """Type of an item."""
    page: PyName
    """The class of a page; its name differs from those of models and resources."""

    def make_type(self, item: PyType, result: PyType, prefix: str) -> PyType:
        """Return the type of the result; `prefix` is that of the client's class."""
        return PySubscript(PAGINATOR if prefix else self.page, (item, result))

    def opening(self, prefix: str) -> str:
        """Return the function that returns the pages."""
        return f"{PAGINATOR}" if prefix else f"{self.page}.request"

    def list_imports(self) -> Iterator[Import]:
        """Yield the imports that a method needs at run time."""
        return list_imports(self.page, PAGINATOR, BEGIN)


def find_pages(
    source: ir.Operation, form: MethodForm, python: PythonTypes
) -> Pages | None:
    """Return the pages of a method, or None.

    Only the method whose responses are JSON returns pages.
    """
    kinds = {decoding.kind for decoding in form.responses}
    is_json = "json" in kinds and kinds <= {"json", "empty"}
    if source.pagination is None or form.streams or form.suffix or not is_json:
        return None
    alias = f"_{PAGE}" if python.is_class(PAGE) else ""
    origin = Import(f"{FOLDER}.page_sync", PAGE, alias)
    item = make_union([python.get_type(item) for item in source.pagination.item])
    return Pages(item, PyName(alias or PAGE, origin))


def build_pagination(
    source: ir.Operation, names: dict[str, str], python: PythonTypes
) -> PyCall | None:
    """Return the value of the argument; None if the operation is not paginated."""
    paging = source.pagination
    if paging is None:
        return None
    steps = split_pointer(paging.items or "")
    path = _name_attributes(source, steps, python)
    size = names.get(f"query {paging.size}")
    return make_call(
        name_class("Pagination", MODULE, python),
        as_expression(paging.style),
        *([as_expression(paging.items)] if paging.items else []),
        path=path if path != (*steps,) else None,
        argument=names.get(f"query {paging.parameter}"),
        next=paging.next or None,
        more=paging.more or None,
        last=paging.last or None,
        total=paging.total or None,
        pages=paging.pages or None,
        first=paging.first,
        size=size,
        default_size=paging.default_size,
        max_size=paging.max_size,
        counts=paging.counts or None,
    )


def _name_attributes(
    source: ir.Operation, steps: list[str], python: PythonTypes
) -> tuple[str, ...]:
    """Return the attributes that lead to the items."""
    statuses = ("2", "default")
    types = {
        r.type for r in source.responses if r.status.startswith(statuses) and r.type
    }
    for type_id in sorted(types):
        names = _follow(type_id, steps, python)
        if names is not None:
            return names
    return (*steps,)


def _follow(
    type_id: ir.TypeId, steps: list[str], python: PythonTypes
) -> tuple[str, ...] | None:
    """Return the attributes of nested models by their keys; None if one has no such key."""
    names: list[str] = []
    for step in steps:
        schema = python.plain(type_id)
        fields = schema.fields if isinstance(schema, ir.Object) else ()
        field = next((f for f in fields if f.wire == step), None)
        if field is None or not isinstance(schema, ir.Object):
            return None
        names.append(python.name_fields(schema)[step])
        type_id = field.type
    return (*names,)
