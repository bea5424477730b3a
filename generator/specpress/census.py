"""Census: nothing is dropped. What the document declares and what the output holds are counted and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specpress import ir
from specpress.build import availability, keywords, nodes, operations
from specpress.build.types import LIFECYCLE_KEY
from specpress.problems import Problems, describe_part
from specpress.resolve import Cursor, escape_step
from specpress.validate import messages
from specpress.views.package import Package

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
WEIGHTY = (
    "operation",
    "webhook",
    "parameter",
    "response",
    "schema",
    "transition",
    "availability",
)
"""What is missing of these stops the run; a lost property is told."""
BUG = "please report this bug"
NESTED = (
    "items",
    "additionalProperties",
    "unevaluatedProperties",
    "then",
    "else",
    "itemSchema",
)
KEYS = {
    "document": "$self openapi info jsonSchemaDialect servers paths webhooks components security tags externalDocs",
    "path item": f"$ref summary description servers parameters {operations.OTHERS} {' '.join(operations.METHODS)}",
    "operation": "tags summary description externalDocs operationId parameters requestBody responses callbacks"
    " deprecated security servers",
    "parameter": "name in description required deprecated allowEmptyValue style explode allowReserved schema example"
    " examples content",
    "request body": "summary description content required",
    "response": "summary description headers content links",
    "media type": "schema itemSchema example examples encoding prefixEncoding itemEncoding",
}
READ = {kind: frozenset(keys.split()) for kind, keys in KEYS.items()}
"""The keys of each kind of object that are read, or that a client does not need."""
LISTED = ("allOf", "oneOf", "anyOf", "prefixItems")
MAPPED = ("patternProperties", "dependentSchemas")


def compare(
    root: Cursor, api: ir.Api, package: Package, problems: Problems
) -> dict[str, int]:
    """Report each omission; return how many of each kind are in the output."""
    declared = {kind: dict[str, Cursor]() for kind in KINDS}
    for kind, place, cursor in _Census(api.superseded).document(root):
        if kind in declared:
            declared[kind][place] = cursor
        elif not problems.is_omitted(cursor):
            message = f"{kind} is not read: unknown key"
            problems.mark_omission(cursor, kind, message, "check its spelling")
    pressed = _output(api, package)
    for kind, places in declared.items():
        for place, cursor in places.items():
            if place not in pressed[kind] and not problems.is_omitted(cursor):
                _note_missing(kind, cursor, problems)
    return {
        kind: len(places.keys() & pressed[kind]) for kind, places in declared.items()
    }


def _note_missing(kind: str, cursor: Cursor, problems: Problems) -> None:
    """Report what no reader reported."""
    message = f"this {kind} is missing from the output"
    if kind in WEIGHTY:
        problems.error(cursor, message, BUG)
    else:
        problems.omission(cursor, describe_part(cursor.path), message, BUG)


def _output(api: ir.Api, package: Package) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    sources = [m.source for resource in package.resources for m in resource.methods]
    found["operation"] = {source.origin for source in sources}
    found["webhook"] = {webhook.source.origin for webhook in package.webhooks}
    for source in (*sources, *(webhook.source for webhook in package.webhooks)):
        found["parameter"] |= {p.origin for p in source.parameters}
        found["response"] |= {a.origin for a in source.responses}
    found["schema"] = set(package.schemas)
    lives = [life.source for life in package.lifecycles]
    found["transition"] = {t.origin for life in lives for t in life.transitions}
    for module in package.modules:
        for cls in module.classes:
            kind = "property" if cls.base == "Model" else "enum value"
            found[kind] |= {origin for item in cls.items for origin in item.origins}
    for made in api.types.values():
        for field in made.fields if isinstance(made, ir.Object) else ():
            if field.availability is not None:
                found["availability"].add(field.availability.origin)
    for type_id in api.shared_schemas:
        match api.types[type_id]:
            case ir.Object(fields=fields):
                found["property"] |= {origin for f in fields for origin in f.origins}
            case ir.Enum(members=members):
                found["enum value"] |= {o for m in members for o in m.origins}
    return found


Found = tuple[str, str, Cursor]
"""A thing of the document: its kind, where it is reached, and itself."""


def _at(kind: str, cursor: Cursor) -> Found:
    return kind, cursor.id, cursor


class _Census:
    """Reads what the document declares from its tree alone."""

    def __init__(self, superseded: frozenset[str]) -> None:
        self.superseded = superseded
        self.seen: set[tuple[str, str]] = set()
        self.unheard = Problems()
        self.begun: set[str] = set()

    def document(self, root: Cursor) -> Iterator[Found]:
        """Everything that must come out, and each key that no reader knows."""
        yield from _unread(root, "document")
        for schema in _entries(root, "components", "schemas"):
            yield _at("schema", schema)
            yield from self._schema(schema)
        for item in _entries(root, "paths"):
            yield from self._item(item, "operation")
        for item in _entries(root, "webhooks"):
            yield from self._item(item, "webhook")

    def _item(self, item: Cursor, kind: str) -> Iterator[Found]:
        holders = (self._followed(item), item)
        for holder in holders:
            yield from _unread(holder, "path item")
            others = _pairs(holder, operations.OTHERS)
            named = [(f"{operations.OTHERS}/{escape_step(n)}", o) for n, o in others]
            plain = [(m, holder.get(m)) for m in operations.METHODS]
            for name, operation in (*plain, *named):
                place = f"{item.id}/{name}"
                begun = place in self.begun
                if operation is not None and _is_operation(operation) and not begun:
                    self.begun.add(place)
                    yield kind, place, operation
                    yield from self._operation(holders, self._followed(operation))

    def _operation(
        self, holders: tuple[Cursor, ...], cursor: Cursor
    ) -> Iterator[Found]:
        yield from _unread(cursor, "operation")
        for target in self._parameters(*holders, cursor):
            yield _at("parameter", target)
            yield from _unread(target, "parameter")
            yield from self._below(target, "schema")
        for body in _held(cursor, "requestBody"):
            yield from _unread(self._followed(body), "request body")
            yield from self._content(self._followed(body))
        for status, entry in _pairs(cursor, "responses"):
            target = entry.follow(self.unheard) if entry.is_ref else entry
            if not status.startswith("x-") and isinstance(target.value, dict):
                yield _at("response", entry)
                yield from _unread(target, "response")
                yield from self._content(self._followed(entry))
        for _, callback in _pairs(cursor, "callbacks"):
            for expression, item_ in self._followed(callback).items():
                if not expression.startswith("x-"):
                    yield from self._item(item_, "webhook")

    def _parameters(self, *holders: Cursor) -> Iterable[Cursor]:
        """The parameters, complete or not; an inner one takes the place of an outer one."""
        found: dict[str, Cursor] = {}
        for holder in holders:
            for entry in _listed(holder, "parameters"):
                target = self._followed(entry)
                name, where = nodes.get_text(target, "name"), nodes.get_text(
                    target, "in"
                )
                key = f"{where} {name.lower() if where == 'header' else name}"
                found[key if name and where else target.id] = target
        return found.values()

    def _content(self, holder: Cursor) -> Iterator[Found]:
        for _, entry in _pairs(holder, "content"):
            yield from _unread(entry, "media type")
            yield from self._below(entry, "schema")
            yield from self._below(entry, "itemSchema")

    def _below(self, holder: Cursor, key: str) -> Iterator[Found]:
        for schema in _held(holder, key):
            yield from self._schema(schema)

    def _schema(self, cursor: Cursor) -> Iterator[Found]:
        """Properties and enum values of a schema and of all below it."""
        value = cursor.value
        if not isinstance(value, dict) or cursor.id in self.superseded:
            return
        if "const" in value:
            return
        if any(key in value for key in keywords.ENUMS):
            yield from _values(cursor)
            yield from _transitions(cursor)
            return
        for _, prop in _pairs(cursor, "properties"):
            yield _at("property", prop)
            if availability.KEY in (prop.value if isinstance(prop.value, dict) else {}):
                yield _at("availability", prop)
            yield from self._schema(prop)
        for keyword in NESTED:
            yield from self._below(cursor, keyword)
        for keyword in MAPPED:
            for _, entry in _pairs(cursor, keyword):
                yield from self._schema(entry)
        for keyword in LISTED:
            yield from _not_listed(cursor, keyword)
            for member in _listed(cursor, keyword):
                yield from self._schema(member)

    def _followed(self, cursor: Cursor) -> Cursor:
        target = cursor.follow(self.unheard) if cursor.is_ref else cursor
        return target if isinstance(target.value, dict) else target.as_empty()


def _unread(holder: Cursor, what: str) -> Iterator[Found]:
    """Yield the keys of an object that mean nothing there, with what they probably are."""
    for key, entry in holder.items():
        if key in READ[what] or key.startswith("x-"):
            continue
        if what == "document" and messages.suggest(key, READ[what]) is None:
            # References may point into it.
            continue
        is_operation = what == "path item" and isinstance(entry.value, dict)
        yield _at(f"{'operation' if is_operation else 'key'} {key!r}", entry)


def _not_listed(cursor: Cursor, keyword: str) -> Iterator[Found]:
    """Yield the value of a keyword that must be a list and is not; one that is empty contains nothing."""
    entry = cursor.get(keyword)
    if entry is not None and entry.value and not isinstance(entry.value, list):
        yield _at(f"`{keyword}`", entry)


def _is_operation(cursor: Cursor) -> bool:
    return isinstance(cursor.value, dict)


def _values(cursor: Cursor) -> Iterator[Found]:
    """The values of an enum that become members: strings only, or integers only (null is the type's)."""
    listed = keywords.get_enum_values(cursor)
    values = listed.value if listed is not None else []
    kinds = {type(v) for v in values if v is not None}
    named = set(keywords.get_json_types(cursor))
    wanted = {"string"} if kinds == {str} else {"integer", "number"}
    if kinds not in ({str}, {int}) or (named - {"null"} and not named & wanted):
        return
    seen = {None}
    for entry in listed.elements() if listed is not None else ():
        if entry.value not in seen:
            seen.add(entry.value)
            yield _at("enum value", entry)


def _transitions(cursor: Cursor) -> Iterator[Found]:
    """The transitions of the life that an enum tells."""
    said = cursor.get(LIFECYCLE_KEY)
    for entry in _listed(said, "transitions") if said is not None else ():
        yield _at("transition", entry)


def _entries(root: Cursor, *steps: str) -> Iterator[Cursor]:
    """The entries of a mapping somewhere below the root, extensions left out."""
    cursor: Cursor | None = root
    for step in steps:
        cursor = cursor.get(step) if cursor is not None else None
        if cursor is not None and cursor.is_ref:
            cursor = cursor.follow(Problems())
    for name, entry in cursor.items() if cursor is not None else ():
        if steps[-1] in ("schemas", "webhooks") or not name.startswith("x-"):
            yield entry


def _pairs(holder: Cursor, key: str) -> Iterator[tuple[str, Cursor]]:
    found = holder.get(key)
    if found is not None:
        yield from (found.follow(Problems()) if found.is_ref else found).items()


def _listed(holder: Cursor, key: str) -> Iterator[Cursor]:
    found = holder.get(key)
    if found is not None:
        yield from (found.follow(Problems()) if found.is_ref else found).elements()


def _held(holder: Cursor, key: str) -> Iterator[Cursor]:
    found = holder.get(key)
    if found is not None:
        yield found
