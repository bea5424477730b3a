"""Fern: `generators.yml`, its extensions, and the names that follow from a document."""

from __future__ import annotations

from collections.abc import Iterator

from specpress import ir
from specpress.config.names import explain_client
from specpress.document.resolve import Cursor
from specpress.migrate.account import Account
from specpress.migrate.documents import (
    Handler,
    exclude_ignored,
    find_operation,
    list_operations_below,
    note_read,
    read_extensions,
    read_pagination,
    set_global_header,
)
from specpress.migrate.names_of_groups import (
    keep_class,
    keep_field,
    keep_operation,
    read_group,
)
from specpress.migrate.plan import Plan
from specpress.migrate.tools.fern_keys import DOCUMENT_REASONS, OTHER, REASONS, RELEASE
from specpress.migrate.tools.tool import Tool
from specpress.migrate.words import snake, split_words

GENERATOR = "fern-python-sdk"
# What the generator becomes.
SELF = "specpress"
# The settings for options of the generator, and for those of its client: the exported class is the one that users import.
CONFIG = {
    "client_class_name": "client",
    "class_name": "client",
    "exported_class_name": "client",
    "package_name": "package",
}


def find_document(root: Cursor, account: Account) -> str | None:
    """Return the first document that `generators.yml` names."""
    api = root.get("api")
    if api is None:
        return None
    if isinstance(api.value, dict):
        specs = api.get("specs")
        for entry in specs.elements() if specs is not None else ():
            if (document := entry.get("openapi")) is not None:
                return str(document.value)
        api = api.get("path") or api
    return api.value if isinstance(api.value, str) else None


def read(plan: Plan, root: Cursor) -> None:
    """Read `generators.yml`: the Python generator of the first group that has one."""
    account = plan.account
    _read_api(plan, root)
    groups = account.find(root, "groups", dict)
    for _, group in account.list_entries(groups) if groups is not None else ():
        if not isinstance(group.value, dict):
            account.reject(group, "a group must be a mapping")
            continue
        account.visit(group)
        listed = account.find(group, "generators", list)
        for generator in listed.elements() if listed is not None else ():
            _read_generator(plan, generator)


def _read_api(plan: Plan, root: Cursor) -> None:
    account = plan.account
    api = root.get("api")
    if api is None:
        return
    if isinstance(api.value, str):
        account.carry(api, "setting `spec`")
        return
    api = account.find(root, "api", dict)
    if api is None:
        return
    if (path := api.get("path")) is not None:
        account.carry(path, "setting `spec`")
    specs = account.find(api, "specs", list)
    for number, entry in enumerate(specs.elements() if specs is not None else ()):
        account.visit(entry)
        document = entry.get("openapi")
        if document is None:
            continue
        if number == 0:
            account.carry(document, "setting `spec`")
        else:
            cure = "see docs/guides/several-apis.md"
            account.leave(document, "a client has one document", cure)


def _read_generator(plan: Plan, generator: Cursor) -> None:
    account = plan.account
    name = generator.get("name")
    if name is None or GENERATOR not in str(name.value):
        account.leave(generator, *OTHER)
        return
    if any(entry.became == SELF for entry in account.carried.values()):
        reason = (
            "another group has this generator, and the settings describe one client"
        )
        account.leave(generator, reason, "see docs/guides/several-apis.md")
        return
    account.visit(generator)
    account.carry(name, SELF)
    config = account.find(generator, "config", dict)
    if config is not None:
        _read_config(plan, config)
    output = account.find(generator, "output", dict)
    if output is not None:
        package = account.find_text(output, "package-name")
        if package is not None:
            plan.set("distribution", package.value, package)
        if package is not None and "package" not in plan.settings:
            plan.settings["package"] = package.value.replace("-", "_")
        account.close(output, {"*": RELEASE})


def _read_config(plan: Plan, config: Cursor) -> None:
    account = plan.account
    client = account.find(config, "client", dict)
    holders = [config, *([client] if client is not None else [])]
    for holder in holders:
        for key, setting in CONFIG.items():
            if (entry := account.find_text(holder, key)) is None:
                continue
            fault = explain_client(entry.value) if setting == "client" else None
            if fault:
                account.leave(entry, fault, f"write another `{setting}`")
            else:
                plan.set(setting, entry.value, entry)
    reason = "the option changes code that specpress does not generate"
    keys = dict.fromkeys(["*", "client/*"], (reason, "see docs/settings.md"))
    account.close(config, keys)


# -- documents ---------------------------------------------------------------------------------------


def read_document(plan: Plan) -> None:
    """Read the extensions of a document, and keep the names that follow from it."""
    read_extensions(plan, TOOL.prefix, HANDLERS, DOCUMENT_REASONS)
    for operation in plan.subject.operations:
        if plan.subject.identify(operation) not in plan.wanted:
            _keep_default(plan, operation)
    for name, schema in plan.subject.list_components():
        keep_class(plan, schema, pascal_name(name), schema)


