"""The census: compare the parts that a document declares with the parts in the output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from specpress import ir
from specpress.document import fields, nodes
from specpress.document.descriptions import describe_part
from specpress.document.pointers import escape_step
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.package.lifecycles import LifecycleView
from specpress.package.models import Module
from specpress.package.operations import Resource
from specpress.package.webhooks import WebhookView
from specpress.schema import keywords
from specpress.schema.extensions import AVAILABILITY, LIFECYCLE
from specpress.schema.facts import get_facts
from specpress.schema.table import Reader, Value
from specpress.validate import extensions, messages

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
BUG_HINT = "please report this bug"
# A missing part of these kinds is a warning: the package still reads and sends it.
CONSEQUENCES = {
    "property": "no field is generated; its values are kept in `extra`",
    "enum value": "no member is generated; the value is accepted all the same",
}
FATAL_KINDS = tuple(kind for kind in KINDS if kind not in CONSEQUENCES)
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
    declared = _DocumentReader(superseded, output["schema"])
    declared.read_document(root)
    for key in declared.unknown_keys.values():
        if not problems.is_omitted(key.cursor):
            message = f"{key.name} is ignored: unknown key"
            problems.mark_omission(
                key.cursor, key.name, message, "check its spelling", code="unknown-key"
            )
    for schema, keyword in declared.ineffective.values():
        _report_ineffective(schema, keyword, problems)
    for kind, parts in declared.parts.items():
        for part_id, cursor in parts.items():
            if part_id not in output[kind] and not problems.is_omitted(cursor):
                _report_missing(kind, cursor, problems)
    return {
        kind: len(ids.keys() & output[kind]) for kind, ids in declared.parts.items()
    }


def _report_missing(kind: str, cursor: Cursor, problems: Problems) -> None:
    """Report a part that is missing although no earlier stage reported a problem with it."""
    message = f"this {kind} is missing from the output"
    if kind in FATAL_KINDS:
        problems.error(cursor, message, BUG_HINT, code="missing-from-output")
    else:
        problems.omission(
            cursor,
            describe_part(cursor.path),
            message,
            CONSEQUENCES[kind],
            code="missing-from-output",
        )


def _report_ineffective(schema: Cursor, keyword: str, problems: Problems) -> None:
    """Warn about a keyword that constrains no value of the schema's types."""
    types = " or ".join(map(repr, keywords.get_json_types(schema)))
    message = f"`{keyword}` has no effect: the type is {types}"
    hint = f"remove `{keyword}`, or change `type`"
    problems.warning(
        schema.child(keyword), message, hint, key=True, code="keyword-without-effect"
    )


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


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """A key that no reader knows."""

    name: str
    cursor: Cursor


