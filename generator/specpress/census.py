"""The census: compare the parts that a document declares with the parts in the output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from specpress import ir
from specpress.document import fields, nodes
from specpress.document.problems import Problems, describe_part
from specpress.document.resolve import Cursor, escape_step
from specpress.package.lifecycles import LifecycleView
from specpress.package.models import Module
from specpress.package.operations import Resource
from specpress.package.webhooks import WebhookView
from specpress.schema import keywords
from specpress.schema.table import KEYWORDS, Reader, Value
from specpress.validate import messages

KINDS = (
    "operation",
    "webhook",
    "parameter",
    "response",
    "schema",
    "property",
    "enum value",
    "transition",
    "availability",
)
# A missing part of these kinds is an error; of the others, a warning.
FATAL_KINDS = (
    "operation",
    "webhook",
    "parameter",
    "response",
    "schema",
    "transition",
    "availability",
)
BUG_HINT = "please report this bug"
# The keys of each kind of object that are read, or that a client does not need.
KEYS = {
    "document": "$self openapi info jsonSchemaDialect servers paths webhooks components security tags externalDocs",
    "path item": f"$ref summary description servers parameters {fields.OTHER_METHODS} {' '.join(fields.METHODS)}",
    "operation": "tags summary description externalDocs operationId parameters requestBody responses callbacks"
    " deprecated security servers",
    "parameter": "name in description required deprecated allowEmptyValue style explode allowReserved schema example"
    " examples content",
    "request body": "summary description content required",
    "response": "summary description headers content links",
    "media type": "schema itemSchema example examples encoding prefixEncoding itemEncoding",
}
KEY_SETS = {kind: frozenset(keys.split()) for kind, keys in KEYS.items()}

# A part of the document: its kind, the id by which the output refers to it, and its value.
Part = tuple[str, str, Cursor]


def compare(
    root: Cursor,
    superseded: frozenset[str],
    output: Mapping[str, Set[str]],
    problems: Problems,
) -> dict[str, int]:
    """Report parts that are missing from the output; return the number of parts in it by kind.

    `output` is the result of `list_output`; `superseded` are the ids of schemas that need not
    be in it.
    """
    declared = {kind: dict[str, Cursor]() for kind in KINDS}
    for kind, part_id, cursor in _DocumentReader(superseded).read_document(root):
        if kind in declared:
            declared[kind][part_id] = cursor
        elif not problems.is_omitted(cursor):
            message = f"{kind} is ignored: unknown key"
            problems.mark_omission(cursor, kind, message, "check its spelling")
    for kind, parts in declared.items():
        for part_id, cursor in parts.items():
            if part_id not in output[kind] and not problems.is_omitted(cursor):
                _report_missing(kind, cursor, problems)
    return {kind: len(parts.keys() & output[kind]) for kind, parts in declared.items()}


def _report_missing(kind: str, cursor: Cursor, problems: Problems) -> None:
    """Report a part that is missing although no earlier stage reported a problem with it."""
    message = f"this {kind} is missing from the output"
    if kind in FATAL_KINDS:
        problems.error(cursor, message, BUG_HINT)
    else:
        problems.omission(cursor, describe_part(cursor.path), message, BUG_HINT)


def list_output(
    api: ir.Api,
    resources: Iterable[Resource],
    webhooks: Iterable[WebhookView],
    modules: Iterable[Module],
    lifecycles: Iterable[LifecycleView],
) -> dict[str, set[str]]:
    """Return the ids of the parts in the output by kind."""
    ids: dict[str, set[str]] = {kind: set() for kind in KINDS}
    methods = [m.source for resource in resources for m in resource.methods]
    received = [webhook.source for webhook in webhooks]
    ids["operation"] = {source.origin for source in methods}
    ids["webhook"] = {source.origin for source in received}
    for source in (*methods, *received):
        ids["parameter"] |= {p.origin for p in source.parameters}
        ids["response"] |= {response.origin for response in source.responses}
    ids["schema"] = {*api.types}
    for lifecycle in lifecycles:
        ids["transition"] |= {t.origin for t in lifecycle.source.transitions}
    for module in modules:
        for model in module.models:
            ids["property"] |= {o for f in model.fields for o in f.origins}
        for enum in module.enums:
            ids["enum value"] |= {o for m in enum.members for o in m.origins}
    for type_ in api.types.values():
        for field in type_.fields if isinstance(type_, ir.Object) else ():
            if field.availability is not None:
                ids["availability"].add(field.availability.origin)
    # A shared schema has no class: its parts are in the class of an equal schema.
    for type_id in api.shared_schemas:
        match api.types[type_id]:
            case ir.Object(fields=fields):
                ids["property"] |= {origin for f in fields for origin in f.origins}
            case ir.Enum(members=members):
                ids["enum value"] |= {o for m in members for o in m.origins}
    return ids


def _part(kind: str, cursor: Cursor) -> Part:
    return kind, cursor.id, cursor


class _DocumentReader:
    """Reads the declared parts from the tree of a document, independently of the builders."""

    def __init__(self, superseded: frozenset[str]) -> None:
        self.superseded = superseded
        # The builders have reported the problems of references already.
        self.ignored_problems = Problems()
        self.operation_ids: set[str] = set()

    def read_document(self, root: Cursor) -> Iterator[Part]:
        """Yield every part that must be in the output, and every key that no builder reads."""
        yield from _unknown_keys(root, "document")
        for schema in _entries(root, "components", "schemas"):
            yield _part("schema", schema)
            yield from self._read_schema(schema)
        for item in _entries(root, "paths"):
            yield from self._read_path_item(item, "operation")
        for item in _entries(root, "webhooks"):
            yield from self._read_path_item(item, "webhook")

    def _read_path_item(self, item: Cursor, kind: str) -> Iterator[Part]:
        holders = (self._resolve(item), item)
        for holder in holders:
            yield from _unknown_keys(holder, "path item")
            others = _pairs(holder, fields.OTHER_METHODS)
            named = [(f"{fields.OTHER_METHODS}/{escape_step(n)}", o) for n, o in others]
            methods = [(method, holder.get(method)) for method in fields.METHODS]
            for name, operation in (*methods, *named):
                operation_id = f"{item.id}/{name}"
                # Without a reference, both holders are the same path item.
                if (
                    operation is not None
                    and isinstance(operation.value, dict)
                    and operation_id not in self.operation_ids
                ):
                    self.operation_ids.add(operation_id)
                    yield kind, operation_id, operation
                    yield from self._read_operation(holders, self._resolve(operation))

    def _read_operation(
        self, holders: tuple[Cursor, ...], cursor: Cursor
    ) -> Iterator[Part]:
        yield from _unknown_keys(cursor, "operation")
        for parameter in self._find_parameters(*holders, cursor):
            yield _part("parameter", parameter)
            yield from _unknown_keys(parameter, "parameter")
            yield from self._read_schema_at(parameter, "schema")
        for body in _child(cursor, "requestBody"):
            yield from _unknown_keys(self._resolve(body), "request body")
            yield from self._read_content(self._resolve(body))
        for status, entry in _pairs(cursor, "responses"):
            target = entry.follow(self.ignored_problems) if entry.is_ref else entry
            if not status.startswith("x-") and isinstance(target.value, dict):
                yield _part("response", entry)
                yield from _unknown_keys(target, "response")
                yield from self._read_content(self._resolve(entry))
        for _, callback in _pairs(cursor, "callbacks"):
            for expression, item in self._resolve(callback).items():
                if not expression.startswith("x-"):
                    yield from self._read_path_item(item, "webhook")

    def _find_parameters(self, *holders: Cursor) -> Iterable[Cursor]:
        """Return the parameters, valid or not; those of an operation override those of its path."""
        parameters: dict[str, Cursor] = {}
        for holder in holders:
            for entry in _items(holder, "parameters"):
                target = self._resolve(entry)
                name = nodes.get_text(target, "name")
                location = nodes.get_text(target, "in")
                key = f"{location} {name.lower() if location == 'header' else name}"
                parameters[key if name and location else target.id] = target
        return parameters.values()

    def _read_content(self, holder: Cursor) -> Iterator[Part]:
        for _, entry in _pairs(holder, "content"):
            yield from _unknown_keys(entry, "media type")
            yield from self._read_schema_at(entry, "schema")
            yield from self._read_schema_at(entry, "itemSchema")

    def _read_schema_at(self, holder: Cursor, key: str) -> Iterator[Part]:
        for schema in _child(holder, key):
            yield from self._read_schema(schema)

    def _read_schema(self, cursor: Cursor) -> Iterator[Part]:
        """Yield the properties and enum values of a schema and of its inline schemas."""
        value = cursor.value
        if not isinstance(value, dict) or cursor.id in self.superseded:
            return
        # `const` and `enum` determine the type: other keywords add nothing to the output.
        if "const" in value:
            return
        if any(key in value for key in keywords.ENUMS):
            yield from _enum_values(cursor)
            yield from _transitions(cursor)
            return
        for keyword in KEYWORDS.values():
            if keyword.value is Value.SCHEMAS:
                yield from _invalid_list(cursor, keyword.name)
        for keyword, schema in keywords.find_subschemas(cursor, Reader.TYPES):
            if keyword.name == "properties":
                yield from _property(schema)
            yield from self._read_schema(schema)

    def _resolve(self, cursor: Cursor) -> Cursor:
        target = cursor.follow(self.ignored_problems) if cursor.is_ref else cursor
        return target if isinstance(target.value, dict) else target.as_empty()


def _unknown_keys(holder: Cursor, kind: str) -> Iterator[Part]:
    """Yield the unknown keys of an object of the given kind."""
    for key, entry in holder.items():
        if key in KEY_SETS[kind] or key.startswith("x-"):
            continue
        # Other keys of the document may be targets of references.
        if kind == "document" and messages.suggest(key, KEY_SETS[kind]) is None:
            continue
        is_operation = kind == "path item" and isinstance(entry.value, dict)
        yield _part(f"{'operation' if is_operation else 'key'} {key!r}", entry)


def _property(cursor: Cursor) -> Iterator[Part]:
    yield _part("property", cursor)
    if cursor.get(fields.AVAILABILITY) is not None:
        yield _part("availability", cursor)


def _invalid_list(cursor: Cursor, keyword: str) -> Iterator[Part]:
    """Yield the value of a keyword that must be a list, unless it is a list or empty."""
    entry = cursor.get(keyword)
    if entry is not None and entry.value and not isinstance(entry.value, list):
        yield _part(f"`{keyword}`", entry)


def _enum_values(cursor: Cursor) -> Iterator[Part]:
    """Yield the values of an enum that become members: all strings or all integers, besides null."""
    node = keywords.get_enum_values(cursor)
    values = node.value if node is not None else []
    python_types = {type(value) for value in values if value is not None}
    json_types = set(keywords.get_json_types(cursor))
    matching = {"string"} if python_types == {str} else {"integer", "number"}
    if python_types not in ({str}, {int}):
        return
    if json_types - {"null"} and not json_types & matching:
        return
    seen = {None}
    for entry in node.elements() if node is not None else ():
        if entry.value not in seen:
            seen.add(entry.value)
            yield _part("enum value", entry)


def _transitions(cursor: Cursor) -> Iterator[Part]:
    lifecycle = cursor.get(fields.LIFECYCLE)
    for entry in _items(lifecycle, "transitions") if lifecycle is not None else ():
        yield _part("transition", entry)


def _entries(root: Cursor, *steps: str) -> Iterator[Cursor]:
    """Yield the entries of a mapping below the root, without extensions."""
    cursor: Cursor | None = root
    for step in steps:
        cursor = cursor.get(step) if cursor is not None else None
        if cursor is not None and cursor.is_ref:
            cursor = cursor.follow(Problems())
    for name, entry in cursor.items() if cursor is not None else ():
        # The names of schemas and webhooks are free: `x-` does not make them extensions.
        if steps[-1] in ("schemas", "webhooks") or not name.startswith("x-"):
            yield entry


def _pairs(holder: Cursor, key: str) -> Iterator[tuple[str, Cursor]]:
    """Yield the entries of a mapping, with its reference resolved."""
    node = holder.get(key)
    if node is not None:
        yield from (node.follow(Problems()) if node.is_ref else node).items()


def _items(holder: Cursor, key: str) -> Iterator[Cursor]:
    """Yield the items of a list, with its reference resolved."""
    node = holder.get(key)
    if node is not None:
        yield from (node.follow(Problems()) if node.is_ref else node).elements()


def _child(holder: Cursor, key: str) -> Iterator[Cursor]:
    """Yield the value of a key if it exists."""
    node = holder.get(key)
    if node is not None:
        yield node
