"""The resolution of references, across documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from specpress.document.pointers import escape_step, unescape_step
from specpress.document.policy import RefusedError
from specpress.document.problems import DocumentError, Problems, Step
from specpress.document.uris import resolve_uri

if TYPE_CHECKING:
    from specpress.document.resolve import Cursor

# Maximum nesting while resolving one reference.
MAX_NESTING = 50
# The sections of components that references name most often, also as they are in Swagger documents.
SWAGGER_SECTIONS = {
    "schemas": "definitions",
    "parameters": "parameters",
    "responses": "responses",
}
SECTIONS = (*SWAGGER_SECTIONS, "requestBodies", "headers", "examples", "pathItems")


def find_target(cursor: Cursor, problems: Problems) -> Cursor | None:
    """Return the direct target of a reference; None, with a warning, if there is none.

    The path of the reference may pass through other references, including this one again.
    """
    resolving = cursor.workspace.resolving
    if cursor.id in resolving or len(resolving) > MAX_NESTING:
        report_cycle(cursor, problems)
        return None
    resolving.add(cursor.id)
    try:
        return _find_target(cursor, problems)
    finally:
        resolving.discard(cursor.id)


def report_cycle(cursor: Cursor, problems: Problems) -> None:
    """Warn that a reference never reaches a value."""
    message = f"circular {_keyword(cursor)} {cursor.written_ref!r}"
    hint = "refer to a value that is not a reference"
    problems.omission(cursor, _omits(cursor), message, hint, code="circular-reference")


def report_refused(cursor: Cursor, error: RefusedError, problems: Problems) -> None:
    """Report a reference to a file or URL that must not be read."""
    reason = error.problems[0]
    message = f"target of {_keyword(cursor)} {cursor.written_ref!r} is not read: {reason.message}"
    problems.error(cursor, message, reason.hint, code=reason.code)


def walk(root: Cursor, steps: list[str], problems: Problems) -> Cursor | str:
    """Return the value at a path below `root`, or the reason why there is none."""
    cursor = root
    for step in steps:
        cursor = _get_holder(cursor, step, problems)
        entry = cursor.get_step(step)
        if entry is None:
            return f"{cursor.written_pointer if cursor.parent else 'the document'} has no {step!r}"
        cursor = entry
    return cursor


def find_anchors(
    value: Any, path: tuple[Step, ...], base: str
) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Iterate over the anchors and URIs at and below a value, each with its path.

    URIs are prefixed with "$id " and come twice: as written, and resolved against `base`.
    """
    entries: Iterable[tuple[Step, Any]] = ()
    if isinstance(value, dict):
        for key in ("$anchor", "$dynamicAnchor"):
            if isinstance(value.get(key), str):
                yield value[key], path
        if uri := _declared_uri(value):
            yield f"$id {uri}", path
            base = resolve_uri(base, uri)
            yield f"$id {base}", path
        entries = value.items()
    elif isinstance(value, list):
        entries = enumerate(value)
    for step, entry in entries:
        if isinstance(entry, (dict, list)):
            yield from find_anchors(entry, (*path, step), base)


def _find_target(cursor: Cursor, problems: Problems) -> Cursor | None:
    ref = cursor.ref or ""
    file, _, fragment = ref.partition("#")
    root = _find_root(cursor, file, problems)
    if root is None:
        return None
    if fragment and not fragment.startswith("/"):
        return _find_anchor(cursor, root, unquote(fragment), problems)
    # A fragment is relative to the schema resource (`$id`) around the reference, but
    # many documents mean the root of the document, so try that next.
    resource = None if file else _find_resource(cursor)
    if resource is not None:
        target = walk(resource, _split_fragment(fragment), Problems())
        if not isinstance(target, str):
            return target
    # Many references have the same target.
    targets = cursor.workspace.targets
    if (root.id, fragment) not in targets:
        target = walk(root, _split_fragment(fragment), problems)
        if isinstance(target, str):
            _report_missing(cursor, target, problems)
            return None
        targets[root.id, fragment] = target
    return targets[root.id, fragment]


def _split_fragment(fragment: str) -> list[str]:
    return [unescape_step(unquote(step)) for step in fragment.split("/")[1:]]


