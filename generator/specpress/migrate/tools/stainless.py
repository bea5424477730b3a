"""Stainless: `stainless.yml`, and the names of resources, methods, models and options of the client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specpress import ir
from specpress.config.names import explain_client
from specpress.document.resolve import Cursor
from specpress.migrate.documents import Handler, read_extensions, set_global_header
from specpress.migrate.plan import Plan
from specpress.migrate.tools.stainless_keys import (
    DOCUMENT_REASONS,
    METHOD_REASONS,
    REASONS,
)
from specpress.migrate.tools.stainless_pages import (
    keep_no_pages,
    keep_pages,
    read_schemes,
)
from specpress.migrate.tools.tool import Tool
from specpress.migrate.words import pascal, snake

LANGUAGE = "python"
SHARED = (
    "$shared"  # The reasons for keys of a method or a resource, which may be nested.
)


def read(plan: Plan, root: Cursor) -> None:
    """Read a configuration."""
    account = plan.account
    _read_organization(plan, root)
    _read_targets(plan, root)
    _read_client_settings(plan, root)
    _read_environments(plan, root)
    settings = account.find(root, "settings", dict)
    if settings is not None and (entry := account.find(settings, "license", str)):
        plan.set("license", entry.value, entry)
    schemes = read_schemes(account, root)
    resources = account.find(root, "resources", dict)
    for name, resource in account.list_entries(resources) if resources else ():
        for path, method in _read_resource(plan, resource, (name,)):
            _read_method(plan, method, path)
    keep_pages(plan, schemes)
    listed = account.find(root, "unspecified_endpoints", list)
    for entry in listed.elements() if listed is not None else ():
        operation = _find(plan, entry, entry)
        if operation is not None:
            plan.exclude(operation.operation_id, operation.method, operation.path)
            account.carry(entry, "setting `exclude`")


def _read_organization(plan: Plan, root: Cursor) -> None:
    organization = plan.account.find(root, "organization", dict)
    entry = plan.account.find(organization, "name", str) if organization else None
    if entry is None:
        return
    name = pascal(entry.value)
    if fault := explain_client(name):
        plan.account.leave(
            entry, f"the client cannot be {name}: {fault}", "write `client`"
        )
    else:
        plan.set("client", name, entry)


def _read_targets(plan: Plan, root: Cursor) -> None:
    account = plan.account
    targets = account.find(root, "targets", dict)
    python = account.find(targets, LANGUAGE, dict) if targets is not None else None
    if python is None:
        return
    package = account.find(python, "package_name", str)
    if package is not None:
        plan.set("package", package.value.replace("-", "_"), package)
        plan.settings.setdefault("distribution", package.value.replace(".", "-"))
    if (project := account.find(python, "project_name", str)) is not None:
        plan.set("distribution", project.value, project)
    if (repository := account.find(python, "production_repo", str)) is not None:
        url = f"https://github.com/{repository.value}"
        plan.set_entry("urls", "Repository", url, repository)


def _read_client_settings(plan: Plan, root: Cursor) -> None:
    account = plan.account
    settings = account.find(root, "client_settings", dict)
    options = account.find(settings, "opts", dict) if settings is not None else None
    for name, option in account.list_entries(options) if options is not None else ():
        if not isinstance(option.value, dict):
            account.reject(option, f"`client_settings/opts/{name}` must be a mapping")
            continue
        account.visit(option)
        _read_option(plan, name, option)


def _read_option(plan: Plan, name: str, option: Cursor) -> None:
    """Read an argument of the client: a credential, or a header."""
    account = plan.account
    variable = account.find(option, "read_env", str)
    auth = account.find(option, "auth", dict)
    scheme = account.find(auth, "security_scheme", str) if auth is not None else None
    header = account.find(option, "send_in_header", str)
    for key in ("type", "nullable", "description"):
        if (entry := option.get(key)) is not None:
            account.carry(
                entry, "the type of the argument, which follows from the document"
            )
    if header is not None:
        set_global_header(plan, header.value, name, header)
    if scheme is None or auth is None:
        return
    if (role := auth.get("role")) is not None:
        for entry in (scheme, role, *([variable] if variable is not None else [])):
            account.leave(
                entry,
                "a pair of credentials is one argument",
                "pass a tuple to the argument of the scheme",
            )
        return
    if scheme.value not in plan.subject.security_schemes:
        cure = "add it with an overlay"
        account.leave(scheme, "the document has no such security scheme", cure)
        return
    value = {"argument": name}
    if variable is not None:
        value["env"] = variable.value
        account.carry(variable, "setting `credentials`")
    plan.set_entry("credentials", scheme.value, value, scheme)


def _read_environments(plan: Plan, root: Cursor) -> None:
    account = plan.account
    listed = account.find(root, "environments", dict)
    for name, entry in account.list_entries(listed) if listed is not None else ():
        if not isinstance(entry.value, str):
            account.reject(entry, f"`environments/{name}` must be a string")
            continue
        url = entry.value.rstrip("/")
        names = plan.subject.side.namer.names
        part = next(
            (p for p in names if p[0] == "environment" and p[1].rstrip("/") == url),
            None,
        )
        if part is None:
            cure = f"pass base_url={url!r}, or add the server with an overlay"
            account.leave(entry, "the document has no server with this URL", cure)
        else:
            account.carry(entry, "the name of a server")
            plan.keep(part, snake(name).upper(), entry)


# -- resources ---------------------------------------------------------------------------------------


def _read_resource(
    plan: Plan, resource: Cursor, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Cursor]]:
    """Keep the models of a resource and of those in it; yield the paths of its methods."""
    account = plan.account
    if not isinstance(resource.value, dict):
        account.reject(resource, f"`{'/'.join(path)}` must be a mapping")
        return
    account.visit(resource)
    models = account.find(resource, "models", dict)
    for name, entry in account.list_entries(models) if models is not None else ():
        _read_model(plan, name, entry)
    methods = account.find(resource, "methods", dict)
    for name, entry in account.list_entries(methods) if methods is not None else ():
        yield (*path, name), entry
    inner = account.find(resource, "subresources", dict)
    for name, entry in account.list_entries(inner) if inner is not None else ():
        yield from _read_resource(plan, entry, (*path, name))
    account.close(resource, {"*": ("resources have no such option", "leave it out")})


def _read_model(plan: Plan, name: str, entry: Cursor) -> None:
    account = plan.account
    if not isinstance(entry.value, str):
        account.leave(
            entry, "a model is one component of the document", "write `names`"
        )
        return
    schema = plan.subject.find_component(entry.value)
    if schema is None:
        reason = "the document has no such component"
        account.leave(entry, reason, "write the class into `names`")
        return
    class_name = pascal(name, has_initialisms=True)
    part = plan.subject.identify_class(schema)
    if part is None:
        account.leave(
            entry,
            "the component is no class: it is a plain type or an array",
            "use the type that the annotations show",
        )
        return
    account.carry(entry, f"class {class_name}")
    plan.keep(part, class_name, entry)


def _read_method(plan: Plan, entry: Cursor, path: tuple[str, ...]) -> None:
    account = plan.account
    endpoint: Cursor | None = entry
    if isinstance(entry.value, dict):
        account.visit(entry)
        endpoint = account.find(entry, "endpoint", str)
        if endpoint is None:
            reason = "it has no endpoint, such as a helper for webhooks"
            account.leave(entry, reason, "see docs/extensions.md for webhooks")
            return
    assert endpoint is not None
    operation = _find(plan, endpoint, entry)
    if operation is None:
        return
    if _is_skipped(plan, entry):
        plan.exclude(operation.operation_id, operation.method, operation.path)
        account.carry(endpoint, "setting `exclude`")
    else:
        _keep_method(plan, endpoint, operation, path)
    if isinstance(entry.value, dict):
        _read_pagination(plan, entry, operation)
        account.close(entry, METHOD_REASONS)


def _keep_method(
    plan: Plan, endpoint: Cursor, operation: ir.Operation, path: tuple[str, ...]
) -> None:
    account, part = plan.account, plan.subject.identify(operation)
    *resources, method = map(snake, path)
    name = f"{'_'.join(resources)}.{method}"
    if part in plan.wanted:
        other = plan.wanted[part].name
        reason = f"an operation is one method: {other}"
        account.leave(endpoint, reason, f"call {other}, or add {name} in own.py")
        return
    plan.keep(part, name, endpoint)
    if len(resources) > 1:
        dotted = ".".join(map(snake, path))
        account.leave(
            endpoint,
            f"resources are not nested: {dotted} is {name}",
            f"write client.{name} in the calls",
        )
    else:
        account.carry(endpoint, f"method {name}")


def _find(plan: Plan, entry: Cursor, at: Cursor) -> ir.Operation | None:
    """Return the operation of an endpoint; note if there is none."""
    if not isinstance(entry.value, str) or len(entry.value.split()) != 2:
        hint = "write a method and a path, such as `get /books`"
        plan.account.reject(entry, f"{entry.value!r} is no endpoint", hint)
        return None
    operation = plan.subject.find_endpoint(entry.value)
    if operation is None:
        reason = f"the document has no operation {entry.value}"
        plan.account.leave(
            at, reason, "remove it, or add the operation with an overlay"
        )
    return operation


def _is_skipped(plan: Plan, entry: Cursor) -> bool:
    """Return whether the Python client does not have a method."""
    if not isinstance(entry.value, dict):
        return False
    skip, only = entry.get("skip"), entry.get("only")
    for option in filter(None, (skip, only)):
        plan.account.carry(option, "setting `exclude`")
    is_skipped = skip is not None and (skip.value is True or _lists(skip.value))
    is_elsewhere = only is not None and isinstance(only.value, list)
    return is_skipped or (is_elsewhere and only is not None and not _lists(only.value))


def _lists(value: Any) -> bool:
    return isinstance(value, list) and LANGUAGE in value


def _read_pagination(plan: Plan, entry: Cursor, operation: ir.Operation) -> None:
    """Read `paginated: false`; other values follow from the schemes."""
    option = entry.get("paginated")
    if option is None:
        return
    if option.value is False:
        keep_no_pages(plan, operation)
    plan.account.carry(option, "pages")


_READ = "read from the document"


def _note(plan: Plan, entry: Cursor) -> None:
    plan.account.carry(entry, _READ)


HANDLERS: dict[str, Handler] = {"x-stainless-naming": _note, "x-stainless-param": _note}


def read_document(plan: Plan) -> None:
    """Read the extensions of a document."""
    read_extensions(plan, TOOL.prefix, HANDLERS, DOCUMENT_REASONS)


TOOL = Tool(
    name="stainless",
    title="Stainless",
    keys=frozenset(
        [
            *("organization", "resources", "targets", "client_settings", "pagination"),
            *("environments", "settings", "unspecified_endpoints", "readme", "openapi"),
        ]
    ),
    required=frozenset(["resources"]),
    read=read,
    reasons=REASONS,
    prefix="x-stainless-",
    read_document=read_document,
)
