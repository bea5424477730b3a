"""Fern: `generators.yml`, its extensions, and the names that follow from a document."""

from __future__ import annotations

from collections.abc import Iterator

from specpress import ir
from specpress.config.names import explain_client
from specpress.document.resolve import Cursor
from specpress.migrate.account import Account, Reasons
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
from specpress.migrate.names_of_groups import keep_class, keep_field, keep_operation
from specpress.migrate.plan import Plan
from specpress.migrate.tools.tool import Tool
from specpress.migrate.words import snake, split_words

GENERATOR = "fern-python-sdk"
_OTHER = ("it does not concern the Python client", "leave it out")
_RELEASE = (
    "specpress publishes nothing itself",
    "`specpress init --publish` writes a workflow",
)
_DOCUMENT = ("the document is read as it is", "change it with an overlay")
REASONS: Reasons = {
    "default-group": ("settings have no groups", "see docs/guides/several-apis.md"),
    "auth-schemes": (
        "credentials follow from the document",
        "declare `securitySchemes` in an overlay",
    ),
    "api/auth": (
        "credentials follow from the document",
        "declare `security` in an overlay",
    ),
    "api/auth-schemes": (
        "credentials follow from the document",
        "declare `securitySchemes` in an overlay",
    ),
    "api/environments": (
        "servers follow from the document",
        "declare them in an overlay",
    ),
    "api/default-environment": ("the first server is the default", "use `base_url`"),
    "api/default-url": ("the first server is the default", "use `base_url`"),
    "api/settings": _DOCUMENT,
    "api/specs/*/overrides": (
        "only OpenAPI Overlays change a document",
        "write the changes as an overlay: docs/guides/overlays.md",
    ),
    "api/specs/*/overlays": (
        "its path is relative to the other file",
        "write it into `overlays`",
    ),
    "api/specs/*/origin": (
        "specpress downloads nothing unasked",
        "write the URL as `spec`",
    ),
    "api/specs/*/settings": _DOCUMENT,
    "api/specs/*/namespace": (
        "settings have no namespaces",
        "see docs/guides/several-apis.md",
    ),
    "api/specs/*/*": _OTHER,
    "api/*": _DOCUMENT,
    "groups/*/audiences": (
        "operations are selected by tags, paths and names",
        "write `include` or `exclude`: docs/guides/selection.md",
    ),
    "groups/*/generators/*/version": (
        "it is the version of the other generator",
        "leave it out",
    ),
    "groups/*/generators/*/output": _RELEASE,
    "groups/*/generators/*/github": _RELEASE,
    "groups/*/generators/*/metadata": (
        "the metadata are settings",
        "write `authors` and `urls`",
    ),
    "groups/*/generators/*/config": (
        "the option changes code that specpress does not generate",
        "see docs/settings.md",
    ),
    "groups/*/generators/*/*": _OTHER,
    "groups/*/*": _OTHER,
    "whitelabel": _RELEASE,
    "metadata": ("the metadata are settings", "write `authors` and `urls`"),
    "readme": ("the README follows from the document", "change its template"),
    "reviewers": _RELEASE,
    "autorelease": _RELEASE,
    "aliases": _OTHER,
}
# The settings for options of the generator.
CONFIG = {
    "client_class_name": "client",
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
        account.leave(generator, *_OTHER)
        return
    account.visit(generator)
    account.carry(name, "specpress")
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
        account.close(output, {"*": _RELEASE})


def _read_config(plan: Plan, config: Cursor) -> None:
    account = plan.account
    client = account.find(config, "client", dict)
    for holder, names in ((config, CONFIG), (client, {"class_name": "client"})):
        for key, setting in names.items() if holder is not None else ():
            entry = account.find_text(holder, key) if holder is not None else None
            if entry is None:
                continue
            fault = explain_client(entry.value) if setting == "client" else None
            if fault:
                account.leave(entry, fault, f"write another `{setting}`")
            else:
                plan.set(setting, entry.value, entry)
    reason = "the option changes code that specpress does not generate"
    account.close(config, {"*": (reason, "see docs/settings.md")})


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
    groups, operation = _list_groups(entry), find_operation(plan, entry)
    if operation is None:
        plan.account.leave(entry, "it is at no operation", "move it to an operation")
    elif len(groups) > 1:
        plan.account.leave(
            entry,
            f"resources are not nested: {'.'.join(groups)} is {'_'.join(groups)}",
            f"write client.{'_'.join(groups)} in the calls",
        )
    else:
        note_read(plan, entry)


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
_STREAM = (
    "streams follow from the media type",
    "declare `text/event-stream` or `application/x-ndjson` in an overlay",
)
DOCUMENT_REASONS: Reasons = {
    "x-fern-streaming": _STREAM,
    "x-fern-audiences": (
        "operations are selected by tags, paths and names",
        "write `include` or `exclude`: docs/guides/selection.md",
    ),
    "x-fern-retries": (
        "requests are repeated if that is safe",
        "pass `max_retries`, or declare x-specpress-idempotent in an overlay",
    ),
    "x-fern-sdk-return-value": (
        "a method returns the body as the document describes it",
        "read the field of the result",
    ),
    "x-fern-sdk-variables": (
        "only headers are arguments of the client",
        "pass the path parameter to each method",
    ),
    "x-fern-sdk-variable": (
        "only headers are arguments of the client",
        "pass the path parameter to each method",
    ),
    "x-fern-global-parameters": (
        "only headers are arguments of the client",
        "pass the parameter to each method",
    ),
    "x-fern-request-name": ("the body is one argument", "write `body=`"),
    "x-fern-idempotency-headers": (
        "a header whose name ends in Idempotency-Key is recognized",
        "declare the header in an overlay",
    ),
    "x-fern-base-path": (
        "paths are complete",
        "add it to the paths or servers in an overlay",
    ),
    "x-fern-header": ("credentials follow from the document", "write `credentials`"),
    "x-fern-bearer": ("credentials follow from the document", "write `credentials`"),
    "x-fern-basic": ("credentials follow from the document", "write `credentials`"),
    "x-fern-token-variable-name": (
        "credentials follow from the document",
        "write `credentials`",
    ),
    "x-fern-examples": (
        "examples follow from the document",
        "write `examples` in an overlay",
    ),
    "x-fern-webhook": (
        "webhooks are read from `webhooks`",
        "declare them in an overlay",
    ),
    "x-fern-default": ("defaults are not sent", "pass the value"),
    "x-fern-version": ("a header is an argument", "write it into `client-parameters`"),
    "x-fern-availability": (
        "operations are deprecated or not",
        "add `deprecated: true`",
    ),
    "x-fern-discriminated": (
        "unions follow from the document",
        "change it with an overlay",
    ),
    "x-fern-undiscriminated": (
        "unions follow from the document",
        "change it with an overlay",
    ),
    "x-fern-discriminator-context": _STREAM,
    "x-fern-datetime": _DOCUMENT,
    "x-fern-type": _DOCUMENT,
    "x-fern-resolutions": _DOCUMENT,
    "x-fern-display-name": _OTHER,
    "x-fern-tag-display-name": _OTHER,
    "x-fern-explorer": _OTHER,
    "x-fern-groups": _OTHER,
    "x-fern-group-name": _OTHER,
    "x-fern-sdk-namespace": (
        "a client has one package",
        "see docs/guides/several-apis.md",
    ),
    "x-fern-encoding": _OTHER,
    "x-fern-title": _OTHER,
    "x-fern-errors": (
        "exceptions follow from the responses",
        "declare them in an overlay",
    ),
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