def _get_holder(cursor: Cursor, step: str, problems: Problems) -> Cursor:
    """Return the value that contains the entry: this one, or else the target of its reference."""
    is_in_target = cursor.ref is not None and cursor.get_step(step) is None
    return cursor.follow(problems) if is_in_target else cursor


def _keyword(cursor: Cursor) -> str:
    return "$ref" if "$ref" in cursor.value else "$dynamicRef"


def _omits(cursor: Cursor) -> str:
    """Name what is missing if the reference cannot be followed."""
    return f"target of the reference {cursor.written_ref!r}"


def _report_missing(cursor: Cursor, hint: str, problems: Problems) -> None:
    message = f"target of {_keyword(cursor)} {cursor.written_ref!r} does not exist"
    problems.omission(cursor, _omits(cursor), message, hint, code="missing-target")


def _enclosing_ids(cursor: Cursor) -> Iterator[tuple[Cursor, str]]:
    """Iterate over each value with an `$id` or `$self` around a value, from the inside."""
    current: Cursor | None = cursor
    while current is not None:
        uri = _declared_uri(current.value)
        if uri is not None:
            yield current, uri
        current = current.parent


def _find_resource(cursor: Cursor) -> Cursor | None:
    """Return the innermost schema resource around a value, which an `$id` declares."""
    if _declared_uri(cursor.value) is not None:
        return cursor
    parent, resources = cursor.parent, cursor.workspace.resources
    if parent is not None and parent not in resources:
        resources[parent] = _find_resource(parent)
    return None if parent is None else resources[parent]


def _base_uri(cursor: Cursor) -> str:
    """Return the URI that references here are relative to: each `$self` and `$id` changes it."""
    base = cursor.document.uri
    for _, uri in reversed([*_enclosing_ids(cursor)]):
        base = resolve_uri(base, uri)
    return base


def _find_anchor(
    cursor: Cursor, root: Cursor, name: str, problems: Problems
) -> Cursor | None:
    """Return the schema with an anchor; of several, the one in the same component."""
    anchors = cursor.workspace.find_anchor(root.document, name)
    in_component = [c for c in anchors if c.path[:3] == cursor.path[:3]]
    if not anchors:
        _report_missing(cursor, f"no schema has the anchor {name!r}", problems)
        return None
    return (in_component or anchors)[0]


def _find_component(cursor: Cursor, name: str) -> str | None:
    """Return the reference to a component with a name, which a reference without a pointer may mean."""
    is_swagger = cursor.workspace.written is not None
    components = cursor.document.tree.get("components")
    for section in SECTIONS if isinstance(components, dict) else ():
        entries = components.get(section)
        if isinstance(entries, dict) and name in entries:
            written = SWAGGER_SECTIONS.get(section) if is_swagger else None
            path = written or f"components/{section}"
            return f"#/{path}/{escape_step(name)}"
    return None


def _find_root(cursor: Cursor, file: str, problems: Problems) -> Cursor | None:
    """Return the root of the document that a reference names."""
    workspace, document = cursor.workspace, cursor.document
    if not file:
        return workspace.root_of(document)
    # A declared `$id` or `$self` takes precedence over a file or URL of that name.
    for name in (resolve_uri(_base_uri(cursor), file), unquote(file)):
        for other in (document, workspace.main):
            resources = workspace.find_anchor(other, f"$id {name}")
            if resources:
                return resources[0]
    try:
        return workspace.root_of(workspace.open(file, document))
    except RefusedError as error:
        workspace.refused[cursor] = error
        report_refused(cursor, error, problems)
        return None
    except DocumentError as error:
        # A file that does not exist has no line: the first reference to it has one.
        error.problems = [p if p.position else cursor.locate(p) for p in error.problems]
        problems.add_as_warnings(error)
        name = f"{_keyword(cursor)} {cursor.written_ref!r}"
        message = f"target of {name} cannot be read; treated as Any"
        component = _find_component(cursor, file)
        hint = (
            f"write `{component}`"
            if component
            else "see the warning about that document"
        )
        problems.omission(
            cursor, _omits(cursor), message, hint, code="unreadable-target"
        )
        return None


def _declared_uri(value: Any) -> str | None:
    """Return the `$id` of a schema or the `$self` of a document."""
    if type(value) is not dict or not ("$id" in value or "$self" in value):
        return None
    uri = value.get("$id", value.get("$self"))
    return uri if isinstance(uri, str) and not uri.startswith("#") else None