class _DocumentReader:
    """Reads the declared parts from the tree of a document, independently of the readers.

    Attributes:
        built: The ids of the schemas that have a type.
        parts: The parts by kind, and by the id by which the output refers to them.
        unknown_keys: The keys that no reader knows, by id.
        ineffective: Schemas whose types exclude the values of one of their keywords, by id.
    """

    def __init__(self, superseded: frozenset[str], built: Set[str]) -> None:
        self.superseded = superseded
        self.built = built
        self.parts: dict[str, dict[str, Cursor]] = {kind: {} for kind in KINDS}
        self.unknown_keys: dict[str, UnknownKey] = {}
        self.ineffective: dict[str, tuple[Cursor, str]] = {}
        # The readers have reported the problems of references already.
        self.ignored_problems = Problems()
        self.operation_ids: set[str] = set()
        # Many operations refer to the same parameters and responses.
        self.seen: set[tuple[str, Cursor]] = set()

    def read_document(self, root: Cursor) -> None:
        """Read every part that must be in the output, and every key that no reader knows."""
        self._check_keys(root, "document")
        is_whole = root.workspace.selection is None
        for schema in _entries(root, "components", "schemas"):
            # The selected operations use only some of the components.
            if is_whole or schema.id in self.built:
                self._add("schema", schema)
                self._read_schema(schema)
        for item in _entries(root, "paths"):
            self._read_path_item(item, "operation")
        for item in _entries(root, "webhooks"):
            self._read_path_item(item, "webhook")

    def _add(self, kind: str, cursor: Cursor) -> None:
        self.parts[kind][cursor.id] = cursor

    def _read_path_item(self, item: Cursor, kind: str) -> None:
        holders = (self._resolve(item), item)
        for holder in holders:
            self._check_keys(holder, "path item")
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
                    and not item.workspace.is_left_out(operation_id)
                ):
                    self.operation_ids.add(operation_id)
                    self.parts[kind][operation_id] = operation
                    # An operation that refers to something else uses no parameters of the path.
                    target = operation.follow(self.ignored_problems)
                    if isinstance(target.value, dict):
                        self._read_operation(holders, target)

    def _read_operation(self, holders: tuple[Cursor, ...], cursor: Cursor) -> None:
        self._check_keys(cursor, "operation")
        for parameter in self._find_parameters(*holders, cursor):
            if _is_ignored(parameter):
                continue
            if parameter.id not in self.parts["parameter"]:
                self._add("parameter", parameter)
                self._check_keys(parameter, "parameter")
                self._read_schema_at(parameter, "schema")
        for body in _child(cursor, "requestBody"):
            self._read_content(self._resolve(body), "request body")
        for status, entry in _pairs(cursor, "responses"):
            target = entry.follow(self.ignored_problems)
            if not status.startswith("x-") and isinstance(target.value, dict):
                self._add("response", entry)
                self._read_content(target, "response")
        for _, callback in _pairs(cursor, "callbacks"):
            for expression, item in self._resolve(callback).items():
                if not expression.startswith("x-"):
                    self._read_path_item(item, "webhook")

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

    def _read_content(self, holder: Cursor, kind: str) -> None:
        if (kind, holder) in self.seen:
            return
        self.seen.add((kind, holder))
        self._check_keys(holder, kind)
        for _, entry in _pairs(holder, "content"):
            self._check_keys(entry, "media type")
            self._read_schema_at(entry, "schema")
            self._read_schema_at(entry, "itemSchema")

    def _read_schema_at(self, holder: Cursor, key: str) -> None:
        for schema in _child(holder, key):
            self._read_schema(schema)

    def _read_schema(self, schema: Cursor) -> None:
        """Read the properties and enum values of a schema and of its inline schemas."""
        facts = get_facts(schema)
        # `const` and `enum` determine the type: other keywords add nothing to the output.
        if schema.id in self.superseded or "const" in facts.names:
            return
        if not facts.names.isdisjoint(keywords.ENUMS):
            self._read_enum(schema)
            return
        if not facts.subschemas:
            return
        for keyword in facts.subschemas:
            if keyword.value is Value.SCHEMAS:
                self._check_list(schema, keyword.name)
        for keyword, inner in keywords.find_subschemas(schema, Reader.TYPES):
            if keywords.excludes_type(schema, keyword.json_type):
                if keyword.has_entries(schema.value[keyword.name]):
                    self.ineffective.setdefault(schema.id, (schema, keyword.name))
                continue
            if keyword.name == "properties" and inner.id not in self.superseded:
                self._add("property", inner)
                if self._find_extension(inner, AVAILABILITY) is not None:
                    self._add("availability", inner)
            holder = schema.child(keyword.name)
            if holder.is_ref and inner is not holder:
                # A list or mapping that is a reference may contain itself.
                if ("schema", inner) in self.seen:
                    continue
                self.seen.add(("schema", inner))
            self._read_schema(inner)

    def _read_enum(self, schema: Cursor) -> None:
        for value in _find_enum_values(schema):
            self._add("enum value", value)
        lifecycle = self._find_extension(schema, LIFECYCLE)
        for entry in _items(lifecycle, "transitions") if lifecycle is not None else ():
            selection = entry.workspace.selection
            operation_id = nodes.get_text(entry, "operation")
            if selection is None or not selection.is_left_out(operation_id):
                self._add("transition", entry)

    def _find_extension(self, holder: Cursor, name: str) -> Cursor | None:
        if not get_facts(holder).has_extensions:
            return None
        return extensions.find(holder, name, self.ignored_problems)

    def _check_keys(self, holder: Cursor, kind: str) -> None:
        """Record the unknown keys of an object of the given kind."""
        for key in holder.value if isinstance(holder.value, dict) else ():
            if key in KEY_SETS[kind] or key.startswith("x-"):
                continue
            # Other keys of the document may be targets of references.
            if kind == "document" and messages.suggest(key, KEY_SETS[kind]) is None:
                continue
            entry = holder.child(key)
            is_operation = kind == "path item" and isinstance(entry.value, dict)
            self._add_unknown("operation" if is_operation else "key", repr(key), entry)

    def _check_list(self, schema: Cursor, keyword: str) -> None:
        """Record the value of a keyword that must be a list, unless it is a list or empty."""
        value = schema.value[keyword]
        if value and not isinstance(value, list):
            self._add_unknown("", f"`{keyword}`", schema.child(keyword))

    def _add_unknown(self, kind: str, name: str, cursor: Cursor) -> None:
        unknown = UnknownKey(f"{kind} {name}".lstrip(), cursor)
        self.unknown_keys.setdefault(cursor.id, unknown)

    def _resolve(self, cursor: Cursor) -> Cursor:
        target = cursor.follow(self.ignored_problems)
        return target if isinstance(target.value, dict) else target.as_empty()


def _is_ignored(parameter: Cursor) -> bool:
    location, name = nodes.get_text(parameter, "in"), nodes.get_text(parameter, "name")
    return fields.is_ignored_parameter(location, name)


def _find_enum_values(schema: Cursor) -> Iterator[Cursor]:
    """Yield the values of an enum that become members: all strings or all integers, besides null."""
    node = keywords.get_enum_values(schema)
    values = node.value if node is not None else []
    python_types = {type(value) for value in values if value is not None}
    json_types = set(keywords.get_json_types(schema))
    matching = {"string"} if python_types == {str} else {"integer", "number"}
    if python_types not in ({str}, {int}):
        return
    if json_types - {"null"} and not json_types & matching:
        return
    seen = {None}
    for entry in node.elements() if node is not None else ():
        if entry.value not in seen:
            seen.add(entry.value)
            yield entry


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
