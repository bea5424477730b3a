"""Speakeasy: `gen.yaml`, its extensions, and the names that follow from a document."""

from __future__ import annotations

from specpress import ir
from specpress.config.names import explain_client
from specpress.document.resolve import Cursor
from specpress.migrate.account import Reasons
from specpress.migrate.documents import (
    Handler,
    exclude_ignored,
    find_operation,
    note_read,
    read_extensions,
    read_pagination,
    set_global_header,
)
from specpress.migrate.names_of_groups import keep_class, keep_operation, read_group
from specpress.migrate.plan import Plan
from specpress.migrate.tools.tool import Tool
from specpress.migrate.words import pascal, snake, split_words

OVERRIDE, GROUP = "x-speakeasy-name-override", "x-speakeasy-group"
# The settings for keys of the section `python` that are texts.
TEXTS = {"packageName": "distribution", "version": "version", "license": "license"}
URLS = {"homepage": "Homepage", "documentationUrl": "Documentation"}
_OTHER = ("it does not concern the Python client", "leave it out")
_CODE = (
    "the option changes code that specpress does not generate",
    "see docs/settings.md and docs/templates.md",
)
REASONS: Reasons = {
    "configVersion": ("it is the version of the other configuration", "leave it out"),
    "management": ("the other tool maintains it", "leave it out"),
    "features": ("the other tool maintains it", "leave it out"),
    "lockVersion": ("the other tool maintains it", "leave it out"),
    "generation/baseServerURL": (
        "the first server of the document is the default",
        "pass base_url, or change the servers with an overlay",
    ),
    "generation/auth": ("credentials follow from the document", "write `credentials`"),
    "generation/*": _CODE,
    "python/additionalDependencies": (
        "the client needs no other packages",
        "add them to your project; bounds are in `dependencies`",
    ),
    "python/author": ("it has no name and address", "write `authors`"),
    "python/description": ("it follows from the document", "change it with an overlay"),
    "python/responseFormat": (
        "a method returns the decoded body",
        "use client.raw(…) for status and headers",
    ),
    "python/envVarPrefix": (
        "each credential has its variable",
        "write it into `credentials`",
    ),
    "python/defaultErrorName": (
        "exceptions are named after statuses",
        "catch APIStatusError",
    ),
    "python/baseErrorName": ("exceptions are named after statuses", "catch APIError"),
    "python/enumFormat": (
        "enums are classes; values are accepted, too",
        "leave it out",
    ),
    "python/asyncMode": (
        "the client and its asynchronous form are two classes",
        "use the class whose name begins with Async",
    ),
    "python/*": _CODE,
    **dict.fromkeys(
        [
            *("typescript", "go", "java", "csharp", "php", "ruby", "terraform"),
            *("mcp-typescript", "unity", "swift", "postman", "docs", "cli"),
        ],
        _OTHER,
    ),
}


def read(plan: Plan, root: Cursor) -> None:
    """Read `gen.yaml`."""
    account = plan.account
    generation = account.find(root, "generation", dict)
    entry = account.find(generation, "sdkClassName", str) if generation else None
    if entry is not None:
        name = pascal(entry.value) if entry.value.islower() else entry.value
        if fault := explain_client(name):
            account.leave(
                entry, f"the client cannot be {name}: {fault}", "write `client`"
            )
        else:
            plan.set("client", name, entry)
    python = account.find(root, "python", dict)
    if python is not None:
        _read_python(plan, python)


def _read_python(plan: Plan, python: Cursor) -> None:
    account = plan.account
    for key, setting in TEXTS.items():
        if (entry := account.find_text(python, key)) is not None:
            plan.set(setting, entry.value, entry)
    if (module := account.find(python, "moduleName", str)) is not None:
        plan.set("package", module.value, module)
    elif "distribution" in plan.settings:
        plan.settings["package"] = plan.settings["distribution"].replace("-", "_")
    for key, label in URLS.items():
        if (entry := account.find(python, key, str)) is not None:
            plan.set_entry("urls", label, entry.value, entry)
    authors = account.find(python, "authors", list)
    for entry in authors.elements() if authors is not None else ():
        if isinstance(entry.value, str):
            plan.settings.setdefault("authors", []).append(entry.value)
            account.carry(entry, "setting `authors`")
        else:
            account.reject(entry, "an author must be a string")


# -- documents ---------------------------------------------------------------------------------------


def read_document(plan: Plan) -> None:
    """Read the extensions of a document, and keep the names that follow from it."""
    read_extensions(plan, TOOL.prefix, HANDLERS, DOCUMENT_REASONS)
    for operation in plan.subject.operations:
        source = plan.subject.locate(operation)
        keep_operation(
            plan,
            operation,
            _find_groups(plan, operation),
            _find_method(operation),
            source,
        )
    for name, schema in plan.subject.list_components():
        keep_class(plan, schema, _name_class(name), schema)


def _name_class(name: str) -> str:
    parts = "".join(c if c.isalnum() else " " for c in name).split()
    return "".join(part[:1].upper() + part[1:] for part in parts)


def _find_groups(plan: Plan, operation: ir.Operation) -> list[str]:
    """Return the group of an operation: that of the extension, or its tag."""
    group = plan.subject.locate(operation).get(GROUP)
    if group is not None and isinstance(group.value, str):
        return [snake(part) for part in group.value.split(".")]
    return [snake(operation.tag or "")]


