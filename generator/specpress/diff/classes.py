"""Compare the classes of models, enums and exceptions, which programs import."""

from __future__ import annotations

from collections.abc import Iterable

from specpress import ir
from specpress.diff.changes import Edit
from specpress.diff.recorder import Recorder
from specpress.package.errors import expand_status
from specpress.package.headers import list_headers

Pairs = Iterable[tuple[ir.TypeId, ir.TypeId]]


def compare_classes(recorder: Recorder, pairs: Pairs) -> None:
    """Compare the names of the classes; `pairs` correspond to each other."""
    old_python, new_python = recorder.pythons
    old_ids = {name: i for i, name in reversed(old_python.names.items())}
    new_ids = {name: i for i, name in reversed(new_python.names.items())}
    replaced: dict[str, str] = {}
    for first, second in pairs:
        was, is_ = old_python.names[first], new_python.names[second]
        if was not in new_ids and was not in replaced:
            replaced[was] = is_
    for name, type_id in old_ids.items():
        if name in new_ids:
            continue
        symbol = f"models.{name}"
        if name not in replaced:
            recorder.add("class-removed", symbol, type_id, None)
            continue
        target = replaced[name]
        edit = Edit(symbol, f"models.{target}")
        texts = {"old": name, "new": target}
        recorder.add("class-renamed", symbol, type_id, new_ids[target], edit, **texts)
    for name, type_id in new_ids.items():
        if name not in old_ids and name not in replaced.values():
            recorder.add("class-added", f"models.{name}", None, type_id)


def compare_exceptions(recorder: Recorder) -> None:
    """Compare the classes of exceptions."""
    old = {error.name: error.status for error in recorder.old.errors}
    new = {error.name: error.status for error in recorder.new.errors}
    for name, status in old.items():
        if name not in new:
            origin = _find_response(recorder.old.api, status)
            recorder.add("error-class-removed", f"errors.{name}", origin, None)
    for name, status in new.items():
        if name not in old:
            origin = _find_response(recorder.new.api, status)
            recorder.add("error-class-added", f"errors.{name}", None, origin)


def _find_response(api: ir.Api, status: str) -> str | None:
    """Return the origin of the first response that needs the exception of a status."""
    responses = (r for operation in api.operations for r in operation.responses)
    return next(
        (r.origin for r in responses if status in expand_status(r.status)), None
    )


def compare_headers(recorder: Recorder) -> None:
    """Compare the constants of response headers."""
    old, new = (_list_constants(side.api) for side in (recorder.old, recorder.new))
    old_python, new_python = recorder.pythons
    for key, header in old.items():
        symbol = f"headers.{key}"
        if key not in new:
            recorder.add(
                "response-header-removed", symbol, header.type, None, old=header.wire
            )
            continue
        was = old_python.format_type(header.type) if header.type else "str"
        other = new[key].type
        is_ = new_python.format_type(other) if other else "str"
        if was != is_:
            texts = {"old": was, "new": is_}
            code = "response-header-type-changed"
            recorder.add(code, symbol, header.type, other, **texts)
    for key, header in new.items():
        if key not in old:
            recorder.add(
                "response-header-added",
                f"headers.{key}",
                None,
                header.type,
                new=header.wire,
            )


def _list_constants(api: ir.Api) -> dict[str, ir.Header]:
    """Return the headers by the names of their constants."""
    headers: dict[str, ir.Header] = {}
    for header in list_headers(api):
        name = "".join(c if c.isalnum() else "_" for c in header.wire).upper()
        headers.setdefault(name, header)
    return headers
