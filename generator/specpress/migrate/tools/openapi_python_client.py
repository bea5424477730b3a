"""openapi-python-client: its configuration, and the names of its modules, functions, classes and fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specpress import ir
from specpress.document.resolve import Cursor
from specpress.migrate.account import Reasons
from specpress.migrate.plan import Plan
from specpress.migrate.tools.tool import Tool
from specpress.migrate.words import (
    name_opc_class,
    name_opc_identifier,
    pascal_opc,
    snake_opc,
)

# Arguments that its functions have besides parameters.
TAKEN = ("client", "url")
BODY_KINDS = {
    "application/octet-stream": "content",
    "application/x-www-form-urlencoded": "data",
    "multipart/form-data": "files",
}
REASONS: Reasons = {
    "class_overrides/*/module_name": (
        "the modules of models are named after their components",
        "import models from the package `models`",
    ),
    "content_type_overrides": (
        "a media type is read as the document names it",
        "name the other media type in an overlay",
    ),
    "post_hooks": (
        "the output is formatted and checked without other programs",
        "run them after `specpress generate`",
    ),
    "docstrings_on_attributes": (
        "fields have their descriptions in the docstring of the class",
        "leave it out",
    ),
    "generate_all_tags": (
        "an operation is a method of one resource, that of its first tag",
        "call it there, or add a method in own.py: docs/own-code.md",
    ),
    "http_timeout": (
        "it limits the download of the document, which specpress limits itself",
        "leave it out",
    ),
    "literal_enums": (
        "enums are classes whose members are strings; methods accept plain values, too",
        "compare with the values as before, or with the members",
    ),
}


def read(plan: Plan, root: Cursor) -> None:
    """Read a configuration, and keep the names that follow from it and the document."""
    account = plan.account
    for key, setting in (
        ("project_name_override", "distribution"),
        ("package_name_override", "package"),
        ("package_version_override", "version"),
    ):
        if (entry := account.find_text(root, key)) is not None:
            plan.set(setting, entry.value, entry)
    _set_default_names(plan)
    naming = _Naming(plan, _read_prefix(plan, root), _read_overrides(plan, root))
    entry = account.find(root, "use_path_prefixes_for_title_model_names", bool)
    if entry is not None:
        naming.has_prefixes = entry.value
        account.carry(entry, "names of classes")
    naming.keep_all()


def _set_default_names(plan: Plan) -> None:
    """Keep the names of the package that follow from the title."""
    title = str(plan.subject.side.api.title)
    project = f"{snake_opc(title).replace('_', '-')}-client"
    project = plan.settings.setdefault("distribution", project)
    plan.settings.setdefault("package", project.replace("-", "_"))


def _read_prefix(plan: Plan, root: Cursor) -> str:
    entry = plan.account.find(root, "field_prefix", str)
    if entry is None:
        return "field_"
    plan.account.carry(entry, "names of fields, arguments and methods")
    return str(entry.value)


def _read_overrides(plan: Plan, root: Cursor) -> Mapping[str, Cursor]:
    """Return the new names of classes by their old ones."""
    account, overrides = plan.account, {}
    listed = account.find(root, "class_overrides", dict)
    for name, entry in account.list_entries(listed) if listed is not None else ():
        if not isinstance(entry.value, dict):
            account.reject(entry, f"`class_overrides/{name}` must be a mapping")
            continue
        account.visit(entry)
        new = account.find(entry, "class_name", str)
        if new is not None:
            overrides[name] = new
            account.leave(
                new,
                f"the document has no schema with the class {name}",
                "remove the entry",
            )
    return overrides


@dataclass(slots=True)
class _Naming:
    """The names of a client by openapi-python-client."""

    plan: Plan
    prefix: str
    overrides: Mapping[str, Cursor]
    has_prefixes: bool = True

    def keep_all(self) -> None:
        """Keep the names of all methods, arguments, classes, fields and members."""
        for operation in self.plan.subject.operations:
            self._keep_operation(operation)
        for name, schema in self.plan.subject.list_components():
            self._keep_schema(schema, name, "")

    # -- operations --------------------------------------------------------------------------

    def _keep_operation(self, operation: ir.Operation) -> None:
        subject = self.plan.subject
        cursor = subject.locate(operation)
        tag = operation.tag or "default"
        if operation.operation_id:
            method = name_opc_identifier(operation.operation_id, self.prefix)
        else:
            path = operation.path.replace("{", "").replace("}", "").replace("/", "_")
            path = path.removeprefix("_").removesuffix("_")
            text = f"{operation.method.lower()}_{path}"
            method = name_opc_identifier(text, self.prefix)
        module = name_opc_identifier(tag, "tag")
        self.plan.keep(subject.identify(operation), f"{module}.{method}", cursor)
        for parameter, name in self._name_arguments(operation):
            part = subject.identify_argument(operation, parameter)
            self.plan.keep(part, name, cursor)
        for schema, name, kind in _list_inline(subject.follow, cursor):
            self._keep_schema(schema, name, f"{method}_{kind}" if kind else method)

    def _name_arguments(
        self, operation: ir.Operation
    ) -> Iterator[tuple[ir.Parameter, str]]:
        """Yield the arguments: those of the same name get their location, or keep their case."""
        names = {
            (p.location, p.wire): name_opc_identifier(p.wire, self.prefix)
            for p in operation.parameters
        }
        for parameter in operation.parameters:
            key = (parameter.location, parameter.wire)
            name = names[key]
            same = [k for k, other in names.items() if other == name and k != key]
            if name in TAKEN or any(k[0] != key[0] for k in same):
                name = name_opc_identifier(f"{name}_{key[0]}", self.prefix)
            elif same:
                name = name_opc_identifier(key[1], self.prefix, keeps_case=True)
            yield parameter, name

    # -- schemas -----------------------------------------------------------------------------

    def _keep_schema(self, schema: Cursor, name: str, parent: str) -> None:
        """Keep the names of a schema and of those in it, which the schemas that refer to it do not repeat."""
        value = schema.value
        if not isinstance(value, dict) or schema.ref is not None:
            return
        choices = [*_list_choices(schema, "allOf"), *_list_variants(schema)]
        if len(choices) == 1 and choices[0].ref is not None:
            return
        if isinstance(value.get("enum"), list):
            self._keep_enum(schema, name, parent)
        elif value.get("anyOf") or value.get("oneOf") or _is_list(value.get("type")):
            self._keep_variants(schema, name, parent)
        elif value.get("type") == "array":
            if (items := schema.get("items")) is not None:
                self._keep_schema(items, f"{name}_item", parent)
        elif value.get("type") == "object" or "allOf" in value or "properties" in value:
            self._keep_object(schema, name, parent)

    def _keep_variants(self, schema: Cursor, name: str, parent: str) -> None:
        title = schema.value.get("title")
        variants = _list_variants(schema)
        for number, variant in enumerate(variants):
            own = variant.value.get("title") if isinstance(variant.value, dict) else ""
            step = own if own and own != title else f"type_{number}"
            self._keep_schema(variant, f"{name}_{step}", parent)
        if _is_list(schema.value.get("type")):
            types = schema.value["type"]
            for number, kind in enumerate(types, len(variants)):
                copy = schema.with_value({**schema.value, "type": kind})
                self._keep_schema(copy, f"{name}_type_{number}", parent)

    def _keep_enum(self, schema: Cursor, name: str, parent: str) -> None:
        values = [v for v in schema.value["enum"] if v is not None]
        if len(values) < len(schema.value["enum"]):
            # The variant null is the first one.
            name = f"{name}_type_1"
        class_name = self._keep_class(schema, name, parent)
        part = self.plan.subject.identify_class(schema)
        if part is None or not class_name:
            return
        names = schema.value.get("x-enum-varnames")
        listed = names if isinstance(names, list) and len(names) == len(values) else ()
        for index, value in enumerate(values):
            stated = str(listed[index]) if listed else ""
            member = snake_opc(stated or _name_member(value, index)).upper()
            key = ("member", part[1], str(value))
            self.plan.keep(key, member, schema)

    def _keep_object(self, schema: Cursor, name: str, parent: str) -> None:
        class_name = self._keep_class(schema, name, parent)
        part = self.plan.subject.identify_class(schema)
        parts = [schema, *_list_choices(schema, "allOf")]
        for holder in parts:
            listed = holder.get("properties") if holder.ref is None else None
            for key, entry in listed.items() if listed is not None else ():
                self._keep_schema(entry, key, class_name)
        extra = schema.get("additionalProperties")
        if extra is not None:
            self._keep_schema(extra, "AdditionalProperty", class_name)
        if part is not None:
            fields = self._list_keys(schema, set())
            for key in fields:
                field = name_opc_identifier(key, self.prefix)
                self.plan.keep(("field", part[1], key), field, schema)

    def _list_keys(self, schema: Cursor, seen: set[str]) -> list[str]:
        """Return the keys of an object, and of those that it extends."""
        schema = self.plan.subject.follow(schema)
        if schema.id in seen or not isinstance(schema.value, dict):
            return []
        seen.add(schema.id)
        listed = schema.get("properties")
        keys = [key for key, _ in listed.items()] if listed is not None else []
        for base in _list_choices(schema, "allOf"):
            keys += self._list_keys(base, seen)
        return [*dict.fromkeys(keys)]

    def _keep_class(self, schema: Cursor, name: str, parent: str) -> str:
        """Keep the name of the class of a schema, and return it."""
        title = schema.value.get("title")
        is_enum = "enum" in schema.value
        text = str(title or name)
        if parent and (self.has_prefixes or is_enum or not title):
            text = f"{pascal_opc(parent)}{pascal_opc(text)}"
        old = name_opc_class(text.rpartition("/")[2], self.prefix)
        source, new = schema, old
        if (override := self.overrides.get(old)) is not None:
            source, new = override, name_opc_class(override.value, self.prefix)
            self.plan.account.carry(override, f"class {new}")
        self.plan.keep(self.plan.subject.identify_class(schema), new, source)
        return new


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _name_member(value: Any, index: int) -> str:
    if isinstance(value, int):
        return f"VALUE_NEGATIVE_{-value}" if value < 0 else f"VALUE_{value}"
    text = str(value)
    return text.upper() if text[:1].isalpha() else f"VALUE_{index}"


def _list_variants(schema: Cursor) -> list[Cursor]:
    return [*_list_choices(schema, "anyOf"), *_list_choices(schema, "oneOf")]


def _list_choices(schema: Cursor, keyword: str) -> Iterator[Cursor]:
    if (listed := schema.get(keyword)) is not None:
        yield from listed.elements()


def _list_inline(
    follow: Callable[[Cursor], Cursor], operation: Cursor
) -> Iterator[tuple[Cursor, str, str]]:
    """Yield the schemas of an operation with their names, and the kind of one of several bodies."""
    for holder in (operation, operation.parent):
        listed = holder.get("parameters") if holder is not None else None
        for parameter in map(follow, listed.elements()) if listed is not None else ():
            if (schema := parameter.get("schema")) is not None:
                yield schema, str(parameter.value.get("name")), ""
    body = operation.get("requestBody")
    content = [*_list_content(follow(body))] if body is not None else []
    for media_type, schema in content:
        yield schema, "body", _get_kind(media_type) if len(content) > 1 else ""
    responses = operation.get("responses")
    for status, response in responses.items() if responses is not None else ():
        for _, schema in [*_list_content(follow(response))][:1]:
            yield schema, f"response_{status}", ""


def _list_content(holder: Cursor) -> Iterator[tuple[str, Cursor]]:
    content = holder.get("content")
    for name, media_type in content.items() if content is not None else ():
        if (schema := media_type.get("schema")) is not None:
            yield name, schema


def _get_kind(media_type: str) -> str:
    """Return the word for a media type in the names of classes."""
    return BODY_KINDS.get(media_type.partition(";")[0].strip(), "json")


TOOL = Tool(
    name="openapi-python-client",
    title="openapi-python-client",
    keys=frozenset(
        [
            *("project_name_override", "package_name_override", "field_prefix"),
            *("package_version_override", "class_overrides"),
            "use_path_prefixes_for_title_model_names",
            *(key for key in REASONS if "/" not in key),
        ]
    ),
    read=read,
    reasons=REASONS,
)