def _find_method(operation: ir.Operation) -> list[str]:
    """Return the words of a method: those of the extension or of the rules, the id, method and path."""
    if operation.name or operation.operation_id:
        return split_words(operation.name or operation.operation_id or "")
    return split_words(f"{operation.method.lower()} {operation.path}")


def _read_override(plan: Plan, entry: Cursor) -> None:
    """Keep the name of a class; the names of methods and arguments are read from the document."""
    note_read(plan, entry)
    holder = entry.parent
    if isinstance(entry.value, str) and holder is not None:
        keep_class(plan, holder, entry.value, entry)
    if (operation := find_operation(plan, entry)) is not None:
        groups, words = _find_groups(plan, operation), split_words(str(entry.value))
        keep_operation(plan, operation, groups, words, entry)


def _read_group(plan: Plan, entry: Cursor) -> None:
    read_group(plan, entry, [snake(part) for part in str(entry.value).split(".")])


def _read_globals(plan: Plan, entry: Cursor) -> None:
    """Make global headers arguments of the client; other parameters stay with the methods."""
    account = plan.account
    account.visit(entry)
    listed = (
        account.find(entry, "parameters", list)
        if isinstance(entry.value, dict)
        else None
    )
    for parameter in listed.elements() if listed is not None else ():
        target = plan.subject.follow(parameter)
        name, location = target.get("name"), target.get("in")
        if name is None or location is None or not isinstance(name.value, str):
            account.reject(parameter, "a global parameter needs `name` and `in`")
        elif location.value == "header":
            set_global_header(plan, name.value, snake(name.value), parameter)
        else:
            account.leave(
                parameter,
                "only headers are arguments of the client",
                f"pass {snake(name.value)} to each method",
            )


HANDLERS: dict[str, Handler] = {
    OVERRIDE: _read_override,
    GROUP: _read_group,
    "x-speakeasy-enums": note_read,
    "x-speakeasy-enum-descriptions": note_read,
    "x-speakeasy-server-id": note_read,
    "x-speakeasy-pagination": read_pagination,
    "x-speakeasy-ignore": exclude_ignored,
    "x-speakeasy-globals": _read_globals,
}
_RETRIES = (
    "requests are repeated if that is safe",
    "pass `max_retries`, or declare x-specpress-idempotent and x-specpress-retryable in an overlay",
)
_DOCUMENT = ("the document is read as it is", "change it with an overlay")
DOCUMENT_REASONS: Reasons = {
    "x-speakeasy-retries": _RETRIES,
    "x-speakeasy-timeout": ("the document has no timeouts", "pass `timeout`"),
    "x-speakeasy-errors": (
        "exceptions follow from the responses",
        "declare them in an overlay",
    ),
    "x-speakeasy-error-message": ("an exception has the whole body", "read error.body"),
    "x-speakeasy-usage-example": (
        "the README follows from the document",
        "change its template",
    ),
    "x-speakeasy-example": (
        "examples follow from the document",
        "write `examples` in an overlay",
    ),
    "x-speakeasy-docs": _DOCUMENT,
    "x-speakeasy-max-method-params": ("the body is one argument", "write `body=`"),
    "x-speakeasy-globals-hidden": ("arguments are not hidden", "leave it out"),
    "x-speakeasy-unknown-values": ("unknown values are always kept", "leave it out"),
    "x-speakeasy-unknown-fields": ("unknown keys are always kept", "leave it out"),
    "x-speakeasy-extension-rewrite": _DOCUMENT,
    "x-speakeasy-test": ("the package has tests", "leave it out"),
    "x-speakeasy-webhooks": (
        "the signature of webhooks is declared otherwise",
        "write x-specpress-webhook-signature into an overlay",
    ),
    "x-speakeasy-custom-security-scheme": (
        "credentials follow from the document",
        "use hooks",
    ),
    "x-speakeasy-overload": ("methods have no further signatures", "write `body=`"),
    "x-speakeasy-deprecation-message": _DOCUMENT,
    "x-speakeasy-deprecation-replacement": _DOCUMENT,
    "x-speakeasy-include": _DOCUMENT,
    "x-speakeasy-model-namespace": (
        "models are in one package",
        "import them from `models`",
    ),
    "x-speakeasy-sse-sentinel": (
        "a stream ends when the server closes it, or with [DONE]",
        "stop reading at the value",
    ),
    "x-speakeasy-type-override": _DOCUMENT,
    "x-speakeasy-param-encoding-override": _DOCUMENT,
    "x-speakeasy-entity": _OTHER,
    "x-speakeasy-entity-operation": _OTHER,
    "x-speakeasy-mcp": _OTHER,
    "x-speakeasy-polling": (
        "the client does not poll",
        "see docs/guides/lifecycles.md",
    ),
}

TOOL = Tool(
    name="speakeasy",
    title="Speakeasy",
    keys=frozenset(["configVersion", "generation", "python", "features", "management"]),
    required=frozenset(["generation"]),
    read=read,
    reasons=REASONS,
    prefix="x-speakeasy-",
    read_document=read_document,
)