def pascal_name(text: str) -> str:
    """Return the name of a class: the letters of a component, without separators."""
    return "".join(part[:1].upper() + part[1:] for part in _split(text))


def _split(text: str) -> list[str]:
    return [p for p in "".join(c if c.isalnum() else " " for c in text).split() if p]


def _keep_default(plan: Plan, operation: ir.Operation) -> None:
    """Keep the name of an operation without extensions: its tag, and its id without the tag."""
    source = plan.subject.locate(operation)
    if operation.operation_id is None:
        return
    words, tag = split_words(operation.operation_id), split_words(operation.tag or "")
    if not tag:
        group = [*_get_prefix(operation.operation_id)]
        keep_operation(plan, operation, group, words[len(group) :] or words, source)
        return
    has_tag = words[: len(tag)] == tag and len(words) > len(tag)
    method = words[len(tag) :] if has_tag else words
    keep_operation(plan, operation, ["_".join(tag)], method, source)


def _get_prefix(operation_id: str) -> Iterator[str]:
    """Yield the group in an operationId such as `users_get`."""
    group, separator, _ = operation_id.partition("_")
    if separator and group:
        yield snake(group)


def _read_method_name(plan: Plan, entry: Cursor) -> None:
    """Keep the name of a method, with its group."""
    operation, holder = find_operation(plan, entry), entry.parent
    if operation is None or holder is None or not isinstance(entry.value, str):
        plan.account.leave(entry, "it is at no operation", "move it to an operation")
        return
    group = holder.get("x-fern-sdk-group-name")
    groups = _list_groups(group) if group is not None else []
    groups = groups or [snake(operation.tag or "")]
    if not any(groups):
        cure = "write it as a method of the resource in the message"
        module, _ = plan.subject.find_group(operation)
        reason = f"the client has no methods: it is in the resource {module}"
        plan.account.leave(entry, reason, cure)
        groups = [module]
    else:
        note_read(plan, entry)
    keep_operation(plan, operation, groups, split_words(entry.value), entry)


def _list_groups(entry: Cursor) -> list[str]:
    steps = entry.value if isinstance(entry.value, list) else [entry.value]
    return [
        snake(part)
        for step in steps
        if isinstance(step, str)
        for part in step.split(".")
    ]


def _read_group(plan: Plan, entry: Cursor) -> None:
    read_group(plan, entry, _list_groups(entry))


def _read_type_name(plan: Plan, entry: Cursor) -> None:
    note_read(plan, entry)
    if entry.parent is not None:
        keep_class(plan, entry.parent, str(entry.value), entry)


def _read_property_name(plan: Plan, entry: Cursor) -> None:
    note_read(plan, entry)
    if entry.parent is not None:
        keep_field(plan, entry.parent, snake(str(entry.value)), entry)


def _read_idempotent(plan: Plan, entry: Cursor) -> None:
    operations = list_operations_below(plan, entry.parent) if entry.parent else []
    for operation in operations if entry.value is True else ():
        target = plan.subject.locate(operation)
        plan.change(target, {"x-specpress-idempotent": True}, f"`{entry.key}` is true")
    plan.account.carry(entry, "overlay: x-specpress-idempotent")


def _read_headers(plan: Plan, entry: Cursor) -> None:
    account = plan.account
    account.visit(entry)
    for header in entry.elements():
        account.visit(header)
        wire = header.get("header") or header.get("name")
        if wire is None or not isinstance(wire.value, str):
            account.reject(header, "a global header needs the key `header`")
            continue
        name = account.find(header, "name", str) or wire
        set_global_header(plan, wire.value, snake(str(name.value)), wire)
        if name is not wire:
            account.carry(name, "the argument")
        if (variable := header.get("env")) is not None:
            cure = "pass the argument to the client"
            account.leave(variable, "only credentials have a variable", cure)
        account.close(header, {"*": ("the document declares it", "leave it out")})


HANDLERS: dict[str, Handler] = {
    "x-fern-sdk-method-name": _read_method_name,
    "x-fern-sdk-group-name": _read_group,
    "x-fern-type-name": _read_type_name,
    "x-fern-property-name": _read_property_name,
    "x-fern-parameter-name": note_read,
    "x-fern-server-name": note_read,
    "x-fern-enum": note_read,
    "x-fern-pagination": read_pagination,
    "x-fern-ignore": exclude_ignored,
    "x-fern-idempotent": _read_idempotent,
    "x-fern-global-headers": _read_headers,
}

TOOL = Tool(
    name="fern",
    title="Fern",
    keys=frozenset(["groups", "api", "default-group", "auth-schemes", "whitelabel"]),
    read=read,
    reasons=REASONS,
    prefix="x-fern-",
    read_document=read_document,
    find_document=find_document,
)
